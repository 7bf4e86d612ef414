"""Signing in and out, passwords, one-time links, and the first start of a club server."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from sqlalchemy.exc import IntegrityError

from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.inputs import accept_text, refuse
from recp_selfcheck.actions.passwords import accept_password, hash_password, is_password
from recp_selfcheck.actions.session import Session, check
from recp_selfcheck.assessment.answers import shorten
from recp_selfcheck.errors import Mistake, NotFound, NotPossibleNow, SignInRefused, WaitFirst
from recp_selfcheck.people.roles import Permission, Role, Thing
from recp_selfcheck.storage import accounts, audit, database, people
from recp_selfcheck.storage.accounts import StoredAccount
from recp_selfcheck.storage.database import Connection

STAYS_SIGNED_IN: Final = timedelta(days=30)
LINK_LASTS: Final = timedelta(days=3)
LONGEST_NAME = 200
_LOGIN = re.compile(r"[a-z0-9а-яёіў][a-z0-9а-яёіў._@+-]{2,79}")
_FREE_TRIES: Final = 4  # wrong passwords in a row on one login before waiting begins
_FREE_TRIES_OF_ADDRESS: Final = 30  # a class is one address
_LONGEST_WAIT: Final = timedelta(minutes=15)
_REMEMBERED: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Who an account is for, as typed."""

    login: str
    name: str
    password: str


def sign_in(login: str, password: str, address: str) -> str:
    """Return the token of a new session; SignInRefused or WaitFirst, each after the same work for any login.

    `address` is the network address of the browser; forty people behind one are a class. Whether a password fits is
    not told to whoever tries many at once: those before it count, however they were started.
    """
    wanted = login.strip().lower()[:80]
    with database.reading() as connection:
        _wait(connection, wanted, address)
        account = accounts.find(connection, login=wanted)
    fits = is_password(password[:1000], account.password_hash if account else None)
    with database.transaction() as connection:
        left = _seconds_left(connection, wanted, address)
        signed_in = account if fits and not left and account is not None and not account.locked else None
        moment = now()
        accounts.note_attempt(connection, wanted, address, moment, succeeded=signed_in is not None)
        accounts.forget_attempts(connection, moment - _REMEMBERED)
        if signed_in is not None:
            return begin(connection, signed_in.id, address)
    if left:
        raise WaitFirst(left)
    raise SignInRefused("login and password do not fit")


def begin(connection: Connection, person_id: int, address: str) -> str:
    """Begin a session for somebody whose identity is proven, and return its token."""
    token = secrets.token_urlsafe(32)
    moment = now()
    accounts.begin_session(
        connection,
        token,
        person_id=person_id,
        company_id=None,
        address=address,
        at=moment,
        until=moment + STAYS_SIGNED_IN,
    )
    audit.note(connection, "signed in", at=moment, person_id=person_id)
    return token


def sign_out(token: str) -> None:
    """End the session of a token; it may be over already."""
    with database.transaction() as connection:
        accounts.end_session(connection, token, now())


def sign_out_everywhere(session: Session) -> None:
    """End every session of a person, this one too."""
    with database.transaction() as connection:
        person = check(connection, session, Permission.OWN_ACCOUNT, Thing())
        accounts.end_all_sessions(connection, person.id, now())
        audit.note(connection, "signed out everywhere", at=now(), person_id=person.id)


def change_password(session: Session, old: str, new: str, address: str) -> str:
    """Set a new password, end all sessions, and return the token of a new one; SignInRefused for a wrong old one."""
    with database.reading() as connection:
        person = check(connection, session, Permission.OWN_ACCOUNT, Thing())
        account = _account(connection, person.id)
    prove(account, old, address)
    hashed = hash_password(accept_password(new, (account.login, account.name)))
    with database.transaction() as connection:
        check(connection, session, Permission.OWN_ACCOUNT, Thing())
        _set(connection, account.id, hashed, by=account.id)
        return begin(connection, account.id, address)


