"""The strip below the questions: how far, how many points so far, saved when, and the one next step."""

from __future__ import annotations

import streamlit as st

from recp_selfcheck.actions import answering
from recp_selfcheck.actions.answering import Submission
from recp_selfcheck.assessment import scoring
from recp_selfcheck.assessment.scoring import ScoreCard
from recp_selfcheck.charts.svg import score_strip
from recp_selfcheck.i18n import text
from recp_selfcheck.ui.clock import when_saved
from recp_selfcheck.ui.screens import screen_of
from recp_selfcheck.ui.session import resume
from recp_selfcheck.ui.words import short_score_words

FRAGMENT = "score"


@st.fragment(key=FRAGMENT)
def draw_strip(checklist_id: str, here: str) -> None:
    """Draw the strip for the checklist; `here` is the screen shown. Drawn again alone after each ordinary answer."""
    session = resume()
    submission = answering.find_submission(session, checklist_id)
    if submission is None or not submission.editable:
        return
    card = scoring.score(submission.checklist, submission.sheet)
    missing = tuple(str(mistake.values["question"]) for mistake in answering.what_is_missing(submission))
    asked, answered = progress(card)
    with st.container(key="strip"):
        st.markdown(score_strip(card.low, card.score, card.high, provisional=card.provisional), unsafe_allow_html=True)
        words, step = st.columns([3, 2], vertical_alignment="center", wrap=False)
        words.caption(
            text("{answered} of {asked}", answered=answered, asked=asked)
            + f" · {saved_words(submission)} · {short_score_words(card)}"
        )
        if missing:
            step.button(
                text("Next open"),
                key="next_open",
                type="primary",
                width="stretch",
                on_click=_go_to_next,
                args=(submission, missing, here),
            )
        else:
            step.button(text("Hand in"), key="hand_in", type="primary", width="stretch", on_click=_ask_to_hand_in)


def progress(card: ScoreCard) -> tuple[int, int]:
    """Return how many questions are asked and how many of them are answered."""
    states = [question.state for question in card.questions.values() if question.state != "not_asked"]
    return len(states), sum(state != "unanswered" for state in states)


def saved_words(submission: Submission) -> str:
    """Say when the last answer was stored, in the reader's time zone."""
    if submission.saved_at is None:
        return text("nothing saved yet")
    return when_saved(submission.saved_at)


def _go_to_next(submission: Submission, missing: tuple[str, ...], here: str) -> None:
    screens = {name: screen_of(submission.checklist, name) for name in missing}
    order = list(screens)
    on_later = [name for name in order if screens[name] == here] or order
    target = on_later[0]
    st.session_state["go_to"] = (screens[target], target)
    st.rerun()


def _ask_to_hand_in() -> None:
    st.session_state["asked_to_hand_in"] = True
    st.rerun()
