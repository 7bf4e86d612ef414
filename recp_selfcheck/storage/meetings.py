"""Meetings and homework of a club, who was there, and what was handed in besides checklists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from recp_selfcheck.errors import NotFound
from recp_selfcheck.storage import tables
from recp_selfcheck.storage.canonical import sha256

_meetings = tables.meeting.c
_homework = tables.homework.c
_there = tables.attendance.c
_parts = tables.handed_in_part.c


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting; `day` as 2027-02-18 in the club's time zone, "" where it is not set, `hours` as people write them."""

    id: int
    club_id: int
    title: str
    day: str = ""
    hours: str = ""
    place: str = ""
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Homework:
    """A set of parts with its last day (`due`, "" for none): ids of checklists, `bills`, `plan`.

    `meeting_id` is the meeting it was given at.
    """

    id: int
    club_id: int
    title: str
    parts: tuple[str, ...]
    due: str = ""
    meeting_id: int | None = None
    withdrawn: bool = False


def of_club(connection: sa.Connection, club_id: int) -> tuple[Meeting, ...]:
    """Return the meetings of a club in the order of their days, those without a day last."""
    query = (
        sa.select(tables.meeting)
        .where(_meetings.club_id == club_id)
        .order_by(_meetings.day == "", _meetings.day, _meetings.id)
    )
    return tuple(_meeting(row) for row in connection.execute(query))


def get(connection: sa.Connection, meeting_id: int) -> Meeting:
    """Return a meeting; NotFound where there is none."""
    row = connection.execute(sa.select(tables.meeting).where(_meetings.id == meeting_id)).first()
    if row is None:
        raise NotFound(f"meeting {meeting_id}")
    return _meeting(row)


def add(connection: sa.Connection, club_id: int, values: Mapping[str, str]) -> int:
    """Add a meeting and return its id; `values` are title, day, hours and place."""
    key = connection.execute(
        sa.insert(tables.meeting).values(club_id=club_id, cancelled_at=None, **values)
    ).inserted_primary_key
    return int(key[0]) if key else 0


def change(connection: sa.Connection, meeting_id: int, values: Mapping[str, Any]) -> None:
    """Change parts of a meeting: title, day, hours, place, cancelled_at."""
    connection.execute(sa.update(tables.meeting).where(_meetings.id == meeting_id).values(**values))


def move_all(connection: sa.Connection, here: int, there: int) -> None:
    """Move who was at a meeting, and the homework given there, to another meeting."""
    present = attendance(connection, [there])[there]
    connection.execute(
        sa.delete(tables.attendance).where(_there.meeting_id == here, _there.person_id.in_(sorted(present)))
    )
    connection.execute(sa.update(tables.attendance).where(_there.meeting_id == here).values(meeting_id=there))
    connection.execute(sa.update(tables.homework).where(_homework.meeting_id == here).values(meeting_id=there))


def attendance(connection: sa.Connection, meeting_ids: Iterable[int]) -> dict[int, frozenset[int]]:
    """Return who was at each of these meetings, by person id."""
    found: dict[int, set[int]] = {meeting: set() for meeting in meeting_ids}
    rows = connection.execute(
        sa.select(_there.meeting_id, _there.person_id).where(_there.meeting_id.in_(sorted(found)))
    )
    for meeting, person in rows:
        found[meeting].add(person)
    return {meeting: frozenset(people) for meeting, people in found.items()}


def set_present(
    connection: sa.Connection, meeting_id: int, person_id: int, *, present: bool, by: int, at: datetime
) -> None:
    """Write down that somebody was at a meeting, or was not; a second time changes nothing."""
    which = (_there.meeting_id == meeting_id, _there.person_id == person_id)
    there = connection.execute(sa.select(_there.person_id).where(*which)).first() is not None
    if present and not there:
        row = {"meeting_id": meeting_id, "person_id": person_id, "by_id": by, "at": at}
        connection.execute(sa.insert(tables.attendance).values(row))
    elif there and not present:
        connection.execute(sa.delete(tables.attendance).where(*which))


def homework_of_clubs(connection: sa.Connection, club_ids: Iterable[int]) -> tuple[Homework, ...]:
    """Return the homework of clubs in the order it is due, what has no day last."""
    query = (
        sa.select(tables.homework)
        .where(_homework.club_id.in_(sorted(club_ids)))
        .order_by(_homework.due == "", _homework.due, _homework.id)
    )
    return tuple(_piece(row) for row in connection.execute(query))


def get_homework(connection: sa.Connection, homework_id: int) -> Homework:
    """Return a piece of homework; NotFound where there is none."""
    row = connection.execute(sa.select(tables.homework).where(_homework.id == homework_id)).first()
    if row is None:
        raise NotFound(f"homework {homework_id}")
    return _piece(row)


def add_homework(connection: sa.Connection, club_id: int, values: Mapping[str, Any]) -> int:
    """Add homework and return its id; `values` are title, due, parts and meeting_id."""
    key = connection.execute(
        sa.insert(tables.homework).values(club_id=club_id, withdrawn_at=None, **values)
    ).inserted_primary_key
    return int(key[0]) if key else 0


def change_homework(connection: sa.Connection, homework_id: int, values: Mapping[str, Any]) -> None:
    """Change parts of homework: title, due, parts, meeting_id, withdrawn_at."""
    connection.execute(sa.update(tables.homework).where(_homework.id == homework_id).values(**values))


def keep_part(
    connection: sa.Connection, company_id: int, part: str, copy: Mapping[str, Any], *, person_id: int, at: datetime
) -> str:
    """Keep the frozen copy of handed-in bills or plan and return its hash."""
    digest = sha256(copy)
    connection.execute(
        sa.insert(tables.handed_in_part).values(
            company_id=company_id, part=part, at=at, person_id=person_id, copy=dict(copy), sha256=digest, remark=""
        )
    )
    return digest


def handed_in_at(connection: sa.Connection, company_ids: Iterable[int]) -> dict[tuple[int, str], datetime]:
    """Return when companies first handed in each part besides checklists, by company and part."""
    query = (
        sa.select(_parts.company_id, _parts.part, sa.func.min(_parts.at))
        .where(_parts.company_id.in_(sorted(company_ids)))
        .group_by(_parts.company_id, _parts.part)
    )
    return {(row[0], row[1]): row[2] for row in connection.execute(query)}


def _meeting(row: sa.Row[Any]) -> Meeting:
    return Meeting(
        row.id, row.club_id, row.title, row.day, row.hours, row.place, cancelled=row.cancelled_at is not None
    )


def _piece(row: sa.Row[Any]) -> Homework:
    return Homework(
        row.id,
        row.club_id,
        row.title,
        tuple(row.parts),
        row.due,
        row.meeting_id,
        withdrawn=row.withdrawn_at is not None,
    )
