"""Everything the bills page shows: which series, which months, which twelve of them count, and what is doubted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from recp_selfcheck.actions.bills import Bills
from recp_selfcheck.actions.company import Company, Year, Years
from recp_selfcheck.actions.content import figures
from recp_selfcheck.actions.session import Session
from recp_selfcheck.assessment.bill_series import expected, in_order
from recp_selfcheck.assessment.billed_output import REFERENCE
from recp_selfcheck.assessment.bills import CARRIERS, DEGREE_DAYS, Series, series_of
from recp_selfcheck.assessment.doubts import Doubt
from recp_selfcheck.assessment.months import MONTHS_A_YEAR, Month, run
from recp_selfcheck.assessment.series_year import SeriesYear, series_year
from recp_selfcheck.i18n.labels import series_label

MOST_MONTHS = 36  # in one grid
_OUTPUT_UNITS = ("t", "kg", "m3", "l", "piece", "m2")


@dataclass(frozen=True, slots=True)
class Book:
    """A company's bills as the page shows them.

    `series` are those shown, in order: set up, used, named in the yearly totals or spoken of by the facts. `newest` is
    the last month that is over, `end` that of the reporting year; while no year is complete, of the year in the making.
    """

    session: Session
    firm: Company
    years: Years
    series: Mapping[str, Series]
    newest: Month
    end: Month

    @property
    def bills(self) -> Bills:
        """The bills as stored."""
        return self.years.bills

    @property
    def year(self) -> Year:
        """The reporting year."""
        return self.years.now

    def label(self, ident: str) -> str:
        """Return what a series is called, as it was typed."""
        series = self.series.get(ident)
        return series_label(ident, series.name if series else "")

    def twelve(self, ident: str) -> SeriesYear:
        """Return the reporting year of a series, empty where it has no bill in it."""
        return series_year(self.series[ident], self.bills.by_series.get(ident, ()), self.end)

    def filled(self, ident: str) -> int:
        """Return how many of the reporting year's months a series has."""
        return MONTHS_A_YEAR - len(self.twelve(ident).missing)

    def given(self, ident: str) -> frozenset[Month]:
        """Return the months of a series that have an amount."""
        return frozenset(bill.month for bill in self.bills.by_series.get(ident, ()) if bill.amount is not None)

    def doubts(self, ident: str) -> tuple[Doubt, ...]:
        """Return the doubts about a series, explained ones last."""
        return tuple(doubt for doubt in self.year.bill_doubts if doubt.series == ident)

    def units(self, ident: str) -> tuple[str, ...]:
        """Return the units a series may be billed in, its usual one first, those it has been billed in among them."""
        series = self.series[ident]
        if ident == DEGREE_DAYS:
            return (series.unit,)
        used = (bill.unit for bill in self.bills.by_series.get(ident, ()))
        carrier = CARRIERS.get(series.carrier)
        offered = carrier.units if carrier else self._product_units(ident)
        return tuple(unit for unit in dict.fromkeys((series.unit, *offered, *used)) if unit)

    def _product_units(self, ident: str) -> tuple[str, ...]:
        known = figures().products.get(self.firm.profile.product)
        typed = self.firm.cells.get("output")
        unit = typed.value.get("unit", "") if typed and typed.value and ident == REFERENCE else ""
        return (unit, known.unit if known else "", *_OUTPUT_UNITS)


def open_book(session: Session, firm: Company, years: Years, newest: Month) -> Book:
    """Gather what the page shows."""
    known = years.bills.series
    wanted = {*known, *expected(firm.profile.facts)}
    found = {ident: known.get(ident) or series_of(ident) for ident in in_order(wanted)}
    series = {ident: one for ident, one in found.items() if one is not None}
    return Book(session, firm, years, series, newest, _end(firm, years, newest))


def _end(firm: Company, years: Years, newest: Month) -> Month:
    billed, chosen = years.now.billed, firm.cells.get("reporting_end")
    if billed is None:
        return newest
    if billed.year.complete or (chosen is not None and chosen.value is not None):
        return billed.year.end
    last = max((bill.month for bills in years.bills.by_series.values() for bill in bills), default=newest)
    return last if newest.since(last) >= MONTHS_A_YEAR else max(last, newest)


def latest(book: Book) -> Month:
    """Return the last month that can be shown: the last that is over, or a later one with a bill."""
    return max((book.newest, *(bill.month for bills in book.bills.by_series.values() for bill in bills)))


def default_window(book: Book) -> tuple[Month, int]:
    """Return the last month to show and how many up to it: the last twelve that are over, and older ones with bills."""
    months = [bill.month for bills in book.bills.by_series.values() for bill in bills]
    end = latest(book)
    if months and end.since(max(months)) >= MOST_MONTHS:
        end = max(months)
    years = -(-(end.since(min(months, default=end)) + 1) // MONTHS_A_YEAR)
    return end, min(years * MONTHS_A_YEAR, MOST_MONTHS)


def window(end: Month, count: int) -> tuple[Month, ...]:
    """Return the months of a grid, in order of time."""
    return run(end.plus(1 - count), count)
