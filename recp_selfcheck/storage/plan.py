"""Plan entries: the measures a company took over or wrote down; what is said of each are cells."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from recp_selfcheck.errors import NotFound
from recp_selfcheck.storage import tables
from recp_selfcheck.storage.cells import Cell

_entries = tables.plan_entry.c
_cells = tables.plan_cell.c


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One entry of a company's plan; `measure` is None for one the company wrote itself."""

    id: int
    company_id: int
    measure: str | None
    begun_at: datetime


_rows: sa.Select[Any] = sa.select(_entries.id, _entries.company_id, _entries.measure, _entries.begun_at)
_one = _rows.where(_entries.id == sa.bindparam("is_id"))
_of_company = _rows.where(_entries.company_id == sa.bindparam("is_company")).order_by(_entries.id)
_cells_of_company: sa.Select[Any] = (
    sa.select(_cells.plan_entry_id, _cells.field, _cells.value, _cells.version, _cells.at, tables.person.c.name)
    .join_from(tables.plan_cell, tables.plan_entry)
    .join(tables.person, tables.person.c.id == _cells.person_id)
    .where(_entries.company_id == sa.bindparam("is_company"))
)


def get(connection: sa.Connection, entry_id: int) -> EntryRow:
    """Return an entry; NotFound."""
    row = connection.execute(_one, {"is_id": entry_id}).first()
    if row is None:
        raise NotFound(f"plan entry {entry_id}")
    return EntryRow(*row)


def entries(connection: sa.Connection, company_id: int) -> tuple[EntryRow, ...]:
    """Return the entries of a company in the order they were begun."""
    return tuple(EntryRow(*row) for row in connection.execute(_of_company, {"is_company": company_id}))


def cells(connection: sa.Connection, company_id: int) -> dict[int, dict[str, Cell]]:
    """Return the cells of all entries of a company, cleared ones too, by entry and field."""
    found: dict[int, dict[str, Cell]] = {}
    for entry_id, field, *cell in connection.execute(_cells_of_company, {"is_company": company_id}):
        found.setdefault(entry_id, {})[field] = Cell(*cell)
    return found


def begin(connection: sa.Connection, company_id: int, measure: str | None, *, person_id: int, at: datetime) -> int:
    """Make an entry and return its id; IntegrityError when the measure is in the plan already."""
    key = connection.execute(
        sa.insert(tables.plan_entry).values(company_id=company_id, measure=measure, begun_at=at, person_id=person_id)
    ).inserted_primary_key
    return int(key[0]) if key else 0


def remove(connection: sa.Connection, entry_id: int) -> None:
    """Remove an entry with everything that was said of it."""
    for table in (tables.plan_cell_event, tables.plan_cell):
        connection.execute(sa.delete(table).where(table.c.plan_entry_id == entry_id))
    connection.execute(sa.delete(tables.plan_entry).where(_entries.id == entry_id))
