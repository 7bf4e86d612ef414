"""The charts of savings on the page: finding, picture, how it is read, and the table behind a click."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from recp_selfcheck.charts.savings import interactive, rows, words
from recp_selfcheck.charts.savings.data import AbatementCurve, BillBars, PaybackBubbles, TogetherBars
from recp_selfcheck.i18n import amount, money, number, text
from recp_selfcheck.ui.figures import draw_table
from recp_selfcheck.ui.opportunity_view import OpportunityView
from recp_selfcheck.ui.plain import plain

Chart = PaybackBubbles | AbatementCurve | TogetherBars | BillBars


def draw_saving_charts(view: OpportunityView) -> None:
    """Draw the four pictures; without money there is nothing to see in them."""
    ranking, currency = view.ranking, view.currency
    bubbles = rows.payback_bubbles(ranking, view.name, currency)
    if not bubbles.rows:
        return
    curve = rows.abatement_curve(ranking, view.name, currency)
    together = rows.together_bars(ranking)
    bills = rows.bill_bars(ranking, view.improvements.year.resources.by_resource, currency, view.year)
    st.header(text("Seen side by side"), divider="gray")
    left, right = st.columns(2, gap="medium")
    with left:
        _draw(bubbles, "bubbles", interactive.payback_bubbles, _saver_table(bubbles))
    with right:
        if curve.rows:
            _draw(curve, "abatement", interactive.abatement_curve, _step_table(curve))
        else:
            _draw_bars(bills, together)
    if curve.rows:
        left, right = st.columns(2, gap="medium")
        with left:
            _draw(bills, "bills", interactive.bill_bars, [])
        with right:
            _draw(together, "together", interactive.together_bars, [])


def _draw_bars(bills: BillBars, together: TogetherBars) -> None:
    _draw(bills, "bills", interactive.bill_bars, [])
    _draw(together, "together", interactive.together_bars, [])


def _draw(chart: Chart, key: str, draw: Callable[[Any], Any], table: Sequence[Mapping[str, str]]) -> None:
    st.subheader(plain(chart.title))
    st.markdown(plain(chart.finding))
    st.plotly_chart(
        draw(chart),
        key=key,
        width="stretch",
        config={"displayModeBar": False, "responsive": True},
        alt=words.alt(chart),
    )
    if table:
        opened = st.expander(text("The figures as a table"), type="compact", key=f"table_{key}", on_change="rerun")
        if opened.open:
            with opened:
                draw_table([{name: plain(cell) for name, cell in row.items()} for row in table])


def _saver_table(chart: PaybackBubbles) -> list[dict[str, str]]:
    return [
        {
            text("No."): str(row.place),
            text("Measure"): row.label,
            text("Money a year"): money(row.money, chart.currency, digits=2),
            text("Payback"): words.payback_words(row.payback),
            text("CO₂ a year"): amount(row.co2_t, "tCO2", 2),
        }
        for row in chart.rows
    ]


def _step_table(chart: AbatementCurve) -> list[dict[str, str]]:
    return [
        {
            text("No."): str(row.place),
            text("Measure"): row.label,
            text("CO₂ a year"): amount(row.tonnes, "tCO2", 2),
            text("{currency} for a tonne of CO₂", currency=chart.currency): number(row.cost, 2),
        }
        for row in sorted(chart.rows, key=lambda row: row.cost)
    ]