def prove(account: StoredAccount, password: str, address: str = "") -> None:
    """Raise SignInRefused unless the password is the account's, WaitFirst while too many wrong ones were given.

    Whoever finds an open session must not guess its password faster than at the sign-in page.
    """
    with database.reading() as connection:
        _wait(connection, account.login, address)
    fits = is_password(password[:1000], account.password_hash)
    with database.transaction() as connection:
        left = _seconds_left(connection, account.login, address)
        if fits and not left:
            return
        accounts.note_attempt(connection, account.login, address, now(), succeeded=False)
    if left:
        raise WaitFirst(left)
    raise SignInRefused("the password does not fit")


def make_password_link(session: Session, person_id: int) -> str:
    """Return the token of a one-time link with which somebody sets a new password; earlier ones are void."""
    with database.transaction() as connection:
        found = people.find(connection, person_id=person_id)
        by = check(connection, session, Permission.MANAGE_ACCOUNT, _account_thing(found))
        if found is None:
            raise NotFound(f"person {person_id}")
        if by.role is Role.TRAINER and found.person.role is not Role.MEMBER:
            raise _not_a_member()
        return keep_password_link(connection, person_id, by=by.id)


def lock_account(session: Session, person_id: int, *, locked: bool) -> None:
    """Lock an account and end its sessions, or open it again; nobody locks themselves out."""
    with database.transaction() as connection:
        found = people.find(connection, person_id=person_id)
        by = check(connection, session, Permission.MANAGE_ACCOUNT, _account_thing(found))
        if found is None:
            raise NotFound(f"person {person_id}")
        if by.id == person_id or (by.role is Role.TRAINER and found.person.role is not Role.MEMBER):
            raise _not_a_member()
        moment = now()
        accounts.lock(connection, person_id, moment if locked else None)
        if locked:
            accounts.end_all_sessions(connection, person_id, moment)
        audit.note(connection, "locked" if locked else "unlocked", at=moment, person_id=by.id, detail={"of": person_id})


def set_password_by_link(token: str, password: str, address: str) -> str:
    """Set a password with a one-time link, end all sessions, return the token of a new one; NotFound if it is void."""
    with database.reading() as connection:
        account = _account(connection, _person_of_link(connection, token))
    hashed = hash_password(accept_password(password, (account.login, account.name)))
    with database.transaction() as connection:
        if not accounts.use_link(connection, token, now()):
            raise NotFound("this link was used already")
        _set(connection, account.id, hashed, by=account.id)
        return begin(connection, account.id, address)


def login_of_link(token: str) -> str:
    """Return whose password a link sets; NotFound where it is void."""
    with database.reading() as connection:
        return _account(connection, _person_of_link(connection, token)).login


def first_start() -> str | None:
    """Return the token of the link that makes the first coordinator, None where somebody can sign in already."""
    with database.transaction() as connection:
        if accounts.anybody(connection):
            return None
        token = secrets.token_urlsafe(24)
        accounts.keep_link(connection, token, "first", person_id=None, until=now() + LINK_LASTS)
        return token


def is_first_link(token: str) -> bool:
    """Say whether a token may make the first coordinator now."""
    with database.reading() as connection:
        return accounts.link(connection, token, "first", now()) is not None and not accounts.anybody(connection)


def make_first_coordinator(token: str, new: NewPerson, address: str) -> str:
    """Make the first coordinator with the link of the first start and return the token of their session."""
    account = accept_new(new)
    with database.transaction() as connection:
        if accounts.anybody(connection) or not accounts.use_link(connection, token, now()):
            raise NotFound("this link was used already")
        person_id = add_person(connection, account, Role.COORDINATOR)
        return begin(connection, person_id, address)


