"""One measure of the plan, opened: who, when, what it costs and saves, and the buttons that move it on."""

from __future__ import annotations

import streamlit as st

from recp_selfcheck import i18n
from recp_selfcheck.actions.fields import LONGEST_NAME
from recp_selfcheck.actions.inputs import LONGEST_NOTE
from recp_selfcheck.actions.plan_fields import LONGEST_SENTENCE, LONGEST_TITLE
from recp_selfcheck.assessment.bills import RESOURCES
from recp_selfcheck.assessment.plan import FINISHED, OPEN, PlanEntry
from recp_selfcheck.checklists.model import Library
from recp_selfcheck.i18n import money, text, unit_label
from recp_selfcheck.i18n.labels import resource_label
from recp_selfcheck.reports.plan_words import saved_money, saved_words
from recp_selfcheck.ui.plan_fields import PlanFields
from recp_selfcheck.ui.plan_follow_up import draw_follow_ups
from recp_selfcheck.ui.plan_states import draw_renewal, draw_states
from recp_selfcheck.ui.plan_view import PlanView


def draw_entry(view: PlanView, entry: PlanEntry) -> None:
    """Draw an entry's fields, what it is expected to save, and the buttons that move it on."""
    currency = view.plan.currency
    fields = PlanFields(view.session, entry.id, view.cells(entry))
    _draw_steps(entry, view.library)
    if entry.is_own:
        fields.line("title", text("What is to be done"), LONGEST_TITLE)
    left, right = st.columns(2)
    with left:
        fields.line("owner", text("Who does it"), LONGEST_NAME, hint=text("A name, not a department"))
    with right:
        fields.day("due", text("By when"))
    left, right = st.columns(2)  # a second pair: on a phone the day comes right after the name
    with left:
        fields.figure("budget", _budget_label(currency), note=_budget_note(entry))
    with right:
        if entry.state in FINISHED:
            fields.day(
                "done_on", text("Done on"), note=text("The follow-up after 6 and 12 months counts from this day.")
            )
    fields.lines(
        "proof",
        text("How you will see that it worked"),
        LONGEST_SENTENCE,
        hint=text("For example: the meter read at the same hour before and after; next month's bill; a photo"),
    )
    fields.lines("note", text("Note"), LONGEST_NOTE)
    if entry.is_own:
        _draw_own_saving(fields, currency)
    else:
        _draw_expected(view, entry)
    if entry.state in FINISHED:
        draw_follow_ups(view, entry, fields)
    draw_states(view, entry, fields)


def _draw_steps(entry: PlanEntry, library: Library) -> None:
    measure = library.measures.get(entry.measure)
    if measure is None or measure.steps is None or entry.state not in OPEN:
        return
    left, right = st.columns(2)
    left.markdown(f"**{text('This week')}:** {measure.steps.this_week}")
    right.markdown(f"**{text('Within the year')}:** {measure.steps.this_year}")


def _draw_own_saving(fields: PlanFields, currency: str) -> None:
    st.markdown(f"**{text('What it should save in a year')}**")
    resource, amount, worth = st.columns(3)
    chosen = fields.cells.get("saving_resource")
    unit = unit_label(RESOURCES[chosen.value]) if chosen and chosen.value else ""
    with resource:
        fields.choice("saving_resource", text("Of what"), tuple(RESOURCES), resource_label)
    with amount:
        fields.figure("saving_amount", text("How much, {unit}", unit=unit) if unit else text("How much"))
    with worth:
        label = text("Money, {currency} a year", currency=currency) if currency else text("Money a year")
        fields.figure("saving_money", label)


def _draw_expected(view: PlanView, entry: PlanEntry) -> None:
    frozen = view.cells(entry).get("expected")
    expected = entry.expected
    if expected is None or frozen is None:
        return
    st.markdown(f"**{text('What it should save in a year')}**")
    known = [effect for effect in expected.effects if effect.amount is not None]
    lines = [f"- {resource_label(effect.resource)}: {saved_words(effect.amount, effect.resource)}" for effect in known]
    if expected.money:
        money_line = text("{money} a year", money=saved_money(expected.money, expected.currency, expected.year))
        lines.append(f"- {money_line}")
    if expected.co2_t:
        lines.append(f"- CO₂: {i18n.between(expected.co2_t.low, expected.co2_t.high, 'tCO2', 2)}")
    st.markdown("\n".join(lines) or text("No figures: enter bills or yearly amounts, then take today's figures."))
    day = i18n.date(frozen.at, st.context.timezone)
    st.caption(text("Reckoned on {day} for this measure alone; it stays as it was then.", day=day))
    if entry.state in OPEN:
        draw_renewal(view.session, entry, frozen)


def _budget_label(currency: str) -> str:
    return text("Budget, {currency}", currency=currency) if currency else text("Budget")


def _budget_note(entry: PlanEntry) -> str | None:
    expected = entry.expected
    if expected is None or expected.investment is None:
        return None
    return text(
        "Such measures usually cost about {money}; ask for an offer.",
        money=money(expected.investment, expected.currency),
    )
