"""Accounts from the server's command line: whoever can run it may do this, nobody has to be signed in."""

from __future__ import annotations

import secrets

from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.signing_in import LINK_LASTS, NewPerson, accept_new, add_person
from recp_selfcheck.errors import Mistake, NotFound, NotPossibleNow
from recp_selfcheck.people.roles import Role
from recp_selfcheck.settings import settings
from recp_selfcheck.storage import accounts, audit, database, people
from recp_selfcheck.storage.accounts import StoredAccount
from recp_selfcheck.storage.database import Connection


def add_account(login: str, name: str, role: str) -> str:
    """Make an account and return the token of the link with which its password is set."""
    _club_only()
    account = accept_new(NewPerson(login, name, secrets.token_urlsafe(24)))  # nobody is told this password
    with database.transaction() as connection:
        person_id = add_person(connection, account, Role(role))
        return _link(connection, person_id)


def reset(login: str) -> str:
    """Return the token of a link with which somebody sets a new password; the old one works until then."""
    _club_only()
    with database.transaction() as connection:
        return _link(connection, _account(connection, login).id)


def lock(login: str, *, locked: bool) -> None:
    """Lock an account and end its sessions, or open it again."""
    _club_only()
    with database.transaction() as connection:
        account, moment = _account(connection, login), now()
        accounts.lock(connection, account.id, moment if locked else None)
        if locked:
            accounts.end_all_sessions(connection, account.id, moment)
        action = "locked" if locked else "unlocked"
        audit.note(connection, action, at=moment, person_id=None, detail={"of": account.id, "by": "command line"})


def _link(connection: Connection, person_id: int) -> str:
    token, moment = secrets.token_urlsafe(24), now()
    accounts.keep_link(connection, token, "password", person_id=person_id, until=moment + LINK_LASTS)
    detail = {"of": person_id, "by": "command line"}
    audit.note(connection, "password link made", at=moment, person_id=None, detail=detail)
    return token


def _account(connection: Connection, login: str) -> StoredAccount:
    found = accounts.find(connection, login=login.strip().lower())
    if found is None or found.login == people.SOLO_LOGIN:
        raise NotFound(f"There is no account '{login}'. Check the spelling; logins are in small letters.")
    return found


def _club_only() -> None:
    if settings().mode != "club":
        message = (
            "Accounts are for a club's server. Set RECP_MODE=club, and RECP_DATABASE_URL to the server's database."
        )
        raise NotPossibleNow([Mistake("no-accounts", message)])
