"""What companies save together: planned, done and measured, over clubs and the programme, never of fewer than five.

A company counts with the plan it handed in last. What its measures are expected to save is a year's, reckoned together
as in its plan. What was measured is that of six or twelve months, added up as it was found: nothing is made a year of.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import floor, log10
from typing import Final, Literal

from recp_selfcheck.assessment.answers import EQUAL
from recp_selfcheck.assessment.club_figures import merged
from recp_selfcheck.assessment.follow_ups import FollowUp
from recp_selfcheck.assessment.plan import FINISHED, PlanEntry, PlanState
from recp_selfcheck.assessment.plan_totals import plan_totals
from recp_selfcheck.assessment.savings import EffectSaving, Range

Stage = Literal["planned", "done", "verified"]
STAGES: Final[tuple[Stage, ...]] = ("planned", "done", "verified")
"""All measures but the rejected; those done or verified of them; what was measured of the verified."""
MONEY, CO2 = "money", "co2"
WHATS: Final = ("electricity", "heat", "water", "materials", "waste", CO2, MONEY)
"""What is saved: resources in their units, tonnes of CO₂, money in a currency."""
_DIGITS: Final = 3  # shown, and no more leaves the server: that two looks differ by one company is hard to tell then


@dataclass(frozen=True, slots=True)
class CompanySaving:
    """What one company saves of one thing at one stage, by `measures` measures; `currency` of money only."""

    stage: Stage
    what: str
    currency: str
    saved: Range
    measures: int


@dataclass(frozen=True, slots=True)
class ClubSaving:
    """What the `n` companies of a club that save something of one thing save together at one stage."""

    club: int
    n: int
    saving: CompanySaving


@dataclass(frozen=True, slots=True)
class ProgrammeSaving:
    """What `n` companies save together; `clubs` (ids) are those counted together, none for the whole programme.

    `saved` is rounded to three digits; for a stage that is measured its three ends are the same.
    """

    stage: Stage
    what: str
    currency: str
    clubs: tuple[int, ...]
    n: int
    measures: int
    saved: Range


@dataclass(frozen=True, slots=True)
class ProgrammeSavings:
    """The figures there are, and what fewer than five companies save (stage, what), of which there are none."""

    figures: tuple[ProgrammeSaving, ...]
    withheld: tuple[tuple[Stage, str], ...]


def company_savings(
    entries: Sequence[PlanEntry], currency: str, measured: Mapping[int, Sequence[FollowUp]]
) -> tuple[CompanySaving, ...]:
    """Return what a company's plan saves; `measured` are the follow-ups of its verified entries, by entry."""
    planned = [entry for entry in entries if entry.state is not PlanState.REJECTED]
    done = [entry for entry in planned if entry.state in FINISHED]
    verified = [entry for entry in done if entry.state is PlanState.VERIFIED]
    found = [*_expected("planned", planned, currency), *_expected("done", done, currency)]
    found += _measured(verified, currency, measured)
    return tuple(one for one in found if max(abs(one.saved.low), abs(one.saved.high)) > EQUAL)


def programme_savings(savings: Iterable[ClubSaving]) -> ProgrammeSavings:
    """Add up what clubs save, each company being counted in one of them.

    Each figure stands on five companies or more that save something of it, and so does what is left when the others
    are subtracted from the whole: clubs with fewer are counted together.
    """
    kinds: dict[tuple[Stage, str, str], dict[int, ClubSaving]] = {}
    for one in savings:
        kinds.setdefault((one.saving.stage, one.saving.what, one.saving.currency), {})[one.club] = one
    figures: list[ProgrammeSaving] = []
    withheld: list[tuple[Stage, str]] = []
    for kind in sorted(kinds, key=_order):
        groups = merged({club: of_club.n for club, of_club in kinds[kind].items()})
        if not groups:
            withheld.append(kind[:2])
            continue
        figures.append(_figure(kind, (), tuple(kinds[kind].values())))
        figures += [_figure(kind, clubs, [kinds[kind][club] for club in clubs]) for clubs in groups]
    return ProgrammeSavings(tuple(figures), tuple(dict.fromkeys(withheld)))


