"""Accounts: passwords, sign-in sessions, attempts to sign in, one-time links. Tokens are kept as SHA-256 only."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Final, NamedTuple

import sqlalchemy as sa

from recp_selfcheck.people.roles import Role
from recp_selfcheck.storage import tables

_people = tables.person.c
_sessions = tables.login_session.c
_attempts = tables.sign_in_attempt.c
_links = tables.one_time_link.c


CLOCKS_DIFFER: Final = timedelta(minutes=1)
"""So far may the clocks of two servers on one database be apart."""


class StoredAccount(NamedTuple):
    """A person as they sign in; `password_hash` is None for one who signs in elsewhere or never."""

    id: int
    login: str
    name: str
    role: Role
    password_hash: str | None
    locked: bool


class StoredSession(NamedTuple):
    """A sign-in session that is neither ended nor expired; `company_id` is the one chosen, None for none."""

    person_id: int
    company_id: int | None


class OpenSession(NamedTuple):
    """A live session as its person sees it: since when, and from which network address it was begun."""

    begun_at: datetime
    address: str


class Failures(NamedTuple):
    """How often signing in failed, and when for the last time."""

    times: int
    last: datetime | None


def hash_of(token: str) -> str:
    """Return the SHA-256 of a token, as 64 hexadecimal digits."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


_account = sa.select(
    _people.id, _people.login, _people.name, _people.role, _people.password_hash, _people.locked_at.is_not(None)
)
_account_by_login = _account.where(_people.login == sa.bindparam("wanted"))
_account_by_id = _account.where(_people.id == sa.bindparam("wanted"))


def find(connection: sa.Connection, *, login: str | None = None, person_id: int | None = None) -> StoredAccount | None:
    """Return an account by login or id, None when there is none."""
    query, wanted = (_account_by_id, person_id) if login is None else (_account_by_login, login)
    row = connection.execute(query, {"wanted": wanted}).first()
    return StoredAccount(row[0], row[1], row[2], Role(row[3]), row[4], bool(row[5])) if row else None


def anybody(connection: sa.Connection) -> bool:
    """Say whether anybody can sign in with a password."""
    return (
        connection.execute(sa.select(_people.id).where(_people.password_hash.is_not(None)).limit(1)).first() is not None
    )


def add(
    connection: sa.Connection, *, login: str, name: str, role: Role, password_hash: str | None, at: datetime
) -> int:
    """Make an account and return its person's id; IntegrityError where the login is taken."""
    key = connection.execute(
        sa.insert(tables.person).values(
            login=login, name=name, role=role, language="", created_at=at, password_hash=password_hash
        )
    ).inserted_primary_key
    if key is None:
        raise RuntimeError("no key for a new person")
    return int(key[0])


def set_password(connection: sa.Connection, person_id: int, password_hash: str) -> None:
    """Store the hash of a new password."""
    connection.execute(sa.update(tables.person).where(_people.id == person_id).values(password_hash=password_hash))


def rename(connection: sa.Connection, person_id: int, name: str) -> None:
    """Store another name."""
    connection.execute(sa.update(tables.person).where(_people.id == person_id).values(name=name))


def lock(connection: sa.Connection, person_id: int, at: datetime | None) -> None:
    """Lock an account from now on, or with None open it again."""
    connection.execute(sa.update(tables.person).where(_people.id == person_id).values(locked_at=at))


def begin_session(
    connection: sa.Connection,
    token: str,
    *,
    person_id: int,
    company_id: int | None,
    address: str,
    at: datetime,
    until: datetime,
) -> None:
    """Keep a session under the hash of its token, and drop those that expired."""
    connection.execute(sa.delete(tables.login_session).where(_sessions.expires_at < at))
    connection.execute(
        sa.insert(tables.login_session).values(
            token_hash=hash_of(token),
            person_id=person_id,
            company_id=company_id,
            address=address,
            begun_at=at,
            expires_at=until,
        )
    )


_alive = (
    sa.select(_sessions.person_id, _sessions.company_id)
    .join_from(tables.login_session, tables.person, _people.id == _sessions.person_id)
    .where(
        _sessions.token_hash == sa.bindparam("wanted"),
        _sessions.ended_at.is_(None),
        _sessions.expires_at > sa.bindparam("moment", type_=tables.UtcTime),
        _sessions.begun_at < sa.bindparam("soon", type_=tables.UtcTime),
        _people.locked_at.is_(None),
    )
)


