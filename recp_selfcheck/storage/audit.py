"""The audit log: who saw and changed what, written in the same transaction as the change."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from recp_selfcheck.storage import tables

_log = tables.audit_log.c


class Entry(NamedTuple):
    """One line of the log; `name` is the person's, "" for one who is gone."""

    at: datetime
    name: str
    action: str
    company_id: int | None
    club_id: int | None
    detail: Mapping[str, Any]


def note(
    connection: sa.Connection,
    action: str,
    *,
    at: datetime,
    person_id: int | None,
    company_id: int | None = None,
    club_id: int | None = None,
    detail: Mapping[str, Any] | None = None,
) -> None:
    """Add a line; answers and passwords never stand in it."""
    connection.execute(
        sa.insert(tables.audit_log).values(
            at=at,
            person_id=person_id,
            action=action,
            company_id=company_id,
            club_id=club_id,
            detail=dict(detail or {}),
        )
    )


def of_company(connection: sa.Connection, company_id: int, most: int = 500) -> tuple[Entry, ...]:
    """Return what was seen and changed of a company, newest first; when its club was shown in class, too."""
    clubs = tables.club_company.c
    in_class = sa.exists().where(
        clubs.company_id == company_id,
        clubs.club_id == _log.club_id,
        clubs.joined_at <= _log.at,
        _log.action == "shown in class",
    )
    return _entries(connection, _newest.where(sa.or_(_log.company_id == company_id, in_class)).limit(most))


def of_action(connection: sa.Connection, action: str, company_id: int) -> tuple[Entry, ...]:
    """Return when one thing was done to a company, newest first."""
    return _entries(connection, _newest.where(_log.company_id == company_id, _log.action == action))


_newest = (
    sa.select(_log.at, tables.person.c.name, _log.action, _log.company_id, _log.club_id, _log.detail)
    .join_from(tables.audit_log, tables.person, isouter=True)
    .order_by(_log.id.desc())
)


def _entries(connection: sa.Connection, query: sa.Select[Any]) -> tuple[Entry, ...]:
    return tuple(Entry(row[0], row[1] or "", *row[2:]) for row in connection.execute(query))
