"""Figures over companies: from five others on, of accepted scores, never of a single club below five."""

from __future__ import annotations

from typing import Any

import pytest

from recp_selfcheck.actions import answering, company, comparing, reviewing
from recp_selfcheck.actions.session import Session
from recp_selfcheck.errors import NotPermitted
from recp_selfcheck.people.review import Step
from recp_selfcheck.people.roles import Role

from .club import ClubOfTests


def accepted(trainer: Session, member: Session, led: str = "all") -> None:
    company.save_field(member, "site.systems", ["lighting"], 0)
    submission = answering.open_submission(member, "energy").id
    answers: dict[str, Any] = {"lighting.led": led, "lighting.how": ["clock"], "lighting.share": 50}
    for question, raw in answers.items():
        answering.save_answer(member, submission, question, raw, 0)
    answering.hand_in(member, submission)
    reviewing.decide(trainer, submission, Step.ACCEPT)


@pytest.mark.parametrize(("others", "shown"), [(4, False), (5, True)])
def test_a_company_sees_its_club_from_five_others_on(club_of_tests: ClubOfTests, others: int, shown: bool) -> None:
    orsha = club_of_tests.club("Orsha")
    trainer = club_of_tests.person(Role.TRAINER, "pavel", orsha)
    own = club_of_tests.member(orsha, "ivan")
    accepted(trainer, own, "none")
    for number in range(others):
        accepted(trainer, club_of_tests.member(orsha, f"other{number}", f"Company {number}"))
    figures = comparing.club_figures(own, "energy", 1)
    assert ("" in figures) == shown
    assert comparing.club_figures(own, "energy", 2) == {}
    if shown:
        assert (figures[""].n, figures[""].median) == (5, 70)  # (100 + 60 + 50) / 3, the own one not among them
        assert figures["lighting"].median == 70


def test_small_clubs_are_merged_in_the_programme(club_of_tests: ClubOfTests) -> None:
    orsha, vitebsk = club_of_tests.club("Orsha"), club_of_tests.club("Vitebsk")
    trainer = club_of_tests.person(Role.TRAINER, "pavel", orsha, vitebsk)
    for number in range(6):
        club = orsha if number < 2 else vitebsk
        accepted(trainer, club_of_tests.member(club, f"member{number}", f"Company {number}"))
    observer = club_of_tests.person(Role.OBSERVER, "donor")
    (figure,) = comparing.programme(observer)
    assert (figure.clubs, figure.checklist, figure.figure.n) == (("Orsha", "Vitebsk"), "energy", 6)
    assert comparing.programme(club_of_tests.coordinator) == (figure,)
    for nobody in (trainer, club_of_tests.member(orsha, "anna", "Dairy")):
        with pytest.raises(NotPermitted):
            comparing.programme(nobody)


def test_an_observer_has_no_club_figures_of_a_company(club_of_tests: ClubOfTests) -> None:
    club_of_tests.club("Orsha")
    with pytest.raises(NotPermitted):
        comparing.club_figures(club_of_tests.person(Role.TRAINER, "pavel"), "energy", 1)
