"""What a company attached to its answers: the rows; the files themselves are in `files.py`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from recp_selfcheck.errors import NotFound
from recp_selfcheck.storage import tables

_all = tables.attachment.c


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file attached to one question; `size` in bytes, `name` as the person's file was called."""

    id: int
    submission_id: int
    question: str
    name: str
    media_type: str
    sha256: str
    size: int
    at: datetime
    removed: bool


_rows: sa.Select[Any] = sa.select(
    _all.id,
    _all.submission_id,
    _all.question,
    _all.name,
    _all.media_type,
    _all.sha256,
    _all.size,
    _all.at,
    _all.removed_at.is_not(None),
)


def of_submission(connection: sa.Connection, submission_id: int) -> tuple[Attachment, ...]:
    """Return what is attached now, in the order it came."""
    query = _rows.where(_all.submission_id == submission_id, _all.removed_at.is_(None)).order_by(_all.id)
    return tuple(Attachment(*row) for row in connection.execute(query))


def get(connection: sa.Connection, attachment_id: int) -> Attachment:
    """Return an attachment, a removed one too: a frozen copy may still name it. NotFound where there is none."""
    row = connection.execute(_rows.where(_all.id == attachment_id)).first()
    if row is None:
        raise NotFound(f"attachment {attachment_id}")
    return Attachment(*row)


def add(
    connection: sa.Connection,
    submission_id: int,
    question: str,
    *,
    name: str,
    media_type: str,
    sha256: str,
    size: int,
    at: datetime,
    person_id: int,
) -> int:
    """Attach a stored file and return the attachment's id."""
    key = connection.execute(
        sa.insert(tables.attachment).values(
            submission_id=submission_id,
            question=question,
            name=name,
            media_type=media_type,
            sha256=sha256,
            size=size,
            at=at,
            person_id=person_id,
        )
    ).inserted_primary_key
    return int(key[0]) if key else 0


def remove(connection: sa.Connection, attachment_id: int, at: datetime) -> None:
    """Take an attachment away from its answer; the file stays for the copies it was handed in with."""
    connection.execute(sa.update(tables.attachment).where(_all.id == attachment_id).values(removed_at=at))


def move(connection: sa.Connection, submission_id: int, to: Mapping[str, str], at: datetime) -> None:
    """Attach what is attached to some questions to others of a submission; the copies handed in keep their own rows."""
    there = {old: [one.id for one in of_submission(connection, submission_id) if one.question == old] for old in to}
    kept = (_all.submission_id, _all.name, _all.media_type, _all.sha256, _all.size, _all.at, _all.person_id)
    names = [*(column.name for column in kept), "question"]
    for old, ids in there.items():
        if ids:
            moved = sa.select(*kept, sa.literal(to[old])).where(_all.id.in_(ids)).order_by(_all.id)
            connection.execute(sa.insert(tables.attachment).from_select(names, moved))
            connection.execute(sa.update(tables.attachment).where(_all.id.in_(ids)).values(removed_at=at))
