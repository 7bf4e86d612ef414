"""Saving one answer at a time: versions, conflicts, the log, and which checklist is answered."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from recp_selfcheck.actions import answering, company
from recp_selfcheck.actions.session import Session
from recp_selfcheck.assessment.answers import Answer
from recp_selfcheck.errors import AnswerMistakes, Conflict, NotFound, NotPossibleNow
from recp_selfcheck.storage import database, submissions, tables

from .conftest import Shipped, checklist


def begin(session: Session) -> int:
    return answering.open_submission(session, "energy").id


def save(session: Session, submission: int, question: str, raw: Any, seen: int = 0, *, field: str = "answer") -> Any:
    return answering.save_answer(session, submission, question, raw, seen, field=field)


def stored(session: Session, question: str, field: str = "answer") -> Any:
    found = answering.find_submission(session, "energy")
    assert found
    return found.cells.get((question, field))


def events() -> list[Any]:
    log = tables.answer_event.c
    with database.reading() as connection:
        query = sa.select(log.question, log.field, log.version, log.state, log.old, log.new, log.person_id, log.at)
        return list(connection.execute(query.order_by(log.id)))


def codes(caught: pytest.ExceptionInfo[Any]) -> list[str]:
    return [mistake.code for mistake in caught.value.mistakes]


def test_finding_creates_nothing_and_opening_makes_one_draft(session: Session) -> None:
    assert answering.find_submission(session, "energy") is None
    made = answering.open_submission(session, "energy")
    assert (made.state, made.round, made.editable, made.saved_at, made.receipt) == ("draft", 1, True, None, None)
    assert dict(made.cells) == {}
    assert dict(made.previous) == {}
    assert answering.open_submission(session, "energy").id == made.id
    found = answering.find_submission(session, "energy")
    assert found
    assert found.id == made.id


def test_a_checklist_nobody_ships_is_not_found(session: Session) -> None:
    for call in (answering.open_submission, answering.begin_round):
        with pytest.raises(NotFound):
            call(session, "astrology")
    assert answering.find_submission(session, "astrology") is None


def test_many_windows_that_open_at_once_get_one_draft(session: Session) -> None:
    found: list[Any] = []
    together = threading.Barrier(8)

    def call() -> None:
        together.wait()
        try:
            found.append(answering.open_submission(session, "energy").id)
        except Exception as error:  # noqa: BLE001 - whatever it is, the test must say so
            found.append(error)

    threads = [threading.Thread(target=call) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(found)) == 1, found


@pytest.mark.parametrize(
    ("question", "field", "raw", "kept"),
    [
        ("lighting.led", "answer", "some", "some"),
        ("lighting.led", "answer", "dont_know", "dont_know"),
        ("lighting.led", "answer", "not_applicable", "not_applicable"),
        ("lighting.how", "answer", ["sensor", "clock"], ["clock", "sensor"]),
        ("lighting.share", "answer", 37.5, 37.5),
        ("lighting.share", "answer", 40, 40),
        ("steam.leaks", "answer", "none", "none"),
        ("lighting.led", "reason", "We have no lamps.", "We have no lamps."),
        ("lighting.led", "evidence", 0, 0),
        ("lighting.led", "evidence", 2, 2),
        ("lighting.led", "note", "Second hall,\r\nnext to the oven\x00\x07 ✓", "Second hall,\nnext to the oven ✓"),
        ("lighting.led", "note", "= 2 + 2 «Цех № 5» \ud800🙂 ", "= 2 + 2 «Цех № 5» 🙂 "),
    ],
)
def test_each_field_is_stored_with_version_time_and_person(
    session: Session, question: str, field: str, raw: Any, kept: Any
) -> None:
    submission = begin(session)
    before = datetime.now(UTC)
    cell = save(session, submission, question, raw, field=field)
    assert (cell.value, cell.version, cell.by) == (kept, 1, session.person.name)
    assert before <= cell.at <= datetime.now(UTC)
    assert stored(session, question, field) == cell
    found = answering.find_submission(session, "energy")
    assert found
    assert found.saved_at == cell.at


def test_the_same_value_again_changes_nothing_even_from_a_stale_window(session: Session) -> None:
    submission = begin(session)
    first = save(session, submission, "lighting.led", "some")
    assert save(session, submission, "lighting.led", "some", first.version) == first
    assert save(session, submission, "lighting.led", "some", 0) == first
    assert len(events()) == 1


def test_a_stale_version_is_a_conflict_that_holds_what_is_stored(session: Session) -> None:
    submission = begin(session)
    save(session, submission, "lighting.led", "some")
    newer = save(session, submission, "lighting.led", "all", 1)
    for stale in (0, 1, 3):
        with pytest.raises(Conflict) as caught:
            save(session, submission, "lighting.led", "none", stale)
        assert caught.value.current == newer
    assert stored(session, "lighting.led") == newer
    assert len(events()) == 2


def test_a_version_seen_of_an_answer_that_was_never_stored_is_a_conflict(session: Session) -> None:
    with pytest.raises(Conflict) as caught:
        save(session, begin(session), "lighting.led", "none", 4)
    assert (caught.value.current.value, caught.value.current.version) == (None, 0)


def test_clearing_keeps_the_row_with_a_new_version(session: Session) -> None:
    submission = begin(session)
    save(session, submission, "lighting.led", "some")
    cleared = save(session, submission, "lighting.led", None, 1)
    assert (cleared.value, cleared.version) == (None, 2)
    found = answering.find_submission(session, "energy")
    assert found
    assert "lighting.led" not in found.sheet.answers
    again = save(session, submission, "lighting.led", "all", 2)
    assert again.version == 3
    assert [(event.old, event.new) for event in events()] == [(None, "some"), ("some", None), (None, "all")]


def test_clearing_what_was_never_answered_stores_nothing(session: Session) -> None:
    cell = save(session, begin(session), "lighting.led", None)
    assert (cell.value, cell.version) == (None, 0)
    assert stored(session, "lighting.led") is None
    assert events() == []


def test_fields_of_one_question_have_versions_of_their_own(session: Session) -> None:
    submission = begin(session)
    save(session, submission, "lighting.led", "not_applicable")
    save(session, submission, "lighting.led", "We have none.", field="reason")
    note = save(session, submission, "lighting.led", "Ask Olga", field="note")
    assert note.version == 1
    found = answering.find_submission(session, "energy")
    assert found
    assert found.sheet.answers["lighting.led"] == Answer("not_applicable", "We have none.")
    save(session, submission, "lighting.led", "all", 1)
    found = answering.find_submission(session, "energy")
    assert found
    assert found.sheet.answers["lighting.led"] == Answer("all")
    assert found.cells["lighting.led", "reason"].value == "We have none."


def test_every_change_is_logged_with_who_when_state_old_and_new(session: Session) -> None:
    submission = begin(session)
    first = save(session, submission, "lighting.led", "none")
    second = save(session, submission, "lighting.led", "all", 1)
    third = save(session, submission, "lighting.how", ["clock"])
    person = session.person.id
    assert [tuple(event) for event in events()] == [
        ("lighting.led", "answer", 1, "draft", None, "none", person, first.at),
        ("lighting.led", "answer", 2, "draft", "none", "all", person, second.at),
        ("lighting.how", "answer", 1, "draft", None, ["clock"], person, third.at),
    ]


@pytest.mark.parametrize(
    ("question", "field", "raw", "code"),
    [
        ("lighting.led", "answer", "most", "unknown-option"),
        ("lighting.led", "answer", {"answer": "not_applicable", "reason": "No lamps here"}, "reason-apart"),
        ("lighting.how", "answer", ["clock", "nothing"], "exclusive"),
        ("lighting.share", "answer", 101, "above-limit"),
        ("lighting.share", "answer", float("nan"), "not-a-number"),
        ("lighting.share", "answer", "40", "not-a-number"),
        ("lighting.nothing", "answer", "all", "unknown-question"),
        ("site.systems", "answer", ["steam"], "unknown-question"),
        ("lighting.led", "note", "x" * 4001, "too-long"),
        ("lighting.led", "reason", 5, "not-text"),
        ("lighting.led", "evidence", 3, "unknown-evidence"),
        ("lighting.led", "evidence", True, "unknown-evidence"),
        ("lighting.led", "evidence", "2", "unknown-evidence"),
        ("lighting.led", "points", 100, "unknown-field"),
    ],
)
def test_input_that_cannot_be_is_refused_and_nothing_changes(
    session: Session, question: str, field: str, raw: Any, code: str
) -> None:
    submission = begin(session)
    save(session, submission, "lighting.led", "some")
    with pytest.raises(AnswerMistakes) as caught:
        save(session, submission, question, raw, field=field)
    assert codes(caught) == [code]
    assert caught.value.mistakes[0].message
    assert len(events()) == 1


def test_a_question_that_applies_to_everybody_takes_no_not_applicable(session: Session) -> None:
    submission = answering.open_submission(session, "water").id
    with pytest.raises(AnswerMistakes) as caught:
        save(session, submission, "taps.leaks", "not_applicable")
    assert codes(caught) == ["not-applicable-off"]


def test_a_submission_that_is_not_there_is_not_found(session: Session) -> None:
    for call in (answering.hand_in, answering.take_back):
        with pytest.raises(NotFound):
            call(session, 4711)
    with pytest.raises(NotFound):
        save(session, 4711, "lighting.led", "all")


def test_of_two_saves_with_the_same_seen_version_exactly_one_wins(session: Session) -> None:
    submission = begin(session)
    save(session, submission, "lighting.led", "dont_know")
    for turn in range(10):
        together = threading.Barrier(3)
        outcomes: dict[str, Any] = {}

        def call(raw: str, seen: int, *, together: Any = together, outcomes: Any = outcomes) -> None:
            together.wait()
            try:
                outcomes[raw] = save(session, submission, "lighting.led", raw, seen)
            except Conflict as conflict:
                outcomes[raw] = conflict

        threads = [threading.Thread(target=call, args=(raw, turn + 1)) for raw in ("none", "some", "all")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        now = stored(session, "lighting.led")
        winners = [raw for raw, outcome in outcomes.items() if not isinstance(outcome, Conflict)]
        assert len(outcomes) == 3
        # saving what is stored already is no conflict and no change, and the winner of the turn before may be back
        changed = [raw for raw in winners if outcomes[raw].version == turn + 2]
        assert len(changed) == 1
        assert now == outcomes[changed[0]]
        losers = [outcome for outcome in outcomes.values() if isinstance(outcome, Conflict)]
        assert all(loser.current == now for loser in losers)
    assert [event.version for event in events()] == list(range(1, 12))


def test_two_windows_on_different_questions_never_meet(session: Session) -> None:
    submission = begin(session)
    failures: list[Exception] = []

    def call(question: str, values: list[Any]) -> None:
        try:
            for seen, raw in enumerate(values):
                save(session, submission, question, raw, seen)
        except Exception as error:  # noqa: BLE001 - whatever it is, the test must say so
            failures.append(error)

    threads = [
        threading.Thread(target=call, args=("lighting.led", ["none", "some", "all"] * 4)),
        threading.Thread(target=call, args=("lighting.share", list(range(12)))),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert (stored(session, "lighting.led").version, stored(session, "lighting.share").version) == (12, 12)
    assert len(events()) == 24


def test_a_draft_follows_todays_facts(session: Session) -> None:
    begin(session)
    company.save_field(session, "site.systems", ["steam", "lighting"], 0)
    found = answering.find_submission(session, "energy")
    assert found
    assert found.sheet.facts["site.systems"] == Answer(("lighting", "steam"))
    company.save_field(session, "site.systems", [], 1)
    found = answering.find_submission(session, "energy")
    assert found
    assert found.sheet.facts["site.systems"] == Answer(())


def test_new_texts_under_the_same_rules_are_shown_at_once(session: Session, shipped: Shipped) -> None:
    save(session, begin(session), "lighting.led", "all")
    shipped.energy = checklist(title="Energy, worded better")
    found = answering.find_submission(session, "energy")
    assert found
    assert found.checklist.title == "Energy, worded better"


def test_an_answered_draft_keeps_its_rules_when_a_newer_version_is_shipped(session: Session, shipped: Shipped) -> None:
    submission = begin(session)
    save(session, submission, "lighting.led", "all")
    old = shipped.energy
    shipped.energy = checklist(version=2, title="Energy 2", sections=[])
    found = answering.find_submission(session, "energy")
    assert found
    assert found.checklist == old
    assert found.sheet.answers["lighting.led"] == Answer("all")
    save(session, submission, "lighting.share", 50)
    with database.reading() as connection:
        assert submissions.get(connection, submission).version == 1


def test_an_empty_draft_moves_to_the_newer_version_with_its_first_answer(session: Session, shipped: Shipped) -> None:
    submission = begin(session)
    shipped.energy = checklist(version=2, title="Energy 2")
    found = answering.find_submission(session, "energy")
    assert found
    assert found.checklist.version == 2
    with database.reading() as connection:
        assert submissions.get(connection, submission).version == 1
    save(session, submission, "lighting.led", "all")
    shipped.energy = checklist(version=3)
    found = answering.find_submission(session, "energy")
    assert found
    assert (found.checklist.version, found.checklist.title) == (2, "Energy 2")


def test_every_version_in_use_stays_readable_from_storage(session: Session, shipped: Shipped) -> None:
    begin(session)
    whole = shipped.energy
    with database.reading() as connection:
        rows = connection.execute(sa.select(tables.checklist_version.c.definition)).scalars().all()
    assert [type(whole).model_validate(row) for row in rows] == [whole]


def test_the_overview_says_how_far_every_checklist_is(session: Session) -> None:
    energy, water = answering.overview(session)
    assert (energy.checklist.id, energy.state, energy.asked, energy.answered) == ("energy", None, 3, 0)
    assert (energy.card, energy.saved_at, energy.facts_missing) == (None, None, ("site.systems",))
    assert (water.asked, water.facts_missing) == (1, ())
    company.save_field(session, "site.systems", ["steam"], 0)
    cell = save(session, begin(session), "lighting.led", "dont_know")
    energy, _water = answering.overview(session)
    assert (energy.state, energy.asked, energy.answered, energy.facts_missing) == ("draft", 4, 1, ())
    assert energy.saved_at == cell.at
    assert energy.card
    assert (energy.card.low, energy.card.high) == (0, 100)


def test_after_handing_in_no_answer_can_be_changed(session: Session) -> None:
    submission = answering.open_submission(session, "water").id
    save(session, submission, "taps.leaks", "all")
    answering.hand_in(session, submission)
    with pytest.raises(NotPossibleNow) as caught:
        save(session, submission, "taps.leaks", "none", 1)
    assert codes(caught) == ["not-editable"]
    assert len(events()) == 1
