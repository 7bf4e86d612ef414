"""People and the companies they belong to."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from recp_selfcheck.people.roles import Person, Role
from recp_selfcheck.settings import settings
from recp_selfcheck.storage import companies, database, tables

SOLO_LOGIN = "solo"


_people = tables.person.c
_accounts = sa.select(
    _people.id, _people.name, _people.role, _people.language, tables.membership.c.company_id
).join_from(tables.person, tables.membership, isouter=True)
_by_id = _accounts.where(_people.id == sa.bindparam("wanted"))
_clubs_assigned = sa.select(tables.club_person.c.club_id).where(
    tables.club_person.c.person_id == sa.bindparam("wanted")
)
_clubs_of_companies = (
    sa.select(tables.club_company.c.club_id)
    .join_from(
        tables.club_company, tables.membership, tables.membership.c.company_id == tables.club_company.c.company_id
    )
    .where(tables.membership.c.person_id == sa.bindparam("wanted"))
)
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
    role = Role(rows[0].role)
    clubs = _clubs(connection, rows[0].id, role) if settings().mode == "club" else frozenset()
    return Account(Person(rows[0].id, rows[0].name, role, companies, clubs), rows[0].language)


def _clubs(connection: sa.Connection, person_id: int, role: Role) -> frozenset[int]:
    """Return a member's clubs, which are those of their companies, or the clubs assigned to somebody else."""
    query = _clubs_of_companies if role is Role.MEMBER else _clubs_assigned
    return frozenset(connection.execute(query, {"wanted": person_id}).scalars())


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
            make_member(connection, person_id, companies.make(connection, at))
    except IntegrityError:
        return  # the login is taken: somebody was quicker


def make_member(connection: sa.Connection, person_id: int, company_id: int) -> None:
    """Make a company somebody's own."""
    connection.execute(sa.insert(tables.membership).values(person_id=person_id, company_id=company_id))


def _new(connection: sa.Connection, table: sa.Table, **values: object) -> int:
    key = connection.execute(sa.insert(table).values(**values)).inserted_primary_key
    if key is None:
        raise RuntimeError(f"no key for a new {table.name}")
    return int(key[0])
