"""Where each resource goes, what a unit of it costs and the interest: the company's own figures in one place."""

from __future__ import annotations

import streamlit as st

from recp_selfcheck.actions.own_figures import RATE, SHARE
from recp_selfcheck.assessment.bills import RESOURCES
from recp_selfcheck.assessment.money import USUAL_RATE
from recp_selfcheck.checklists.model import EndUse
from recp_selfcheck.i18n import amount, number, percent, text
from recp_selfcheck.i18n.labels import resource_label
from recp_selfcheck.reports.reckoning_words import basis_words, price
from recp_selfcheck.ui.opportunity_view import OpportunityView
from recp_selfcheck.ui.opportunity_why import draw_price
from recp_selfcheck.ui.own_fields import OwnFields
from recp_selfcheck.ui.plain import plain

_WIDE, _FIELD = 3, 2  # the sentence and the field beside it


def draw_own_figures(view: OpportunityView) -> None:
    """Draw an expander for each resource that is used, and one for what holds for all measures."""
    used = [name for name in RESOURCES if name in view.improvements.year.resources.by_resource]
    if not used:
        return
    if view.editable:
        st.header(text("Where it goes, and your own figures"), divider="gray")
        st.markdown(
            text(
                "Typical shares are averages of whole branches; yours may be half or twice as much. A figure of your "
                "own counts at once everywhere, and a click puts the typical one back."
            )
        )
    else:
        st.header(text("Where it goes"), divider="gray")
        st.markdown(text("Typical shares are averages of whole branches, where the company gave no figure of its own."))
    if own := _own_words(view):
        st.caption(own)
    for resource in used:
        _draw_resource(view, resource)
    _draw_rate(view)


def _own_words(view: OpportunityView) -> str:
    """Name the company's own shares and prices, so that none is forgotten behind a click."""
    own, uses = view.improvements.own, view.library.end_uses
    said = [f"{uses[name].title} {number(share)} %" for name, share in own.shares.items() if name in uses]
    said += [f"{resource_label(name)} {price(value, name, view.currency)}" for name, value in own.prices.items()]
    figures = plain("; ".join(said))
    if not said:
        return ""
    return (
        text("Your own: {figures}.", figures=figures) if view.editable else text("Its own: {figures}.", figures=figures)
    )


def _draw_resource(view: OpportunityView, resource: str) -> None:
    uses = [use for use in view.library.end_uses.values() if use.resource == resource and use.id in view.ranking.shares]
    opened = st.expander(_question(resource), key=f"shares_{resource}", on_change="rerun")
    if not opened.open:
        return
    with opened:
        fields = OwnFields(view, f"shares_{resource}")
        draw_price(view, resource, fields)
        consumed = view.improvements.year.resources.by_resource[resource].amount
        st.markdown(
            text("Used in a year: **{amount}**", amount=amount(consumed, RESOURCES[resource], scale=True))
            + f". {_sum_words(view, uses)}"
        )
        for use in sorted(uses, key=lambda use: -view.ranking.shares[use.id].used):
            _draw_use(view, use, consumed, fields)


def _draw_use(view: OpportunityView, use: EndUse, consumed: float, fields: OwnFields) -> None:
    share = view.ranking.shares[use.id]
    left, right = st.columns([_WIDE, _FIELD], vertical_alignment="top")
    with left:
        part = amount(consumed * share.used / 100, RESOURCES[use.resource], 2, scale=True)
        st.markdown(f"**{use.title}: {number(share.used)} %** · {part}")
        st.progress(min(1.0, share.used / 100))
        st.caption(basis_words(share))
    with right:
        fields.figure(f"{SHARE}{use.id}", text("Your own share, %"), number(share.used))


def _draw_rate(view: OpportunityView) -> None:
    opened = st.expander(text("Interest that investments are reckoned with"), key="own_rate", on_change="rerun")
    if not opened.open:
        return
    with opened:
        left, right = st.columns([_WIDE, _FIELD])
        own = view.improvements.own.rate
        left.markdown(
            text("**{rate} a year**, above inflation", rate=percent(USUAL_RATE if own is None else own))
            + " — "
            + (text("usual rate") if own is None else text("your own figure"))
        )
        left.caption(text("What your money would earn elsewhere, or what a loan costs, less inflation."))
        with right:
            OwnFields(view, "rate").figure(RATE, text("Your own rate, % a year"), number(USUAL_RATE * 100))


def _sum_words(view: OpportunityView, uses: list[EndUse]) -> str:
    whole = sum(view.ranking.shares[use.id].used for use in uses)
    rest = max(0.0, 100 - whole)
    return text("In the uses below: {whole} %, elsewhere: {rest} %.", whole=number(whole), rest=number(rest))


def _question(resource: str) -> str:
    return {
        "electricity": text("Where your electricity goes"),
        "heat": text("Where your heat and fuels go"),
        "water": text("Where your water goes"),
        "materials": text("Where your materials go"),
        "waste": text("Where your waste comes from"),
    }[resource]
