"""Puts a chart on the page: one sentence, the picture, and behind a click the table it was drawn from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from recp_selfcheck.charts import interactive, words
from recp_selfcheck.charts.data import Bullet, GapBars, History, SectionBars
from recp_selfcheck.i18n import text

Chart = GapBars | SectionBars | Bullet | History


def draw_chart(chart: Chart, key: str, table: Sequence[Mapping[str, Any]], *, say: bool = True) -> None:
    """Draw a chart with its finding above, an alternative text for it, and its table below."""
    if say and chart.finding:
        st.markdown(chart.finding)
    st.plotly_chart(
        _figure(chart),
        key=key,
        width="stretch",
        config={"displayModeBar": False, "responsive": True},
        alt=words.alt(chart),
    )
    if table:
        with st.expander(text("The figures as a table"), type="compact"):
            draw_table(table)


def _figure(chart: Chart) -> Any:
    if isinstance(chart, GapBars):
        return interactive.gap_bars(chart)
    if isinstance(chart, SectionBars):
        return interactive.section_bars(chart)
    if isinstance(chart, Bullet):
        return interactive.bullet(chart)
    return interactive.history(chart)


def draw_table(rows: Sequence[Mapping[str, Any]]) -> None:
    """Draw rows of already worded cells; the keys of the first row are the headings."""
    st.table([dict(row) for row in rows], hide_index=True, border="horizontal")
