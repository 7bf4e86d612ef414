"""Kinds of cells: a table of cells, its log, and the statements on them."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from recp_selfcheck.storage import tables

_INSERTS: dict[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
_PACKED_VALUE = sa.Text().with_variant(sa.JSON(), "postgresql")  # SQLite keeps JSON as text


class Kind:
    """A table of cells, its log, and the statements on them.

    `owner` names the column of whom the cells belong to, `key` the columns that tell them apart. The statements are
    made once: making one takes longer than running it. Their parameters are called `is_<column>` where they choose a
    row and `to_<column>` where they change it.
    """

    def __init__(self, cells: sa.Table, events: sa.Table, owner: str, key: tuple[str, ...]) -> None:
        self.cells = cells
        self.events = events
        self.owner = owner
        self.key = key
        self._changes: dict[str, sa.Insert] = {}

    def identity(self, owner: int, key: tuple[str, ...]) -> dict[str, Any]:
        """Return the columns of one cell."""
        return {self.owner: owner, **dict(zip(self.key, key, strict=True))}

    @cached_property
    def all(self) -> sa.Select[Any]:
        """Select all cells of an owner."""
        cells = self.cells.c
        return (
            sa.select(*(cells[name] for name in self.key), cells.value, cells.version, cells.at, tables.person.c.name)
            .join_from(self.cells, tables.person)
            .where(cells[self.owner] == sa.bindparam(f"is_{self.owner}"))
        )

    @cached_property
    def one(self) -> sa.Select[Any]:
        """Select one cell."""
        cells = self.cells.c
        return (
            sa.select(cells.value, cells.version, cells.at, tables.person.c.name)
            .join_from(self.cells, tables.person)
            .where(*(cells[name] == sa.bindparam(f"is_{name}") for name in (self.owner, *self.key)))
        )

    @cached_property
    def insert(self) -> sa.Insert:
        """Insert a cell."""
        return sa.insert(self.cells)

    @cached_property
    def change(self) -> sa.Update:
        """Change a cell that is at a version."""
        cells = self.cells.c
        return (
            sa.update(self.cells)
            .where(*(cells[name] == sa.bindparam(f"is_{name}") for name in (self.owner, *self.key, "version")))
            .values({name: sa.bindparam(f"to_{name}") for name in ("value", "version", "at", "person_id")})
        )

    @cached_property
    def log(self) -> sa.Insert:
        """Insert into the log."""
        return sa.insert(self.events)

    @cached_property
    def insert_many(self) -> sa.Insert:
        """Insert many cells, unpacked from the parameter `rows`."""
        names, rows = self._unpacked(self.cells, ("version", "value"))
        return sa.insert(self.cells).from_select(names, rows)

    def change_many(self, dialect: str) -> sa.Insert:
        """Change many cells that are at a lower version, unpacked from the parameter `rows`."""
        made = self._changes.get(dialect)
        if made is None:
            names, rows = self._unpacked(self.cells, ("version", "value"))
            insert = _INSERTS[dialect](self.cells).from_select(names, rows)
            made = self._changes[dialect] = insert.on_conflict_do_update(
                index_elements=[self.owner, *self.key],
                set_={name: insert.excluded[name] for name in ("value", "version", "at", "person_id")},
                where=self.cells.c.version < insert.excluded.version,
            ).execution_options(preserve_rowcount=True)
        return made

    @cached_property
    def log_many(self) -> sa.Insert:
        """Insert many events into the log, in their order, unpacked from the parameter `rows`."""
        names, rows = self._unpacked(self.events, ("version", "old", "new"))
        return sa.insert(self.events).from_select(names, rows)

    def _unpacked(self, table: sa.Table, parts: tuple[str, ...]) -> tuple[list[str], sa.Select[Any]]:
        """Return columns of a table, and the rows of them that the database reads out of one JSON parameter.

        Sending rows one by one takes a driver longer than storing them. `rows` is an object of lists: the columns of
        the key, then `parts`. A value is text in it and becomes JSON in the column, so that it is kept digit by digit.
        """
        rows = sa.func.json_each(sa.bindparam("rows", type_=sa.JSON)).table_valued("key", sa.column("value", sa.JSON))
        columns: list[sa.ColumnElement[Any]] = []
        for place, name in enumerate((*self.key, *parts)):
            part = rows.c.value[place]
            if name == "version":
                columns.append(part.as_integer())
            else:
                columns.append(sa.cast(part.as_string(), _PACKED_VALUE) if name in parts else part.as_string())
        shared = (self.owner, "at", "person_id")
        columns += [sa.bindparam(f"to_{name}", type_=table.c[name].type) for name in shared]
        return [*self.key, *parts, *shared], sa.select(*columns).order_by(sa.cast(rows.c.key, sa.Integer))
