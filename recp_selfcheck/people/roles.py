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
    """What can be done with a company and what it has answered."""

    READ_COMPANY = "read company"  # its profile and everything it is working on
    EDIT_COMPANY = "edit company"
    ANSWER = "answer"
    HAND_IN = "hand in"  # and take back, and begin a new round
    READ_SUBMISSION = "read submission"  # its results, too
    REVIEW = "review"  # remark, return, accept, reopen


class Scope(StrEnum):
    """Whose things a role may do something with."""

    OWN_COMPANY = "own company"
    OWN_CLUB_HANDED_IN = "company of an own club, handed in or shared"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who uses the programme, and the companies and clubs that are theirs."""

    id: int
    name: str
    role: Role
    company_ids: frozenset[int] = frozenset()
    club_ids: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Thing:
    """What a permission is about: a company, and where it matters its submission's state and whether it is shared."""

    company_id: int
    club_ids: frozenset[int] = frozenset()
    state: State | None = None
    shared: bool = False


_TABLE: Mapping[tuple[Role, Permission], Scope] = {
    (Role.MEMBER, Permission.READ_COMPANY): Scope.OWN_COMPANY,
    (Role.MEMBER, Permission.EDIT_COMPANY): Scope.OWN_COMPANY,
    (Role.MEMBER, Permission.ANSWER): Scope.OWN_COMPANY,
    (Role.MEMBER, Permission.HAND_IN): Scope.OWN_COMPANY,
    (Role.MEMBER, Permission.READ_SUBMISSION): Scope.OWN_COMPANY,
    (Role.TRAINER, Permission.READ_SUBMISSION): Scope.OWN_CLUB_HANDED_IN,
    (Role.TRAINER, Permission.REVIEW): Scope.OWN_CLUB_HANDED_IN,
    (Role.COORDINATOR, Permission.READ_SUBMISSION): Scope.OWN_CLUB_HANDED_IN,
}


def may(person: Person, permission: Permission, thing: Thing) -> bool:
    """Say whether this person may do this with this thing; what the table does not list is not allowed."""
    scope = _TABLE.get((person.role, permission))
    if scope is Scope.OWN_COMPANY:
        return thing.company_id in person.company_ids
    if scope is Scope.OWN_CLUB_HANDED_IN:
        seen = thing.shared or thing.state in {State.SUBMITTED, State.RETURNED, State.ACCEPTED}
        return seen and not person.club_ids.isdisjoint(thing.club_ids)
    return False
