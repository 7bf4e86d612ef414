"""Clubs, the companies and trainers in them, and the codes people join with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from recp_selfcheck.errors import NotFound
from recp_selfcheck.people.roles import Role
from recp_selfcheck.storage import tables

_clubs = tables.club.c
_codes = tables.join_code.c


class Club(NamedTuple):
    """A club; deadlines end with the day in its time zone."""

    id: int
    name: str
    time_zone: str


class JoinCode(NamedTuple):
    """A code people join a club with."""

    code: str
    club_id: int
    expires_at: datetime
    most_uses: int
    uses: int
    withdrawn: bool


def make(connection: sa.Connection, name: str, time_zone: str, at: datetime) -> int:
    """Make a club and return its id."""
    key = connection.execute(
        sa.insert(tables.club).values(name=name, time_zone=time_zone, rules={}, created_at=at)
    ).inserted_primary_key
    if key is None:
        raise RuntimeError("no key for a new club")
    return int(key[0])


def get(connection: sa.Connection, club_id: int) -> Club:
    """Return a club; NotFound where there is none."""
    row = connection.execute(sa.select(_clubs.id, _clubs.name, _clubs.time_zone).where(_clubs.id == club_id)).first()
    if row is None:
        raise NotFound(f"club {club_id}")
    return Club(*row)


def every(connection: sa.Connection) -> tuple[Club, ...]:
    """Return all clubs by name."""
    rows = connection.execute(sa.select(_clubs.id, _clubs.name, _clubs.time_zone).order_by(_clubs.name, _clubs.id))
    return tuple(Club(*row) for row in rows)


def change(connection: sa.Connection, club_id: int, *, name: str, time_zone: str) -> None:
    """Rename a club or set another time zone."""
    connection.execute(sa.update(tables.club).where(_clubs.id == club_id).values(name=name, time_zone=time_zone))


def rules(connection: sa.Connection, club_id: int) -> Mapping[str, Any]:
    """Return what a club asks for a certificate, as stored; NotFound where there is no club."""
    found = connection.execute(sa.select(_clubs.rules).where(_clubs.id == club_id)).first()
    if found is None:
        raise NotFound(f"club {club_id}")
    stored: Mapping[str, Any] = found[0]
    return stored


def set_rules(connection: sa.Connection, club_id: int, stored: Mapping[str, Any]) -> None:
    """Store what a club asks for a certificate."""
    connection.execute(sa.update(tables.club).where(_clubs.id == club_id).values(rules=dict(stored)))


def members(connection: sa.Connection, club_id: int) -> tuple[tuple[int, str, str, int, str, bool], ...]:
    """Return person id, name, login, company id, company's name and whether locked, of all in a club's companies."""
    people, fields = tables.person.c, tables.company_field.c
    company = (
        sa.select(fields.value)
        .where(fields.company_id == tables.membership.c.company_id, fields.key == "name")
        .scalar_subquery()
    )
    query = (
        sa.select(people.id, people.name, people.login, tables.membership.c.company_id, company, people.locked_at)
        .join_from(tables.membership, tables.person)
        .join(tables.club_company, tables.club_company.c.company_id == tables.membership.c.company_id)
        .where(tables.club_company.c.club_id == club_id)
    )
    found = [(row[0], row[1], row[2], row[3], row[4] or "", row[5] is not None) for row in connection.execute(query)]
    return tuple(sorted(found, key=lambda row: (row[4].casefold(), row[3], row[1].casefold(), row[0])))


def assigned(connection: sa.Connection, club_id: int) -> tuple[tuple[int, str, Role], ...]:
    """Return id, name and role of those a club is given to, by name."""
    people = tables.person.c
    query = (
        sa.select(people.id, people.name, people.role)
        .join_from(tables.club_person, tables.person)
        .where(tables.club_person.c.club_id == club_id)
        .order_by(people.name, people.id)
    )
    return tuple((row[0], row[1], Role(row[2])) for row in connection.execute(query))


def of_company(connection: sa.Connection, company_id: int) -> frozenset[int]:
    """Return the clubs a company is in."""
    members = tables.club_company.c
    return frozenset(connection.execute(sa.select(members.club_id).where(members.company_id == company_id)).scalars())


def companies(connection: sa.Connection, club_id: int) -> tuple[int, ...]:
    """Return the companies of a club in the order they joined."""
    members = tables.club_company.c
    query = (
        sa.select(members.company_id).where(members.club_id == club_id).order_by(members.joined_at, members.company_id)
    )
    return tuple(connection.execute(query).scalars())


def joined_at(connection: sa.Connection, club_id: int) -> dict[int, datetime]:
    """Return when each company came into a club."""
    members = tables.club_company.c
    rows = connection.execute(sa.select(members.company_id, members.joined_at).where(members.club_id == club_id))
    return {row[0]: row[1] for row in rows}


def home_of_companies(connection: sa.Connection) -> dict[int, int]:
    """Return the club each company is counted in where nobody may count twice: the first that was made."""
    members = tables.club_company.c
    query = sa.select(members.company_id, sa.func.min(members.club_id)).group_by(members.company_id)
    return {row[0]: row[1] for row in connection.execute(query)}


def add_company(connection: sa.Connection, club_id: int, company_id: int, at: datetime) -> bool:
    """Take a company into a club; False where it is in it already."""
    if club_id in of_company(connection, company_id):
        return False
    connection.execute(sa.insert(tables.club_company).values(club_id=club_id, company_id=company_id, joined_at=at))
    return True


def remove_company(connection: sa.Connection, club_id: int, company_id: int) -> None:
    """Take a company out of a club."""
    members = tables.club_company.c
    connection.execute(
        sa.delete(tables.club_company).where(members.club_id == club_id, members.company_id == company_id)
    )


def assign(connection: sa.Connection, club_id: int, person_id: int) -> None:
    """Give a club to a trainer or coordinator; a second time changes nothing."""
    given = tables.club_person.c
    there = sa.select(given.club_id).where(given.club_id == club_id, given.person_id == person_id)
    if connection.execute(there).first() is None:
        connection.execute(sa.insert(tables.club_person).values(club_id=club_id, person_id=person_id))


def unassign(connection: sa.Connection, club_id: int, person_id: int) -> None:
    """Take a club from a trainer or coordinator."""
    given = tables.club_person.c
    connection.execute(sa.delete(tables.club_person).where(given.club_id == club_id, given.person_id == person_id))


def first_coordinator(connection: sa.Connection) -> int | None:
    """Return the coordinator who was there first: every club is theirs too."""
    people = tables.person.c
    query = sa.select(sa.func.min(people.id)).where(people.role == Role.COORDINATOR)
    found: int | None = connection.execute(query).scalar()
    return found


def keep_code(connection: sa.Connection, code: str, club_id: int, *, by: int, until: datetime, most_uses: int) -> None:
    """Keep a new join code."""
    connection.execute(
        sa.insert(tables.join_code).values(
            code=code, club_id=club_id, person_id=by, expires_at=until, most_uses=most_uses, uses=0
        )
    )


_code = sa.select(
    _codes.code,
    _codes.club_id,
    _codes.expires_at,
    _codes.most_uses,
    _codes.uses,
    _codes.withdrawn_at.is_not(None).label("withdrawn"),
)


def code(connection: sa.Connection, wanted: str) -> JoinCode | None:
    """Return a join code, None where there is none."""
    row = connection.execute(_code.where(_codes.code == wanted)).first()
    return _join_code(row) if row else None


def codes(connection: sa.Connection, club_id: int) -> tuple[JoinCode, ...]:
    """Return all join codes of a club, the one that lasts longest first."""
    rows = connection.execute(_code.where(_codes.club_id == club_id).order_by(_codes.expires_at.desc(), _codes.code))
    return tuple(map(_join_code, rows))


def use_code(connection: sa.Connection, wanted: str) -> bool:
    """Count one use of a code; False where none was left."""
    changed = connection.execute(
        sa.update(tables.join_code)
        .where(_codes.code == wanted, _codes.uses < _codes.most_uses)
        .values(uses=_codes.uses + 1)
    )
    return changed.rowcount == 1


def withdraw_code(connection: sa.Connection, wanted: str, at: datetime) -> None:
    """Make a code worthless from now on."""
    connection.execute(
        sa.update(tables.join_code).where(_codes.code == wanted, _codes.withdrawn_at.is_(None)).values(withdrawn_at=at)
    )


def company_code(connection: sa.Connection, company_id: int) -> str | None:
    """Return the code with which colleagues join a company, None before one was made."""
    kept = tables.company_code.c
    found: str | None = connection.execute(sa.select(kept.code).where(kept.company_id == company_id)).scalar()
    return found


def keep_company_code(connection: sa.Connection, company_id: int, new: str) -> None:
    """Give a company its first or another code; the one before is worthless."""
    connection.execute(sa.delete(tables.company_code).where(tables.company_code.c.company_id == company_id))
    connection.execute(sa.insert(tables.company_code).values(company_id=company_id, code=new))


def company_of_code(connection: sa.Connection, wanted: str) -> int | None:
    """Return the company a code belongs to, None where there is none."""
    kept = tables.company_code.c
    found: int | None = connection.execute(sa.select(kept.company_id).where(kept.code == wanted)).scalar()
    return found


def _join_code(row: sa.Row[Any]) -> JoinCode:
    return JoinCode(row.code, row.club_id, row.expires_at, row.most_uses, row.uses, bool(row.withdrawn))
