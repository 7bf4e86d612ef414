"""What may still go into the plan: the first measures of the ranking with one click each, and the company's own."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from recp_selfcheck.actions import plan
from recp_selfcheck.actions.plan import Plan
from recp_selfcheck.actions.plan_fields import LONGEST_TITLE
from recp_selfcheck.actions.session import Session
from recp_selfcheck.assessment.opportunities import SHOWN_FIRST, Opportunities, Opportunity
from recp_selfcheck.checklists.model import Library
from recp_selfcheck.errors import AnswerMistakes, NotPossibleNow
from recp_selfcheck.i18n import text
from recp_selfcheck.i18n.mistakes import word
from recp_selfcheck.reports.saving_words import estimate_mark, payback_words, savings_words
from recp_selfcheck.ui.plain import plain
from recp_selfcheck.ui.plan import open_entry
from recp_selfcheck.ui.session import resume

_TYPED, _TIMES = "plan_own_typed", "plan_own_times"
_TROUBLE = "plan_taking_trouble"


def first_left(ranking: Opportunities, taken: Plan) -> tuple[Opportunity, ...]:
    """Return the first six measures of the ranking that are not in the plan."""
    return tuple(one for one in ranking.listed if one.measure not in taken.measures)[:SHOWN_FIRST]


def draw_taking(session: Session, left: Sequence[Opportunity], library: Library) -> None:
    """Draw the measures to take over, each with its button."""
    for opportunity in left:
        measure = library.measures.get(opportunity.measure)
        with st.container(border=True, key=f"plan_left_{opportunity.measure}", gap="xxsmall"):
            st.markdown(f"**{measure.title if measure else plain(opportunity.measure)}**")
            said = [*savings_words(opportunity), payback_words(opportunity), estimate_mark(measure)]
            st.caption(" · ".join(part for part in said if part))
            st.button(
                text("Take into the plan"),
                key=f"plan_take_{opportunity.measure}",
                icon=":material/add:",
                on_click=_take,
                args=(session, (opportunity.measure,)),
            )
    st.page_link(
        "../../pages/opportunities.py", label=text("All measures with their figures"), icon=":material/arrow_forward:"
    )


def draw_first_step(session: Session, left: Sequence[Opportunity]) -> None:
    """Draw what an empty plan will show, and the one button that fills it."""
    st.markdown(
        text(
            "Here each measure gets an owner, a date and a way to see that it worked. Half a year and a year after it "
            "is done you see here what it really saved."
        )
    )
    if left:
        st.button(
            text("Take the first measures into the plan"),
            key="plan_take_first",
            type="primary",
            icon=":material/add:",
            on_click=_take,
            args=(session, tuple(one.measure for one in left)),
        )
    else:
        st.page_link("../../pages/self_check.py", label=text("Answer the questions"), icon=":material/arrow_forward:")


def draw_own(session: Session) -> None:
    """Draw a line to write down a measure of one's own."""
    key = f"{_TYPED}_{st.session_state.get(_TIMES, 0)}"
    st.text_input(
        text("What is to be done"),
        max_chars=LONGEST_TITLE,
        key=key,
        live="0.8s",
        placeholder=text("For example: shut the gate of the drying hall at night"),
    )
    st.button(text("Write into the plan"), key="plan_own", on_click=_write, args=(session, key))
    if trouble := st.session_state.get(_TROUBLE):
        st.error(plain(trouble), icon=":material/error:")


def _take(session: Session, measures: tuple[str, ...]) -> None:
    resume()
    st.session_state.pop(_TROUBLE, None)
    try:
        taken = [plan.take_over(session, measure) for measure in measures]
    except NotPossibleNow as refusal:
        st.session_state[_TROUBLE] = " ".join(word(mistake) for mistake in refusal.mistakes)
    else:
        if len(taken) == 1:
            open_entry(taken[0])


def _write(session: Session, key: str) -> None:
    resume()
    st.session_state.pop(_TROUBLE, None)
    try:
        open_entry(plan.add_own(session, st.session_state.get(key) or ""))
    except (AnswerMistakes, NotPossibleNow) as refusal:
        st.session_state[_TROUBLE] = " ".join(word(mistake) for mistake in refusal.mistakes)
    else:
        st.session_state[_TIMES] = st.session_state.get(_TIMES, 0) + 1
