"""A checklist by workbook: take it home, bring it back, look at what it changes, take it in."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import streamlit as st

from recp_selfcheck.actions.answering import Submission
from recp_selfcheck.actions.homework import HomeworkPreview, preview_homework, take_homework_in
from recp_selfcheck.actions.homework_import import AnswerLine
from recp_selfcheck.actions.session import Session
from recp_selfcheck.checklists.model import Checklist, Question
from recp_selfcheck.errors import NotPossibleNow
from recp_selfcheck.i18n import language, text, text_n
from recp_selfcheck.i18n.mistakes import word
from recp_selfcheck.reports.answer_words import describe
from recp_selfcheck.reports.homework_sheets import evidence_labels
from recp_selfcheck.ui.plain import plain
from recp_selfcheck.ui.session import resume
from recp_selfcheck.ui.workbook_upload import draw_faults, draw_upload, forget_upload

_MOST_LISTED = 200
_FEW = 3


def draw_homework(session: Session, submission: Submission, checklist: Checklist) -> None:
    """Draw the way out and back in; `checklist` is the submission's in the reader's language."""
    place = f"homework:{submission.id}"
    is_in_use = place in st.session_state or f"{place}:done" in st.session_state
    title = text("Take it home as an Excel workbook, or bring it back")
    with st.expander(title, icon=":material/table:", expanded=is_in_use, key=f"{place}:box", on_change="rerun") as box:
        if box.open or is_in_use:
            _draw(session, submission, checklist, place)


def _draw(session: Session, submission: Submission, checklist: Checklist, place: str) -> None:
    st.markdown(
        text(
            "All questions with their answers as lists, why each is asked and how to check it. Fill it in on the way, "
            "or in the evening, without this program."
        )
    )
    query = urlencode({"language": language()})
    st.link_button(
        text("Download the workbook"), f"/export/checklist/{checklist.id}.xlsx?{query}", icon=":material/download:"
    )
    done = st.session_state.get(f"{place}:done")
    if done is not None:
        st.success(text_n("Taken in: {n} change.", "Taken in: {n} changes.", len(done.lines)), icon=":material/check:")
    if not submission.editable:
        return
    given = draw_upload(place, text("Bring the workbook back (.xlsx, 10 MB at most)"))
    if given is None:
        return
    st.session_state.pop(f"{place}:done", None)
    key = (given.file_id, submission.saved_at)
    known = st.session_state.get(place)
    if known is None or known[0] != key:
        with st.spinner(text("Reading the workbook …")):
            known = (key, preview_homework(session, checklist.id, given.getvalue(), given.name))
        st.session_state[place] = known
    stale = st.session_state.pop(f"{place}:stale", "")
    if stale:
        st.warning(stale, icon=":material/warning:")
    _draw_preview(known[1], checklist)
    if known[1].changes_anything and not known[1].faults:
        st.button(
            text_n("Take in {n} change", "Take in {n} changes", len(known[1].lines)),
            type="primary",
            key=f"{place}:take",
            icon=":material/check:",
            on_click=_take,
            args=(session, checklist.id, place, known[1]),
        )


def _take(session: Session, checklist_id: str, place: str, preview: HomeworkPreview) -> None:
    resume()
    given = st.session_state.get(f"{place}:file:{st.session_state[f'{place}:number']}")
    if given is None:
        return
    try:
        done = take_homework_in(session, checklist_id, given.getvalue(), given.name, preview.seen)
        st.session_state[f"{place}:done"] = done
    except NotPossibleNow as refusal:
        st.session_state[f"{place}:stale"] = plain(word(refusal.mistakes[0]))
        st.session_state.pop(place, None)
    else:
        forget_upload(place)


def _draw_preview(preview: HomeworkPreview, checklist: Checklist) -> None:
    if preview.faults:
        draw_faults(preview.faults)
        return
    if preview.lines:
        st.markdown(f"**{text('What the workbook changes. Nothing is taken in yet.')}**")
        st.markdown("\n".join(_change(line, checklist) for line in preview.lines[:_MOST_LISTED]))
        if len(preview.lines) > _MOST_LISTED:
            more = len(preview.lines) - _MOST_LISTED
            st.caption(text_n("and {n} more", "and {n} more", more))
    else:
        st.markdown(f"**{text('Everything in this workbook is stored already.')}**")
    if preview.kept:
        said = _named([checklist.find(one.id) or one for one in preview.kept])
        st.caption(
            text("Changed here since the workbook was downloaded, and not touched in it: {said}. It stays.", said=said)
        )
    if preview.emptied:
        said = _named([checklist.find(one.id) or one for one in preview.emptied])
        st.caption(text("Emptied in the workbook: {said}. What is stored stays; delete it here.", said=said))


def _change(line: AnswerLine, checklist: Checklist) -> str:
    question = (checklist.find(line.question.id) or line.question).text
    before, after = _value(line, line.before, checklist), _value(line, line.after, checklist)
    said = f"{before} → **{after}**" if before else f"**{after}**"
    return f"- {plain(question)}  \n  {_field(line.field)}: {said}"


def _field(name: str) -> str:
    return {
        "answer": text("Answer"),
        "reason": text("Why it does not apply"),
        "evidence": text("What shows it"),
        "note": text("Readings, places, notes"),
    }[name]


def _value(line: AnswerLine, value: Any, checklist: Checklist) -> str:
    if value is None:
        return ""
    if line.field == "answer":
        return plain(describe(checklist.find(line.question.id) or line.question, value))
    return evidence_labels()[value] if line.field == "evidence" else plain(str(value))


def _named(questions: list[Question]) -> str:
    said = " ".join(question.text for question in questions[:_FEW])
    more = len(questions) - _FEW
    return plain(said) + (" " + text_n("and {n} more", "and {n} more", more) if more > 0 else "")
