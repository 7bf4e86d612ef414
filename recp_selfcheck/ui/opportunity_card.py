"""One measure as a card: what it saves, pays and costs, its first steps, the plan, and behind a click its inputs."""

from __future__ import annotations

import streamlit as st

from recp_selfcheck.actions import opportunities, plan
from recp_selfcheck.assessment.bills import RESOURCES
from recp_selfcheck.assessment.opportunities import Opportunity
from recp_selfcheck.assessment.plan import OPEN, PlanState
from recp_selfcheck.charts.savings.words import group_sign
from recp_selfcheck.errors import AnswerMistakes, Conflict, Mistake, NotPossibleNow
from recp_selfcheck.i18n import between, text
from recp_selfcheck.i18n.labels import resource_label
from recp_selfcheck.i18n.mistakes import word
from recp_selfcheck.reports.plan_words import state_word
from recp_selfcheck.reports.reckoning_words import money_range
from recp_selfcheck.reports.saving_words import estimate_mark, savings_by_resource
from recp_selfcheck.reports.worth_words import investment_words, payback_short
from recp_selfcheck.ui.opportunity_view import OpportunityView
from recp_selfcheck.ui.opportunity_why import draw_why
from recp_selfcheck.ui.own_rejection import RejectionField
from recp_selfcheck.ui.plain import plain
from recp_selfcheck.ui.reader import draw_way
from recp_selfcheck.ui.session import resume

_TROUBLE = "opportunity_trouble"
_DIGITS = 2


def why_key(measure: str) -> str:
    """Return the key of the expander with a measure's inputs."""
    return f"why_{measure}"


def draw_card(view: OpportunityView, one: Opportunity) -> None:
    """Draw one listed measure."""
    measure = view.measure(one.measure)
    with st.container(border=True, key=f"measure_{one.measure}"):
        st.markdown(f"### {view.places[one.measure]}. {view.title(one.measure)}")
        mark = estimate_mark(measure)
        st.markdown(f"**{group_sign(one.group)}**" + (f" · :small[{mark}]" if mark else ""))
        with st.container(horizontal=True, key=f"figures_{one.measure}"):
            for place, (label, value, basis) in enumerate(_figures(view, one)):
                with st.container(key=f"figure_{place}_{one.measure}", gap=None):
                    st.caption(label)
                    st.markdown(f"**{value}**")
                    if basis:
                        st.caption(basis)
        if measure and measure.steps:
            left, right = st.columns(2)
            left.markdown(f"**{text('This week')}:** {measure.steps.this_week}")
            right.markdown(f"**{text('Within the year')}:** {measure.steps.this_year}")
        _draw_buttons(view, one)
        why = st.expander(
            text("Where the figures come from; put in your own")
            if view.editable
            else text("Where the figures come from"),
            key=why_key(one.measure),
            type="compact",
            on_change="rerun",
        )
        if why.open:
            with why:
                draw_why(view, one)


def _figures(view: OpportunityView, one: Opportunity) -> list[tuple[str, str, str]]:
    """Return label, value and basis of everything that is known of a measure in a figure."""
    money_label = " ".join(part for part in (view.currency, f"({view.year})" if view.year else "") if part)
    found: list[tuple[str, str, str]] = []
    for resource, saved in savings_by_resource(one).items():
        label = text("{resource}, a year", resource=resource_label(resource))
        found.append((label, between(saved.low, saved.high, RESOURCES[resource], _DIGITS, scale=True), ""))
    if one.money is not None:
        basis = text("a part has no price yet") if one.partial else ""
        found.append((text("{currency} a year", currency=money_label), money_range(one.money, ""), basis))
    if one.co2_t is not None and one.co2_t.high > 0:
        basis = text("a part has no CO₂ factor yet") if one.co2_partial else ""
        found.append((text("CO₂ a year"), between(one.co2_t.low, one.co2_t.high, "tCO2", _DIGITS), basis))
    usual = text("usual for such measures") if one.payback_basis == "typical" else ""
    found.append((text("Payback"), payback_short(one), usual))
    if one.investment is not None:
        basis = text("your own quote") if one.investment_basis == "quote" else text("an estimate, not a quote")
        found.append((text("Investment"), investment_words(one, view.currency), basis))
    return found


def _draw_buttons(view: OpportunityView, one: Opportunity) -> None:
    entry = view.plan.measures.get(one.measure)
    if trouble := st.session_state.get(_TROUBLE, {}).get(one.measure):
        st.error(plain(trouble), icon=":material/error:")
    with st.container(horizontal=True, vertical_alignment="center", key=f"decide_{one.measure}"):
        if entry is not None:
            state = text("In the plan: {state}", state=state_word(entry.state))
            icon = ":material/close:" if entry.state is PlanState.REJECTED else ":material/check:"
            draw_way("action_plan", state, icon)
            if not view.editable:
                st.markdown(f"{icon} {state}")
        elif view.editable:
            st.button(
                text("Take into the plan"),
                key=f"take_{one.measure}",
                icon=":material/add:",
                on_click=_take,
                args=(view, one.measure),
            )
        if view.editable and (entry is None or entry.state in OPEN):
            with st.popover(text("We will not do this")):
                field = RejectionField(view.session, one.measure, view.plan.rejections.get(one.measure))
                field.draw()
                st.button(
                    text("Reject the measure"),
                    key=f"reject_{one.measure}",
                    on_click=_reject,
                    args=(view, one.measure, field.key),
                )


def _take(view: OpportunityView, measure: str) -> None:
    resume()
    _forget(measure)
    try:
        plan.take_over(view.session, measure)
    except NotPossibleNow as refusal:
        _remember(measure, refusal.mistakes)


def _reject(view: OpportunityView, measure: str, key: str) -> None:
    """Reject with what stands in the field: the click may arrive together with the words."""
    resume()
    _forget(measure)
    try:
        opportunities.reject(view.session, measure, st.session_state.get(key) or "")
    except (AnswerMistakes, NotPossibleNow) as refusal:
        _remember(measure, refusal.mistakes)
    except Conflict:
        _remember(measure, (Mistake("wrong-state", "It was changed meanwhile. Reload the page."),))


def _remember(measure: str, mistakes: tuple[Mistake, ...]) -> None:
    st.session_state.setdefault(_TROUBLE, {})[measure] = " ".join(word(mistake) for mistake in mistakes)


def _forget(measure: str) -> None:
    st.session_state.get(_TROUBLE, {}).pop(measure, None)