def session(connection: sa.Connection, token: str, at: datetime) -> StoredSession | None:
    """Return the live session of a token; None where it ended, expired, never was, or its account is locked.

    Nor does one live that begins in the future: it was begun while the clock was fast, and would last for too long.
    """
    row = connection.execute(_alive, {"wanted": hash_of(token), "moment": at, "soon": at + CLOCKS_DIFFER}).first()
    return StoredSession(row[0], row[1]) if row else None


def work_on(connection: sa.Connection, token: str, company_id: int) -> None:
    """Remember in a session which company its person works on."""
    connection.execute(
        sa.update(tables.login_session).where(_sessions.token_hash == hash_of(token)).values(company_id=company_id)
    )


def open_sessions(connection: sa.Connection, person_id: int, at: datetime) -> tuple[OpenSession, ...]:
    """Return the live sessions of a person, newest first."""
    query = (
        sa.select(_sessions.begun_at, _sessions.address)
        .where(_sessions.person_id == person_id, _sessions.ended_at.is_(None), _sessions.expires_at > at)
        .order_by(_sessions.begun_at.desc())
    )
    return tuple(OpenSession(*row) for row in connection.execute(query))


def end_session(connection: sa.Connection, token: str, at: datetime) -> None:
    """End one session; one that is over already stays so."""
    _end(connection, _sessions.token_hash == hash_of(token), at)


def end_all_sessions(connection: sa.Connection, person_id: int, at: datetime) -> None:
    """End every session of a person."""
    _end(connection, _sessions.person_id == person_id, at)


def _end(connection: sa.Connection, which: sa.ColumnElement[bool], at: datetime) -> None:
    connection.execute(sa.update(tables.login_session).where(which, _sessions.ended_at.is_(None)).values(ended_at=at))


def note_attempt(connection: sa.Connection, login: str, address: str, at: datetime, *, succeeded: bool) -> None:
    """Write down an attempt to sign in."""
    connection.execute(
        sa.insert(tables.sign_in_attempt).values(login=login, address=address, at=at, succeeded=succeeded)
    )


def failures(
    connection: sa.Connection, since: datetime, at: datetime, *, login: str | None = None, address: str | None = None
) -> Failures:
    """Count the failed attempts since a moment: on a login since it last succeeded, or all those from an address.

    A success on one login forgives nothing on the others: else whoever has an account could guess for ever. `at` is
    now; what was written down while the clock was fast is not counted.
    """
    which = [
        column == value
        for column, value in ((_attempts.login, login), (_attempts.address, address))
        if value is not None
    ]
    which.append(_attempts.at < at + CLOCKS_DIFFER)
    succeeded = sa.select(sa.func.max(_attempts.at)).where(*which, _attempts.succeeded)
    last = connection.execute(succeeded).scalar() if login is not None else None
    begin = max(since, last) if last else since
    row = connection.execute(
        sa.select(sa.func.count(), sa.func.max(_attempts.at)).where(
            *which, sa.not_(_attempts.succeeded), _attempts.at > begin
        )
    ).one()
    return Failures(row[0], row[1])


def forget_attempts(connection: sa.Connection, before: datetime) -> None:
    """Drop the attempts that no longer slow anybody down."""
    connection.execute(sa.delete(tables.sign_in_attempt).where(_attempts.at < before))


def keep_link(connection: sa.Connection, token: str, purpose: str, *, person_id: int | None, until: datetime) -> None:
    """Keep a one-time link; earlier unused ones for the same purpose and person are void from now on."""
    same_person = _links.person_id.is_(None) if person_id is None else _links.person_id == person_id
    connection.execute(
        sa.delete(tables.one_time_link).where(_links.purpose == purpose, same_person, _links.used_at.is_(None))
    )
    connection.execute(
        sa.insert(tables.one_time_link).values(
            token_hash=hash_of(token), purpose=purpose, person_id=person_id, expires_at=until
        )
    )


def link(connection: sa.Connection, token: str, purpose: str, at: datetime) -> tuple[int | None] | None:
    """Return whom an unused, unexpired link is for (nobody yet for the first start); None where there is none."""
    row = connection.execute(
        sa.select(_links.person_id).where(
            _links.token_hash == hash_of(token),
            _links.purpose == purpose,
            _links.used_at.is_(None),
            _links.expires_at > at,
        )
    ).first()
    return (row[0],) if row else None


def use_link(connection: sa.Connection, token: str, at: datetime) -> bool:
    """Use a link up; False where somebody else was quicker."""
    changed = connection.execute(
        sa.update(tables.one_time_link)
        .where(_links.token_hash == hash_of(token), _links.used_at.is_(None))
        .values(used_at=at)
    )
    return changed.rowcount == 1
