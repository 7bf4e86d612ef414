"""Which twelve months count as the reporting year, and with which year it is compared."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from recp_selfcheck.assessment.bill_year import year_ends
from recp_selfcheck.assessment.months import MONTHS_A_YEAR, Month
from recp_selfcheck.i18n import text, text_n
from recp_selfcheck.ui.bill_book import Book
from recp_selfcheck.ui.bill_sums import period
from recp_selfcheck.ui.fields import CompanyFields


def draw_years(book: Book) -> None:
    """Draw the choice of the reporting year and the baseline year; nothing to choose from without a complete series."""
    ends = year_ends(book.bills.by_series, book.bills.series)
    if not ends:
        return
    st.subheader(text("The years that count"))
    fields = CompanyFields(book.session, book.firm)
    left, right = st.columns(2)
    with left:
        _choose(
            fields,
            "reporting_end",
            text("Reporting year"),
            ends,
            nothing=text("{period}, the latest complete one", period=period(book.end)),
            note=text("Results, savings and comparisons take these twelve months. Leave it empty for the latest."),
        )
    with right:
        before = book.end.plus(-MONTHS_A_YEAR)
        _choose(
            fields,
            "baseline_end",
            text("Compared with"),
            {end: many for end, many in ends.items() if end < book.end},
            nothing=text("{period}, the year before", period=period(before)),
            note=text("Your baseline year: what has changed is measured against it."),
        )


def _choose(
    fields: CompanyFields, name: str, label: str, ends: Mapping[Month, int], *, nothing: str, note: str
) -> None:
    cell = fields.firm.cells.get(name)
    chosen = {str(cell.value)} if cell is not None and cell.value is not None else set()
    options = sorted({str(end) for end in ends} | chosen, reverse=True)
    fields.choice(name, label, options, lambda end: _words(Month.read(end), ends), note=note, nothing=nothing)


def _words(end: Month, ends: Mapping[Month, int]) -> str:
    many = ends.get(end, 0)
    complete = text_n("{n} row complete", "{n} rows complete", many) if many else text("nothing complete")
    return f"{period(end)} ({complete})"
