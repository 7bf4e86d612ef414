"""Twelve months of one row of bills with the year before behind them."""

from __future__ import annotations

import streamlit as st

from recp_selfcheck.actions.company import Years
from recp_selfcheck.actions.content import figures
from recp_selfcheck.assessment.bill_series import in_order
from recp_selfcheck.assessment.bills import Bill
from recp_selfcheck.assessment.readings import readings
from recp_selfcheck.charts.indicators.contents import trend_chart
from recp_selfcheck.i18n import text
from recp_selfcheck.i18n.labels import series_label
from recp_selfcheck.ui.use_charts import draw_use_chart


def draw_trend(years: Years, series: str | None = None) -> None:
    """Draw the last twelve months of a series beside the year before; without `series` the reader chooses one."""
    bills = years.bills
    kept = [ident for ident in in_order(bills.series) if any(one.amount is not None for one in _bills(years, ident))]
    if not kept or (series is not None and series not in kept):
        st.info(text("As soon as there are bills, you see here how the months go against the year before."))
        return
    if series is None:
        series = st.selectbox(
            text("What"),
            kept,
            format_func=lambda ident: series_label(ident, bills.series[ident].name),
            key="trend:what",
        )
    found = readings(bills.series[series], _bills(years, series), figures().factors, years.now.profile.country)
    if not found.months:
        st.info(text("The amounts of these bills cannot be brought to one unit: see what is doubted above."))
        return
    chart = trend_chart(
        series_label(series, bills.series[series].name),
        found.unit,
        {at: reading.amount for at, reading in found.months.items()},
        max(found.months),
    )
    draw_use_chart(chart, f"trend_{series}")


def _bills(years: Years, ident: str) -> tuple[Bill, ...]:
    return years.bills.by_series.get(ident, ())
