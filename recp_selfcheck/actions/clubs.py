"""Clubs: making them, giving them trainers, their people and companies, the codes to join with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo, available_timezones

from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.inputs import accept_text, refuse
from recp_selfcheck.actions.joining import new_code
from recp_selfcheck.actions.session import Session, check
from recp_selfcheck.actions.signing_in import NewPerson, accept_new, add_person
from recp_selfcheck.assessment.answers import shorten
from recp_selfcheck.errors import Mistake, NotFound, NotPossibleNow
from recp_selfcheck.people.certificates import Rules
from recp_selfcheck.people.roles import Permission, Role, Thing
from recp_selfcheck.storage import audit, clubs, database, people
from recp_selfcheck.storage.clubs import Club, JoinCode
from recp_selfcheck.storage.database import Connection

__all__ = [
    "Club",
    "JoinCode",
    "Member",
    "assign",
    "change_club",
    "codes",
    "company_code",
    "end_of_day",
    "invite",
    "make_club",
    "make_code",
    "members",
    "own_clubs",
    "rules_of",
    "set_rules",
    "thing_of",
    "trainers",
    "withdraw_code",
]

LONGEST_NAME: Final = 200
MOST_USES: Final = 500
LONGEST_CODE: Final = timedelta(days=400)
ASSIGNED: Final = (Role.TRAINER, Role.COORDINATOR)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of a company in the club, as its trainer sees them; the company's own data are not in here."""

    person_id: int
    name: str
    login: str
    company_id: int
    company: str
    locked: bool


def thing_of(club_id: int) -> Thing:
    """Return a club as something permissions are about."""
    return Thing(club_ids=frozenset({club_id}))


def own_clubs(session: Session) -> tuple[Club, ...]:
    """Return the clubs somebody may look into: a member's, a trainer's, all of them for a coordinator."""
    with database.reading() as connection:
        person = check(connection, session, Permission.OWN_ACCOUNT, Thing())
        every = clubs.every(connection)
    if person.role is Role.COORDINATOR:
        return every
    return tuple(club for club in every if club.id in person.club_ids and person.role is not Role.OBSERVER)


def make_club(session: Session, name: str, time_zone: str) -> int:
    """Make a club and return its id; its maker and the first coordinator have it from the beginning."""
    named, zone = _accept_name(name), _accept_zone(time_zone)
    with database.transaction() as connection:
        person = check(connection, session, Permission.MANAGE_PROGRAMME, Thing())
        made = clubs.make(connection, named, zone, now())
        first = clubs.first_coordinator(connection)
        for somebody in {person.id, first} - {None}:
            clubs.assign(connection, made, int(somebody or 0))
        audit.note(connection, "club made", at=now(), person_id=person.id, club_id=made)
        return made


def change_club(session: Session, club_id: int, *, name: str, time_zone: str) -> None:
    """Rename a club or set another time zone."""
    named, zone = _accept_name(name), _accept_zone(time_zone)
    with database.transaction() as connection:
        check(connection, session, Permission.MANAGE_CLUB, thing_of(club_id))
        clubs.get(connection, club_id)
        clubs.change(connection, club_id, name=named, time_zone=zone)


def rules_of(session: Session, club_id: int) -> Rules:
    """Return what a certificate of the club needs."""
    with database.reading() as connection:
        check(connection, session, Permission.READ_CLUB, thing_of(club_id))
        return Rules.of(clubs.rules(connection, club_id))


def set_rules(session: Session, club_id: int, rules: Rules) -> None:
    """Set what a certificate of the club needs; certificates given out stay as they are."""
    if not 0 <= rules.meetings <= 50:  # noqa: PLR2004 - more meetings no club has
        refuse("meetings-out-of-range", "Between 0 and 50 meetings can be asked for.", given=rules.meetings)
    with database.transaction() as connection:
        person = check(connection, session, Permission.MANAGE_CLUB, thing_of(club_id))
        clubs.set_rules(connection, club_id, rules.stored())
        audit.note(connection, "rules set", at=now(), person_id=person.id, club_id=club_id, detail=rules.stored())


def invite(session: Session, new: NewPerson, role: Role, club_ids: frozenset[int] = frozenset()) -> int:
    """Make the account of a trainer, coordinator or observer, with the clubs given to them, and return its id."""
    if role is Role.MEMBER:
        refuse("members-join", "Members join by themselves, with a code of their club.")
    account = accept_new(new)
    with database.transaction() as connection:
        person = check(connection, session, Permission.MANAGE_PROGRAMME, Thing())
        made = add_person(connection, account, role)
        for club in sorted(club_ids):
            clubs.get(connection, club)
            clubs.assign(connection, club, made)
        detail = {"of": made, "role": role.value}
        audit.note(connection, "invited", at=now(), person_id=person.id, detail=detail)
        return made


