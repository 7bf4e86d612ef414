"""One's own account: who one is here, one's companies, what others see of them, where one is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.inputs import accept_text, refuse
from recp_selfcheck.actions.joining import new_code
from recp_selfcheck.actions.session import Session, check
from recp_selfcheck.errors import NotFound
from recp_selfcheck.people.roles import Permission, Thing
from recp_selfcheck.storage import accounts, audit, certificates, clubs, companies, database, submissions
from recp_selfcheck.storage.accounts import OpenSession
from recp_selfcheck.storage.certificates import Certificate
from recp_selfcheck.storage.submissions import SubmissionRow

__all__ = ["LogLine", "OpenSession", "OwnAccount", "change_name", "log", "make_company_code", "read_account"]

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class OwnAccount:
    """What somebody's account holds; `has_password` is False for one who signs in elsewhere.

    `companies` are id and name, `code` is what colleagues join the present company with, `begun` its checklists by id.
    """

    login: str
    name: str
    has_password: bool
    companies: tuple[tuple[int, str], ...]
    code: str
    begun: dict[str, SubmissionRow]
    certificates: tuple[Certificate, ...]
    sessions: tuple[OpenSession, ...]


@dataclass(frozen=True, slots=True)
class LogLine:
    """Who saw or changed what of the company; `name` is "" for somebody who is gone, `own` says it was a colleague.

    `checklist` is the id of the one it was about, "" for none; `step` is what a trainer decided.
    """

    at: datetime
    name: str
    action: str
    checklist: str
    step: str


def read_account(session: Session) -> OwnAccount:
    """Return one's own account."""
    with database.reading() as connection:
        person = check(connection, session, Permission.OWN_ACCOUNT, Thing())
        found = accounts.find(connection, person_id=person.id)
        if found is None:
            raise NotFound(f"person {person.id}")
        here = session.company_id if session.company_id in person.company_ids else 0
        return OwnAccount(
            login=found.login,
            name=found.name,
            has_password=found.password_hash is not None,
            companies=tuple((one, companies.name(connection, one)) for one in sorted(person.company_ids)),
            code=(clubs.company_code(connection, here) or "") if here else "",
            begun=submissions.all_current(connection, here) if here else {},
            certificates=certificates.of_person(connection, person.id),
            sessions=accounts.open_sessions(connection, person.id, now()),
        )


def change_name(session: Session, typed: str) -> str:
    """Store another name and return it as stored; receipts written before keep theirs."""
    name = accept_text(typed, LONGEST_NAME, one_line=True)
    if name is None:
        refuse("name-missing", "Say your name: the trainer sees who handed in.")
    with database.transaction() as connection:
        person = check(connection, session, Permission.OWN_ACCOUNT, Thing())
        accounts.rename(connection, person.id, name)
    return name


def make_company_code(session: Session) -> str:
    """Give the company another code for colleagues and return it; the one before is worthless."""
    with database.transaction() as connection:
        person = check(connection, session, Permission.EDIT_COMPANY, session.company)
        companies.lock(connection, session.company_id)
        code = new_code()
        clubs.keep_company_code(connection, session.company_id, code)
        audit.note(connection, "company code made", at=now(), person_id=person.id, company_id=session.company_id)
        return code


def log(session: Session) -> tuple[LogLine, ...]:
    """Return who saw and changed what of the company, newest first."""
    with database.reading() as connection:
        check(connection, session, Permission.READ_COMPANY, session.company)
        checklists = submissions.checklists_of(connection, session.company_id)
        return tuple(
            LogLine(
                at=entry.at,
                name=entry.name,
                action=entry.action,
                checklist=str(entry.detail.get("checklist") or checklists.get(entry.detail.get("submission", 0), "")),
                step=str(entry.detail.get("step", "")),
            )
            for entry in audit.of_company(connection, session.company_id)
        )
