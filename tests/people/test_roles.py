"""The table of permissions."""

from __future__ import annotations

import pytest

from recp_selfcheck.people.review import State
from recp_selfcheck.people.roles import Permission, Person, Role, Thing, may

OWN = Thing(7)
MEMBER = Person(1, "Olga", Role.MEMBER, company_ids=frozenset({7}))
TRAINER = Person(2, "Pavel", Role.TRAINER, company_ids=frozenset({7}), club_ids=frozenset({3}))
MEMBERS_OWN = {
    Permission.READ_COMPANY,
    Permission.EDIT_COMPANY,
    Permission.ANSWER,
    Permission.HAND_IN,
    Permission.READ_SUBMISSION,
}


@pytest.mark.parametrize("permission", Permission)
def test_a_member_works_on_the_own_company_and_reviews_nothing(permission: Permission) -> None:
    assert may(MEMBER, permission, OWN) == (permission in MEMBERS_OWN)
    assert not may(MEMBER, permission, Thing(8))


@pytest.mark.parametrize("role", [Role.TRAINER, Role.COORDINATOR])
@pytest.mark.parametrize("state", [None, *State])
def test_trainer_and_coordinator_read_what_a_company_of_their_club_handed_in_or_shares(
    role: Role, state: State | None
) -> None:
    person = Person(2, "Pavel", role, club_ids=frozenset({3}))
    handed_in = state in {State.SUBMITTED, State.RETURNED, State.ACCEPTED}
    assert may(person, Permission.READ_SUBMISSION, Thing(7, frozenset({3, 4}), state)) == handed_in
    assert may(person, Permission.READ_SUBMISSION, Thing(7, frozenset({3}), state, shared=True))
    assert not may(person, Permission.READ_SUBMISSION, Thing(7, frozenset({4}), state, shared=True))
    assert may(person, Permission.REVIEW, Thing(7, frozenset({3}), state)) == (handed_in and role is Role.TRAINER)


@pytest.mark.parametrize("permission", [Permission.EDIT_COMPANY, Permission.ANSWER, Permission.HAND_IN])
def test_nobody_but_a_member_changes_a_company(permission: Permission) -> None:
    thing = Thing(7, frozenset({3}), State.SUBMITTED, shared=True)
    for role in set(Role) - {Role.MEMBER}:
        assert not may(Person(2, "P", role, frozenset({7}), frozenset({3})), permission, thing)


@pytest.mark.parametrize("permission", Permission)
def test_an_observer_sees_no_single_company(permission: Permission) -> None:
    observer = Person(3, "Donor", Role.OBSERVER, frozenset({7}), frozenset({3}))
    assert not may(observer, permission, Thing(7, frozenset({3}), State.ACCEPTED, shared=True))
