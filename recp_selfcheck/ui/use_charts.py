"""Puts a chart of use or cost on the page: its finding as the title, the picture, how it is read, its table."""

from __future__ import annotations

import streamlit as st

from recp_selfcheck.charts.indicators import interactive, notes, words
from recp_selfcheck.i18n import text
from recp_selfcheck.ui.figures import draw_table
from recp_selfcheck.ui.plain import plain


def draw_use_chart(chart: words.Chart, key: str, *, title: bool = True) -> None:
    """Draw a chart with its finding above, an alternative text for it, and its table behind a click."""
    if title:
        st.subheader(plain(chart.title or words.finding(chart)))
    st.plotly_chart(
        interactive.draw(chart),
        key=key,
        width="stretch",
        config={"displayModeBar": False, "responsive": True},
        alt=words.alt(chart),
    )
    said = notes.note(chart)
    if said:
        st.caption(said)
    with st.expander(text("The figures as a table"), type="compact"):
        draw_table([{name: plain(cell) for name, cell in row.items()} for row in words.table(chart)])
