"""Bills by hand for the tests: a book of series, each a run of months."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from recp_selfcheck.assessment.bill_doubts import bill_doubts
from recp_selfcheck.assessment.bill_year import BilledYear, apply_bills
from recp_selfcheck.assessment.bills import Bill, Series, series_of
from recp_selfcheck.assessment.doubts import Doubt
from recp_selfcheck.assessment.explained import Explanation
from recp_selfcheck.assessment.months import Month, run
from recp_selfcheck.assessment.profile import Profile
from recp_selfcheck.checklists.figures import load_figures

FIGURES = load_figures()
END = Month(2025, 12)
PLAIN = Profile(country="BY", currency="BYN", nace="10.71", product="bread", employees=40)


class Book:
    """Bills of one company; `add` begins in January 2025 unless told otherwise, None leaves a month out."""

    def __init__(self) -> None:
        self.series: dict[str, Series] = {}
        self.by_series: dict[str, tuple[Bill, ...]] = {}

    def add(
        self,
        ident: str,
        amounts: Sequence[float | None],
        unit: str | Sequence[str] = "",
        *,
        costs: Sequence[float | None] | float | None = None,
        first: str = "2025-01",
        **series: Any,
    ) -> Book:
        told = series_of(ident, unit=unit if isinstance(unit, str) else unit[0], **series)
        assert told is not None
        units = [unit or told.unit] * len(amounts) if isinstance(unit, str) else unit
        prices = [None if amount is None or costs is None else amount * costs for amount in amounts] if isinstance(
            costs, int | float | None
        ) else costs  # fmt: skip
        self.series[ident] = told
        self.by_series[ident] = tuple(
            Bill(month, amount, of, cost)
            for month, amount, of, cost in zip(
                run(Month.read(first), len(amounts)), amounts, units, prices, strict=True
            )
            if amount is not None or cost is not None
        )
        return self

    def year(self, end: Month = END, profile: Profile = PLAIN) -> BilledYear:
        return apply_bills(profile, self.by_series, self.series, end, FIGURES.factors)

    def doubts(
        self,
        profile: Profile = PLAIN,
        end: Month = END,
        explained: dict[str, Explanation] | None = None,
    ) -> tuple[Doubt, ...]:
        now, before = self.year(end, profile), self.year(end.plus(-12), profile)
        return bill_doubts(
            self.series,
            self.by_series,
            FIGURES,
            now,
            before=before if before.year.complete else None,
            explained=explained,
        )


def found(doubts: Sequence[Doubt]) -> list[str]:
    """Return doubts as `code subject`, a mistake with an exclamation mark."""
    return [f"{doubt.code}{'!' if doubt.blocking else ''} {doubt.subject}" for doubt in doubts]
