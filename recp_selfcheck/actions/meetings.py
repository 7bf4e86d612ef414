"""Meetings of a club: their dates, who was there, moving and merging them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.clubs import thing_of
from recp_selfcheck.actions.inputs import accept_text, refuse
from recp_selfcheck.actions.session import Session, check
from recp_selfcheck.assessment.answers import shorten
from recp_selfcheck.errors import Mistake, NotFound, NotPossibleNow
from recp_selfcheck.people.roles import Permission
from recp_selfcheck.storage import audit, clubs, database, meetings
from recp_selfcheck.storage.database import Connection
from recp_selfcheck.storage.meetings import Meeting

__all__ = [
    "LONGEST",
    "Attendance",
    "Meeting",
    "accept_day",
    "add_meeting",
    "attendance",
    "attendance_of",
    "cancel_meeting",
    "change_meeting",
    "list_meetings",
    "merge_meetings",
    "set_present",
]

LONGEST: Final = 200  # characters of a title, hours, a place
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)


@dataclass(frozen=True, slots=True)
class Attendance:
    """The meetings of a club, the cancelled ones too, and who was at each, by person id."""

    meetings: tuple[Meeting, ...]
    present: Mapping[int, frozenset[int]]

    def attended(self, person_id: int) -> int:
        """Return how many meetings somebody was at; cancelled ones do not count."""
        return sum(person_id in self.present[one.id] for one in self.meetings if not one.cancelled)


def list_meetings(session: Session, club_id: int) -> tuple[Meeting, ...]:
    """Return the meetings of a club in the order of their days."""
    with database.reading() as connection:
        check(connection, session, Permission.READ_CLUB, thing_of(club_id))
        return meetings.of_club(connection, club_id)


def add_meeting(session: Session, club_id: int, *, title: str, day: str = "", hours: str = "", place: str = "") -> int:
    """Add a meeting and return its id; `day` as 2027-02-18, "" where it is not set yet."""
    values = accept_meeting({"title": title, "day": day, "hours": hours, "place": place})
    with database.transaction() as connection:
        person = check(connection, session, Permission.MANAGE_CLUB, thing_of(club_id))
        clubs.get(connection, club_id)
        made = meetings.add(connection, club_id, values)
        audit.note(connection, "meeting added", at=now(), person_id=person.id, club_id=club_id)
        return made


def change_meeting(session: Session, meeting_id: int, **changes: str) -> None:
    """Change title, day, hours or place of a meeting."""
    values = accept_meeting(changes)
    with database.transaction() as connection:
        _managed(connection, session, meeting_id)
        meetings.change(connection, meeting_id, values)


def cancel_meeting(session: Session, meeting_id: int, *, cancelled: bool) -> None:
    """Cancel a meeting, or hold it after all; who was there stays written down."""
    with database.transaction() as connection:
        _managed(connection, session, meeting_id)
        meetings.change(connection, meeting_id, {"cancelled_at": now() if cancelled else None})


def merge_meetings(session: Session, here: int, there: int) -> None:
    """Make one meeting of two: who was at `here` was at `there`, its homework belongs there; `here` is cancelled."""
    with database.transaction() as connection:
        one, other = _managed(connection, session, here), _managed(connection, session, there)
        if one.id == other.id or one.club_id != other.club_id:
            message = "Two different meetings of one club can be merged."
            raise NotPossibleNow([Mistake("cannot-merge", message)])
        meetings.move_all(connection, here, there)
        meetings.change(connection, here, {"cancelled_at": now()})


def attendance(session: Session, club_id: int) -> Attendance:
    """Return who was at the meetings of a club."""
    with database.reading() as connection:
        check(connection, session, Permission.MANAGE_CLUB, thing_of(club_id))
        return attendance_of(connection, club_id)


def attendance_of(connection: Connection, club_id: int) -> Attendance:
    """Read who was at the meetings of a club."""
    found = meetings.of_club(connection, club_id)
    return Attendance(found, meetings.attendance(connection, [one.id for one in found]))


def set_present(session: Session, meeting_id: int, person_id: int, *, present: bool) -> None:
    """Write down that a member of the club was at a meeting, or was not; a second time changes nothing."""
    with database.transaction() as connection:
        meeting = _managed(connection, session, meeting_id)
        person = check(connection, session, Permission.MANAGE_CLUB, thing_of(meeting.club_id))
        if person_id not in {row[0] for row in clubs.members(connection, meeting.club_id)}:
            raise NotFound(f"member {person_id} of club {meeting.club_id}")
        meetings.set_present(connection, meeting_id, person_id, present=present, by=person.id, at=now())


def accept_day(raw: str) -> str:
    """Return a day as 2027-02-18, "" for none."""
    if not raw:
        return ""
    try:
        day = date.fromisoformat(raw)
    except (TypeError, ValueError):
        day = None
    if day is None or not EARLIEST <= day <= LATEST:
        refuse("not-a-day", f"'{shorten(raw)}' is not a day. Write it as 2027-02-18.", given=shorten(raw))
    return day.isoformat()


def accept_meeting(raw: Mapping[str, str]) -> dict[str, Any]:
    """Return the parts of a meeting as they are stored; AnswerMistakes where one cannot be."""
    found: dict[str, Any] = {}
    for field, value in raw.items():
        if field == "day":
            found[field] = accept_day(value)
        elif field in {"title", "hours", "place"}:
            found[field] = accept_text(value, LONGEST, one_line=True) or ""
        else:
            refuse("unknown-field", f"'{shorten(field)}' is no part of a meeting.", field=shorten(field))
    if found.get("title") == "":
        refuse("name-needed", "Name the meeting.")
    return found


def _managed(connection: Connection, session: Session, meeting_id: int) -> Meeting:
    """Return a meeting of a club the person manages; whoever may not does not learn whether it is there."""
    try:
        meeting = meetings.get(connection, meeting_id)
    except NotFound:
        check(connection, session, Permission.MANAGE_PROGRAMME, thing_of(0))
        raise
    check(connection, session, Permission.MANAGE_CLUB, thing_of(meeting.club_id))
    return meeting
