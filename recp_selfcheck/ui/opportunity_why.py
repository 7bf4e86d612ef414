"""How a measure's figures came about, step by step, each input with a field for the company's own beside it."""

from __future__ import annotations

import streamlit as st

from recp_selfcheck.actions.own_figures import LIFE, PRICE, QUOTE, RATE, RUNNING, SHARE
from recp_selfcheck.assessment.bills import RESOURCES
from recp_selfcheck.assessment.opportunities import Opportunity
from recp_selfcheck.assessment.own_figures import is_doubtful
from recp_selfcheck.assessment.savings import EffectSaving
from recp_selfcheck.i18n import money, number, percent, text, text_n, unit_label
from recp_selfcheck.reports import reckoning_words as words
from recp_selfcheck.reports import worth_words as worth
from recp_selfcheck.ui.opportunity_view import OpportunityView
from recp_selfcheck.ui.own_fields import OwnFields
from recp_selfcheck.ui.plain import plain
from recp_selfcheck.ui.question_link import draw_question_link
from recp_selfcheck.ui.reader import draw_way, is_own

_WIDE, _FIELD = 3, 2  # the sentence and the field beside it


def draw_why(view: OpportunityView, one: Opportunity) -> None:
    """Draw everything that stands behind one measure's figures."""
    fields = OwnFields(view, one.measure)
    for effect in one.effects:
        _draw_effect(view, one, effect, fields)
    if not one.effects:
        st.markdown(text("This measure saves no kWh, m³ or tonnes by itself; so there is no saving to reckon."))
    _draw_worth(view, one, fields)
    _draw_answers(view, one)
    _draw_sources(view, one)


def _draw_effect(view: OpportunityView, one: Opportunity, effect: EffectSaving, fields: OwnFields) -> None:
    st.markdown(f"##### {plain(words.heading(effect, view.library))}")
    if effect.consumption is None:
        st.markdown(words.amount_words(effect))
        draw_way("company", text("Yearly totals"), ":material/edit:")
    else:
        st.markdown(words.consumption_words(effect, view.library))
    if effect.share is not None and effect.of in view.library.end_uses:
        left, right = st.columns([_WIDE, _FIELD])
        left.markdown(words.share_words(effect.share))
        with right:
            fields.figure(
                f"{SHARE}{effect.of}",
                text("Your own share, %"),
                number(effect.share.used),
                note=text("From a sub-meter, a nameplate with running hours, or a day of measuring."),
            )
    st.markdown(words.saves_words(effect, view.measure(one.measure)))
    st.markdown(words.gap_words(effect))
    if effect.consumption is not None:
        st.markdown(words.amount_words(effect))
        draw_price(view, effect.resource, fields, effect)
        if effect.money is not None:
            st.markdown(words.money_words(effect, view.currency, view.year))
    if effect.amount is not None:
        _draw_co2(view, effect)


def _draw_co2(view: OpportunityView, effect: EffectSaving) -> None:
    factor = view.improvements.co2.get(effect.resource)
    said = words.co2_words(effect, factor, view.improvements.footprint.get(effect.resource))
    if said:
        st.markdown(said)
    if factor is not None:
        for row in factor.rows:
            st.caption(text("Source: {source}", source=plain(f"{row.source}, {row.page_or_table}".strip(", "))))


def draw_price(view: OpportunityView, resource: str, fields: OwnFields, effect: EffectSaving | None = None) -> None:
    """Draw what a unit of a resource costs, with a field for the company's own price and a doubt about it."""
    used = view.improvements.year.resources.by_resource.get(resource)
    billed = used.price if used else None
    left, right = st.columns([_WIDE, _FIELD])
    with left:
        if effect is not None:
            st.markdown(words.price_words(effect, view.currency))
        elif billed is not None:
            st.markdown(text("Average of your bills: **{price}**", price=words.price(billed, resource, view.currency)))
        else:
            st.markdown(text("The bills have no cost."))
    with right:
        fields.figure(
            f"{PRICE}{resource}",
            text(
                "Your own price, {currency} for 1 {unit}", currency=view.currency, unit=unit_label(RESOURCES[resource])
            ),
            number(billed) if billed is not None else "",
            note=text("What one unit less saves you: without fixed and power charges, with discharge or disposal."),
            put_back=text("Back to the price of the bills") if billed is not None else text("Take it away again"),
        )
        own = view.improvements.own.prices.get(resource)
        if own is not None and billed is not None and is_doubtful(own, billed):
            st.warning(
                text(
                    "{own}; your bills make {billed}. Check that it is the price of 1 {unit}.",
                    own=plain(words.price(own, resource, view.currency)),
                    billed=plain(words.price(billed, resource, view.currency)),
                    unit=unit_label(RESOURCES[resource]),
                ),
                icon=":material/help:",
            )


