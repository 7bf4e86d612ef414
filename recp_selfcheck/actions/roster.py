"""The roster of a club: people and companies from one workbook, all of them or nobody, each with a one-time link."""

from __future__ import annotations

import hashlib

from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.club_companies import names_of
from recp_selfcheck.actions.clubs import thing_of
from recp_selfcheck.actions.roster_import import Effect, Invited, RosterImport, RosterLine, RosterPreview
from recp_selfcheck.actions.session import Session, check
from recp_selfcheck.errors import AnswerMistakes, Mistake, NotPossibleNow
from recp_selfcheck.people.roles import Permission
from recp_selfcheck.reports.faults import faults_of
from recp_selfcheck.reports.roster_in import read_roster
from recp_selfcheck.reports.roster_out import write_roster
from recp_selfcheck.storage import audit, clubs, database

__all__ = [
    "Effect",
    "Invited",
    "RosterLine",
    "RosterPreview",
    "preview_roster",
    "take_roster_in",
    "write_roster_workbook",
]


def write_roster_workbook(session: Session, club_id: int) -> bytes:
    """Return the empty roster, with the companies of the club to choose from."""
    with database.reading() as connection:
        check(connection, session, Permission.MANAGE_CLUB, thing_of(club_id))
        club = clubs.get(connection, club_id)
        names = names_of(connection, club_id)
    return write_roster(club.name, tuple(dict.fromkeys(name for name in names.values() if name)))


def preview_roster(session: Session, club_id: int, data: bytes, name: str) -> RosterPreview:
    """Return what taking a roster in would do; changes nothing, and what is wrong is in `faults`."""
    with database.reading() as connection:
        check(connection, session, Permission.MANAGE_CLUB, thing_of(club_id))
    try:
        filled = read_roster(data, name)
    except AnswerMistakes as wrong:
        return RosterPreview(faults=tuple(faults_of(wrong)))
    with database.reading() as connection:
        by = check(connection, session, Permission.MANAGE_CLUB, thing_of(club_id))
        return RosterImport(connection, club_id, by, filled).preview()


def take_roster_in(session: Session, club_id: int, data: bytes, name: str, seen: str) -> tuple[Invited, ...]:
    """Take a roster in as it was `seen` in its preview, all of it in one transaction; return the new people's links.

    NotPossibleNow, and nobody is made, where the workbook has faults, or would do anything else by now.
    """
    with database.reading() as connection:
        check(connection, session, Permission.MANAGE_CLUB, thing_of(club_id))
    try:
        filled = read_roster(data, name)
        with database.transaction() as connection:
            by = check(connection, session, Permission.MANAGE_CLUB, thing_of(club_id))
            clubs.get(connection, club_id)
            wanted = RosterImport(connection, club_id, by, filled)
            preview = wanted.preview()
            if preview.faults:
                raise NotPossibleNow([found.mistake for found in preview.faults])
            if preview.seen != seen:
                message = "The club was changed since you looked at what the workbook does. Look at it again."
                raise NotPossibleNow([Mistake("roster-seen-otherwise", message)])
            detail = {"file": name, "sha256": hashlib.sha256(data).hexdigest(), "people": len(preview.lines)}
            audit.note(connection, "roster taken in", at=now(), person_id=by.id, club_id=club_id, detail=detail)
            return wanted.write()
    except AnswerMistakes as wrong:
        raise NotPossibleNow(wrong.mistakes) from wrong
