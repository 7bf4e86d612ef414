"""Companies."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa

from recp_selfcheck.errors import NotFound
from recp_selfcheck.storage import tables

_locked = sa.select(tables.company.c.id).where(tables.company.c.id == sa.bindparam("is_id")).with_for_update()

_fields = tables.company_field.c
_names = sa.select(_fields.company_id, _fields.value).where(
    _fields.company_id.in_(sa.bindparam("are", expanding=True)), _fields.key == "name"
)


def lock(connection: sa.Connection, company_id: int) -> None:
    """Keep everybody else from changing a company until the transaction ends; NotFound when there is none."""
    if connection.execute(_locked, {"is_id": company_id}).first() is None:
        raise NotFound(f"company {company_id}")


def make(connection: sa.Connection, at: datetime) -> int:
    """Make an empty company and return its id."""
    key = connection.execute(sa.insert(tables.company).values(created_at=at)).inserted_primary_key
    if key is None:
        raise RuntimeError("no key for a new company")
    return int(key[0])


def name(connection: sa.Connection, company_id: int) -> str:
    """Return what a company is called, "" before it said so."""
    fields = tables.company_field.c
    found = sa.select(fields.value).where(fields.company_id == company_id, fields.key == "name")
    return str(connection.execute(found).scalar() or "")


def names(connection: sa.Connection, company_ids: Collection[int]) -> dict[int, str]:
    """Return what companies are called, those left out that did not say so."""
    rows = connection.execute(_names, {"are": sorted(company_ids)})
    return {row[0]: str(row[1]) for row in rows if row[1]}


def anything_stored(connection: sa.Connection) -> bool:
    """Say whether any company has entered or begun anything."""
    return any(
        connection.execute(sa.select(sa.literal(1)).select_from(table).limit(1)).first() is not None
        for table in (tables.company_field, tables.submission, tables.bill, tables.plan_entry)
    )


def is_untouched(connection: sa.Connection, company_id: int) -> bool:
    """Say whether nothing but its name was ever stored of a company."""
    fields = tables.company_field.c
    other = sa.select(sa.literal(1)).where(fields.company_id == company_id, fields.key != "name").limit(1)
    if connection.execute(other).first() is not None:
        return False
    return all(
        connection.execute(sa.select(sa.literal(1)).where(table.c.company_id == company_id).limit(1)).first() is None
        for table in (tables.bill, tables.plan_entry, tables.submission)
    )
