"""One question on the screen: its text, why it is asked, its answer, and what belongs to the answer."""

from __future__ import annotations

import streamlit as st

from recp_selfcheck.assessment.answers import NOT_APPLICABLE
from recp_selfcheck.checklists.model import Question
from recp_selfcheck.i18n import text
from recp_selfcheck.reports.answer_words import describe
from recp_selfcheck.ui.answer_widget import ask_answer
from recp_selfcheck.ui.asking import Asking
from recp_selfcheck.ui.plain import plain

EVIDENCE_LEVELS = (0, 1, 2)  # what a company can say of itself; the third level is the trainer's
_EXTRAS = ("evidence", "note")


def ask(asking: Asking, question: Question) -> None:
    """Draw one question and keep whatever is answered."""
    with st.container(key=f"q_{question.id.replace('.', '-')}", border=not question.fact):
        st.markdown(f"**{question.text}**")
        if question.why:
            st.caption(question.why)
        if question.id in asking.remarks:
            st.warning(
                text("The trainer: {remark}", remark=plain(asking.remarks[question.id])), icon=":material/edit_note:"
            )
        ask_answer(asking, question)
        if asking.value(question.id) == NOT_APPLICABLE:
            _ask_reason(asking, question)
        if asking.previous and question.id in asking.previous:
            st.caption(text("Last time: {answer}", answer=describe(question, asking.previous[question.id])))
        if not question.fact:
            _below(asking, question)


def _ask_reason(asking: Asking, question: Question) -> None:
    tie = asking.tie(question.id, "reason", lambda typed: (typed or "").strip() or None)
    shown = st.text_area(
        text("Why does it not apply? One sentence is needed to hand in."),
        value=tie.value or "",
        key=tie.key,
        on_change=tie.changed(redraw_only=asking.redraw_only),
        max_chars=1000,
        height=80,
        disabled=not asking.editable,
    )
    if asking.editable:
        tie.drawn(shown, tie.value or "")
        tie.show_trouble(str)


def _below(asking: Asking, question: Question) -> None:
    """Draw how to check, and behind a click (drawn only when open) how sure the answer is and a note."""
    place = question.id.replace(".", "-")
    if question.check:
        with st.expander(text("How to check"), type="compact"):
            st.markdown(question.check)
            if question.evidence and question.evidence.reviewer:
                st.caption(text("In class you will be asked: {question}", question=question.evidence.reviewer))
    noted = any((question.id, field) in asking.cells and asking.cells[question.id, field].value for field in _EXTRAS)
    more = st.expander(text("Proof and note"), key=f"more_{asking.place}_{place}", on_change="rerun", type="compact")
    if more.open:
        with more:
            _ask_evidence(asking, question)
            _ask_note(asking, question)
            if asking.attach is not None:
                asking.attach(question.id)
    elif noted:  # not in the label: an expander with another label is another one, and closed
        st.caption(text("Proof and note · filled in"))


def _ask_evidence(asking: Asking, question: Question) -> None:
    words = {
        0: text("I say so"),
        1: text("A document or photo shows it"),
        2: text("A bill or a meter reading shows it"),
    }
    tie = asking.tie(question.id, "evidence")
    shown = st.radio(
        text("What shows that this answer is right?"),
        EVIDENCE_LEVELS,
        index=tie.value if tie.value in EVIDENCE_LEVELS else None,
        format_func=words.__getitem__,
        key=tie.key,
        on_change=tie.changed(redraw_only=asking.redraw_only),
        disabled=not asking.editable,
    )
    if asking.editable:
        tie.drawn(shown, tie.value if tie.value in EVIDENCE_LEVELS else None)
        tie.show_trouble(lambda raw: words.get(raw, text("no answer")))


def _ask_note(asking: Asking, question: Question) -> None:
    tie = asking.tie(question.id, "note", lambda typed: typed or None)
    shown = st.text_area(
        text("Note"),
        value=tie.value or "",
        key=tie.key,
        on_change=tie.changed(redraw_only=asking.redraw_only),
        max_chars=4000,
        height=110,
        placeholder=text("Where, which machine, who knows more. Saved while you type."),
        disabled=not asking.editable,
    )
    if asking.editable:
        tie.drawn(shown, tie.value or "")
        tie.show_trouble(str)
