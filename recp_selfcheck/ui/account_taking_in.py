"""What a company did on its own computer, brought here: the file is looked into first, then taken in."""

from __future__ import annotations

import streamlit as st

from recp_selfcheck.actions import taking_in
from recp_selfcheck.actions.content import content
from recp_selfcheck.actions.session import Session
from recp_selfcheck.actions.taking_in import Found
from recp_selfcheck.errors import AnswerMistakes, Mistake, NotPossibleNow
from recp_selfcheck.i18n import text, text_n
from recp_selfcheck.i18n.mistakes import word
from recp_selfcheck.people.roles import Role
from recp_selfcheck.ui.plain import plain
from recp_selfcheck.ui.session import resume
from recp_selfcheck.ui.words import checklist_title

_DONE, _REFUSED = "taken_in", "not_taken_in"
_MOST_SHOWN = 20  # mistakes


def draw_taking_in(session: Session) -> None:
    """Ask for the file while nothing is entered here, say what is in it, and take it in at a click."""
    if st.session_state.pop(_DONE, False):
        st.success(text("Everything is here. Look it over, then hand in."), icon=":material/check:")
    _draw_mistakes(st.session_state.pop(_REFUSED, ()))
    if session.person.role is not Role.MEMBER or not session.company_id or not taking_in.may_take_in(session):
        return
    st.subheader(text("You have worked on your own computer before?"))
    given = st.file_uploader(
        text("The file from there: “All data as .zip” on its report page, or a backup"),
        type="zip",
        max_upload_size=taking_in.LARGEST_MB,
        key="solo_archive",
    )
    if given is None:
        return
    whole = given.getvalue()
    try:
        found = taking_in.look_into(session, whole)
    except AnswerMistakes as error:
        _draw_mistakes(error.mistakes)
        return
    st.markdown("\n".join(f"- {line}" for line in _counted(found)))
    if found.mistakes:
        st.markdown(text("Nothing can be taken in while this is so:"))
        _draw_mistakes(tuple(found.mistakes))
        return
    st.caption(text("Answers become drafts: look them over and hand them in here. Receipts stay in your file."))
    st.button(text("Take it in"), type="primary", key="take_in", on_click=_take_in, args=(session, whole))


def _take_in(session: Session, whole: bytes) -> None:
    resume()
    try:
        taking_in.take_in(session, whole)
    except (AnswerMistakes, NotPossibleNow) as error:
        st.session_state[_REFUSED] = error.mistakes
    else:
        st.session_state[_DONE] = True


def _counted(found: Found) -> list[str]:
    titles = content().checklists
    lines = [text_n("{n} field of the company", "{n} fields of the company", len(found.fields))]
    for name, cells in found.answers.items():
        answers = sum(part == "answer" for _, part in cells)
        lines.append(f"{checklist_title(titles[name])}: " + text_n("{n} answer", "{n} answers", answers))
    months = len({(series, month) for series, month, _ in found.bills})
    lines.append(text_n("{n} bill", "{n} bills", months))
    lines.append(text_n("{n} measure of the plan", "{n} measures of the plan", len(found.plan)))
    lines.append(text_n("{n} photo or document", "{n} photos and documents", len(found.attached)))
    return lines


def _draw_mistakes(mistakes: tuple[Mistake, ...]) -> None:
    for mistake in mistakes[:_MOST_SHOWN]:
        place = f"{plain(mistake.file)}: " if mistake.file else ""
        st.error(f"{place}{plain(word(mistake))}", icon=":material/error:")
    if len(mistakes) > _MOST_SHOWN:
        st.caption(text_n("and {n} more", "and {n} more", len(mistakes) - _MOST_SHOWN))
