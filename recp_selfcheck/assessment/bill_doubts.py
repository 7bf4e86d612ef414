"""What does not look right in monthly bills, as data: the caller words it.

Amounts are compared in one unit a series, so that a month billed in another unit is no doubt by itself. Zero amounts
are readings, but medians, ratios and prices leave them out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from statistics import median
from typing import Any, Final

from recp_selfcheck import units
from recp_selfcheck.assessment.answers import EQUAL
from recp_selfcheck.assessment.bill_balances import balances, intensity_doubts
from recp_selfcheck.assessment.bill_year import BilledYear
from recp_selfcheck.assessment.bills import DEGREE_DAYS, Bill, Series, can_be_added
from recp_selfcheck.assessment.doubts import Doubt, of_bill
from recp_selfcheck.assessment.explained import Explanation, with_explanations
from recp_selfcheck.assessment.months import MONTHS_A_YEAR, Month
from recp_selfcheck.assessment.prices import FEW, bands_in, judge
from recp_selfcheck.assessment.readings import Reading, Readings, readings
from recp_selfcheck.checklists.model import Figures, PriceBand

_FAR: Final = 300.0  # times its own median: a slip of unit, or of three digits
_ENOUGH: Final = 6  # non-zero months from which a median shows such a slip
_CHANGED: Final = 0.5
_EVEN: Final = ("electricity", "water", "material")  # carriers without much of a season, compared with their median
_MANY: Final = 5  # months of a series with the same doubt, from which they are said as one


def bill_doubts(
    series: Mapping[str, Series],
    by_series: Mapping[str, Sequence[Bill]],
    figures: Figures,
    now: BilledYear,
    *,
    before: BilledYear | None = None,
    explained: Mapping[str, Explanation] | None = None,
) -> tuple[Doubt, ...]:
    """Return all doubts about a company's bills, in the order of the series; `before` is the year before `now`.

    Mistakes stand first, what is explained last. What is wrong with many months of a series is said once. An
    explanation holds while the figure is the one it was given for.
    """
    profile = now.profile
    read = {
        ident: readings(one, by_series[ident], figures.factors, profile.country)
        for ident, one in series.items()
        if by_series.get(ident)
    }
    bands = bands_in(figures, profile.currency)
    found: list[Doubt] = []
    for ident, one in read.items():
        band = None if one.series.parent else bands.get(one.series.carrier)
        found += _said_once(_of_series(one, by_series[ident], band, profile.currency))
    found += _said_once(doubt for doubts in balances(read) for doubt in doubts)
    found += intensity_doubts(now, before, figures.factors)
    places = {ident: place for place, ident in enumerate(series)}
    marked = with_explanations(found, explained or {})
    return tuple(sorted(marked, key=lambda doubt: _order(doubt, places)))


def typed_doubts(billed: BilledYear) -> tuple[Doubt, ...]:
    """Return what was typed for the year and is not what the bills add up to."""
    found = []
    for one in billed.replaced:
        if one.differs and one.billed is not None:
            series = billed.year.by_series[one.series].series
            subject = ".".join(filter(None, ("total", series.carrier, series.name))) if series.carrier else "output"
            values = {"typed": one.typed, "billed": one.billed, "unit": one.unit, "difference": one.difference}
            found.append(Doubt("typed-differs", subject, values, figure=one.billed))
    return tuple(found)


def _of_series(one: Readings, bills: Sequence[Bill], band: PriceBand | None, currency: str) -> Iterator[Doubt]:
    for refused in one.refused:
        yield of_bill(refused.mistake.code, one.series.id, refused.given.month, refused.mistake.values, blocking=True)
    for bill in bills:
        for figure in (bill.amount, bill.cost):
            if figure is not None and figure < 0:
                yield of_bill("negative", one.series.id, bill.month, {"amount": figure}, blocking=True)
        if bill.cost is not None and not can_be_added(bill.cost):
            yield of_bill("not-finite", one.series.id, bill.month, {"amount": str(bill.cost)}, blocking=True)
    nonzero = {month: reading for month, reading in one.months.items() if reading.amount > EQUAL}
    if one.series.id == DEGREE_DAYS or not nonzero:
        return
    middle = median(reading.amount for reading in nonzero.values())
    sound: dict[Month, Reading] = {}
    for month, reading in nonzero.items():
        if len(nonzero) >= _ENOUGH and _is_far(reading.amount, middle):
            yield _far_off(reading, one, middle)
        else:
            sound[month] = reading
    yield from _changes(one, sound, middle if len(nonzero) >= FEW else None)
    yield from _prices(one, sound, band, currency)


def _is_far(amount: float, middle: float) -> bool:
    return amount >= _FAR * middle * (1 - EQUAL) or amount * _FAR <= middle * (1 + EQUAL)


def _far_off(reading: Reading, one: Readings, middle: float) -> Doubt:
    code = "far-above-median" if reading.amount > middle else "far-below-median"
    values = _beside(reading, "median", middle)
    return of_bill(code, one.series.id, reading.month, values, blocking=True, figure=reading.amount)


def _changes(one: Readings, sound: Mapping[Month, Reading], middle: float | None) -> Iterator[Doubt]:
    """Hold each month against the same month a year before, else, where there is no season, against the median."""
    even = one.series.carrier in _EVEN and not one.series.parent
    for month, reading in sound.items():
        year_before = month.plus(-MONTHS_A_YEAR)
        before = sound.get(year_before)
        if before is None and year_before in one.months and one.months[year_before].amount > EQUAL:
            continue  # there is a mistake in that one
        base = before.amount if before is not None else middle if even else None
        if base is None or abs(reading.amount / base - 1) <= _CHANGED + EQUAL:
            continue
        code = "change-on-year" if before is not None else "change-on-median"
        values = _beside(reading, "before", base)
        yield of_bill(code, one.series.id, month, values, figure=reading.amount)


def _beside(reading: Reading, name: str, other: float) -> dict[str, Any]:
    """Return a month's amount and another one in the unit of that month's bill: it is what the reader typed."""
    values = {"own": reading.given.amount, name: other / reading.rate, "unit": reading.given.unit}
    return {**values, "times": reading.amount / other}


def _prices(one: Readings, sound: Mapping[Month, Reading], band: PriceBand | None, currency: str) -> Iterator[Doubt]:
    priced = [(reading, price) for reading in sound.values() if (price := reading.price) is not None]
    faults = judge([price for _reading, price in priced], one.unit, band, currency)
    for (reading, price), fault in zip(priced, faults, strict=True):
        if fault is not None:
            unit = reading.given.unit
            shown = fault.per(unit, reading.rate * units.convert(1, one.unit, fault.values["unit"]))
            yield of_bill(fault.code, one.series.id, reading.month, shown.values, figure=price)


def _said_once(doubts: Iterable[Doubt]) -> Iterator[Doubt]:
    """Join what is wrong with many months of a series: one slip of unit or meter is one thing to correct.

    The first month stands for all in its sentence; an explanation holds until any of them changes or another joins.
    """
    alike: dict[tuple[str, str], list[Doubt]] = {}
    for doubt in doubts:
        alike.setdefault((doubt.code, doubt.series), []).append(doubt)
    for same in alike.values():
        same.sort(key=lambda doubt: doubt.months)
        months = tuple(dict.fromkeys(month for doubt in same for month in doubt.months))
        if len(months) < _MANY:
            yield from same
            continue
        values = {**same[0].values, "months": len(months), "first": str(months[0]), "last": str(months[-1])}
        figures = [doubt.figure for doubt in same if doubt.figure is not None]
        whole = sum(figures) if figures else None
        yield replace(same[0], subject=f"bill.{same[0].series}", months=months, values=values, figure=whole)


def _order(doubt: Doubt, places: Mapping[str, int]) -> tuple[bool, bool, int, Iterable[Month]]:
    return not doubt.blocking, bool(doubt.explanation), places.get(doubt.series, len(places)), doubt.months
