"""Joining a club with a code: a new account with a company, or one more club for somebody who is signed in."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Final

from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.inputs import accept_text, refuse
from recp_selfcheck.actions.session import Session, check
from recp_selfcheck.actions.signing_in import NewPerson, accept_new, add_person, begin
from recp_selfcheck.errors import Mistake, NotPossibleNow
from recp_selfcheck.people.roles import Permission, Role
from recp_selfcheck.storage import audit, clubs, companies, database, people
from recp_selfcheck.storage import cells as stored_cells
from recp_selfcheck.storage.clubs import Club, JoinCode
from recp_selfcheck.storage.database import Connection

_SIGNS: Final = "23456789abcdefghjkmnpqrstuvwxyz"  # nothing that is read for something else
_LENGTH: Final = 8
LONGEST_NAME: Final = 200

_USED_UP: Final = Mistake("code-used-up", "This code was used as often as it may be. Ask the trainer for a new one.")


@dataclass(frozen=True, slots=True)
class Joining:
    """What somebody types to join: who they are, and a new company's name or the code of one that is in the club."""

    person: NewPerson
    company_name: str = ""
    company_code: str = ""


def new_code() -> str:
    """Return a code nobody guesses (about 10¹² of them) and everybody can type."""
    return "".join(secrets.choice(_SIGNS) for _ in range(_LENGTH))


def club_of_code(code: str) -> Club:
    """Return the club a code leads to; NotPossibleNow says whether it is unknown, too old, used up or withdrawn."""
    with database.reading() as connection:
        return clubs.get(connection, _club_id(connection, code))


def join(code: str, joining: Joining, address: str) -> str:
    """Make a member's account, and their company where it is new, and return the token of their session.

    AnswerMistakes for what was typed, NotPossibleNow for the code; then nothing is made.
    """
    club_of_code(code)  # before a password is hashed: a stranger's work is not to be ours
    account = accept_new(joining.person)
    with database.transaction() as connection:
        club_id = _club_id(connection, code)
        person_id = add_person(connection, account, Role.MEMBER)
        if joining.company_code.strip():
            company_id = _known_company(connection, club_id, joining.company_code)
        else:
            company_id = new_company(connection, joining.company_name, person_id, account.name)
        people.make_member(connection, person_id, company_id)
        _enter(connection, code, club_id, company_id, person_id)
        return begin(connection, person_id, address)


def join_as(session: Session, code: str) -> bool:
    """Take the company of somebody signed in into the club of a code; False where it is in it already."""
    with database.transaction() as connection:
        person = check(connection, session, Permission.EDIT_COMPANY, session.company)
        club_id = _club_id(connection, code)
        if club_id in clubs.of_company(connection, session.company_id):
            return False
        return _enter(connection, code, club_id, session.company_id, person.id)


def _club_id(connection: Connection, code: str) -> int:
    found = clubs.code(connection, _plain(code))
    if found is None:
        message = "There is no such code. Check it, or ask the trainer for a new one."
        raise NotPossibleNow([Mistake("code-unknown", message)])
    closed = why_closed(found)
    if closed is not None:
        raise NotPossibleNow([closed])
    return found.club_id


def why_closed(code: JoinCode) -> Mistake | None:
    """Return why nobody can join by a code any more, None while it works."""
    if code.withdrawn:
        return Mistake("code-withdrawn", "This code was withdrawn. Ask the trainer for a new one.")
    if code.expires_at <= now():
        return Mistake("code-expired", "This code is too old. Ask the trainer for a new one.")
    if code.uses >= code.most_uses:
        return _USED_UP
    return None


def _plain(code: str) -> str:
    return "".join(sign for sign in code.lower() if sign in _SIGNS)[:64]


def _enter(connection: Connection, code: str, club_id: int, company_id: int, person_id: int) -> bool:
    if not clubs.use_code(connection, _plain(code)):
        raise NotPossibleNow([_USED_UP])
    moment = now()
    joined = clubs.add_company(connection, club_id, company_id, moment)
    audit.note(connection, "joined", at=moment, person_id=person_id, company_id=company_id, club_id=club_id)
    return joined


def _known_company(connection: Connection, club_id: int, code: str) -> int:
    company_id = clubs.company_of_code(connection, _plain(code))
    if company_id is None or club_id not in clubs.of_company(connection, company_id):
        refuse("company-code-unknown", "No company of this club has this code. Ask your colleague for it.")
    return company_id


def new_company(connection: Connection, typed: str, person_id: int, person_name: str) -> int:
    """Make a company with its name and the code of its own, and return its id; AnswerMistakes without a name."""
    name = accept_text(typed, LONGEST_NAME, one_line=True)
    if name is None:
        refuse("company-missing", "Name your company, or enter the code a colleague gave you.")
    moment = now()
    company_id = companies.make(connection, moment)
    stored_cells.save(
        connection,
        stored_cells.COMPANY_FIELDS,
        company_id,
        ("name",),
        name,
        seen_version=0,
        person_id=person_id,
        by=person_name,
        at=moment,
    )
    clubs.keep_company_code(connection, company_id, new_code())
    return company_id