def _expected(stage: Stage, entries: Sequence[PlanEntry], currency: str) -> Iterator[CompanySaving]:
    together = plan_totals(entries, currency)
    known = len(entries) - len(together.unknown)
    for resource, saving in together.by_resource.items():
        yield CompanySaving(stage, resource, "", saving.amount, known)
    if together.co2_t is not None:
        yield CompanySaving(stage, CO2, "", together.co2_t, known)
    if together.money is not None and currency:
        yield CompanySaving(stage, MONEY, currency, together.money, known)


def _measured(
    entries: Sequence[PlanEntry], currency: str, measured: Mapping[int, Sequence[FollowUp]]
) -> Iterator[CompanySaving]:
    found: dict[tuple[str, str], list[float]] = {}
    for entry, follow_up in _counted(entries, measured):
        saved = follow_up.saved or 0.0
        main = entry.expected.main if entry.expected else None
        if main is None or not follow_up.resource:
            found.setdefault((MONEY, currency), []).append(saved)
            continue
        found.setdefault((follow_up.resource, ""), []).append(saved)
        if main.price is not None and entry.expected and entry.expected.currency == currency:
            found.setdefault((MONEY, currency), []).append(saved * main.price)
        tonnes = _co2_per_unit(main)
        if tonnes is not None:
            found.setdefault((CO2, ""), []).append(saved * tonnes)
    for (what, unit), amounts in found.items():
        if what != MONEY or unit:
            yield CompanySaving("verified", what, unit, Range(*[sum(amounts)] * 3), len(amounts))


def _counted(
    entries: Sequence[PlanEntry], measured: Mapping[int, Sequence[FollowUp]]
) -> Iterator[tuple[PlanEntry, FollowUp]]:
    """Yield the follow-up of each entry that counts, the longer one, so that nothing is counted twice.

    A figure by the bills holds what every measure on that resource saved meanwhile: of a resource one such figure
    counts, that over the most months, and the company's own figures only of measures that are not in it.
    """
    latest = []
    for entry in entries:
        found = [one for one in measured.get(entry.id, ()) if one.saved is not None]
        if found:
            latest.append((entry, max(found, key=lambda one: one.months)))
    by_bills = [(entry, one) for entry, one in latest if one.basis != "own"]
    chosen: dict[str, tuple[PlanEntry, FollowUp]] = {}
    for entry, one in sorted(by_bills, key=lambda pair: (-pair[1].months, -len(pair[1].others), pair[0].id)):
        chosen.setdefault(one.resource, (entry, one))
    yield from chosen.values()
    inside = {ident for _entry, one in chosen.values() for ident in one.others}
    yield from ((entry, one) for entry, one in latest if one.basis == "own" and entry.id not in inside)


def _co2_per_unit(effect: EffectSaving) -> float | None:
    if effect.co2_t is None or effect.amount is None or effect.amount.high <= 0:
        return None
    return effect.co2_t.high / effect.amount.high


def _figure(kind: tuple[Stage, str, str], clubs: tuple[int, ...], of_clubs: Sequence[ClubSaving]) -> ProgrammeSaving:
    ends = (sum(getattr(one.saving.saved, end) for one in of_clubs) for end in ("low", "typical", "high"))
    measures = sum(one.saving.measures for one in of_clubs)
    return ProgrammeSaving(*kind, clubs, sum(one.n for one in of_clubs), measures, Range(*map(_rounded, ends)))


def _rounded(value: float) -> float:
    """Round to the digits that are shown.

    >>> _rounded(123456.0), _rounded(-0.012345)
    (123000.0, -0.0123)
    """
    return 0.0 if value == 0 else round(value, _DIGITS - 1 - floor(log10(abs(value))))


def _order(kind: tuple[Stage, str, str]) -> tuple[int, int, str]:
    stage, what, currency = kind
    return WHATS.index(what), STAGES.index(stage), currency
