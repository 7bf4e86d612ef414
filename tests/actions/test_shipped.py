"""The actions with what is really shipped: the demonstration companies, all checklists, opportunities in money."""

from __future__ import annotations

from typing import Any

import pytest

from recp_selfcheck.actions import answering, company, content, demo
from recp_selfcheck.actions.opportunities import read_opportunities
from recp_selfcheck.actions.session import solo_session
from recp_selfcheck.assessment import conditions
from recp_selfcheck.checklists.model import Question
from recp_selfcheck.errors import NotFound, NotPossibleNow
from recp_selfcheck.storage import canonical, companies, database


def anything_stored() -> bool:
    with database.reading() as connection:
        return companies.anything_stored(connection)


def a_good_answer(question: Question) -> Any:
    if question.kind == "number":
        assert question.number
        return max(question.number.points, key=lambda pair: pair[1])[0]
    if question.kind == "multiple":
        return [option.id for option in question.options if option.points and not option.exclusive]
    return max(question.options, key=lambda option: option.points or -1).id


@pytest.mark.parametrize("plant", ["UF0590", "CI0042"])
def test_the_demonstration_company_is_filled_in(database_url: str, plant: str) -> None:
    session = demo.fill_demo(plant)
    year = company.year(session)
    assert plant in year.profile.name
    assert {"electricity", "heat", "water"} <= set(year.resources.by_resource)
    assert year.profile.about
    assert company.read_company(session).profile.facts.keys() == content.content().site.questions.keys()
    for entry in answering.overview(session):
        assert entry.facts_missing == ()
        assert entry.asked >= 12 or entry.checklist.id not in {"energy", "water", "materials"}


def test_the_bakerys_staff_is_doubted(database_url: str) -> None:
    doubts = company.year(demo.fill_demo("UF0590")).doubts
    assert [doubt.subject for doubt in doubts].count("employees") == 1


def test_the_dairys_answers_are_there_and_ranked_in_money(database_url: str) -> None:
    session = demo.fill_demo("CI0042")
    overview = {entry.checklist.id: entry for entry in answering.overview(session)}
    assert overview["energy"].answered == overview["energy"].asked
    improvements = read_opportunities(session)
    assert [checklist.id for checklist, _card in improvements.results] == [
        entry.checklist.id for entry in overview.values() if entry.state
    ]
    listed = improvements.opportunities.listed
    assert len(listed) >= 6
    assert any(one.money is not None for one in listed)
    assert len({one.measure for one in listed}) == len(listed)
    assert improvements.year.resources.by_resource["electricity"].cost == 251634


def test_a_database_with_data_is_refused_and_left_alone(database_url: str) -> None:
    session = solo_session()
    company.save_field(session, "name", "A real company", 0)
    with pytest.raises(NotPossibleNow) as caught:
        demo.fill_demo()
    assert caught.value.mistakes[0].code == "has-data"
    assert company.read_company(session).profile.name == "A real company"
    assert answering.find_submission(session, "energy") is None


@pytest.mark.parametrize("plant", ["XX0000", "../demo/UF0590", ""])
def test_an_unknown_plant_is_refused_with_those_there_are(database_url: str, plant: str) -> None:
    with pytest.raises(NotFound, match="CI0042, UF0590"):
        demo.fill_demo(plant)
    assert not anything_stored()


def test_every_shipped_checklist_can_be_answered_handed_in_and_begun_again(database_url: str) -> None:
    session = solo_session()
    site = content.content().site
    for fact in site.questions.values():
        everything = [option.id for option in fact.options if not option.exclusive]
        raw = everything if fact.kind == "multiple" else everything[-1] if everything else 1
        company.save_field(session, fact.id, raw, 0)
    for checklist in content.content().checklists.values():
        submission = answering.open_submission(session, checklist.id)
        for question in checklist.questions.values():
            answering.save_answer(session, submission.id, question.id, a_good_answer(question), 0)
        filled = answering.open_submission(session, checklist.id)
        assert conditions.asked(checklist, filled.sheet)
        receipt = answering.hand_in(session, submission.id)
        assert receipt.card["score"] == pytest.approx(100) or checklist.id not in {"energy", "water", "materials"}
        assert canonical.sha256(answering.history(session, checklist.id)[0].copy) == receipt.sha256
        assert answering.begin_round(session, checklist.id).previous == receipt.copy["answers"]
    assert read_opportunities(session).opportunities.listed == ()


def test_translations_are_made_once_for_each_checklist_and_language() -> None:
    checklist = content.content().checklists["energy"]
    first = content.translated_checklist(checklist, "ru")
    assert content.translated_checklist(checklist, "ru") is first
    assert content.translated_checklist(checklist.model_copy(), "ru") is not first
    assert list(first.checklist.questions) == list(checklist.questions)
    assert content.translated_site("be").checklist.id == "site"
    assert content.translated_library("ru").measures.keys() == content.content().library.measures.keys()
