"""Handed-in bills and plans: frozen copies that a trainer reads and may remark on."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from recp_selfcheck.errors import Conflict, NotFound
from recp_selfcheck.storage import tables
from recp_selfcheck.storage.cells import Cell

_parts = tables.handed_in_part.c
_by = tables.person.alias("by_person")
_remarked_by = tables.person.alias("remarked_by_person")
_read_by = tables.person.alias("read_by_person")


@dataclass(frozen=True, slots=True)
class PartRow:
    """Bills or a plan that were handed in, without the copy.

    `remark` is "" while there is none; its version counts from 1. `read_at` is when a trainer said they had read it.
    """

    id: int
    company_id: int
    part: str
    at: datetime
    by: str
    sha256: str
    remark: str
    remark_version: int
    remarked_at: datetime | None
    remarked_by: str
    read_at: datetime | None
    read_by: str

    @property
    def remark_cell(self) -> Cell | None:
        """The remark as a cell, None where none was ever written."""
        if not self.remark_version:
            return None
        return Cell(self.remark or None, self.remark_version, self.remarked_at or self.at, self.remarked_by)


@dataclass(frozen=True, slots=True)
class HandedInPart(PartRow):
    """The same with the frozen copy, whose hash as canonical JSON is `sha256`."""

    copy: Mapping[str, Any]


_columns: tuple[sa.ColumnElement[Any], ...] = (
    _parts.id,
    _parts.company_id,
    _parts.part,
    _parts.at,
    _by.c.name,
    _parts.sha256,
    _parts.remark,
    _parts.remark_version,
    _parts.remarked_at,
    sa.func.coalesce(_remarked_by.c.name, ""),
    _parts.read_at,
    sa.func.coalesce(_read_by.c.name, ""),
)
_joined = (
    sa.join(tables.handed_in_part, _by, _parts.person_id == _by.c.id)
    .outerjoin(_remarked_by, _parts.remarked_by_id == _remarked_by.c.id)
    .outerjoin(_read_by, _parts.read_by_id == _read_by.c.id)
)
_rows: sa.Select[Any] = sa.select(*_columns).select_from(_joined)
_whole: sa.Select[Any] = sa.select(*_columns, _parts.copy).select_from(_joined)


def of_company(connection: sa.Connection, company_id: int) -> tuple[HandedInPart, ...]:
    """Return what a company handed in besides checklists, newest first."""
    rows = connection.execute(_whole.where(_parts.company_id == company_id).order_by(_parts.id.desc()))
    return tuple(HandedInPart(*row) for row in rows)


def latest(connection: sa.Connection, company_id: int, part: str) -> HandedInPart | None:
    """Return what a company handed in last of a part, None where it never did."""
    query = _whole.where(_parts.company_id == company_id, _parts.part == part).order_by(_parts.id.desc()).limit(1)
    row = connection.execute(query).first()
    return HandedInPart(*row) if row else None


def get(connection: sa.Connection, part_id: int) -> HandedInPart:
    """Return what was handed in once; NotFound."""
    row = connection.execute(_whole.where(_parts.id == part_id)).first()
    if row is None:
        raise NotFound(f"handed-in part {part_id}")
    return HandedInPart(*row)


def rows_of(connection: sa.Connection, company_ids: Collection[int]) -> tuple[PartRow, ...]:
    """Return everything companies handed in besides checklists, newest first, without the copies."""
    rows = connection.execute(_rows.where(_parts.company_id.in_(sorted(company_ids))).order_by(_parts.id.desc()))
    return tuple(PartRow(*row) for row in rows)


def save_remark(
    connection: sa.Connection, part_id: int, remark: str, *, seen_version: int, person_id: int, by: str, at: datetime
) -> Cell:
    """Store a remark if `seen_version` is still the stored one; the first one says that the part was read.

    The same words change nothing; a stale version raises Conflict with the remark as stored.
    """
    stored = get(connection, part_id)
    if stored.remark == remark:
        return stored.remark_cell or Cell(None, 0, at, by)
    values = {"remark": remark, "remark_version": seen_version + 1, "remarked_at": at, "remarked_by_id": person_id}
    changed = connection.execute(
        sa.update(tables.handed_in_part)
        .where(_parts.id == part_id, _parts.remark_version == seen_version)
        .values(**values)
    )
    if changed.rowcount != 1:
        raise Conflict(get(connection, part_id).remark_cell)
    if stored.read_at is None:
        mark_read(connection, part_id, person_id=person_id, at=at)
    return Cell(remark or None, seen_version + 1, at, by)


def mark_read(connection: sa.Connection, part_id: int, *, person_id: int | None, at: datetime | None) -> None:
    """Keep that a trainer has read a part; None takes it back."""
    connection.execute(
        sa.update(tables.handed_in_part).where(_parts.id == part_id).values(read_at=at, read_by_id=person_id)
    )
