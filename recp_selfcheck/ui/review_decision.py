"""The scores of a review and the ways on: return, accept, open again."""

from __future__ import annotations

import streamlit as st

from recp_selfcheck.actions import reviewing
from recp_selfcheck.actions.reviewing import Review
from recp_selfcheck.actions.session import Session
from recp_selfcheck.assessment.layers import Layer
from recp_selfcheck.charts.svg import score_strip
from recp_selfcheck.errors import NotPossibleNow
from recp_selfcheck.i18n import text, text_n
from recp_selfcheck.i18n.mistakes import word
from recp_selfcheck.people.review import Step
from recp_selfcheck.ui.plain import plain
from recp_selfcheck.ui.session import resume
from recp_selfcheck.ui.words import score_words


def draw_scores(review: Review) -> None:
    """Draw the score of each layer."""
    titles: dict[Layer, str] = {
        "company": text("The company's own score"),
        "agreed": text("Agreed score"),
        "trainer": text("My answers alone"),
    }
    for layer, title in titles.items():
        card = review.cards[layer]
        if layer == "trainer" and card.score is None:
            continue
        st.markdown(f"**{title}**")
        st.markdown(score_strip(card.low, card.score, card.high, provisional=card.provisional), unsafe_allow_html=True)
        st.caption(score_words(card))


def draw_decision(session: Session, review: Review) -> None:
    """Draw the ways on: return or accept what was handed in, reopen what was accepted."""
    state = review.submission.state
    reason_key = f"reason:{review.submission.id}"
    if state == "submitted" and review.may_write:
        st.text_area(text("To the company, about the whole"), key=reason_key, max_chars=4000, height=90)
        remarks = sum(1 for (_, field), cell in review.cells.items() if field == "remark" and cell.value)
        st.caption(text_n("{n} remark goes with it.", "{n} remarks go with it.", remarks))
        _step(session, review, Step.RETURN, text("Return with remarks"), shortcut="b")
        _step(session, review, Step.ACCEPT, text("Accept"), shortcut="a", primary=True)
    elif state == "accepted":
        st.text_area(text("Why it is opened again"), key=reason_key, max_chars=4000, height=90)
        _step(session, review, Step.REOPEN, text("Open again"))
    for mistake in st.session_state.pop(f"refused:{review.submission.id}", ()):
        st.error(plain(word(mistake)), icon=":material/error:")


def _step(
    session: Session, review: Review, step: Step, label: str, *, shortcut: str | None = None, primary: bool = False
) -> None:
    st.button(
        label,
        key=f"step:{step.value}",
        type="primary" if primary else "secondary",
        shortcut=shortcut,
        width="stretch",
        on_click=_decide,
        args=(session, review.submission.id, step),
    )


def _decide(session: Session, submission_id: int, step: Step) -> None:
    resume()
    try:
        reviewing.decide(session, submission_id, step, st.session_state.get(f"reason:{submission_id}", ""))
    except NotPossibleNow as refusal:
        st.session_state[f"refused:{submission_id}"] = refusal.mistakes
