"""Doubts and mistakes in bills, by month: each is corrected, or explained in a sentence."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from recp_selfcheck.assessment.billed_output import REFERENCE
from recp_selfcheck.assessment.bills import CARRIERS
from recp_selfcheck.assessment.doubts import Doubt
from recp_selfcheck.assessment.months import Month
from recp_selfcheck.i18n import text, text_n
from recp_selfcheck.i18n.labels import doubt_label
from recp_selfcheck.i18n.mistakes import word_doubt
from recp_selfcheck.ui.bill_book import Book
from recp_selfcheck.ui.bill_chooser import go_to
from recp_selfcheck.ui.bill_grid import DOUBT, EXPLAINED_MARK, MISTAKE
from recp_selfcheck.ui.bill_sums import months_words
from recp_selfcheck.ui.explaining import explain
from recp_selfcheck.ui.plain import plain

_SHOWN = 8  # doubts; the rest is one click away


def marks(book: Book, ident: str) -> Mapping[Month, str]:
    """Return the mark of each doubted month of a series."""
    found: dict[Month, str] = {}
    for doubt in reversed(book.doubts(ident)):  # mistakes stand first, and win
        mark = EXPLAINED_MARK if doubt.explanation else MISTAKE if doubt.blocking else DOUBT
        found.update(dict.fromkeys(doubt.months, mark))
    return found


def draw_doubts(book: Book, here: str) -> None:
    """Draw the doubts of all bills, those of the series shown first; explained ones behind a click."""
    doubts = sorted(book.year.bill_doubts, key=lambda doubt: doubt.series != here)
    open_ones = [doubt for doubt in doubts if not doubt.explanation]
    explained = [doubt for doubt in doubts if doubt.explanation]
    with st.container():  # keeps its place when empty
        if open_ones:
            st.subheader(text_n("{n} figure looks doubtful", "{n} figures look doubtful", len(open_ones)))
            st.caption(text("Correct it, or say in a sentence why it is so. Then it is not asked about again."))
            for doubt in open_ones[:_SHOWN]:
                _draw_doubt(book, doubt)
            if len(open_ones) > _SHOWN:
                rest = text_n("{n} more", "{n} more", len(open_ones) - _SHOWN)
                with st.expander(rest, type="compact", key="more_doubts", on_change="rerun") as more:
                    if more.open:
                        for doubt in open_ones[_SHOWN:]:
                            _draw_doubt(book, doubt)
        if explained:
            title = text_n("{n} figure explained", "{n} figures explained", len(explained))
            with st.expander(title, type="compact", key="explained_doubts", on_change="rerun") as more:
                if more.open:
                    for doubt in explained:
                        _draw_doubt(book, doubt)


def draw_month_doubts(book: Book, ident: str, at: Month) -> None:
    """Say under the form of one month what is doubtful in it; it is explained in the list below."""
    with st.container():  # keeps its place when empty
        for doubt in book.doubts(ident):
            if at in doubt.months and not doubt.explanation:
                say, icon = (st.error, "error") if doubt.blocking else (st.warning, "help")
                say(plain(word_doubt(doubt)), icon=f":material/{icon}:")


def _draw_doubt(book: Book, doubt: Doubt) -> None:
    with st.container(border=True, key=f"doubt_{doubt.key.replace('.', '-')}"):
        what, why = st.columns([3, 2], vertical_alignment="center")
        with what:
            st.markdown(f"{_kind(doubt)} · **{plain(_where(book, doubt))}**  \n{plain(word_doubt(doubt))}")
            st.button(
                text("Correct"),
                icon=":material/edit:",
                key=f"go:{doubt.key}",
                on_click=go_to,
                args=(_leads_to(book, doubt), doubt.months[0] if doubt.months else None),
                type="tertiary",
            )
        if doubt.explainable:
            with why:
                explain(book.session, book.firm, doubt)


def _kind(doubt: Doubt) -> str:
    if doubt.blocking:
        return ":material/error: " + text("Mistake")
    return ":material/check: " + text("Explained") if doubt.explanation else ":material/help: " + text("Doubt")


def _leads_to(book: Book, doubt: Doubt) -> str:
    """Return the bills to correct; where a doubt is about a whole resource, the first of its."""
    if doubt.series in book.series:
        return doubt.series
    of = ("electricity", "heat") if doubt.series == "energy_total" else (doubt.series,)
    carriers = {ident: CARRIERS.get(one.carrier) for ident, one in book.series.items()}
    return next((ident for ident, carrier in carriers.items() if carrier and carrier.resource in of), REFERENCE)


def _where(book: Book, doubt: Doubt) -> str:
    series = book.series.get(doubt.series)
    label = doubt_label(doubt.code, doubt.series, series.name if series else "")
    return f"{label}, {months_words(doubt.months)}" if doubt.months else label
