"""What the months tell once they are there: the trend and the baseline, each drawn when it is opened."""

from __future__ import annotations

import streamlit as st

from recp_selfcheck.i18n import text
from recp_selfcheck.ui.baseline import draw_baseline
from recp_selfcheck.ui.bill_book import Book
from recp_selfcheck.ui.plain import plain
from recp_selfcheck.ui.trend import draw_trend


def draw_views(book: Book, here: str) -> None:
    """Draw what is behind a click: charts cost the reader a second, the first baseline a few."""
    if not book.bills.by_series:
        return
    st.header(text("What the months tell"), divider="gray")
    trend = text("{what} against the year before", what=plain(book.label(here)))
    with st.expander(trend, icon=":material/show_chart:", key="bill_trend", on_change="rerun") as opened:
        if opened.open:
            draw_trend(book.years, here)
    baseline = text("How much energy should have been used")
    with st.expander(baseline, icon=":material/query_stats:", key="bill_baseline", on_change="rerun") as opened:
        if opened.open:
            draw_baseline(book.years)
