"""Who wrote what is stored: a company by itself, or somebody of the club who took in its file."""

from __future__ import annotations

import sqlalchemy as sa

from recp_selfcheck.people.roles import Role
from recp_selfcheck.storage import tables
from recp_selfcheck.storage.kinds import Kind

_TAKES_IN = (Role.TRAINER, Role.COORDINATOR)


def keys_of_company(connection: sa.Connection, kind: Kind, owner: int) -> frozenset[tuple[str, ...]]:
    """Return the keys of the cells with a value that the company itself wrote last."""
    cells = kind.cells.c
    rows = connection.execute(
        sa.select(*(cells[name] for name in kind.key), cells.value)
        .join_from(kind.cells, tables.person)
        .where(cells[kind.owner] == owner, tables.person.c.role.not_in(_TAKES_IN))
    )
    return frozenset(tuple(row[:-1]) for row in rows if row[-1] is not None)
