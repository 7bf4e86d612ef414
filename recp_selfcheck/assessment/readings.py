"""Monthly bills brought to one unit a series, so that months can be set beside each other and added up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from recp_selfcheck import units
from recp_selfcheck.assessment.answers import EQUAL
from recp_selfcheck.assessment.bills import (
    CARRIERS,
    DEGREE_DAY_UNIT,
    DEGREE_DAYS,
    Bill,
    Series,
    YearlyTotal,
    can_be_added,
)
from recp_selfcheck.assessment.indicators import take_in
from recp_selfcheck.assessment.months import Month
from recp_selfcheck.checklists.model import FactorRow
from recp_selfcheck.errors import UnitMistake


@dataclass(frozen=True, slots=True)
class Reading:
    """One month of a series: `amount` in the unit of its `Readings`; `given` is the bill it was read from."""

    month: Month
    amount: float
    given: Bill

    @property
    def rate(self) -> float:
        """How much of the series' unit one of the bill's is."""
        return self.amount / self.given.amount if self.given.amount else 1.0

    @property
    def price(self) -> float | None:
        """Cost per unit, None without a cost or an amount: a fixed charge alone has no price."""
        return self.given.cost / self.amount if self.given.cost is not None and self.amount > EQUAL else None


@dataclass(frozen=True, slots=True)
class Refused:
    """A bill that cannot be brought to its series' unit, and why."""

    given: Bill
    mistake: UnitMistake


@dataclass(frozen=True, slots=True)
class Readings:
    """A series' months in `unit`, in order of time: a carrier's base unit (kWh, m³, t), a product's own, degree days.

    Months without an amount are in neither list.
    """

    series: Series
    unit: str
    months: Mapping[Month, Reading]
    refused: tuple[Refused, ...] = ()


def readings(series: Series, bills: Sequence[Bill], factors: Sequence[FactorRow], country: str) -> Readings:
    """Bring the bills of one series to its unit; nothing is raised, what cannot be brought there is in `refused`."""
    base = unit_of(series, bills)
    months: dict[Month, Reading] = {}
    refused: list[Refused] = []
    rates: dict[str, float] = {}
    for bill in sorted(bills, key=lambda one: one.month):
        if bill.amount is None:
            continue
        if not can_be_added(bill.amount):
            sentence = f"{bill.amount} is not a finite number. Enter the amount in digits."
            values = {"amount": str(bill.amount), "unit": bill.unit}
            refused.append(Refused(bill, UnitMistake("not-finite", sentence, values)))
            continue
        try:
            if bill.unit not in rates:
                rates[bill.unit] = _rate(series, bill.unit, base, factors, country)
        except UnitMistake as mistake:
            refused.append(Refused(bill, mistake))
        else:
            months[bill.month] = Reading(bill.month, bill.amount * rates[bill.unit], bill)
    return Readings(series, base, months, tuple(refused))


def unit_of(series: Series, bills: Sequence[Bill]) -> str:
    """Return the unit a series adds up in; a product without one takes that of its first bill."""
    carrier = CARRIERS.get(series.carrier)
    if carrier is not None:
        return carrier.base
    if series.id == DEGREE_DAYS:
        return DEGREE_DAY_UNIT
    given = (bill.unit for bill in sorted(bills, key=lambda one: one.month) if bill.unit and bill.amount is not None)
    return series.unit or next(given, "")


def _rate(series: Series, unit: str, base: str, factors: Sequence[FactorRow], country: str) -> float:
    if series.carrier:
        return take_in(YearlyTotal(series.carrier, 1.0, unit), factors, country).converted
    if not unit:
        raise UnitMistake("no-unit", "The amount has no unit. Choose one.", {"units": (base,) if base else ()})
    return units.convert(1.0, unit, base)
