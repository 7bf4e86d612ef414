"""Certificates: who has earned one and who not yet and why, giving them out, revoking, and verifying by serial."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.clubs import thing_of
from recp_selfcheck.actions.inputs import accept_text
from recp_selfcheck.actions.meetings import Attendance, attendance_of
from recp_selfcheck.actions.part_handing_in import FROZEN, PLAN
from recp_selfcheck.actions.plan import plan_of
from recp_selfcheck.actions.session import Session, check
from recp_selfcheck.assessment.plan import completeness
from recp_selfcheck.errors import Mistake, NotFound, NotPossibleNow
from recp_selfcheck.people.certificates import Missing, Record, Rules, what_is_missing
from recp_selfcheck.people.roles import Permission, Thing
from recp_selfcheck.storage import audit, certificates, clubs, database, meetings, reviews
from recp_selfcheck.storage.certificates import Certificate
from recp_selfcheck.storage.database import Connection

__all__ = [
    "Candidate",
    "Certificate",
    "candidates",
    "is_genuine",
    "issue",
    "own",
    "plain_serial",
    "printed",
    "restore",
    "revoke",
]

_SIGNS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that is read for something else
_GROUPS, _GROUP = 3, 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A member of the club: what is still missing, and the certificate where there is one."""

    person_id: int
    name: str
    company: str
    missing: tuple[Missing, ...]
    certificate: Certificate | None


def candidates(session: Session, club_id: int) -> tuple[Candidate, ...]:
    """Return every member of a club with what is missing for the certificate, by company and name."""
    with database.reading() as connection:
        check(connection, session, Permission.MANAGE_CLUB, thing_of(club_id))
        return _candidates(connection, club_id)


def issue(session: Session, club_id: int, person_id: int) -> Certificate:
    """Give a member the certificate they have earned; NotPossibleNow lists what is missing. A second call finds it."""
    return database.once_more(lambda: _issue(session, club_id, person_id))


def revoke(session: Session, serial: str, why: str) -> None:
    """Revoke a certificate with a reason: from now on its serial is not genuine."""
    reason = accept_text(why, 2000, one_line=True)
    with database.transaction() as connection:
        found = certificates.find(connection, plain_serial(serial))
        person = check(connection, session, Permission.MANAGE_CLUB, thing_of(found.club_id) if found else Thing())
        if found is None:
            raise NotFound("no such certificate")
        if reason is None:
            raise NotPossibleNow([Mistake("reason-needed", "Say in a sentence why it is revoked.")])
        certificates.revoke(connection, found.id, at=now(), why=reason)
        audit.note(
            connection,
            "certificate revoked",
            at=now(),
            person_id=person.id,
            club_id=found.club_id,
            detail={"serial": found.serial},
        )


def restore(session: Session, serial: str) -> None:
    """Make a revoked certificate genuine again."""
    with database.transaction() as connection:
        found = certificates.find(connection, plain_serial(serial))
        person = check(connection, session, Permission.MANAGE_CLUB, thing_of(found.club_id) if found else Thing())
        if found is None:
            raise NotFound("no such certificate")
        certificates.revoke(connection, found.id, at=None, why="")
        detail = {"serial": found.serial}
        audit.note(
            connection, "certificate restored", at=now(), person_id=person.id, club_id=found.club_id, detail=detail
        )


def own(session: Session) -> tuple[Certificate, ...]:
    """Return one's own certificates that are genuine."""
    with database.reading() as connection:
        person = check(connection, session, Permission.OWN_ACCOUNT, Thing())
        return tuple(one for one in certificates.of_person(connection, person.id) if one.revoked_at is None)


def printed(session: Session, serial: str) -> tuple[Certificate, str]:
    """Return a genuine certificate and its club's name, for its person and for those who manage the club."""
    with database.reading() as connection:
        found = certificates.find(connection, plain_serial(serial))
        if found is None or found.person_id != session.person.id:
            check(connection, session, Permission.MANAGE_CLUB, thing_of(found.club_id) if found else Thing())
        else:
            check(connection, session, Permission.OWN_ACCOUNT, Thing())
        if found is None or found.revoked_at is not None:
            raise NotFound("no such certificate")
        return found, clubs.get(connection, found.club_id).name


def is_genuine(serial: str) -> bool:
    """Say whether a serial is that of a certificate that was given out and not revoked; anybody may ask."""
    with database.reading() as connection:
        found = certificates.find(connection, plain_serial(serial))
        return found is not None and found.revoked_at is None


def plain_serial(typed: str) -> str:
    """Return a serial as it is stored, however it was typed."""
    signs = "".join(sign for sign in typed.upper()[:64] if sign in _SIGNS)
    return "-".join(signs[place : place + _GROUP] for place in range(0, len(signs), _GROUP))


def _issue(session: Session, club_id: int, person_id: int) -> Certificate:
    with database.transaction() as connection:
        by = check(connection, session, Permission.MANAGE_CLUB, thing_of(club_id))
        found = next((one for one in _candidates(connection, club_id) if one.person_id == person_id), None)
        if found is None:
            raise NotFound(f"member {person_id} of club {club_id}")
        if found.certificate is not None:
            return found.certificate
        if found.missing:
            raise NotPossibleNow(
                [Mistake(f"missing-{one.code}", f"missing: {one.code}", values=one.values) for one in found.missing]
            )
        serial = "-".join("".join(secrets.choice(_SIGNS) for _ in range(_GROUP)) for _ in range(_GROUPS))
        certificates.keep(
            connection,
            serial,
            club_id=club_id,
            person_id=person_id,
            person_name=found.name,
            company_name=found.company,
            grounds=Rules.of(clubs.rules(connection, club_id)).stored(),
            at=now(),
            by=by.id,
        )
        audit.note(
            connection, "certificate given", at=now(), person_id=by.id, club_id=club_id, detail={"to": person_id}
        )
        made = certificates.find(connection, serial)
    if made is None:
        raise NotFound(serial)
    return made


def _candidates(connection: Connection, club_id: int) -> tuple[Candidate, ...]:
    rules = Rules.of(clubs.rules(connection, club_id))
    present = attendance_of(connection, club_id)
    given = {one.person_id: one for one in certificates.of_club(connection, club_id)}
    wanted = {
        part: None
        for homework in meetings.homework_of_clubs(connection, [club_id])
        if not homework.withdrawn
        for part in homework.parts
    }
    by_company: dict[int, Record] = {}
    found = []
    for person_id, name, _login, company_id, company, _locked in clubs.members(connection, club_id):
        if company_id not in by_company:
            by_company[company_id] = _record(connection, company_id, wanted)
        record = _of_person(by_company[company_id], present, person_id)
        found.append(Candidate(person_id, name, company, what_is_missing(rules, record), given.get(person_id)))
    return tuple(found)


def _record(connection: Connection, company_id: int, wanted: Mapping[str, None]) -> Record:
    accepted = reviews.accepted_checklists(connection, company_id)
    handed_in = {part for (_company, part) in meetings.handed_in_at(connection, [company_id])}
    counted = completeness(plan_of(connection, company_id).entries)
    return Record(
        attended=0,
        homework={part: part in (handed_in if part in FROZEN else accepted) for part in wanted if part != PLAN},
        plan_handed_in=PLAN in handed_in,
        done=counted.done,
        in_plan=counted.in_all,
    )


def _of_person(record: Record, present: Attendance, person_id: int) -> Record:
    return Record(
        attended=present.attended(person_id),
        homework=record.homework,
        plan_handed_in=record.plan_handed_in,
        done=record.done,
        in_plan=record.in_plan,
    )
