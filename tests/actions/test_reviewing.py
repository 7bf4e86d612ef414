"""The review: what the trainer sees and writes, the decision, and what the company gets of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
import sqlalchemy as sa

from recp_selfcheck.actions import answering, company, phrases, reviewing, sharing
from recp_selfcheck.actions.session import Session
from recp_selfcheck.errors import AnswerMistakes, Conflict, NotFound, NotPermitted, NotPossibleNow
from recp_selfcheck.people.review import State, Step
from recp_selfcheck.people.roles import Role
from recp_selfcheck.storage import audit, database, tables

from .club import ClubOfTests

ANSWERS = {"lighting.led": "some", "lighting.how": ["clock"], "lighting.share": 37.5}


@dataclass
class Scene:
    club: ClubOfTests
    member: Session
    trainer: Session
    submission: int

    def write(self, question: str, field: str, raw: Any, seen: int = 0) -> Any:
        return reviewing.save_review(self.trainer, self.submission, question, raw, seen, field=field)

    def answer(self, question: str, raw: Any) -> None:
        found = answering.find_submission(self.member, "energy")
        assert found
        cell = found.cells.get((question, "answer"))
        answering.save_answer(self.member, self.submission, question, raw, cell.version if cell else 0)

    def hand_in(self) -> None:
        answering.hand_in(self.member, self.submission)

    def review(self) -> reviewing.Review:
        return reviewing.open_review(self.trainer, self.submission)


@pytest.fixture
def scene(club_of_tests: ClubOfTests) -> Scene:
    """A member whose answers are handed in, and the trainer of their club."""
    orsha = club_of_tests.club("Orsha")
    member = club_of_tests.member(orsha, "ivan", "Bakery «Dawn»")
    company.save_field(member, "site.systems", ["lighting"], 0)
    submission = answering.open_submission(member, "energy").id
    found = Scene(club_of_tests, member, club_of_tests.person(Role.TRAINER, "pavel", orsha), submission)
    for question, raw in ANSWERS.items():
        found.answer(question, raw)
    found.hand_in()
    return found


def test_the_queue_holds_what_was_handed_in_in_own_clubs_and_nothing_else(scene: Scene) -> None:
    vitebsk = scene.club.club("Vitebsk")
    elsewhere = scene.club.member(vitebsk, "anna", "Dairy")
    answering.open_submission(elsewhere, "energy")
    waiting = reviewing.queue(scene.trainer)
    assert [(one.company, one.checklist, one.state) for one in waiting] == [
        ("Bakery «Dawn»", "energy", State.SUBMITTED)
    ]
    assert waiting[0].not_applicable == 0
    assert reviewing.queue(scene.club.person(Role.TRAINER, "petr", vitebsk)) == ()


def test_a_first_look_is_remembered_and_ends_taking_back(scene: Scene) -> None:
    scene.review()
    with pytest.raises(NotPossibleNow) as refused:
        answering.take_back(scene.member, scene.submission)
    assert refused.value.mistakes[0].code == "opened"
    with database.reading() as connection:
        log = [entry.action for entry in audit.of_company(connection, scene.member.company_id)]
    assert log.count("opened for review") == 1


def test_a_coordinator_looks_without_opening(scene: Scene) -> None:
    assert not reviewing.open_review(scene.club.coordinator, scene.submission).may_write
    answering.take_back(scene.member, scene.submission)


def test_the_agreed_score_takes_the_trainers_answer_where_it_stands(scene: Scene) -> None:
    scene.write("lighting.led", "answer", "none")
    review = scene.review()
    company_score, agreed = review.cards["company"].score, review.cards["agreed"].score
    assert company_score is not None
    assert agreed is not None
    assert agreed == pytest.approx(company_score - 50 / 3)
    assert review.cards["trainer"].score == 0


def test_an_answer_the_company_corrects_after_a_return_takes_the_trainers_out(scene: Scene) -> None:
    scene.write("lighting.led", "answer", "none")
    scene.write("lighting.share", "answer", 20)
    scene.write("lighting.led", "remark", "The list is of 2024.")
    assert reviewing.decide(scene.trainer, scene.submission, Step.RETURN) is State.RETURNED
    scene.answer("lighting.led", "all")
    scene.hand_in()
    review = scene.review()
    assert review.overtaken == ("lighting.led",)
    assert review.changed == ("lighting.led",)
    assert review.cards["agreed"].questions["lighting.led"].points == 100
    assert review.cards["agreed"].questions["lighting.share"].points == 20
    assert review.cells["lighting.led", "answer"].value["value"] == "none"  # it stays in sight


def test_remarks_reach_the_company_with_the_decision_and_not_before(scene: Scene) -> None:
    scene.write("lighting.led", "remark", "Draft of a remark")
    assert reviewing.own_decisions(scene.member, scene.submission) == ()
    scene.write("lighting.led", "remark", "The list is of 2024.", seen=1)
    reviewing.decide(scene.trainer, scene.submission, Step.RETURN, "Please look at the lighting.")
    (decision,) = reviewing.own_decisions(scene.member, scene.submission)
    assert (decision.step, decision.reason, decision.by) == ("return", "Please look at the lighting.", "Pavel")
    assert decision.copy["remarks"] == {"lighting.led": "The list is of 2024."}
    scene.hand_in()
    assert ("lighting.led", "remark") not in {key for key, cell in scene.review().cells.items() if cell.value}


def test_two_trainers_on_one_question_lose_nothing(scene: Scene) -> None:
    orsha = next(iter(scene.trainer.person.club_ids))
    second = scene.club.person(Role.TRAINER, "petr", orsha)
    scene.write("lighting.led", "remark", "First")
    with pytest.raises(Conflict) as conflict:
        reviewing.save_review(second, scene.submission, "lighting.led", "Second", 0, field="remark")
    assert (conflict.value.current.value, conflict.value.current.by) == ("First", "Pavel")
    reviewing.save_review(second, scene.submission, "lighting.how", "Another question", 0, field="remark")
    assert {cell.value for (_, field), cell in scene.review().cells.items() if field == "remark"} == {
        "First",
        "Another question",
    }


def test_accepting_writes_the_scores_of_all_layers(scene: Scene) -> None:
    scene.write("lighting.led", "answer", "none")
    assert reviewing.decide(scene.trainer, scene.submission, Step.ACCEPT) is State.ACCEPTED
    with database.reading() as connection:
        rows = connection.execute(
            sa.select(tables.score_row.c.layer, tables.score_row.c.score).where(
                tables.score_row.c.section == "", tables.score_row.c.state == "accepted", tables.score_row.c.is_latest
            )
        ).all()
    scores = {row.layer: row.score for row in rows}
    assert set(scores) == {"company", "trainer", "agreed"}
    assert scores["agreed"] < scores["company"]


def test_reopening_needs_a_reason_and_takes_the_score_out_of_the_figures(scene: Scene) -> None:
    reviewing.decide(scene.trainer, scene.submission, Step.ACCEPT)
    with pytest.raises(NotPossibleNow) as refused:
        reviewing.decide(scene.trainer, scene.submission, Step.REOPEN)
    assert refused.value.mistakes[0].code == "nothing-said"
    assert reviewing.decide(scene.trainer, scene.submission, Step.REOPEN, "A bill was wrong.") is State.RETURNED
    with database.reading() as connection:
        latest = sa.select(sa.func.count()).where(tables.score_row.c.state == "accepted", tables.score_row.c.is_latest)
        assert connection.execute(latest).scalar() == 0
    scene.answer("lighting.led", "all")


def test_returning_without_a_word_is_refused(scene: Scene) -> None:
    with pytest.raises(NotPossibleNow) as refused:
        reviewing.decide(scene.trainer, scene.submission, Step.RETURN)
    assert refused.value.mistakes[0].code == "nothing-said"


@pytest.mark.parametrize("step", [Step.HAND_IN, Step.TAKE_BACK])
def test_a_trainer_does_not_do_the_companys_steps(scene: Scene, step: Step) -> None:
    with pytest.raises(NotPossibleNow):
        reviewing.decide(scene.trainer, scene.submission, step, "x")


def test_what_is_decided_already_is_not_decided_again(scene: Scene) -> None:
    reviewing.decide(scene.trainer, scene.submission, Step.ACCEPT)
    for step in (Step.ACCEPT, Step.RETURN):
        with pytest.raises(NotPossibleNow):
            reviewing.decide(scene.trainer, scene.submission, step, "x")
    with pytest.raises(NotPossibleNow):
        scene.write("lighting.led", "remark", "too late")


def test_a_draft_is_seen_only_where_the_company_shares_it(scene: Scene) -> None:
    answering.take_back(scene.member, scene.submission)
    with pytest.raises(NotPermitted):
        scene.review()
    sharing.share_draft(scene.member, scene.submission, shared=True)
    review = scene.review()
    assert not review.may_write
    assert [one.submission_id for one in reviewing.queue(scene.trainer)] == [scene.submission]
    sharing.share_draft(scene.member, scene.submission, shared=False)
    assert reviewing.queue(scene.trainer) == ()


def test_a_returned_submission_is_seen_as_it_was_handed_in(scene: Scene) -> None:
    reviewing.decide(scene.trainer, scene.submission, Step.RETURN, "Look again.")
    scene.answer("lighting.led", "all")
    review = scene.review()
    assert review.submission.sheet.answers["lighting.led"].value == "some"
    assert not review.may_write


def test_what_was_handed_in_again_and_taken_back_unopened_is_not_seen(scene: Scene) -> None:
    reviewing.decide(scene.trainer, scene.submission, Step.RETURN, "Look again.")
    scene.answer("lighting.led", "all")
    answering.hand_in(scene.member, scene.submission)
    answering.take_back(scene.member, scene.submission)
    review = scene.review()
    assert review.submission.sheet.answers["lighting.led"].value == "some"
    assert review.changed == ()


def test_strangers_neither_see_nor_write_nor_decide(scene: Scene) -> None:
    vitebsk = scene.club.club("Vitebsk")
    strangers = [
        scene.club.person(Role.TRAINER, "petr", vitebsk),
        scene.club.member(vitebsk, "anna", "Dairy"),
        scene.club.person(Role.OBSERVER, "donor", *scene.trainer.person.club_ids),
    ]
    for stranger in strangers:
        for forbidden in (
            lambda who: reviewing.open_review(who, scene.submission),
            lambda who: reviewing.save_review(who, scene.submission, "lighting.led", "x", 0, field="remark"),
            lambda who: reviewing.decide(who, scene.submission, Step.ACCEPT),
            lambda who: reviewing.own_decisions(who, scene.submission),
        ):
            with pytest.raises(NotPermitted):
                forbidden(stranger)
    with pytest.raises(NotPermitted):
        reviewing.save_review(scene.member, scene.submission, "lighting.led", "x", 0, field="remark")
    with pytest.raises(NotPermitted):
        reviewing.decide(scene.club.coordinator, scene.submission, Step.ACCEPT)
    with pytest.raises(NotFound):
        reviewing.open_review(scene.trainer, 987)


@pytest.mark.parametrize(
    ("field", "raw"),
    [("answer", "nonsense"), ("evidence", 4), ("evidence", True), ("remark", "x" * 4001), ("remark", 7), ("score", 1)],
)
def test_what_cannot_be_is_refused(scene: Scene, field: str, raw: Any) -> None:
    with pytest.raises(AnswerMistakes):
        scene.write("lighting.led", field, raw)


def test_phrases_are_the_trainers_own(scene: Scene) -> None:
    phrases.keep_phrase(scene.trainer, "Please attach the last bill.")
    phrases.keep_phrase(scene.trainer, "Please attach the last bill.")
    (phrase,) = phrases.list_phrases(scene.trainer)
    orsha = next(iter(scene.trainer.person.club_ids))
    second = scene.club.person(Role.TRAINER, "petr", orsha)
    assert phrases.list_phrases(second) == ()
    phrases.drop_phrase(second, phrase.id)
    assert phrases.list_phrases(scene.trainer) == (phrase,)
    phrases.drop_phrase(scene.trainer, phrase.id)
    assert phrases.list_phrases(scene.trainer) == ()
