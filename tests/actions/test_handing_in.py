"""Handing in with its receipt, taking back, and the next round."""

from __future__ import annotations

import json
import threading
from typing import Any

import pytest
import sqlalchemy as sa

from recp_selfcheck.actions import answering, company
from recp_selfcheck.actions.session import Session
from recp_selfcheck.assessment.answers import Answer
from recp_selfcheck.checklists.model import Checklist
from recp_selfcheck.errors import NotPossibleNow
from recp_selfcheck.storage import canonical, database, tables

from .conftest import Shipped, checklist

ANSWERS = {"lighting.led": "some", "lighting.how": ["clock"], "lighting.share": 37.5}


def fill(session: Session, answers: dict[str, Any] = ANSWERS) -> int:
    submission = answering.open_submission(session, "energy").id
    for question, raw in answers.items():
        answering.save_answer(session, submission, question, raw, 0)
    return submission


@pytest.fixture
def filled(session: Session) -> int:
    company.save_field(session, "name", "Хлебозавод «Колос»", 0)
    company.save_field(session, "site.systems", ["lighting"], 0)
    return fill(session)


def missing(session: Session, submission: int) -> list[tuple[str, str]]:
    with pytest.raises(NotPossibleNow) as caught:
        answering.hand_in(session, submission)
    return [(mistake.code, mistake.values["question"]) for mistake in caught.value.mistakes]


def receipts() -> Any:
    with database.reading() as connection:
        return connection.execute(sa.select(tables.receipt)).all()


def test_everything_that_is_missing_is_said_at_once_and_nothing_is_handed_in(session: Session) -> None:
    submission = fill(session, {"lighting.how": "not_applicable", "lighting.share": "dont_know"})
    assert missing(session, submission) == [
        ("fact-missing", "site.systems"),
        ("unanswered", "lighting.led"),
        ("reason-missing", "lighting.how"),
    ]
    found = answering.find_submission(session, "energy")
    assert found
    assert [mistake.code for mistake in answering.what_is_missing(found)] == [
        "fact-missing",
        "unanswered",
        "reason-missing",
    ]
    assert found.state == "draft"
    assert receipts() == []


def test_a_reason_has_at_least_five_characters(session: Session, filled: int) -> None:
    answering.save_answer(session, filled, "lighting.how", "not_applicable", 1)
    answering.save_answer(session, filled, "lighting.how", "none", 0, field="reason")
    assert missing(session, filled) == [("reason-missing", "lighting.how")]
    answering.save_answer(session, filled, "lighting.how", "none.", 1, field="reason")
    receipt = answering.hand_in(session, filled)
    assert receipt.copy["answers"]["lighting.how"] == {"answer": "not_applicable", "reason": "none."}


def test_what_becomes_asked_by_a_fact_must_be_answered(session: Session, filled: int) -> None:
    company.save_field(session, "site.systems", ["steam"], 1)
    assert missing(session, filled) == [("unanswered", "steam.leaks")]


def test_the_receipt_is_a_frozen_copy_of_everything(session: Session, filled: int) -> None:
    answering.save_answer(session, filled, "lighting.led", 2, 0, field="evidence")
    answering.save_answer(session, filled, "lighting.led", "Invoice of May", 0, field="note")
    receipt = answering.hand_in(session, filled)
    copy = receipt.copy
    assert (receipt.checklist, receipt.version, receipt.hash, receipt.round) == ("energy", 1, "rules 1", 1)
    assert copy["handed_in"]["at"] == receipt.at.isoformat()
    assert copy["company"]["name"] == "Хлебозавод «Колос»"
    assert Checklist.model_validate(copy["checklist"]) == checklist()
    assert copy["facts"] == {"site.systems": ["lighting"]}
    assert copy["answers"] == ANSWERS
    assert copy["evidence"] == {"lighting.led": 2}
    assert copy["notes"] == {"lighting.led": "Invoice of May"}
    assert receipt.card["score"] == pytest.approx((50 + 60 + 37.5) / 3)
    assert receipt.card["band"] == "low"
    assert list(receipt.card["questions"]) == ["lighting.led", "lighting.how", "lighting.share", "steam.leaks"]


def test_the_receipts_hash_is_of_the_copy_as_it_is_read_back(session: Session, filled: int) -> None:
    receipt = answering.hand_in(session, filled)
    (read,) = answering.history(session, "energy")
    assert read == receipt
    assert canonical.sha256(read.copy) == receipt.sha256
    assert len(receipt.sha256) == 64
    assert json.loads(canonical.canonical(read.copy)) == read.copy


def test_the_numbers_of_the_score_stand_in_columns(session: Session, filled: int) -> None:
    card = answering.hand_in(session, filled).card
    (row,) = receipts()
    assert (row.score, row.low, row.high) == (card["score"], card["low"], card["high"])
    assert (row.share_rated, row.provisional, row.band) == (1.0, False, "low")


def test_after_handing_in_facts_and_answers_are_those_of_the_copy(session: Session, filled: int) -> None:
    answering.hand_in(session, filled)
    company.save_field(session, "site.systems", ["steam"], 1)
    found = answering.find_submission(session, "energy")
    assert found
    assert (found.state, found.editable) == ("submitted", False)
    assert found.sheet.facts == {"site.systems": Answer(("lighting",))}
    assert found.sheet.answers["lighting.share"] == Answer(37.5)
    energy = answering.overview(session)[0]
    assert (energy.state, energy.asked, energy.answered) == ("submitted", 3, 3)


