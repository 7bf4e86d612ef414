"""The bills on the start page: how many months are here, and what is doubtful in them."""

from __future__ import annotations

import streamlit as st

from recp_selfcheck.assessment.months import MONTHS_A_YEAR
from recp_selfcheck.assessment.series_year import counts
from recp_selfcheck.i18n import text, text_n
from recp_selfcheck.ui.bill_book import Book
from recp_selfcheck.ui.bill_sums import period
from recp_selfcheck.ui.clock import when_saved


def draw_bill_card(book: Book) -> None:
    """Draw how far the bills are."""
    counted = [ident for ident, one in book.series.items() if counts(one)]
    filled = sum(book.filled(ident) for ident in counted)
    wanted = len(counted) * MONTHS_A_YEAR
    with st.container(border=True, key="card_bills"):
        st.subheader(text("Twelve months of bills"))
        if filled:
            words = text("{filled} of {all} months filled in", filled=filled, all=wanted)
            st.progress(filled / wanted, text=f"{words} · {period(book.end)}")
        else:
            st.caption(text("not begun"))
        doubted = [doubt for doubt in book.year.bill_doubts if not doubt.explanation]
        if doubted:
            said = text_n("{n} figure looks doubtful", "{n} figures look doubtful", len(doubted))
            st.caption(f":material/help: {said}")
        if book.bills.saved_at:
            st.caption(when_saved(book.bills.saved_at))
        st.page_link("../../pages/bills.py", label=text("Open"), icon=":material/edit:")
