"""The table of permissions, against the one written down for people."""

from __future__ import annotations

import pytest

from recp_selfcheck.people.review import State
from recp_selfcheck.people.roles import Permission, Person, Role, Thing, may

# What a role may do: with its own company or club / with another company of an own club that handed in / with a company
# of an own club that did not, the club itself, an account in it / with anything of another club.
TABLE: dict[Permission, dict[Role, str]] = {
    Permission.READ_COMPANY: {Role.MEMBER: "company"},
    Permission.EDIT_COMPANY: {Role.MEMBER: "company"},
    Permission.ANSWER: {Role.MEMBER: "company"},
    Permission.HAND_IN: {Role.MEMBER: "company"},
    Permission.READ_SUBMISSION: {Role.MEMBER: "company", Role.TRAINER: "handed in", Role.COORDINATOR: "handed in"},
    Permission.REVIEW: {Role.TRAINER: "handed in"},
    Permission.IMPORT_HOMEWORK: {Role.TRAINER: "club", Role.COORDINATOR: "club"},
    Permission.READ_CLUB: {Role.MEMBER: "club", Role.TRAINER: "club", Role.COORDINATOR: "any"},
    Permission.READ_AGGREGATES: {
        Role.MEMBER: "club",
        Role.TRAINER: "club",
        Role.COORDINATOR: "any",
        Role.OBSERVER: "any",
    },
    Permission.MANAGE_CLUB: {Role.TRAINER: "club", Role.COORDINATOR: "any"},
    Permission.MANAGE_ACCOUNT: {Role.TRAINER: "club", Role.COORDINATOR: "any"},
    Permission.MANAGE_PROGRAMME: {Role.COORDINATOR: "any"},
    Permission.READ_PROGRAMME: {Role.COORDINATOR: "any", Role.OBSERVER: "any"},
    Permission.READ_CHECKLISTS: {Role.TRAINER: "any", Role.COORDINATOR: "any"},
    Permission.ADOPT_VERSION: {Role.TRAINER: "club", Role.COORDINATOR: "club"},
    Permission.OWN_ACCOUNT: dict.fromkeys(Role, "any"),
}
OWN_COMPANY = Thing(7, frozenset({3}))
OWN_CLUB = Thing(club_ids=frozenset({3}))
HANDED_IN = [Thing(8, frozenset({3}), state) for state in State if state is not State.DRAFT]
DRAFT = Thing(8, frozenset({3}), State.DRAFT)
SHARED_DRAFT = Thing(8, frozenset({3}), State.DRAFT, shared=True)
OF_ANOTHER_CLUB = [Thing(9, frozenset({4})), Thing(9, frozenset({4}), State.ACCEPTED, shared=True), Thing()]


def person(role: Role) -> Person:
    """Somebody with company 7 and club 3; a role that has no company makes nothing of one."""
    return Person(1, "Olga", role, company_ids=frozenset({7}), club_ids=frozenset({3}))


@pytest.mark.parametrize("permission", Permission)
@pytest.mark.parametrize("role", Role)
def test_a_role_may_do_what_the_table_says_and_nothing_else(role: Role, permission: Permission) -> None:
    allowed = TABLE[permission].get(role, "nothing")

    def try_(thing: Thing) -> bool:
        return may(person(role), permission, thing)

    assert try_(OWN_CLUB) == (allowed in {"club", "any"})
    assert try_(OWN_COMPANY) == (allowed in {"company", "club", "any"})
    assert {try_(thing) for thing in (*HANDED_IN, SHARED_DRAFT)} == {allowed in {"handed in", "club", "any"}}
    assert try_(DRAFT) == (allowed in {"club", "any"})
    assert {try_(thing) for thing in OF_ANOTHER_CLUB} == {allowed == "any"}


def test_the_table_names_every_permission() -> None:
    assert set(TABLE) == set(Permission)


def test_somebody_with_nothing_may_do_nothing_but_keep_their_account() -> None:
    nobody = Person(1, "Olga", Role.MEMBER)
    for permission in Permission:
        assert may(nobody, permission, OWN_COMPANY) == (permission is Permission.OWN_ACCOUNT)
