"""Who may do what: one table, asked by every action."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from recp_selfcheck.people.review import State


class Role(StrEnum):
    """What a person is in the programme."""

    MEMBER = "member"
    TRAINER = "trainer"
    COORDINATOR = "coordinator"
    OBSERVER = "observer"


class Permission(StrEnum):
    """What can be done, and with what."""

    READ_COMPANY = "read company"  # its profile and everything it is working on
    EDIT_COMPANY = "edit company"
    ANSWER = "answer"
    HAND_IN = "hand in"  # and take back, and begin a new round
    READ_SUBMISSION = "read submission"  # its results, too; of bills and plan what was handed in
    REVIEW = "review"  # remark, own answer, return, accept, reopen
    IMPORT_HOMEWORK = "import homework"  # take a company's homework file in as its hand-in
    READ_CLUB = "read club"  # its name, its meetings, what is due
    READ_AGGREGATES = "read aggregates"  # of five companies or more
    MANAGE_CLUB = "manage club"  # members, join codes, meetings, homework, certificates
    MANAGE_ACCOUNT = "manage account"  # somebody else's: invite, reset the password, lock
    MANAGE_PROGRAMME = "manage programme"  # make clubs, assign trainers and coordinators
    READ_PROGRAMME = "read programme"  # totals over clubs
    READ_CHECKLISTS = "read checklists"  # preview, check report, what a new version does
    ADOPT_VERSION = "adopt version"  # bring a company's open answers over to a newer version of a checklist
    OWN_ACCOUNT = "own account"  # language, password, sessions


class Scope(StrEnum):
    """Whose things a role may do something with."""

    OWN_COMPANY = "own company"
    OWN_CLUB_HANDED_IN = "company of an own club, handed in or shared"
    OWN_CLUB = "own club"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who uses the programme, and the companies and clubs that are theirs.

    A member's clubs are those of their companies, a trainer's and a coordinator's those assigned to them.
    """

    id: int
    name: str
    role: Role
    company_ids: frozenset[int] = frozenset()
    club_ids: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Thing:
    """What a permission is about.

    A company or none (0), the clubs it belongs to, and where it matters its state and whether it is shared.
    A club is a thing with that one club, somebody's account one with the clubs of its person.
    """

    company_id: int = 0
    club_ids: frozenset[int] = frozenset()
    state: State | None = None
    shared: bool = False


_TABLE: Mapping[tuple[Role, Permission], Scope] = {
    (Role.MEMBER, Permission.READ_COMPANY): Scope.OWN_COMPANY,
    (Role.MEMBER, Permission.EDIT_COMPANY): Scope.OWN_COMPANY,
    (Role.MEMBER, Permission.ANSWER): Scope.OWN_COMPANY,
    (Role.MEMBER, Permission.HAND_IN): Scope.OWN_COMPANY,
    (Role.MEMBER, Permission.READ_SUBMISSION): Scope.OWN_COMPANY,
    (Role.MEMBER, Permission.READ_CLUB): Scope.OWN_CLUB,
    (Role.MEMBER, Permission.READ_AGGREGATES): Scope.OWN_CLUB,
    (Role.MEMBER, Permission.OWN_ACCOUNT): Scope.ANY,
    (Role.TRAINER, Permission.READ_SUBMISSION): Scope.OWN_CLUB_HANDED_IN,
    (Role.TRAINER, Permission.REVIEW): Scope.OWN_CLUB_HANDED_IN,
    (Role.TRAINER, Permission.IMPORT_HOMEWORK): Scope.OWN_CLUB,
    (Role.TRAINER, Permission.READ_CLUB): Scope.OWN_CLUB,
    (Role.TRAINER, Permission.READ_AGGREGATES): Scope.OWN_CLUB,
    (Role.TRAINER, Permission.MANAGE_CLUB): Scope.OWN_CLUB,
    (Role.TRAINER, Permission.MANAGE_ACCOUNT): Scope.OWN_CLUB,
    (Role.TRAINER, Permission.READ_CHECKLISTS): Scope.ANY,
    (Role.TRAINER, Permission.ADOPT_VERSION): Scope.OWN_CLUB,
    (Role.TRAINER, Permission.OWN_ACCOUNT): Scope.ANY,
    (Role.COORDINATOR, Permission.READ_SUBMISSION): Scope.OWN_CLUB_HANDED_IN,
    (Role.COORDINATOR, Permission.IMPORT_HOMEWORK): Scope.OWN_CLUB,
    (Role.COORDINATOR, Permission.READ_CLUB): Scope.ANY,
    (Role.COORDINATOR, Permission.READ_AGGREGATES): Scope.ANY,
    (Role.COORDINATOR, Permission.MANAGE_CLUB): Scope.ANY,
    (Role.COORDINATOR, Permission.MANAGE_ACCOUNT): Scope.ANY,
    (Role.COORDINATOR, Permission.MANAGE_PROGRAMME): Scope.ANY,
    (Role.COORDINATOR, Permission.READ_PROGRAMME): Scope.ANY,
    (Role.COORDINATOR, Permission.READ_CHECKLISTS): Scope.ANY,
    (Role.COORDINATOR, Permission.ADOPT_VERSION): Scope.OWN_CLUB,
    (Role.COORDINATOR, Permission.OWN_ACCOUNT): Scope.ANY,
    (Role.OBSERVER, Permission.READ_AGGREGATES): Scope.ANY,
    (Role.OBSERVER, Permission.READ_PROGRAMME): Scope.ANY,
    (Role.OBSERVER, Permission.OWN_ACCOUNT): Scope.ANY,
}


def may(person: Person, permission: Permission, thing: Thing) -> bool:
    """Say whether this person may do this with this thing; what the table does not list is not allowed."""
    scope = _TABLE.get((person.role, permission))
    if scope is Scope.ANY:
        return True
    if scope is Scope.OWN_COMPANY:
        return thing.company_id in person.company_ids
    in_own_club = not person.club_ids.isdisjoint(thing.club_ids)
    if scope is Scope.OWN_CLUB_HANDED_IN:
        return in_own_club and (thing.shared or thing.state in {State.SUBMITTED, State.RETURNED, State.ACCEPTED})
    return scope is Scope.OWN_CLUB and in_own_club
