"""The company's consumption beside reference figures: position, gap in money, source, and how it came about."""

from __future__ import annotations

import streamlit as st

from recp_selfcheck.actions.company import Year
from recp_selfcheck.assessment.benchmarks import Comparison
from recp_selfcheck.charts import words
from recp_selfcheck.charts.data import Bullet
from recp_selfcheck.checklists.model import BenchmarkRow
from recp_selfcheck.i18n import amount, money, number, text, unit_label
from recp_selfcheck.reports.benchmark_words import how_words, no_comparison_words, row_words, source_words
from recp_selfcheck.ui.figures import draw_chart, draw_table
from recp_selfcheck.ui.labels import branch_label, product_label, resource_label
from recp_selfcheck.ui.plain import plain
from recp_selfcheck.ui.reader import draw_way, is_own

_ON_THE_COMPANY_PAGE = frozenset({"no-product", "no-output", "no-amount", "unit"})  # what would help is asked there
_CONCERNS = {
    "energy": ("electricity", "heat", "energy_total"),
    "water": ("water", "wastewater"),
    "materials": ("waste",),
    "waste": ("waste",),
    "air": ("energy_total",),
    "management": (),
}


def draw_benchmarks(year: Year, checklist_id: str) -> None:
    """Draw each indicator this checklist is about beside its reference row, with source, year, n and gap in money."""
    concerned = _CONCERNS.get(checklist_id, tuple({one.resource for one in year.comparisons}))
    if not concerned:
        return
    title = text("Your consumption beside others") if is_own() else text("Its consumption beside others")
    st.header(title, divider="gray")
    comparisons = [one for one in year.comparisons if one.resource in concerned]
    if not comparisons:
        said = text("Fill in the yearly totals and the output on the company page: then you see how you compare.")
        st.info(said if is_own() else text("Yearly totals or output are not handed in yet."))
        draw_way("company", text("Yearly totals"), ":material/edit:")
        return
    screened = {one.resource for one in comparisons if one.why.code == "rough-screen"}
    for comparison in comparisons:
        if comparison.row is None and comparison.resource in screened:
            st.caption(f"{resource_label(comparison.resource)}: {no_comparison_words(comparison)}")
    comparisons = [one for one in comparisons if one.row is not None or one.resource not in screened]
    columns = st.columns(min(2, len(comparisons)), gap="medium")
    for place, comparison in enumerate(comparisons):
        with columns[place % len(columns)], st.container(border=True):
            _draw_comparison(comparison, year.profile.currency, place)


def _draw_comparison(comparison: Comparison, currency: str, place: int) -> None:
    row = comparison.row
    st.markdown(f"**{resource_label(comparison.resource)}**")
    if row is None or comparison.own is None:
        st.caption(no_comparison_words(comparison))
        if comparison.why.code in _ON_THE_COMPANY_PAGE:
            draw_way("company", text("Company page"), ":material/edit:")
        return
    if comparison.why.code == "rough-screen":
        st.caption(text("A rough screen: all plants of the branch per person employed, whatever they make."))
    elif comparison.why.code == "basis-unknown":
        st.caption(text("For orientation only: it is not known at which calorific value the reference counts fuels."))
    chart = Bullet(
        label=resource_label(comparison.resource),
        unit=row.unit,
        own=comparison.own,
        low=row.low,
        typical=row.typical,
        high=row.high,
        kind=row.kind,
        position=comparison.position or "context",
        source=_source(comparison),
        addressed=is_own(),
    )
    st.markdown(words.bullet_finding(chart))
    if comparison.gap_amount:
        gap = amount(comparison.gap_amount, row.amount_unit, scale=True)
        worth = f" ({money(comparison.gap_money, currency)})" if comparison.gap_money is not None else ""
        st.markdown(text("Down to typical: **{gap} a year**{worth}.", gap=gap, worth=worth))
    draw_chart(chart, f"bullet_{place}_{comparison.resource}", [], say=False)
    st.caption(plain(" · ".join((*row_words(row), _publisher(row)))))
    with st.expander(text("How this came about"), type="compact"):
        st.markdown(how_words(comparison))
        st.caption(plain(_source(comparison)))
        if comparison.alternatives:
            st.caption(text("Other reference rows:"))
            draw_table(
                [
                    {
                        text("Reference"): plain(", ".join((_reference(other), *row_words(other)))),
                        text("Low"): number(other.low),
                        text("Typical"): number(other.typical),
                        text("High"): number(other.high),
                        text("Unit"): unit_label(other.unit),
                        text("Source"): plain(other.source),
                    }
                    for other in comparison.alternatives
                ]
            )


def _source(comparison: Comparison) -> str:
    row = comparison.row
    return source_words(comparison, _reference(row)) if row else ""


def _reference(row: BenchmarkRow) -> str:
    """Return what a reference row is about: its product, or its branches."""
    if row.product:
        return product_label(row.product)
    return ", ".join(branch_label(code) for code in row.nace) or row.sector


def _publisher(row: BenchmarkRow) -> str:
    """Return whose figures they are, without title and address: those stand behind a click."""
    return row.source.partition(";")[0].partition(",")[0]
