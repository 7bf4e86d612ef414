"""The club page's parts about time: meetings with who was there, and homework."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from recp_selfcheck.actions import club_homework, clubs, meetings
from recp_selfcheck.actions.club_homework import Homework
from recp_selfcheck.actions.clubs import Club
from recp_selfcheck.actions.content import content
from recp_selfcheck.actions.meetings import Meeting
from recp_selfcheck.actions.part_handing_in import FROZEN
from recp_selfcheck.actions.session import Session
from recp_selfcheck.errors import AnswerMistakes, NotPossibleNow
from recp_selfcheck.i18n import date as day_words
from recp_selfcheck.i18n import text
from recp_selfcheck.ui.club import refused
from recp_selfcheck.ui.club_table import part_title
from recp_selfcheck.ui.plain import plain
from recp_selfcheck.ui.session import resume


def meeting_words(meeting: Meeting) -> str:
    """Return a meeting's title with its day, hours and place."""
    day = day_words(date.fromisoformat(meeting.day)) if meeting.day else text("day not set")
    parts = [f"**{plain(meeting.title)}**", day, plain(meeting.hours), plain(meeting.place)]
    return " · ".join(part for part in (*parts, text("cancelled") if meeting.cancelled else "") if part)


def draw_meetings(session: Session, club: Club) -> None:
    """Draw the meetings of a club: change, cancel, merge, and tick who was there."""
    held = meetings.attendance(session, club.id)
    people = clubs.members(session, club.id)
    for meeting in held.meetings:
        with st.expander(meeting_words(meeting), key=f"meeting_{meeting.id}", on_change="rerun") as box:
            if box.open:
                if people:
                    st.caption(text("Who was there"))
                for member in people:
                    key = f"there:{meeting.id}:{member.person_id}"
                    st.checkbox(
                        f"{plain(member.name)} · {plain(member.company) or '–'}",
                        value=member.person_id in held.present[meeting.id],
                        key=key,
                        on_change=_tick,
                        args=(session, meeting.id, member.person_id, key),
                    )
                _edit_meeting(session, meeting, held.meetings)
    with st.form(f"new_meeting:{club.id}", border=True):
        title = st.text_input(text("New meeting"), max_chars=meetings.LONGEST)
        left, middle, right = st.columns(3)
        day = left.date_input(text("Day"), value=None, format="DD.MM.YYYY")
        hours = middle.text_input(text("Hours"), max_chars=60, placeholder="14:00–17:00")
        place = right.text_input(text("Place"), max_chars=meetings.LONGEST)
        if st.form_submit_button(text("Add the meeting")):
            try:
                meetings.add_meeting(session, club.id, title=title, day=_iso(day), hours=hours, place=place)
            except AnswerMistakes as error:
                refused(error)
            st.rerun()


def _tick(session: Session, meeting_id: int, person_id: int, key: str) -> None:
    resume()
    meetings.set_present(session, meeting_id, person_id, present=st.session_state[key])


def _edit_meeting(session: Session, meeting: Meeting, every: Sequence[Meeting]) -> None:
    with st.form(f"meeting:{meeting.id}", border=False):
        title = st.text_input(text("Title"), meeting.title, max_chars=meetings.LONGEST)
        left, middle, right = st.columns(3)
        held = date.fromisoformat(meeting.day) if meeting.day else None
        day = left.date_input(text("Day"), value=held, format="DD.MM.YYYY")
        hours = middle.text_input(text("Hours"), meeting.hours, max_chars=60)
        place = right.text_input(text("Place"), meeting.place, max_chars=meetings.LONGEST)
        if st.form_submit_button(text("Save the meeting")):
            try:
                meetings.change_meeting(session, meeting.id, title=title, day=_iso(day), hours=hours, place=place)
            except AnswerMistakes as error:
                refused(error)
            st.rerun()
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.button(
            text("Hold it after all") if meeting.cancelled else text("Cancel the meeting"),
            key=f"cancel:{meeting.id}",
            type="tertiary",
            on_click=_cancel,
            args=(session, meeting.id, not meeting.cancelled),
        )
        others = [one for one in every if one.id != meeting.id and not one.cancelled]
        if others and not meeting.cancelled:
            key = f"merge:{meeting.id}"
            st.selectbox(
                text("Merge into"),
                [one.id for one in others],
                index=None,
                format_func=lambda ident: next(one.title for one in others if one.id == ident),
                key=key,
                placeholder=text("Choose"),
                on_change=_merge,
                args=(session, meeting.id, key),
                width=280,
            )


