"""What a company used of a resource and what it made, month by month, all bills of a resource together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum

from recp_selfcheck.assessment.billed_output import REFERENCE
from recp_selfcheck.assessment.bills import CARRIERS, DEGREE_DAYS, Bill, Series
from recp_selfcheck.assessment.months import Month
from recp_selfcheck.assessment.readings import Readings, readings
from recp_selfcheck.checklists.model import FactorRow


@dataclass(frozen=True, slots=True)
class Counted:
    """Series that are added up, each in the unit of the sum, with what one of it counts."""

    parts: tuple[tuple[Readings, float], ...]

    def missing(self, months: Collection[Month]) -> tuple[tuple[str, Month], ...]:
        """Return the months each series lacks; one without a bill in any of them has ended and lacks none."""
        return tuple(
            (part.series.id, month)
            for part, _ in self._going_on(months)
            for month in sorted(months)
            if month not in part.months
        )

    def amounts(self, months: Collection[Month]) -> dict[Month, float] | None:
        """Return the sum of each month, None where a month lacks something or nothing is billed at all."""
        going_on = self._going_on(months)
        if not going_on or self.missing(months):
            return None
        return {month: fsum(part.months[month].amount * factor for part, factor in going_on) for month in months}

    def _going_on(self, months: Collection[Month]) -> list[tuple[Readings, float]]:
        return [(part, factor) for part, factor in self.parts if any(month in part.months for month in months)]


@dataclass(frozen=True, slots=True)
class MonthlyBills:
    """A company's bills, and what turns them into sums."""

    by_series: Mapping[str, Sequence[Bill]]
    series: Mapping[str, Series]
    factors: Sequence[FactorRow]
    country: str

    def used(self, resource: str) -> Counted:
        """Return the bills of a resource in its base unit, without the meters within them."""
        chosen = (
            one
            for one in self.series.values()
            if one.carrier and not one.parent and CARRIERS[one.carrier].resource == resource
        )
        return Counted(tuple((part, 1.0) for part in self._readings(chosen)))

    def made(self) -> Counted:
        """Return the output in units of the reference product; products without a factor are left out."""
        products = [one for one in self.series.values() if one.is_output]
        weighed = {one.id: 1.0 if one.id == REFERENCE else one.factor for one in products}
        parts = self._readings(one for one in products if weighed[one.id] is not None)
        return Counted(tuple((part, weighed[part.series.id] or 0.0) for part in parts))

    def degree_days(self) -> Counted:
        """Return the heating degree days."""
        chosen = (one for one in self.series.values() if one.id == DEGREE_DAYS)
        return Counted(tuple((part, 1.0) for part in self._readings(chosen)))

    def _readings(self, chosen: Iterable[Series]) -> list[Readings]:
        found = (
            readings(one, self.by_series[one.id], self.factors, self.country)
            for one in chosen
            if self.by_series.get(one.id)
        )
        return [part for part in found if part.months]