def assign(session: Session, club_id: int, person_id: int, *, assigned: bool) -> None:
    """Give a club to a trainer or coordinator, or take it away."""
    with database.transaction() as connection:
        by = check(connection, session, Permission.MANAGE_PROGRAMME, Thing())
        clubs.get(connection, club_id)
        found = people.find(connection, person_id=person_id)
        if found is None:
            raise NotFound(f"person {person_id}")
        if found.person.role not in ASSIGNED:
            raise NotPossibleNow([Mistake("not-a-trainer", "Clubs are given to trainers and coordinators.")])
        if assigned:
            clubs.assign(connection, club_id, person_id)
        else:
            clubs.unassign(connection, club_id, person_id)
        action = "club given" if assigned else "club taken"
        audit.note(connection, action, at=now(), person_id=by.id, club_id=club_id, detail={"of": person_id})


def members(session: Session, club_id: int) -> tuple[Member, ...]:
    """Return the people of the club's companies, by company and name."""
    with database.reading() as connection:
        check(connection, session, Permission.MANAGE_CLUB, thing_of(club_id))
        return tuple(Member(*row) for row in clubs.members(connection, club_id))


def trainers(session: Session, club_id: int) -> tuple[tuple[int, str, Role], ...]:
    """Return who has a club: id, name and role."""
    with database.reading() as connection:
        check(connection, session, Permission.READ_CLUB, thing_of(club_id))
        return clubs.assigned(connection, club_id)


def make_code(session: Session, club_id: int, last_day: date, most_uses: int) -> str:
    """Return a new join code that works until the end of a day in the club's time zone."""
    if isinstance(most_uses, bool) or not 1 <= most_uses <= MOST_USES:
        message = f"A code can be used 1 to {MOST_USES} times, not {most_uses}."
        refuse("uses-out-of-range", message, given=most_uses, most=MOST_USES)
    with database.transaction() as connection:
        person = check(connection, session, Permission.MANAGE_CLUB, thing_of(club_id))
        until = end_of_day(last_day, clubs.get(connection, club_id).time_zone)
        if not now() < until <= now() + LONGEST_CODE:
            message = "The last day of a code is today or later, and within a year."
            refuse("code-day", message, given=last_day.isoformat())
        code = new_code()
        clubs.keep_code(connection, code, club_id, by=person.id, until=until, most_uses=most_uses)
        audit.note(connection, "code made", at=now(), person_id=person.id, club_id=club_id)
        return code


def codes(session: Session, club_id: int) -> tuple[JoinCode, ...]:
    """Return the join codes of a club."""
    with database.reading() as connection:
        check(connection, session, Permission.MANAGE_CLUB, thing_of(club_id))
        return clubs.codes(connection, club_id)


def withdraw_code(session: Session, code: str) -> None:
    """Make a join code worthless from now on."""
    with database.transaction() as connection:
        found = clubs.code(connection, code)
        person = check(connection, session, Permission.MANAGE_CLUB, thing_of(found.club_id) if found else Thing())
        if found is None:
            raise NotFound("no such code")
        clubs.withdraw_code(connection, code, now())
        audit.note(connection, "code withdrawn", at=now(), person_id=person.id, club_id=found.club_id)


def company_code(session: Session) -> str:
    """Return the code with which colleagues join one's own company; the first call makes it."""
    with database.transaction() as connection:
        check(connection, session, Permission.EDIT_COMPANY, session.company)
        kept = clubs.company_code(connection, session.company_id)
        if kept is None:
            kept = new_code()
            clubs.keep_company_code(connection, session.company_id, kept)
        return kept


def end_of_day(day: date, time_zone: str) -> datetime:
    """Return the moment a day ends in a time zone: that is when a deadline ends.

    >>> end_of_day(date(2027, 2, 18), "Europe/Minsk").isoformat()
    '2027-02-19T00:00:00+03:00'
    """
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(time_zone))


def names_of_clubs(connection: Connection, club_ids: frozenset[int]) -> Mapping[int, Club]:
    """Return clubs by id."""
    return {club.id: club for club in clubs.every(connection) if club.id in club_ids}


def _accept_name(typed: str) -> str:
    name = accept_text(typed, LONGEST_NAME, one_line=True)
    return name if name is not None else refuse("club-name-missing", "Name the club.")


def _accept_zone(zone: str) -> str:
    if zone in available_timezones():
        return zone
    return refuse("unknown-time-zone", f"'{shorten(zone)}' is not a time zone.", given=shorten(zone))
