"""Twelve months of one series of bills."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from recp_selfcheck.assessment.bills import DEGREE_DAYS, Bill, Series, YearlyTotal, can_be_added
from recp_selfcheck.assessment.months import Month, twelve_to


@dataclass(frozen=True, slots=True)
class SeriesYear:
    """Twelve months of one series.

    `amounts` and `costs` are sums by the unit of the bills, each part to be converted with its own factor; a cost is
    None where any of its months has none. `missing` are months without an amount or a unit, `unpriced` those without
    a cost.
    """

    series: Series
    amounts: Mapping[str, float]
    costs: Mapping[str, float | None]
    missing: tuple[Month, ...]
    unpriced: tuple[Month, ...]

    @property
    def complete(self) -> bool:
        """Whether all twelve months are there."""
        return not self.missing

    @property
    def cost(self) -> float | None:
        """What the year cost, None where any month's cost is missing."""
        known = [cost for cost in self.costs.values() if cost is not None]
        return fsum(known) if known and len(known) == len(self.costs) else None

    def totals(self) -> tuple[YearlyTotal, ...]:
        """Return the year as totals, one a unit."""
        carrier, name, ident = self.series.carrier, self.series.name, self.series.id
        return tuple(
            YearlyTotal(carrier, amount, unit, self.costs[unit], name, ident) for unit, amount in self.amounts.items()
        )


def counts(series: Series) -> bool:
    """Whether a series adds to the year: a carrier's bills or a product, not a meter within one or the degree days."""
    return not series.parent and series.id != DEGREE_DAYS


def series_year(series: Series, bills: Sequence[Bill], end: Month) -> SeriesYear:
    """Add up the twelve months of one series, at most one bill a month."""
    by_month = {bill.month: bill for bill in bills}
    amounts: dict[str, list[float]] = {}
    costs: dict[str, list[float | None]] = {}
    missing, unpriced = [], []
    for month in twelve_to(end):
        bill = by_month.get(month)
        if bill is None or bill.amount is None or not bill.is_complete:
            missing.append(month)
            continue
        cost = bill.cost if can_be_added(bill.cost) else None
        amounts.setdefault(bill.unit, []).append(bill.amount)
        costs.setdefault(bill.unit, []).append(cost)
        if cost is None and series.has_cost:
            unpriced.append(month)
    return SeriesYear(
        series=series,
        amounts={unit: fsum(parts) for unit, parts in amounts.items()},
        costs={unit: _sum(parts) for unit, parts in costs.items()},
        missing=tuple(missing),
        unpriced=tuple(unpriced),
    )


def _sum(parts: Sequence[float | None]) -> float | None:
    return None if None in parts else fsum(part for part in parts if part is not None)
