"""Handing in, the receipt, and taking back."""

from __future__ import annotations

import streamlit as st

from recp_selfcheck.actions import answering
from recp_selfcheck.actions.answering import Submission
from recp_selfcheck.actions.session import Session
from recp_selfcheck.assessment import scoring
from recp_selfcheck.checklists.model import Checklist
from recp_selfcheck.errors import NotPossibleNow
from recp_selfcheck.i18n import date_time, text, text_n
from recp_selfcheck.i18n.mistakes import word
from recp_selfcheck.people.review import State, may_begin_round
from recp_selfcheck.settings import settings
from recp_selfcheck.ui.class_row import ask_class_row
from recp_selfcheck.ui.plain import plain
from recp_selfcheck.ui.session import resume
from recp_selfcheck.ui.words import score_words

_REFUSED = "not_taken_back"


def ask_to_hand_in(session: Session, submission: Submission, checklist: Checklist) -> None:
    """Open the dialog that says what will be handed in."""

    @st.dialog(text("Hand in «{title}»", title=checklist.title))
    def dialog() -> None:
        resume()
        _draw_what_is_handed_in(submission, checklist)
        st.markdown(_what_happens())
        if settings().mode == "club":
            ask_class_row(session, submission.id, submission.shown_as)
        if st.button(text("Hand in now"), type="primary", width="stretch", key="hand_in_now"):
            try:
                answering.hand_in(session, submission.id)
            except NotPossibleNow as refusal:
                for mistake in refusal.mistakes:
                    st.error(plain(word(mistake, lambda name: _text_of(checklist, name))))
            else:
                st.rerun()

    dialog()


def _draw_what_is_handed_in(submission: Submission, checklist: Checklist) -> None:
    card = scoring.score(submission.checklist, submission.sheet)
    st.markdown(score_words(card))
    states = [question.state for question in card.questions.values()]
    unknown, away = states.count("dont_know"), states.count("not_applicable")
    if unknown:
        st.markdown(text_n("{n} answer is «I don't know».", "{n} answers are «I don't know».", unknown))
    if away:
        st.markdown(text_n("{n} question does not apply to you:", "{n} questions do not apply to you:", away))
        for name, question in card.questions.items():
            if question.state == "not_applicable":
                reason = submission.sheet.answers[name].reason
                st.markdown(f"- {checklist.questions[name].text} {plain(reason)}")


def _what_happens() -> str:
    if settings().mode == "club":
        return text(
            "The answers are kept as they are now, with date and checksum. You can take them back until the trainer "
            "opens them."
        )
    return text("The answers are kept as they are now, with date and checksum. You can take them back and change them.")


def draw_receipt(session: Session, submission: Submission, checklist: Checklist) -> None:
    """Draw what was handed in and when, and the ways on from here."""
    receipt = submission.receipt
    if receipt is None:
        return
    with st.container(border=True, key="receipt"):
        st.markdown(
            text(
                "**Handed in: «{title}»**, {when}, version {version}",
                title=checklist.title,
                when=date_time(receipt.at, st.context.timezone),
                version=receipt.version,
            )
        )
        st.caption(text("Checksum of the receipt (SHA-256): {checksum}", checksum=f"`{receipt.sha256}`"))
        with st.container(horizontal=True):
            st.page_link(
                "../../pages/results.py", label=text("See the results"), query_params={"checklist": checklist.id}
            )
            if submission.state is State.SUBMITTED:
                st.button(
                    text("Take back and change"),
                    key="take_back",
                    on_click=_take_back,
                    args=(session, submission.id),
                )
            if may_begin_round(submission.state, solo=settings().mode == "solo"):
                st.button(
                    text("Begin a new round"), key="new_round", on_click=_begin_round, args=(session, checklist.id)
                )
        for sentence in st.session_state.pop(f"{_REFUSED}:{submission.id}", ()):
            st.error(sentence, icon=":material/error:")


def _text_of(checklist: Checklist, name: str) -> str:
    question = checklist.find(name)
    return question.text if question else name


def _take_back(session: Session, submission_id: int) -> None:
    resume()
    try:
        answering.take_back(session, submission_id)
    except NotPossibleNow as refusal:
        st.session_state[f"{_REFUSED}:{submission_id}"] = tuple(plain(word(mistake)) for mistake in refusal.mistakes)


def _begin_round(session: Session, checklist_id: str) -> None:
    answering.begin_round(session, checklist_id)
