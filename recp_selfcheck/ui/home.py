"""The start page's parts: the one next step and a card for each checklist."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import streamlit as st

from recp_selfcheck.actions.answering import ChecklistOverview
from recp_selfcheck.actions.company import Company
from recp_selfcheck.assessment.bill_year import BilledYear
from recp_selfcheck.charts.svg import score_strip
from recp_selfcheck.i18n import text
from recp_selfcheck.ui.clock import when_saved
from recp_selfcheck.ui.words import checklist_title, score_words

_BESIDE = 3  # cards in a row


@dataclass(frozen=True)
class Step:
    """The one thing to do next."""

    title: str
    why: str
    button: str
    page: str
    query: Mapping[str, str] = field(default_factory=dict)


def profile_is_filled(firm: Company) -> bool:
    """Say whether the company said what it is and has: name, branch and at least one fact."""
    return bool(firm.profile.name and firm.profile.nace and firm.profile.facts)


def next_step(
    firm: Company, overview: tuple[ChecklistOverview, ...], year: BilledYear | None, planned: Step | None = None
) -> Step:
    """Return the first thing that is still open: what came back, then in the order a visitor would do them.

    `planned` is the plan's own.
    """
    for entry in overview:
        if entry.state == "returned":
            return _step_with(entry)
    if not profile_is_filled(firm):
        return Step(
            title=text("Start with your company"),
            why=text(
                "Five minutes: what you make, which equipment you have, what you used last year. Then you are asked "
                "only what concerns you."
            ),
            button=text("Describe the company"),
            page="../../pages/company.py",
        )
    for entry in overview:
        if entry.state in (None, "draft"):
            return _step_with(entry)
    if year is None or not year.year.complete:
        return Step(
            title=text("Now twelve months of bills"),
            why=text("With them every saving gets its price, and slips and leaks show month by month."),
            button=text("Enter the bills"),
            page="../../pages/bills.py",
        )
    if planned is not None:
        return planned
    return Step(
        title=text("All checklists are handed in"),
        why=text("Now see what costs you most and what to do first."),
        button=text("What to improve first"),
        page="../../pages/opportunities.py",
    )


def draw_step(step: Step) -> None:
    """Draw the next step and its one button."""
    st.title(step.title)
    st.markdown(step.why)
    if st.button(step.button, type="primary", icon=":material/arrow_forward:", key="next_step"):
        st.switch_page(step.page, query_params=dict(step.query))


def draw_checklists(overview: tuple[ChecklistOverview, ...]) -> None:
    """Draw a card for each checklist, three beside each other."""
    for first in range(0, len(overview), _BESIDE):
        row = overview[first : first + _BESIDE]
        for column, entry in zip(st.columns(_BESIDE), row, strict=False):
            with column:
                _draw_checklist(entry)


def _draw_checklist(entry: ChecklistOverview) -> None:
    """Draw one checklist's card: state, progress, score with range."""
    states = {
        None: text("not begun"),
        "draft": text("being answered"),
        "submitted": text("handed in"),
        "returned": text("returned with remarks"),
        "accepted": text("accepted"),
    }
    with st.container(border=True, key=f"card_{entry.checklist.id}"):
        st.subheader(checklist_title(entry.checklist))
        st.caption(states[entry.state])
        if entry.answered:
            st.progress(
                entry.answered / entry.asked,
                text=text("{answered} of {asked} answered", answered=entry.answered, asked=entry.asked),
            )
        card = entry.card
        if card and entry.answered:
            st.markdown(
                score_strip(card.low, card.score, card.high, provisional=card.provisional), unsafe_allow_html=True
            )
            st.caption(score_words(card))
        if entry.saved_at:
            st.caption(when_saved(entry.saved_at))
        st.page_link(
            "../../pages/self_check.py",
            label=text("Open"),
            icon=":material/edit:",
            query_params={"checklist": entry.checklist.id},
        )
        if entry.answered:
            st.page_link(
                "../../pages/results.py",
                label=text("Results"),
                icon=":material/bar_chart:",
                query_params={"checklist": entry.checklist.id},
            )


def _step_with(entry: ChecklistOverview) -> Step:
    title = checklist_title(entry.checklist)
    page, query = "../../pages/self_check.py", {"checklist": entry.checklist.id}
    if entry.state == "returned":
        why = text("Read the remarks, put right what they ask for, and hand it in again.")
        return Step(text("«{title}» came back with remarks", title=title), why, text("To the remarks"), page, query)
    if not entry.answered:
        why = text("One walk through the workshop. Every answer is saved at once; you can stop at any time.")
        return Step(text("Answer «{title}»", title=title), why, text("Begin"), page, query)
    done = text("{answered} of {asked} answered", answered=entry.answered, asked=entry.asked)
    if entry.answered == entry.asked and not entry.facts_missing:
        return Step(text("Hand in «{title}»", title=title), done, text("Look it over and hand in"), page, query)
    return Step(text("Go on with «{title}»", title=title), done, text("Go on"), page, query)