def test_a_double_click_hands_in_once(session: Session, filled: int) -> None:
    found: list[Any] = []
    together = threading.Barrier(6)

    def call() -> None:
        together.wait()
        try:
            found.append(answering.hand_in(session, filled))
        except Exception as error:  # noqa: BLE001 - whatever it is, the test must say so
            found.append(error)

    threads = [threading.Thread(target=call) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [one for one in found if one != found[0]] == []
    assert len(receipts()) == 1


def test_handing_in_and_saving_at_once_never_change_what_was_handed_in(session: Session, filled: int) -> None:
    for _ in range(8):
        found = answering.find_submission(session, "energy")
        assert found
        seen = found.cells["lighting.share", "answer"]
        together = threading.Barrier(2)

        def save(value: float, version: int, *, together: Any = together) -> None:
            together.wait()
            try:
                answering.save_answer(session, filled, "lighting.share", value, version)
            except NotPossibleNow as refusal:
                assert refusal.mistakes[0].code == "not-editable"  # noqa: PT017 - in a thread

        thread = threading.Thread(target=save, args=(seen.value + 1, seen.version))
        thread.start()
        together.wait()
        receipt = answering.hand_in(session, filled)
        thread.join()
        after = answering.find_submission(session, "energy")
        assert after
        assert after.cells["lighting.share", "answer"].value == receipt.copy["answers"]["lighting.share"]
        answering.take_back(session, filled)


def test_taking_back_opens_the_same_answers_and_a_second_hand_in_makes_a_second_receipt(
    session: Session, filled: int
) -> None:
    first = answering.hand_in(session, filled)
    back = answering.take_back(session, filled)
    assert (back.state, back.editable, back.round) == ("draft", True, 1)
    assert back.receipt == first
    assert back.sheet.answers["lighting.share"] == Answer(37.5)
    assert answering.take_back(session, filled).state == "draft"
    answering.save_answer(session, filled, "lighting.share", 80, 1)
    second = answering.hand_in(session, filled)
    assert answering.history(session, "energy") == (first, second)
    assert first.copy["answers"]["lighting.share"] == 37.5
    assert second.copy["answers"]["lighting.share"] == 80
    found = answering.find_submission(session, "energy")
    assert found
    assert found.receipt == second


def test_a_new_round_shows_last_times_answers_and_fills_none_in(session: Session, filled: int) -> None:
    first = answering.hand_in(session, filled)
    second = answering.begin_round(session, "energy")
    assert (second.state, second.round, second.editable, second.receipt) == ("draft", 2, True, None)
    assert second.id != filled
    assert dict(second.cells) == {}
    assert dict(second.sheet.answers) == {}
    assert second.previous == ANSWERS
    assert second.sheet.facts == {"site.systems": Answer(("lighting",))}
    assert answering.begin_round(session, "energy").id == second.id
    assert answering.open_submission(session, "energy").id == second.id
    assert answering.history(session, "energy") == (first,)


def test_an_earlier_round_stays_as_it_was(session: Session, filled: int) -> None:
    answering.hand_in(session, filled)
    answering.begin_round(session, "energy")
    with pytest.raises(NotPossibleNow) as caught:
        answering.take_back(session, filled)
    assert caught.value.mistakes[0].code == "old-round"
    with pytest.raises(NotPossibleNow):
        answering.save_answer(session, filled, "lighting.led", "all", 1)


def test_two_clicks_on_a_new_round_begin_one(session: Session, filled: int) -> None:
    answering.hand_in(session, filled)
    found: list[Any] = []
    together = threading.Barrier(6)

    def call() -> None:
        together.wait()
        try:
            found.append(answering.begin_round(session, "energy").id)
        except Exception as error:  # noqa: BLE001 - whatever it is, the test must say so
            found.append(error)

    threads = [threading.Thread(target=call) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 1, found
    current = answering.find_submission(session, "energy")
    assert current
    assert current.round == 2


def test_a_new_round_takes_the_newest_version(session: Session, filled: int, shipped: Shipped) -> None:
    answering.hand_in(session, filled)
    shipped.energy = checklist(version=2)
    found = answering.find_submission(session, "energy")
    assert found
    assert found.checklist.version == 1
    assert answering.begin_round(session, "energy").checklist.version == 2


def test_what_is_handed_in_holds_the_rules_it_was_answered_by(session: Session, filled: int, shipped: Shipped) -> None:
    shipped.energy = checklist(version=2, sections=[])
    receipt = answering.hand_in(session, filled)
    assert (receipt.version, receipt.hash) == (1, "rules 1")
    assert Checklist.model_validate(receipt.copy["checklist"]) == checklist()
    assert receipt.card["score"] == pytest.approx((50 + 60 + 37.5) / 3)


def test_a_new_round_before_anything_was_begun_is_the_first(session: Session) -> None:
    assert answering.begin_round(session, "energy").round == 1


def test_a_checklist_with_nothing_asked_can_be_handed_in(session: Session, shipped: Shipped) -> None:
    steam = checklist().sections[1]
    shipped.energy = checklist(sections=[steam.model_dump(mode="json", by_alias=True, exclude_none=True)])
    company.save_field(session, "site.systems", ["lighting"], 0)
    submission = answering.open_submission(session, "energy").id
    receipt = answering.hand_in(session, submission)
    assert receipt.card["score"] is None
    assert receipt.card["provisional"] is True
