"""A question as a company sees it, in each language, to be tried: nothing is stored."""

from __future__ import annotations

from typing import Any

import streamlit as st

from recp_selfcheck import i18n
from recp_selfcheck.actions import checklists
from recp_selfcheck.actions.answering import Cell
from recp_selfcheck.actions.content import content, translated_checklist
from recp_selfcheck.actions.session import Session
from recp_selfcheck.checklists.model import Question
from recp_selfcheck.i18n import text
from recp_selfcheck.ui.asking import Asking
from recp_selfcheck.ui.question import ask


def draw_preview(session: Session, checklist_id: str, question_id: str) -> None:
    """Draw the switch that shows a question as a company sees it, and behind it the question."""
    place = question_id.replace(".", "-")
    if not st.toggle(text("As a company sees it"), key=f"preview_{place}"):
        return
    reader = i18n.language()
    chosen = st.segmented_control(
        text("Language"),
        list(i18n.LANGUAGES),
        default=reader,
        required=True,
        format_func=i18n.LANGUAGES.__getitem__,
        key=f"preview_language_{place}",
        label_visibility="collapsed",
    )
    i18n.use(chosen or reader)
    try:
        ask(_trying(session, checklist_id, i18n.language()), _in_this_language(checklist_id, question_id))
    finally:
        i18n.use(reader)
    st.caption(text("Try it: nothing is stored."))


def _in_this_language(checklist_id: str, question_id: str) -> Question:
    shipped = content()
    checklist = shipped.site if checklist_id == shipped.site.id else shipped.checklists[checklist_id]
    return translated_checklist(checklist, i18n.language()).checklist.questions[question_id]


def _trying(session: Session, checklist_id: str, code: str) -> Asking:
    """Return where what is tried comes from and goes to: this browser session, and nowhere else."""
    place = f"try_{checklist_id}_{code}"
    tried: dict[tuple[str, str], Cell] = st.session_state.setdefault(place, {})

    def save(question: str, field: str, raw: Any, seen: int) -> Cell:
        tried[question, field] = checklists.try_answer(session, checklist_id, question, raw, seen, field=field)
        return tried[question, field]

    return Asking(place=place, cells=tried, save=save, editable=True, attach=_draw_attaching)


def _draw_attaching(question_id: str) -> None:
    st.file_uploader(text("Photo or PDF, 10 MB at most"), key=f"try_attach_{question_id}", disabled=True)
