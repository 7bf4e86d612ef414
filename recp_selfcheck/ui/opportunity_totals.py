"""What all listed measures save together: one line first, then by resource, with what audits usually find."""

from __future__ import annotations

import streamlit as st

from recp_selfcheck.assessment.bills import RESOURCES
from recp_selfcheck.assessment.savings import Range, sum_of
from recp_selfcheck.assessment.totals import ResourceTotal
from recp_selfcheck.i18n import between, text, text_n
from recp_selfcheck.reports.reckoning_words import money_range
from recp_selfcheck.reports.saving_words import caution_words
from recp_selfcheck.ui.figures import draw_table
from recp_selfcheck.ui.labels import resource_label
from recp_selfcheck.ui.opportunity_view import OpportunityView

_DIGITS = 2
_WITH_CO2 = ("electricity", "heat")


def draw_totals_line(view: OpportunityView) -> None:
    """Draw in one line what all save together, and where a total is above what audits find."""
    totals = view.ranking.totals
    if not totals:
        return
    money = sum_of(total.money for total in totals.values())
    co2 = sum_of(total.co2_t for total in totals.values())
    said = text_n(
        "{n} measure for you. Together they save a year",
        "{n} measures for you. Together they save a year",
        len(view.ranking.listed),
    )
    parts = [f"**{money_range(money, view.currency, view.year)}**"] if money else []
    parts += [f"{resource_label(name).lower()} {_percent(total.share)}" for name, total in totals.items()]
    parts += [_tonnes(co2)] if co2 and co2.high > 0 else []
    st.markdown(f"{said}: " + " · ".join(parts) + ".")
    for sentence in _lacking(view):
        st.caption(sentence)
    for total in totals.values():
        if caution := caution_words(total, view.library):
            st.warning(caution, icon=":material/help:")


def draw_totals_table(view: OpportunityView) -> None:
    """Draw what all save together by resource."""
    st.caption(
        text(
            "All listed measures together, by resource. Measures on the same equipment act on what the others leave, "
            "so this is less than their sum."
        )
    )
    draw_table([_row(view, total) for total in view.ranking.totals.values()])


def _row(view: OpportunityView, total: ResourceTotal) -> dict[str, str]:
    saved = between(total.amount.low, total.amount.high, RESOURCES[total.resource], _DIGITS, scale=True)
    return {
        text("Resource"): resource_label(total.resource),
        text("Saves a year"): saved,
        text("Of the year's use"): _percent(total.share),
        text("Money a year"): money_range(total.money, view.currency, view.year) if total.money else "–",
        text("CO₂ a year"): _tonnes(total.co2_t) if total.co2_t else "–",
    }


def _lacking(view: OpportunityView) -> list[str]:
    """Say which resources are without money, and of which no CO₂ is counted."""
    totals = view.ranking.totals
    dear = [resource_label(name) for name, total in totals.items() if total.money is None]
    clean = [resource_label(name) for name, total in totals.items() if total.co2_t is None and name in _WITH_CO2]
    said = []
    if dear:
        said.append(
            text("Without money: {resources}. Enter what it costs, or your own price below.", resources=", ".join(dear))
        )
    if clean:
        said.append(
            text(
                "CO₂ without: {resources}. There is no factor for a saving in your country yet.",
                resources=", ".join(clean),
            )
        )
    return said


def _percent(share: Range) -> str:
    return between(share.low, share.high, "%", _DIGITS)


def _tonnes(avoided: Range) -> str:
    return between(avoided.low, avoided.high, "tCO2", _DIGITS)
