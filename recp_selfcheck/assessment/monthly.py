"""Energy, output and degree days month by month, from bills: what trends and the baseline are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Final, Literal

from recp_selfcheck import units
from recp_selfcheck.assessment.billed_output import REFERENCE
from recp_selfcheck.assessment.bills import CARRIERS, DEGREE_DAYS, Bill, Series
from recp_selfcheck.assessment.months import Month, run
from recp_selfcheck.assessment.readings import Readings, readings
from recp_selfcheck.checklists.model import FactorRow

Energy = Literal["electricity", "heat", "energy_total"]
ENERGIES: Final[tuple[Energy, ...]] = ("energy_total", "electricity", "heat")


@dataclass(frozen=True, slots=True)
class Monthly:
    """Figures by month in `unit`; `of` are the series added up, a month counts only with a reading of each of them."""

    unit: str
    amounts: Mapping[Month, float]
    of: tuple[str, ...]


def monthly_energy(
    by_series: Mapping[str, Sequence[Bill]],
    series: Mapping[str, Series],
    energy: Energy,
    factors: Sequence[FactorRow],
    country: str,
) -> Monthly:
    """Return electricity, heat and fuels, or both, in kWh at net calorific value."""
    wanted = ("electricity", "heat") if energy == "energy_total" else (energy,)
    counted = [
        readings(one, by_series[ident], factors, country)
        for ident, one in series.items()
        if one.carrier and not one.parent and CARRIERS[one.carrier].resource in wanted and by_series.get(ident)
    ]
    return Monthly("kWh", _together(counted), tuple(one.series.id for one in counted))


def monthly_output(by_series: Mapping[str, Sequence[Bill]], series: Mapping[str, Series]) -> Monthly:
    """Return the output in the reference product's unit; a product without a factor is left out."""
    reference = series.get(REFERENCE)
    if reference is None or not by_series.get(REFERENCE):
        return Monthly("", {}, ())
    products = [reference, *(one for one in series.values() if one.is_output and one.id != REFERENCE and one.factor)]
    counted = [readings(one, by_series[one.id], (), "") for one in products if by_series.get(one.id)]
    unit = counted[0].unit
    weighted = [_times(one, 1.0 if one.series.id == REFERENCE else one.series.factor or 0.0) for one in counted]
    return Monthly(unit if units.is_known(unit) else "", _all_of(weighted), tuple(one.series.id for one in counted))


def monthly_degree_days(by_series: Mapping[str, Sequence[Bill]], series: Mapping[str, Series]) -> Monthly:
    """Return the heating degree days."""
    one = series.get(DEGREE_DAYS)
    if one is None or not by_series.get(DEGREE_DAYS):
        return Monthly("degree_day", {}, ())
    found = readings(one, by_series[DEGREE_DAYS], (), "")
    return Monthly(found.unit, _together([found]), (DEGREE_DAYS,))


def spanned(*several: Mapping[Month, float]) -> tuple[Month, ...]:
    """Return every month from the first to the last that any of them holds."""
    held = [month for one in several for month in one]
    return run(min(held), max(held).since(min(held)) + 1) if held else ()


def _together(counted: Iterable[Readings]) -> dict[Month, float]:
    return _all_of([_times(one, 1.0) for one in counted])


def _times(one: Readings, factor: float) -> dict[Month, float]:
    return {month: reading.amount * factor for month, reading in one.months.items()}


def _all_of(several: Sequence[Mapping[Month, float]]) -> dict[Month, float]:
    if not several:
        return {}
    shared = sorted(set(several[0]).intersection(*several[1:]))
    return {month: fsum(one[month] for one in several) for month in shared}
