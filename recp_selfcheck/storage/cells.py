"""Cells: single stored values with a version, changed by compare-and-set, each change logged for good."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from recp_selfcheck.errors import Conflict
from recp_selfcheck.storage import tables
from recp_selfcheck.storage.canonical import compact
from recp_selfcheck.storage.kinds import Kind

_FEW = 30  # cells that take less time to read one by one than all of an owner's


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as stored: None = cleared. `version` counts from 1, 0 = never stored; `by` is the person's name."""

    value: Any
    version: int
    at: datetime
    by: str


ANSWERS = Kind(tables.answer, tables.answer_event, "submission_id", ("question", "field"))
COMPANY_FIELDS = Kind(tables.company_field, tables.company_field_event, "company_id", ("key",))
BILLS = Kind(tables.bill, tables.bill_event, "company_id", ("series", "month", "field"))
REVIEW_CELLS = Kind(tables.review_cell, tables.review_cell_event, "submission_id", ("question", "field"))
PLAN_CELLS = Kind(tables.plan_cell, tables.plan_cell_event, "plan_entry_id", ("field",))


def read(connection: sa.Connection, kind: Kind, owner: int) -> dict[tuple[str, ...], Cell]:
    """Return all cells of a submission or company, cleared ones too, by key in no particular order."""
    width = len(kind.key)
    rows = connection.execute(kind.all, {f"is_{kind.owner}": owner})
    return {tuple(row[:width]): Cell(*row[width:]) for row in rows}


class Event(NamedTuple):
    """One change of a cell, at a moment by somebody, from the old to the new value (None = cleared or never set)."""

    at: datetime
    by: str
    old: Any
    new: Any


def history(connection: sa.Connection, kind: Kind, owner: int, key: tuple[str, ...]) -> tuple[Event, ...]:
    """Return every change of one cell, oldest first."""
    events = kind.events.c
    rows = connection.execute(
        sa.select(events.at, tables.person.c.name, events.old, events.new)
        .join_from(kind.events, tables.person)
        .where(*(events[name] == part for name, part in kind.identity(owner, key).items()))
        .order_by(events.id)
    )
    return tuple(Event(*row) for row in rows)


def save(
    connection: sa.Connection,
    kind: Kind,
    owner: int,
    key: tuple[str, ...],
    value: Any,
    *,
    seen_version: int,
    person_id: int,
    by: str,
    at: datetime,
    also: Mapping[str, Any] | None = None,
) -> Cell:
    """Store a value if `seen_version` is still the stored one, and log the change with the columns of `also`.

    The same value changes nothing and returns what is stored; a stale version raises Conflict with the stored cell.
    The caller holds the lock on the owner's row, so nobody else writes between reading and writing.
    """
    identity = kind.identity(owner, key)
    stored = _one(connection, kind, identity)
    if stored is None and value is None:
        return Cell(None, 0, at, by)
    if stored is not None and same(stored.value, value):
        return stored
    if seen_version != (stored.version if stored else 0):
        raise Conflict(stored or Cell(None, 0, at, by))
    cell = Cell(value, seen_version + 1, at, by)
    row = {"value": value, "version": cell.version, "at": at, "person_id": person_id}
    if stored is None:
        connection.execute(kind.insert, {**identity, **row})
    else:
        chosen = {f"is_{name}": part for name, part in {**identity, "version": seen_version}.items()}
        changed = connection.execute(kind.change, {**chosen, **{f"to_{name}": part for name, part in row.items()}})
        if changed.rowcount != 1:
            raise Conflict(_one(connection, kind, identity))
    event = {"version": cell.version, "old": stored.value if stored else None, "new": value, "at": at}
    connection.execute(kind.log, {**identity, **event, "person_id": person_id, **(also or {})})
    return cell


@dataclass(frozen=True, slots=True)
class Change:
    """A value to store under a key, from somebody who saw `seen_version` of it."""

    key: tuple[str, ...]
    value: Any
    seen_version: int


def save_many(
    connection: sa.Connection,
    kind: Kind,
    owner: int,
    changes: Sequence[Change],
    *,
    person_id: int,
    by: str,
    at: datetime,
) -> tuple[Cell | Conflict, ...]:
    """Store many values of one owner and return for each the cell as stored, or the conflict that kept it out.

    The rules are those of `save`, one value at a time in the order given; the statements are few. The log has no
    columns besides those of every kind. The caller holds the lock on the owner's row.
    """
    keys = {change.key for change in changes}
    stored = _some(connection, kind, owner, keys) if len(keys) <= _FEW else read(connection, kind, owner)
    found: list[Cell | Conflict] = []
    new: dict[tuple[str, ...], tuple[Any, ...]] = {}
    changed: dict[tuple[str, ...], tuple[Any, ...]] = {}
    events: list[tuple[Any, ...]] = []
    for change in changes:
        before = stored.get(change.key)
        if before is None and change.value is None:
            found.append(Cell(None, 0, at, by))
            continue
        if before is not None and same(before.value, change.value):
            found.append(before)
            continue
        if change.seen_version != (before.version if before else 0):
            found.append(Conflict(before or Cell(None, 0, at, by)))
            continue
        cell = Cell(change.value, change.seen_version + 1, at, by)
        value = compact(change.value)
        written = new if before is None or change.key in new else changed
        written[change.key] = (*change.key, cell.version, value)
        events.append((*change.key, cell.version, compact(before.value if before else None), value))
        stored[change.key] = cell
        found.append(cell)
    shared = {f"to_{kind.owner}": owner, "to_at": at, "to_person_id": person_id}
    if new:
        connection.execute(kind.insert_many, {"rows": _numbered(new.values()), **shared})
    if changed:
        statement = kind.change_many(connection.dialect.name)
        done = connection.execute(statement, {"rows": _numbered(changed.values()), **shared})
        if done.rowcount != len(changed):
            raise RuntimeError(f"{kind.cells.name} of {owner} was changed by somebody who held no lock")
    if events:
        connection.execute(kind.log_many, {"rows": _numbered(events), **shared})
    return tuple(found)


def _some(connection: sa.Connection, kind: Kind, owner: int, keys: set[tuple[str, ...]]) -> dict[tuple[str, ...], Cell]:
    found = {key: _one(connection, kind, kind.identity(owner, key)) for key in keys}
    return {key: cell for key, cell in found.items() if cell is not None}


def _numbered(rows: Iterable[tuple[Any, ...]]) -> dict[str, tuple[Any, ...]]:
    return {str(place): row for place, row in enumerate(rows)}


def same(left: Any, right: Any) -> bool:
    """Compare two raw values; unlike `==`, true is not 1."""
    return bool(left == right) and isinstance(left, bool) == isinstance(right, bool)


def _one(connection: sa.Connection, kind: Kind, identity: Mapping[str, Any]) -> Cell | None:
    row = connection.execute(kind.one, {f"is_{name}": part for name, part in identity.items()}).first()
    return Cell(*row) if row else None