def _draw_worth(view: OpportunityView, one: Opportunity, fields: OwnFields) -> None:
    st.markdown(f"##### {text('What it costs and what it is worth')}")
    _draw_investment(view, one, fields)
    if one.money is not None or one.investment is not None:
        _draw_terms(view, one, fields)
    for said in (
        worth.npv_words(one, view.currency) if one.npv is not None else "",
        worth.irr_words(one) if one.npv is not None else "",
        worth.co2_cost_words(one, view.currency) if one.money is not None else "",
    ):
        if said:
            st.markdown(said)


def _draw_investment(view: OpportunityView, one: Opportunity, fields: OwnFields) -> None:
    currency, measure = view.currency, view.measure(one.measure)
    left, right = st.columns([_WIDE, _FIELD])
    left.markdown(
        text("Investment: **{money}**", money=worth.investment_words(one, currency))
        + f" — {worth.investment_basis_words(one, measure)}"
    )
    with right:
        estimate = words.plain_money(one.investment, "") if one.investment_basis == "payback" else ""
        fields.figure(
            f"{QUOTE}{one.measure}",
            text("Your own quote, {currency}", currency=currency),
            estimate,
            note=text("With installation, without VAT. 0 where it costs nothing."),
            put_back=text("Back to the estimate"),
        )


def _draw_terms(view: OpportunityView, one: Opportunity, fields: OwnFields) -> None:
    currency = view.currency
    left, right = st.columns([_WIDE, _FIELD])
    left.markdown(_net_words(one, currency))
    with right:
        fields.figure(
            f"{RUNNING}{one.measure}",
            text("Its own running cost, {currency} a year", currency=currency),
            "0",
            note=text("What the measure itself costs every year: service, filters, its electricity."),
            put_back=text("Back to none"),
        )
    left, right = st.columns([_WIDE, _FIELD])
    life = text_n("{n} year", "{n} years", one.life)
    left.markdown(text("Lasts **{life}** — {basis}", life=life, basis=worth.life_basis_words(one)))
    with right:
        fields.figure(f"{LIFE}{one.measure}", text("Your own, years"), number(one.life))
    left, right = st.columns([_WIDE, _FIELD])
    basis = text("usual rate") if view.improvements.own.rate is None else text("your own figure")
    left.markdown(
        text(
            "Interest: **{rate} a year** above inflation — {basis}, for all measures",
            rate=percent(one.rate),
            basis=basis,
        )
    )
    with right:
        fields.figure(RATE, text("Your own rate, % a year"), "10")


def _net_words(one: Opportunity, currency: str) -> str:
    if one.net_saving is None:
        return text("Net saving a year: not known without a saving in money.")
    said = text("Net saving: **{money} a year**", money=money(one.net_saving, currency, digits=2))
    return f"{said} · {text('payback: {payback}', payback=worth.payback_short(one))}"


def _draw_answers(view: OpportunityView, one: Opportunity) -> None:
    st.markdown(f"##### {text('Because of your answers') if is_own() else text('Because of these answers')}")
    for mention in one.questions:
        question = view.question(mention)
        points = text("{points} of 100 points", points=number(mention.points))
        draw_question_link(
            mention, f"{question.text if question else mention.question} — {points}", view.checklists, one.measure
        )


def _draw_sources(view: OpportunityView, one: Opportunity) -> None:
    measure = view.measure(one.measure)
    if measure is None:
        st.caption(text("This measure is not in the library any more: its figures are missing."))
        return
    if measure.note:
        st.caption(measure.note)
    for ident in measure.sources:
        source = view.library.sources.get(ident)
        if source:
            parts = (source.publisher, source.title, source.pages, source.year)
            st.caption(text("Source: {source}", source=plain(", ".join(str(part) for part in parts if part))))
