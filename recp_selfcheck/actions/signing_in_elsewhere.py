"""Signing in with an identity another server vouches for; it ends in the same session as a password."""

from __future__ import annotations

from dataclasses import dataclass

from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.signing_in import begin
from recp_selfcheck.errors import Mistake, NotPossibleNow, SignInRefused
from recp_selfcheck.storage import accounts, audit, database, identities
from recp_selfcheck.storage.accounts import StoredAccount
from recp_selfcheck.storage.database import Connection


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a provider says somebody is; `verified` says that it has checked the e-mail address."""

    issuer: str
    subject: str
    email: str
    verified: bool


def sign_in_with(identity: Identity, address: str, token: str = "") -> str:
    """Return the token of a new session for the account of an identity.

    The first time it is the account whose login is the e-mail address, where the provider has checked that; from then
    on the identity alone counts. Anybody can choose somebody else's address as login: so an account with a password is
    tied only in a browser that is signed in to it, with `token`, else NotPossibleNow (`password-first`). SignInRefused
    where there is no such account, or it is locked: none is made.
    """
    return database.once_more(lambda: _sign_in_with(identity, address, token))


def _sign_in_with(identity: Identity, address: str, token: str) -> str:
    with database.transaction() as connection:
        known = identities.person_of(connection, identity.issuer, identity.subject)
        account = _by_email(connection, identity) if known is None else accounts.find(connection, person_id=known)
        if account is None or account.locked:
            raise SignInRefused("no account for this identity")
        if known is None:
            _tie(connection, identity, account, token)
        return begin(connection, account.id, address)


def _tie(connection: Connection, identity: Identity, account: StoredAccount, token: str) -> None:
    stored = accounts.session(connection, token, now()) if token else None
    is_own = stored is not None and stored.person_id == account.id
    if account.password_hash is not None and not is_own:
        message = "The account with this address has a password. Sign in with it once, then this way."
        raise NotPossibleNow([Mistake("password-first", message)])
    if is_own:
        accounts.end_session(connection, token, now())  # the new one takes its place in the browser
    identities.keep(connection, identity.issuer, identity.subject, account.id)
    detail = {"issuer": identity.issuer}
    audit.note(connection, "identity tied", at=now(), person_id=account.id, detail=detail)


def _by_email(connection: Connection, identity: Identity) -> StoredAccount | None:
    if not identity.verified or "@" not in identity.email:
        return None
    return accounts.find(connection, login=identity.email.strip().lower())
