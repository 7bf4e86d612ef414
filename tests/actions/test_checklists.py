"""Reading the checklists, their check report, and trying a question without storing anything."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from recp_selfcheck.actions import checklists
from recp_selfcheck.errors import AnswerMistakes, NotFound, NotPermitted
from recp_selfcheck.people.roles import Role
from recp_selfcheck.storage import database, tables

from .club import ClubOfTests


def test_everything_shipped_is_listed_in_numbers(club_of_tests: ClubOfTests) -> None:
    energy, water, site = checklists.list_checklists(club_of_tests.coordinator)
    assert [one.checklist.id for one in (energy, water, site)] == ["energy", "water", "site"]
    assert [one.questions for one in (energy, water, site)] == [4, 1, 2]
    assert set(energy.untranslated) == {"ru", "be"}
    assert energy.untranslated["ru"] > 0


def test_the_report_is_that_of_the_command(club_of_tests: ClubOfTests) -> None:
    report = checklists.check_report(club_of_tests.coordinator)
    assert report.mistakes == []
    assert "checklists/energy.yaml" in report.counts


def test_a_question_is_tried_without_storing_anything(club_of_tests: ClubOfTests) -> None:
    who = club_of_tests.coordinator
    cell = checklists.try_answer(who, "energy", "lighting.led", "some", 0)
    assert (cell.value, cell.version) == ("some", 1)
    assert checklists.try_answer(who, "energy", "lighting.led", "Hall 2", 4, field="note").version == 5
    assert checklists.try_answer(who, "site", "site.shifts", "one", 0).value == "one"
    with pytest.raises(AnswerMistakes) as refused:
        checklists.try_answer(who, "energy", "lighting.share", 101, 0)
    assert refused.value.mistakes[0].code == "above-limit"
    for checklist, question in (("energy", "no.such"), ("no_such", "lighting.led")):
        with pytest.raises(NotFound):
            checklists.try_answer(who, checklist, question, "some", 0)
    with database.reading() as connection:
        for table in (tables.answer, tables.company_field, tables.submission):
            assert connection.execute(sa.select(sa.func.count()).select_from(table)).scalar() == 0


def test_members_and_observers_do_not_read_them(club_of_tests: ClubOfTests) -> None:
    for who in (
        club_of_tests.member(club_of_tests.club("Orsha"), "ivan"),
        club_of_tests.person(Role.OBSERVER, "donor"),
    ):
        for forbidden in (
            checklists.list_checklists,
            checklists.check_report,
            lambda who: checklists.try_answer(who, "energy", "lighting.led", "some", 0),
        ):
            with pytest.raises(NotPermitted):
                forbidden(who)
