"""Doubts that take several series: what goes out is not more than what came in, a part not more than the whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from recp_selfcheck.assessment.answers import EQUAL
from recp_selfcheck.assessment.bill_year import BilledYear
from recp_selfcheck.assessment.bills import CARRIERS, OWN_HEAT, RAIN_WATER, WASTEWATER
from recp_selfcheck.assessment.doubts import Doubt, is_more, of_bill
from recp_selfcheck.assessment.indicators import Intensity, amount_of, intensities, resources
from recp_selfcheck.assessment.months import Month
from recp_selfcheck.assessment.readings import Reading, Readings
from recp_selfcheck.checklists.model import FactorRow

_OFF: Final = 3.0  # times last year's intensity


def balances(read: Mapping[str, Readings]) -> Iterator[list[Doubt]]:
    """Yield what does not balance, month by month."""
    yield _heat_twice(read)
    yield _water_out(read)
    for parent in dict.fromkeys(one.series.parent for one in read.values() if one.series.parent):
        yield _over_main(parent, read)


def intensity_doubts(now: BilledYear, before: BilledYear | None, factors: Sequence[FactorRow]) -> Iterator[Doubt]:
    """Yield the resources whose use per output is three times, or a third of, last year's; waste over materials."""
    yield from _waste(now, factors)
    if before is None:
        return
    last = {one.resource: one for one in _per_output(before, factors)}
    for one in _per_output(now, factors):
        old = last.get(one.resource)
        if old is None or old.unit != one.unit or min(old.value, one.value) <= EQUAL:
            continue
        times = one.value / old.value
        if times >= _OFF * (1 - EQUAL) or times * _OFF <= 1 + EQUAL:
            values = {"own": one.value, "before": old.value, "unit": one.unit, "times": max(times, 1 / times)}
            yield Doubt("intensity-change", f"bill.{one.resource}", values, series=one.resource, figure=one.value)


def _heat_twice(read: Mapping[str, Readings]) -> list[Doubt]:
    own = read.get(OWN_HEAT)
    fuels = {
        ident: one
        for ident, one in read.items()
        if (carrier := CARRIERS.get(ident)) and carrier.is_fuel and carrier.resource == "heat"
    }
    found = []
    for month, reading in (_nonzero(own) if own is not None else {}).items():
        beside = tuple(ident for ident, one in fuels.items() if month in _nonzero(one))
        if beside:
            values = {"own": reading.given.amount, "unit": reading.given.unit, "carriers": beside}
            found.append(of_bill("heat-twice", OWN_HEAT, month, values, blocking=True))
    return found


def _water_out(read: Mapping[str, Readings]) -> list[Doubt]:
    out, water, rain = (read.get(carrier) for carrier in (WASTEWATER, "water", RAIN_WATER))
    if out is None or water is None:
        return []
    found = []
    for month in (month for month in out.months if month in water.months):
        collected = rain.months[month].amount if rain is not None and month in rain.months else 0.0
        came, went = water.months[month].amount + collected, out.months[month].amount
        if is_more(went, came):
            values = {"in": came, "out": went, "unit": out.unit}
            found.append(of_bill("water-out", WASTEWATER, month, values, figure=went))
    return found


def _over_main(parent: str, read: Mapping[str, Readings]) -> list[Doubt]:
    main = read.get(parent)
    meters = [one for one in read.values() if one.series.parent == parent]
    if main is None:
        return []
    found = []
    for month, reading in main.months.items():
        measured = sum(one.months[month].amount for one in meters if month in one.months)
        if is_more(measured, reading.amount):
            values = {"in": reading.given.amount, "out": measured / reading.rate, "unit": reading.given.unit}
            found.append(of_bill("meters-over-main", parent, month, values, figure=measured))
    return found


def _waste(now: BilledYear, factors: Sequence[FactorRow]) -> Iterator[Doubt]:
    """Compare the year and not the month: what is bought in one month becomes waste in another."""
    stuff = [total for total in now.profile.totals if total.carrier in ("material", "waste")]
    if any(total.ident in now.typed_only for total in stuff):
        return  # the yearly totals are compared where they were typed
    if any(one.series.carrier == "material" for one in now.year.incomplete):
        return
    year = resources(stuff, factors, now.profile.country)
    materials, waste = amount_of(year, "materials"), amount_of(year, "waste")
    if materials is not None and waste is not None and is_more(waste, materials):
        values = {"in": materials, "out": waste, "unit": "t"}
        yield Doubt("waste-over-materials", "bill.waste", values, series="waste", figure=waste)


def _per_output(billed: BilledYear, factors: Sequence[FactorRow]) -> tuple[Intensity, ...]:
    year = resources(billed.profile.totals, factors, billed.profile.country)
    found = intensities(billed.profile, year)
    return tuple(one for one in found if one.per == "output" and one.basis in ("", "net"))


def _nonzero(one: Readings) -> dict[Month, Reading]:
    return {month: reading for month, reading in one.months.items() if reading.amount > EQUAL}
