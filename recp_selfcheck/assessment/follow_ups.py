"""What a measure really saved, by the bills of six and twelve months after it was done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import fsum
from typing import Final, Literal

from recp_selfcheck.assessment.answers import EQUAL
from recp_selfcheck.assessment.baseline import Baseline, fit
from recp_selfcheck.assessment.months import MONTHS_A_YEAR, Month, run
from recp_selfcheck.assessment.plan import FINISHED, FOLLOW_UPS, PlanEntry, months_after
from recp_selfcheck.assessment.plan_totals import plan_totals
from recp_selfcheck.assessment.resource_months import MonthlyBills
from recp_selfcheck.assessment.savings import Range

Basis = Literal["own", "baseline", "per_output", "plain", "missing"]
_COLD_FIRST: Final = frozenset({"heat"})  # of what the weather decides most


@dataclass(frozen=True, slots=True)
class FollowUp:
    """What was saved in the `months` months from `since` on; due on a day, whether or not the bills are there yet.

    `saved` is in the unit of `resource` (money, where that is empty), negative where more was used than before. `basis`
    says how it was found: the company's `own` figure, the `baseline` fitted to the twelve months before, use
    `per_output` of the same months a year before, or `plain` amounts of those; `missing` (series and month) is what the
    bills lack for it. `expected` is what was expected in so many months of all measures that are in the figure: this
    one, and by the bills also the `others` (entries) that were done meanwhile.
    """

    months: int
    due: date
    since: Month
    resource: str
    basis: Basis
    saved: float | None = None
    expected: Range | None = None
    others: tuple[int, ...] = ()
    missing: tuple[tuple[str, Month], ...] = ()
    baseline: Baseline | None = None

    @property
    def share(self) -> float | None:
        """What was found over what was typically expected, None where nothing was."""
        if self.saved is None or self.expected is None or self.expected.typical <= EQUAL:
            return None
        return self.saved / self.expected.typical

    @property
    def is_in_range(self) -> bool:
        """Whether what was found is between the least and the most that was expected."""
        return (
            self.saved is not None
            and self.expected is not None
            and self.expected.low - EQUAL <= self.saved <= self.expected.high + EQUAL
        )


def follow_ups(entry: PlanEntry, entries: Sequence[PlanEntry], bills: MonthlyBills) -> tuple[FollowUp, ...]:
    """Return what 6 and 12 months show of a measure that is done; nothing where the day it was done is not known.

    `entries` is the whole plan: other measures on the same bill are in its figures too.
    """
    if entry.state not in FINISHED or entry.done_on is None:
        return ()
    return tuple(_follow_up(entry, entry.done_on, entries, bills, months) for months in FOLLOW_UPS)


def _follow_up(
    entry: PlanEntry, done: date, entries: Sequence[PlanEntry], bills: MonthlyBills, months: int
) -> FollowUp:
    main = entry.expected.main if entry.expected else None
    resource = main.resource if main else ""
    since = Month(done.year, done.month).plus(1)
    due = months_after(done, months)
    if months in entry.measured:
        saved = entry.measured[months]
        return FollowUp(months, due, since, resource, "own", saved, _expected([entry], resource, months))
    if not resource:
        return FollowUp(months, due, since, resource, "missing")
    compared = _by_bills(bills, resource, since, months)
    others = _others(entry, entries, resource, since, months)
    return FollowUp(
        months=months,
        due=due,
        since=since,
        resource=resource,
        basis=compared.basis,
        saved=compared.saved,
        expected=_expected([entry, *others], resource, months),
        others=tuple(other.id for other in others),
        missing=compared.missing,
        baseline=compared.baseline,
    )


@dataclass(frozen=True, slots=True)
class _Compared:
    basis: Basis
    saved: float | None = None
    missing: tuple[tuple[str, Month], ...] = ()
    baseline: Baseline | None = None


def _by_bills(bills: MonthlyBills, resource: str, since: Month, months: int) -> _Compared:
    after, before = run(since, months), run(since.plus(-MONTHS_A_YEAR - 1), MONTHS_A_YEAR)
    year_ago = tuple(month.plus(-MONTHS_A_YEAR) for month in after)
    used, made = bills.used(resource), bills.made()
    fitted = _fitted(bills, resource, before, after)
    if fitted is not None:
        saved = -fsum(month.difference for month in fitted.months if month.month in after)
        return _Compared("baseline", saved, baseline=fitted)
    use = used.amounts((*year_ago, *after))
    if use is None:
        return _Compared("missing", missing=used.missing((*year_ago, *after)))
    use_before, use_after = _sum(use, year_ago), _sum(use, after)
    output = made.amounts((*year_ago, *after))
    if output is not None and _sum(output, year_ago) > 0:
        grown = _sum(output, after) / _sum(output, year_ago)
        return _Compared("per_output", use_before * grown - use_after)
    return _Compared("plain", use_before - use_after)


def _fitted(bills: MonthlyBills, resource: str, before: Sequence[Month], after: Sequence[Month]) -> Baseline | None:
    """Return a usable baseline of the twelve months before, with degree days or without, None where there is none."""
    months = (*before, *after)
    use, output = bills.used(resource).amounts(months), bills.made().amounts(months)
    if use is None or output is None:
        return None
    cold = bills.degree_days().amounts(months)
    causes = [None] if cold is None else [cold, None] if resource in _COLD_FIRST else [None, cold]
    for degree_days in causes:
        found = fit(
            months,
            [use[month] for month in months],
            [output[month] for month in months],
            None if degree_days is None else [degree_days[month] for month in months],
            period=frozenset(before),
        )
        if found.usable:
            return found
    return None


def _others(
    entry: PlanEntry, entries: Sequence[PlanEntry], resource: str, since: Month, months: int
) -> list[PlanEntry]:
    """Return the other measures on this resource done between the months compared with and the last one counted."""
    first, last = since.plus(-MONTHS_A_YEAR - 1), since.plus(months - 1)
    return [
        other
        for other in entries
        if other.id != entry.id
        and other.state in FINISHED
        and other.done_on is not None
        and first <= Month(other.done_on.year, other.done_on.month) <= last
        and other.expected is not None
        and any(effect.resource == resource and effect.amount is not None for effect in other.expected.effects)
    ]


def _expected(entries: Sequence[PlanEntry], resource: str, months: int) -> Range | None:
    """Return what entries were expected to save together in so many months."""
    currency = next((entry.expected.currency for entry in entries if entry.expected), "")
    together = plan_totals(entries, currency)
    yearly = together.money
    if resource:
        saving = together.by_resource.get(resource)
        yearly = saving.amount if saving else None
    return yearly.times(months / MONTHS_A_YEAR) if yearly else None


def _sum(amounts: Mapping[Month, float], months: Sequence[Month]) -> float:
    return fsum(amounts[month] for month in months)
