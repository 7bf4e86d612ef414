"""Certificates: earned, given out once, revoked, verified by anybody."""

from __future__ import annotations

import pytest

from recp_selfcheck.actions import (
    answering,
    certifying,
    club_homework,
    clubs,
    company,
    meetings,
    part_handing_in,
    reviewing,
)
from recp_selfcheck.actions.session import Session
from recp_selfcheck.errors import NotFound, NotPermitted, NotPossibleNow
from recp_selfcheck.people.certificates import Rules
from recp_selfcheck.people.review import Step
from recp_selfcheck.people.roles import Role

from .club import ClubOfTests


def earn(club: ClubOfTests, orsha: int, trainer: Session, member: Session) -> None:
    """Do everything the club of these tests asks for."""
    meeting = meetings.add_meeting(trainer, orsha, title="Energy")
    meetings.set_present(trainer, meeting, member.person.id, present=True)
    club_homework.add_homework(trainer, orsha, title="At home", parts=["energy", "bills", "plan"])
    company.save_field(member, "site.systems", ["lighting"], 0)
    submission = answering.open_submission(member, "energy").id
    for question in ("lighting.led", "lighting.how", "lighting.share"):
        answering.save_answer(member, submission, question, "dont_know", 0)
    answering.hand_in(member, submission)
    reviewing.decide(trainer, submission, Step.ACCEPT)
    for part in ("bills", "plan"):
        part_handing_in.hand_in_part(member, part)


@pytest.fixture
def orsha(club_of_tests: ClubOfTests) -> int:
    made = club_of_tests.club("Orsha")
    clubs.set_rules(club_of_tests.coordinator, made, Rules(meetings=1))
    return made


def test_the_list_says_what_is_missing_and_a_certificate_comes_only_when_nothing_is(
    club_of_tests: ClubOfTests, orsha: int
) -> None:
    trainer = club_of_tests.person(Role.TRAINER, "pavel", orsha)
    ivan, anna = club_of_tests.member(orsha, "ivan"), club_of_tests.member(orsha, "anna", "Dairy")
    earn(club_of_tests, orsha, trainer, ivan)
    found = {one.name: one for one in certifying.candidates(trainer, orsha)}
    assert found["Ivan"].missing == ()
    assert [one.code for one in found["Anna"].missing] == ["meetings", "homework", "homework", "plan"]
    with pytest.raises(NotPossibleNow) as refused:
        certifying.issue(trainer, orsha, anna.person.id)
    assert refused.value.mistakes[0].code == "missing-meetings"
    given = certifying.issue(trainer, orsha, ivan.person.id)
    assert certifying.issue(trainer, orsha, ivan.person.id) == given
    assert (given.person_name, given.company_name) == ("Ivan", "Bakery")
    assert certifying.own(ivan) == (given,)
    assert certifying.printed(ivan, given.serial)[1] == "Orsha"


def test_anybody_can_verify_a_serial_however_it_is_typed(club_of_tests: ClubOfTests, orsha: int) -> None:
    trainer = club_of_tests.person(Role.TRAINER, "pavel", orsha)
    ivan = club_of_tests.member(orsha, "ivan")
    earn(club_of_tests, orsha, trainer, ivan)
    serial = certifying.issue(trainer, orsha, ivan.person.id).serial
    assert certifying.is_genuine(serial)
    assert certifying.is_genuine(f" {serial.lower().replace('-', ' ')} ")
    assert not certifying.is_genuine(serial[:-1] + ("2" if serial[-1] != "2" else "3"))
    assert not certifying.is_genuine("' OR 1=1 --")
    certifying.revoke(trainer, serial, "Given by mistake.")
    assert not certifying.is_genuine(serial)
    assert certifying.own(ivan) == ()
    with pytest.raises(NotFound):
        certifying.printed(ivan, serial)
    certifying.restore(trainer, serial)
    assert certifying.is_genuine(serial)


def test_revoking_needs_a_reason(club_of_tests: ClubOfTests, orsha: int) -> None:
    trainer = club_of_tests.person(Role.TRAINER, "pavel", orsha)
    ivan = club_of_tests.member(orsha, "ivan")
    earn(club_of_tests, orsha, trainer, ivan)
    serial = certifying.issue(trainer, orsha, ivan.person.id).serial
    with pytest.raises(NotPossibleNow):
        certifying.revoke(trainer, serial, "  ")


def test_nobody_else_gives_revokes_or_prints(club_of_tests: ClubOfTests, orsha: int) -> None:
    trainer = club_of_tests.person(Role.TRAINER, "pavel", orsha)
    ivan = club_of_tests.member(orsha, "ivan")
    earn(club_of_tests, orsha, trainer, ivan)
    serial = certifying.issue(trainer, orsha, ivan.person.id).serial
    vitebsk = club_of_tests.club("Vitebsk")
    strangers = [
        club_of_tests.person(Role.TRAINER, "petr", vitebsk),
        club_of_tests.member(orsha, "anna", "Dairy"),
        club_of_tests.person(Role.OBSERVER, "donor"),
    ]
    for stranger in strangers:
        for forbidden in (
            lambda who: certifying.candidates(who, orsha),
            lambda who: certifying.issue(who, orsha, ivan.person.id),
            lambda who: certifying.revoke(who, serial, "because"),
            lambda who: certifying.restore(who, serial),
            lambda who: certifying.printed(who, serial),
        ):
            with pytest.raises(NotPermitted):
                forbidden(stranger)