def accept_new(new: NewPerson) -> NewPerson:
    """Return an account as it may be made, its password already hashed; AnswerMistakes where it may not."""
    login = accept_login(new.login)
    name = accept_text(new.name, LONGEST_NAME, one_line=True)
    if name is None:
        refuse("name-missing", "Say your name: the trainer sees who handed in.")
    return NewPerson(login, name, hash_password(accept_password(new.password, (login, name))))


def accept_login(typed: str) -> str:
    """Return a login as it is stored; AnswerMistakes where it cannot be one."""
    login = typed.strip().lower()
    if not _LOGIN.fullmatch(login):
        message = f"'{shorten(typed)}' cannot be a login: 3 to 80 letters, digits and . _ - @ + without spaces."
        refuse("login-form", message, given=shorten(typed))
    return login


def add_person(connection: Connection, accepted: NewPerson, role: Role) -> int:
    """Add an account that `accept_new` returned, or one without a password; AnswerMistakes where the login is taken."""
    try:
        with connection.begin_nested():
            person_id = accounts.add(
                connection,
                login=accepted.login,
                name=accepted.name,
                role=role,
                password_hash=accepted.password or None,
                at=now(),
            )
    except IntegrityError:
        refuse("login-taken", f"The login '{accepted.login}' is taken. Choose another.", given=accepted.login)
    audit.note(connection, "account made", at=now(), person_id=person_id, detail={"role": role.value})
    return person_id


def _wait(connection: Connection, login: str, address: str) -> None:
    """Raise WaitFirst while too many wrong passwords were given for this login, from here or anywhere, or from here."""
    left = _seconds_left(connection, login, address)
    if left:
        raise WaitFirst(left)


def _seconds_left(connection: Connection, login: str, address: str) -> int:
    """Return how long the next password has to wait, 0 where it is looked at now."""
    moment = now()
    day, a_while = moment - _REMEMBERED, moment - _LONGEST_WAIT
    tried = (
        (accounts.failures(connection, day, moment, login=login, address=address), _FREE_TRIES),
        (accounts.failures(connection, day, moment, login=login), 2 * _FREE_TRIES),
        (accounts.failures(connection, a_while, moment, address=address), _FREE_TRIES_OF_ADDRESS),
    )
    longest = 0
    for failed, free in tried:
        if failed.times > free and failed.last is not None:
            pause = min(_LONGEST_WAIT, timedelta(seconds=2 ** min(failed.times - free, 20)))
            left = (failed.last + pause - moment).total_seconds()
            longest = max(longest, int(left) + 1 if left > 0 else 0)
    return longest


def _account(connection: Connection, person_id: int | None) -> StoredAccount:
    found = accounts.find(connection, person_id=person_id) if person_id is not None else None
    if found is None:
        raise NotFound(f"person {person_id}")
    return found


def _person_of_link(connection: Connection, token: str) -> int | None:
    found = accounts.link(connection, token, "password", now())
    if found is None:
        raise NotFound("this link was used already, or it is too old")
    return found[0]


def _account_thing(found: people.Account | None) -> Thing:
    return Thing(club_ids=found.person.club_ids if found else frozenset())


def keep_password_link(connection: Connection, person_id: int, *, by: int | None, lasts: timedelta = LINK_LASTS) -> str:
    """Keep a one-time link with which somebody sets a password and return its token; earlier ones are void."""
    token = secrets.token_urlsafe(24)
    accounts.keep_link(connection, token, "password", person_id=person_id, until=now() + lasts)
    audit.note(connection, "password link made", at=now(), person_id=by, detail={"of": person_id})
    return token


def _set(connection: Connection, person_id: int, hashed: str, *, by: int) -> None:
    accounts.set_password(connection, person_id, hashed)
    accounts.end_all_sessions(connection, person_id, now())
    audit.note(connection, "password set", at=now(), person_id=by)


def _not_a_member() -> NotPossibleNow:
    message = "A trainer manages the accounts of members; ask the coordinator."
    return NotPossibleNow([Mistake("not-a-member", message)])
