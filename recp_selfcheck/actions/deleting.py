"""Deleting one's account, and with the last of its people the company: said beforehand, done at once."""

from __future__ import annotations

from dataclasses import dataclass

from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.inputs import refuse
from recp_selfcheck.actions.session import Session, check
from recp_selfcheck.actions.signing_in import prove
from recp_selfcheck.errors import Mistake, NotFound, NotPossibleNow
from recp_selfcheck.people.roles import Permission, Person, Role, Thing
from recp_selfcheck.storage import accounts, audit, certificates, companies, database, deletion, files
from recp_selfcheck.storage.accounts import StoredAccount
from recp_selfcheck.storage.database import Connection


@dataclass(frozen=True, slots=True)
class Deletion:
    """What deleting one's account would do; `login` is what has to be typed to confirm it.

    `goes` are the names of companies nobody else is in, `stays` those of the others; `receipts` and `certificates`
    count what is left without names. `refused` says that this is the last coordinator.
    """

    login: str
    has_password: bool
    goes: tuple[str, ...]
    stays: tuple[str, ...]
    receipts: int
    certificates: int
    refused: bool


def what_goes(session: Session) -> Deletion:
    """Return what deleting one's account would delete and leave."""
    with database.reading() as connection:
        person = check(connection, session, Permission.OWN_ACCOUNT, Thing())
        account = _account(connection, person)
        alone = _alone(connection, person)
        return Deletion(
            login=account.login,
            has_password=account.password_hash is not None,
            goes=tuple(companies.name(connection, one) for one in alone),
            stays=tuple(companies.name(connection, one) for one in sorted(person.company_ids) if one not in alone),
            receipts=sum(deletion.receipts_of(connection, one) for one in alone),
            certificates=len(certificates.of_person(connection, person.id)),
            refused=_is_last_coordinator(connection, person, to_change=False),
        )


def delete_account(session: Session, confirmed: str, password: str) -> None:
    """Delete one's account, and every company nobody else is in.

    `confirmed` is the login once more, AnswerMistakes where it is another; SignInRefused for a wrong password;
    NotPossibleNow (`last-coordinator`) where nobody else could coordinate.
    """
    with database.reading() as connection:
        account = _account(connection, check(connection, session, Permission.OWN_ACCOUNT, Thing()))
    if confirmed.strip().lower() != account.login:
        refuse(
            "not-confirmed", f"Type your login, {account.login}, to confirm. Nothing was deleted.", given=account.login
        )
    if account.password_hash is not None:
        prove(account, password)
    with database.transaction() as connection:
        person = check(connection, session, Permission.OWN_ACCOUNT, Thing())
        if _is_last_coordinator(connection, person, to_change=True):
            message = "You are the last coordinator. Make another one first: the clubs need somebody."
            raise NotPossibleNow([Mistake("last-coordinator", message)])
        for company_id in sorted(person.company_ids):
            companies.lock(connection, company_id)  # of two who leave at once, the second is alone
        alone = _alone(connection, person)
        moment = now()
        unused: set[str] = set()
        for company_id in sorted(person.company_ids):
            action = "company deleted" if company_id in alone else "left the company"
            audit.note(connection, action, at=moment, person_id=person.id, company_id=company_id)
            if company_id in alone:
                unused |= deletion.delete_company(connection, company_id)
        deletion.delete_person(connection, person.id, moment)
        audit.note(connection, "account deleted", at=moment, person_id=person.id)
    for digest in unused:
        files.forget(digest)


def _account(connection: Connection, person: Person) -> StoredAccount:
    found = accounts.find(connection, person_id=person.id)
    if found is None:
        raise NotFound(f"person {person.id}")
    return found


def _alone(connection: Connection, person: Person) -> list[int]:
    return [one for one in sorted(person.company_ids) if not deletion.others_in(connection, one, person.id)]


def _is_last_coordinator(connection: Connection, person: Person, *, to_change: bool) -> bool:
    if person.role is not Role.COORDINATOR:
        return False
    return not deletion.other_coordinators(connection, person.id, lock=to_change)
