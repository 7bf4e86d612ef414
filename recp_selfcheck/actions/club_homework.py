"""Homework of a club: what is due by when, and how far every company is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from recp_selfcheck.actions import content
from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.clubs import end_of_day, thing_of
from recp_selfcheck.actions.inputs import accept_text, refuse
from recp_selfcheck.actions.meetings import LONGEST, accept_day
from recp_selfcheck.actions.part_handing_in import FROZEN
from recp_selfcheck.actions.session import Session, check
from recp_selfcheck.assessment.answers import shorten
from recp_selfcheck.errors import NotFound
from recp_selfcheck.people.review import State
from recp_selfcheck.people.roles import Permission, Thing
from recp_selfcheck.storage import audit, clubs, companies, database, meetings, receipts, submissions
from recp_selfcheck.storage.database import Connection
from recp_selfcheck.storage.meetings import Homework

__all__ = [
    "Due",
    "Homework",
    "PartState",
    "Progress",
    "add_homework",
    "change_homework",
    "due",
    "list_homework",
    "progress",
    "progress_in",
    "withdraw_homework",
]


@dataclass(frozen=True, slots=True)
class PartState:
    """How far a company is with one part.

    `state` is that of the checklist's submission, `submitted` for bills or a plan handed in, None before it began.
    `handed_in_at` is the first time; `late` says that this, or now without it, is past the last day.
    """

    part: str
    state: State | None
    handed_in_at: datetime | None
    late: bool


@dataclass(frozen=True, slots=True)
class Progress:
    """One company and how far it is with one piece of homework."""

    company_id: int
    company: str
    parts: tuple[PartState, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """The parts that were never handed in."""
        return tuple(one.part for one in self.parts if one.handed_in_at is None)


@dataclass(frozen=True, slots=True)
class Due:
    """A piece of homework as a company has it before itself; `until` is the moment its last day ends."""

    homework: Homework
    club: str
    until: datetime | None
    parts: tuple[PartState, ...]


def list_homework(session: Session, club_id: int) -> tuple[Homework, ...]:
    """Return the homework of a club in the order it is due."""
    with database.reading() as connection:
        check(connection, session, Permission.READ_CLUB, thing_of(club_id))
        return meetings.homework_of_clubs(connection, [club_id])


def add_homework(
    session: Session, club_id: int, *, title: str, parts: Sequence[str], due: str = "", meeting_id: int | None = None
) -> int:
    """Give homework and return its id; `due` is its last day as 2027-02-18, "" for none."""
    values = _accept({"title": title, "parts": parts, "due": due, "meeting_id": meeting_id})
    with database.transaction() as connection:
        person = check(connection, session, Permission.MANAGE_CLUB, thing_of(club_id))
        clubs.get(connection, club_id)
        _check_meeting(connection, club_id, meeting_id)
        made = meetings.add_homework(connection, club_id, values)
        audit.note(connection, "homework given", at=now(), person_id=person.id, club_id=club_id)
        return made


def change_homework(session: Session, homework_id: int, **changes: Any) -> None:
    """Change title, parts, due day or meeting of homework; what was handed in stays handed in."""
    values = _accept(changes)
    with database.transaction() as connection:
        found = _managed(connection, session, homework_id)
        _check_meeting(connection, found.club_id, changes.get("meeting_id"))
        meetings.change_homework(connection, homework_id, values)


def withdraw_homework(session: Session, homework_id: int, *, withdrawn: bool) -> None:
    """Take homework back, or give it again; what was handed in stays handed in."""
    with database.transaction() as connection:
        _managed(connection, session, homework_id)
        meetings.change_homework(connection, homework_id, {"withdrawn_at": now() if withdrawn else None})


def progress(session: Session, homework_id: int) -> tuple[Progress, ...]:
    """Return how far every company of the club is with a piece of homework."""
    with database.reading() as connection:
        return progress_in(connection, _managed(connection, session, homework_id))


def progress_in(connection: Connection, homework: Homework) -> tuple[Progress, ...]:
    """Read how far every company of the club is with a piece of homework."""
    until = _until(connection, homework)
    ids = clubs.companies(connection, homework.club_id)
    names, handed_in = companies.names(connection, ids), _HandedIn.of(connection, ids)
    return tuple(
        Progress(company, names.get(company, ""), _parts(company, homework, until, handed_in)) for company in ids
    )


def due(session: Session) -> tuple[Due, ...]:
    """Return the homework one's own company has in all its clubs, in the order it is due."""
    with database.reading() as connection:
        check(connection, session, Permission.ANSWER, session.company)
        ids = clubs.of_company(connection, session.company_id)
        named = {club.id: club.name for club in clubs.every(connection) if club.id in ids}
        handed_in = _HandedIn.of(connection, [session.company_id])
        found = []
        for homework in meetings.homework_of_clubs(connection, ids):
            if not homework.withdrawn:
                until = _until(connection, homework)
                parts = _parts(session.company_id, homework, until, handed_in)
                found.append(Due(homework, named[homework.club_id], until, parts))
        return tuple(found)


@dataclass(frozen=True, slots=True)
class _HandedIn:
    """What companies began and handed in, read for all of them at once: by company and part."""

    states: Mapping[tuple[int, str], State]
    at: Mapping[tuple[int, str], datetime]

    @classmethod
    def of(cls, connection: Connection, ids: Sequence[int]) -> _HandedIn:
        frozen = meetings.handed_in_at(connection, ids)
        states = {**submissions.states(connection, ids), **dict.fromkeys(frozen, State.SUBMITTED)}
        return cls(states, {**receipts.first_at(connection, ids), **frozen})


def _parts(company_id: int, homework: Homework, until: datetime | None, handed_in: _HandedIn) -> tuple[PartState, ...]:
    found = []
    for part in homework.parts:
        at = handed_in.at.get((company_id, part))
        late = until is not None and (at or now()) >= until
        found.append(PartState(part, handed_in.states.get((company_id, part)), at, late=late))
    return tuple(found)


def _until(connection: Connection, homework: Homework) -> datetime | None:
    if not homework.due:
        return None
    return end_of_day(date.fromisoformat(homework.due), clubs.get(connection, homework.club_id).time_zone)


def _managed(connection: Connection, session: Session, homework_id: int) -> Homework:
    try:
        found = meetings.get_homework(connection, homework_id)
    except NotFound:
        check(connection, session, Permission.MANAGE_PROGRAMME, Thing())
        raise
    check(connection, session, Permission.MANAGE_CLUB, thing_of(found.club_id))
    return found


def _check_meeting(connection: Connection, club_id: int, meeting_id: int | None) -> None:
    if meeting_id is not None and meetings.get(connection, meeting_id).club_id != club_id:
        raise NotFound(f"meeting {meeting_id} of club {club_id}")


def _accept(raw: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field, value in raw.items():
        if field == "due":
            found[field] = accept_day(value)
        elif field == "title":
            found[field] = accept_text(value, LONGEST, one_line=True) or refuse("name-needed", "Name the homework.")
        elif field == "parts":
            found[field] = _accept_parts(value)
        elif field == "meeting_id":
            found[field] = value
        else:
            refuse("unknown-field", f"'{shorten(field)}' is no part of homework.", field=shorten(field))
    return found


def _accept_parts(raw: Sequence[str]) -> list[str]:
    known = (*content.content().checklists, *FROZEN)
    for part in raw:
        if part not in known:
            refuse("unknown-part", f"'{shorten(part)}' cannot be homework.", given=shorten(part))
    if not raw:
        refuse("parts-missing", "Choose at least one part: a checklist, the bills or the plan.")
    return [part for part in known if part in raw]