def _cancel(session: Session, meeting_id: int, cancelled: bool) -> None:  # noqa: FBT001 - Streamlit passes by position
    meetings.cancel_meeting(session, meeting_id, cancelled=cancelled)


def _merge(session: Session, here: int, key: str) -> None:
    resume()
    there = st.session_state[key]
    if there is not None:
        try:
            meetings.merge_meetings(session, here, there)
        except NotPossibleNow as error:
            refused(error)


def draw_homework(session: Session, club: Club) -> None:
    """Draw the homework of a club: change, withdraw, give more."""
    found = meetings.list_meetings(session, club.id)
    for homework in club_homework.list_homework(session, club.id):
        with st.expander(_homework_words(homework), key=f"homework_{homework.id}", on_change="rerun") as box:
            if box.open:
                _edit_homework(session, club.id, homework, found)
                st.button(
                    text("Give it again") if homework.withdrawn else text("Withdraw"),
                    key=f"withdraw_homework:{homework.id}",
                    type="tertiary",
                    on_click=_withdraw,
                    args=(session, homework.id, not homework.withdrawn),
                )
    _edit_homework(session, club.id, None, found)


def _homework_words(homework: Homework) -> str:
    due = text("until {day}", day=day_words(date.fromisoformat(homework.due))) if homework.due else text("no last day")
    parts = ", ".join(part_title(part) for part in homework.parts)
    state = text("withdrawn") if homework.withdrawn else ""
    return " · ".join(part for part in (f"**{plain(homework.title)}**", due, parts, state) if part)


def _edit_homework(session: Session, club_id: int, homework: Homework | None, found: Sequence[Meeting]) -> None:
    known = [*content().checklists, *FROZEN]
    with st.form(f"homework:{club_id}:{homework.id if homework else 'new'}", border=homework is None):
        title = st.text_input(
            text("Title") if homework else text("New homework"),
            homework.title if homework else "",
            max_chars=meetings.LONGEST,
        )
        parts = st.multiselect(
            text("Parts"),
            known,
            default=list(homework.parts) if homework else [],
            format_func=part_title,
            placeholder=text("Choose"),
        )
        left, right = st.columns(2)
        held = date.fromisoformat(homework.due) if homework and homework.due else None
        due = left.date_input(text("Last day"), value=held, format="DD.MM.YYYY")
        ids = [one.id for one in found if not one.cancelled]
        given = homework.meeting_id if homework else None
        meeting = right.selectbox(
            text("Given at"),
            ids,
            index=ids.index(given) if given in ids else None,
            format_func=lambda ident: next(one.title for one in found if one.id == ident),
            placeholder=text("Choose"),
        )
        if st.form_submit_button(text("Save the homework") if homework else text("Give the homework")):
            try:
                if homework:
                    club_homework.change_homework(
                        session, homework.id, title=title, parts=parts, due=_iso(due), meeting_id=meeting
                    )
                else:
                    club_homework.add_homework(
                        session, club_id, title=title, parts=parts, due=_iso(due), meeting_id=meeting
                    )
            except AnswerMistakes as error:
                refused(error)
            st.rerun()


def _withdraw(session: Session, homework_id: int, withdrawn: bool) -> None:  # noqa: FBT001 - as above
    club_homework.withdraw_homework(session, homework_id, withdrawn=withdrawn)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
