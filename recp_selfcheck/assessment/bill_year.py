"""From monthly bills to a year: twelve complete months in place of a typed yearly total.

A month is complete when it has an amount and a unit; a cost that is missing makes the year's cost unknown, not the year
incomplete. Nothing is annualised: a year with a missing month names it and counts for nothing. Meters within a series
measure a part of it and are never added.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import fsum

from recp_selfcheck.assessment.answers import EQUAL
from recp_selfcheck.assessment.billed_output import REFERENCE, Output, output_of
from recp_selfcheck.assessment.bills import Bill, Series, YearlyTotal, can_be_added
from recp_selfcheck.assessment.indicators import take_in
from recp_selfcheck.assessment.months import MONTHS_A_YEAR, Month, twelve_to
from recp_selfcheck.assessment.profile import Profile
from recp_selfcheck.assessment.series_year import SeriesYear, counts, series_year
from recp_selfcheck.checklists.model import FactorRow
from recp_selfcheck.errors import UnitMistake

NOTABLE = 2.0  # per cent between a typed total and its bills, from which the difference is said


@dataclass(frozen=True, slots=True)
class BillYear:
    """The twelve months up to `end`, by series: all that have a bill in them, meters and degree days too."""

    end: Month
    by_series: Mapping[str, SeriesYear]

    @property
    def months(self) -> tuple[Month, ...]:
        """The twelve months."""
        return twelve_to(self.end)

    @property
    def complete(self) -> tuple[SeriesYear, ...]:
        """The series that count: carriers and products whose twelve months are there."""
        return tuple(one for one in self.by_series.values() if counts(one.series) and one.complete)

    @property
    def incomplete(self) -> tuple[SeriesYear, ...]:
        """The series that would count if no month were missing."""
        return tuple(one for one in self.by_series.values() if counts(one.series) and not one.complete)


@dataclass(frozen=True, slots=True)
class Replaced:
    """A typed yearly total or output and the bills that stand in its place.

    `typed` and `billed` are in `unit`, `difference` in per cent of what was typed: None where that was 0. `billed` is
    None too where the two cannot be compared.
    """

    series: str
    typed: float
    unit: str
    billed: float | None
    difference: float | None

    @property
    def differs(self) -> bool:
        """Whether there is a difference, and one worth saying."""
        if self.difference is None:
            return self.billed is not None and self.billed > 0
        return abs(self.difference) > NOTABLE + EQUAL


@dataclass(frozen=True, slots=True)
class BilledYear:
    """A profile's year with bills in it.

    `profile` has the billed totals and output in place of the typed ones; `typed_only` are the series whose typed total
    still counts, because their year of bills is not complete or there is none.
    """

    profile: Profile
    year: BillYear
    replaced: tuple[Replaced, ...]
    typed_only: tuple[str, ...]
    output: Output

    @property
    def idents(self) -> frozenset[str]:
        """The series whose bills count."""
        return frozenset(one.series.id for one in self.year.complete if one.series.carrier)


def bill_year(by_series: Mapping[str, Sequence[Bill]], series: Mapping[str, Series], end: Month) -> BillYear:
    """Add up the twelve months up to `end` of every series that has a bill in them, in the order of `series`."""
    first = end.plus(1 - MONTHS_A_YEAR)
    found = {
        ident: series_year(one, by_series[ident], end)
        for ident, one in series.items()
        if any(first <= bill.month <= end for bill in by_series.get(ident, ()))
    }
    return BillYear(end, found)


def latest_complete(by_series: Mapping[str, Sequence[Bill]], series: Mapping[str, Series]) -> Month | None:
    """Return the last month of the latest year with the most complete series; None where no series has one.

    A series without a bill in the latest year that any series has complete has ended and holds no year back.
    """
    newest = max(year_ends(by_series, series), default=None)
    if newest is None:
        return None
    first = newest.plus(1 - MONTHS_A_YEAR)
    going_on = {
        ident: one
        for ident, one in series.items()
        if any(bill.month >= first and can_be_added(bill.amount) for bill in by_series.get(ident, ()))
    }
    ends = year_ends(by_series, going_on)
    return max(ends, key=lambda end: (ends[end], end))


def year_ends(by_series: Mapping[str, Sequence[Bill]], series: Mapping[str, Series]) -> Mapping[Month, int]:
    """Return the last months of all years with a complete series, and how many series are complete in each."""
    ends: dict[Month, int] = {}
    for ident, one in series.items():
        for end in _ends(by_series.get(ident, ())) if counts(one) else ():
            ends[end] = ends.get(end, 0) + 1
    return dict(sorted(ends.items()))


def reporting_end(
    by_series: Mapping[str, Sequence[Bill]], series: Mapping[str, Series], chosen: Month | None = None
) -> Month | None:
    """Return the last month of the reporting year: as chosen, else of the latest complete one, else of all bills."""
    last = chosen or latest_complete(by_series, series)
    counted = (ident for ident, one in series.items() if counts(one))
    return last or max((bill.month for ident in counted for bill in by_series.get(ident, ())), default=None)


def apply_bills(
    profile: Profile,
    by_series: Mapping[str, Sequence[Bill]],
    series: Mapping[str, Series],
    end: Month,
    factors: Sequence[FactorRow],
) -> BilledYear:
    """Put the complete years of bills into a profile in place of its typed totals and output."""
    year = bill_year(by_series, series, end)
    billed = {one.series.id: one for one in year.complete if one.series.carrier}
    typed = {total.ident: total for total in profile.totals if total.ident in billed}
    replaced = [_replaced(total, billed[ident], factors, profile.country) for ident, total in typed.items()]
    kept = [total for total in profile.totals if total.ident not in billed]
    output = output_of(year.by_series)
    made = output.amount is not None
    if made and profile.output_amount is not None:
        replaced.append(_replaced_output(profile, output))
    totals = (*kept, *(part for one in billed.values() for part in one.totals()))
    return BilledYear(
        profile=replace(
            profile,
            totals=totals,
            year=end.year if billed or made else profile.year,
            output_amount=output.amount if made else profile.output_amount,
            output_unit=output.unit if made else profile.output_unit,
        ),
        year=year,
        replaced=tuple(replaced),
        typed_only=tuple(total.ident for total in kept),
        output=output,
    )


def _replaced(total: YearlyTotal, billed: SeriesYear, factors: Sequence[FactorRow], country: str) -> Replaced:
    try:
        rate = take_in(replace(total, amount=1.0), factors, country).converted
        found = fsum(take_in(part, factors, country).converted for part in billed.totals()) / rate
    except UnitMistake:
        return Replaced(billed.series.id, total.amount, total.unit, None, None)
    difference = (found / total.amount - 1) * 100 if total.amount > 0 else None
    return Replaced(billed.series.id, total.amount, total.unit, found, difference)


def _replaced_output(profile: Profile, output: Output) -> Replaced:
    typed, unit = profile.output_amount or 0.0, profile.output_unit
    billed = output.in_unit(unit)
    difference = (billed / typed - 1) * 100 if billed is not None and typed > 0 else None
    return Replaced(REFERENCE, typed, unit, billed, difference)


def _ends(bills: Sequence[Bill]) -> list[Month]:
    """Return every complete month that eleven others lead up to."""
    found, length, before = [], 0, None
    for month in sorted(bill.month for bill in bills if bill.is_complete):
        length = length + 1 if before is not None and month.since(before) == 1 else 1
        before = month
        if length >= MONTHS_A_YEAR:
            found.append(month)
    return found
