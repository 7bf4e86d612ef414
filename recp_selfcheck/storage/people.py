"""People and the companies they belong to."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from recp_selfcheck.people.roles import Person, Role
from recp_selfcheck.storage import database, tables

SOLO_LOGIN = "solo"


_people = tables.person.c
_accounts = sa.select(
    _people.id, _people.name, _people.role, _people.language, tables.membership.c.company_id
).join_from(tables.person, tables.membership, isouter=True)
_by_id = _accounts.where(_people.id == sa.bindparam("wanted"))
_by_login = _accounts.where(_people.login == sa.bindparam("wanted"))


class Account(NamedTuple):
    """A person and the language they have chosen, "" for none."""

    person: Person
    language: str


def find(connection: sa.Connection, *, person_id: int | None = None, login: str | None = None) -> Account | None:
    """Return a person by id or login with their companies, None when there is no such person (any more)."""
    query, wanted = (_by_id, person_id) if login is None else (_by_login, login)
    rows = connection.execute(query, {"wanted": wanted}).all()
    if not rows:
        return None
    companies = frozenset(row.company_id for row in rows if row.company_id is not None)
    return Account(Person(rows[0].id, rows[0].name, Role(rows[0].role), companies), rows[0].language)


def choose_language(connection: sa.Connection, person_id: int, chosen: str) -> None:
    """Store the language a person has chosen."""
    connection.execute(sa.update(tables.person).where(tables.person.c.id == person_id).values(language=chosen))


def make_solo(at: datetime) -> None:
    """Make the built-in person with a company, unless another process has just done so."""
    try:
        with database.transaction() as connection:
            person_id = _new(
                connection, tables.person, login=SOLO_LOGIN, name="", role=Role.MEMBER, language="", created_at=at
            )
            company_id = _new(connection, tables.company, created_at=at)
            connection.execute(sa.insert(tables.membership).values(person_id=person_id, company_id=company_id))
    except IntegrityError:
        return  # the login is taken: somebody was quicker


def _new(connection: sa.Connection, table: sa.Table, **values: object) -> int:
    key = connection.execute(sa.insert(table).values(**values)).inserted_primary_key
    if key is None:
        raise RuntimeError(f"no key for a new {table.name}")
    return int(key[0])
