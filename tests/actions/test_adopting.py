"""Taking a newer version of a checklist: what is shown before, what is moved, and that nothing is lost."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from recp_selfcheck.actions import adopting, answering, company, content
from recp_selfcheck.actions.session import Session
from recp_selfcheck.assessment.answers import Answer
from recp_selfcheck.checklists.authored import MovedVersion
from recp_selfcheck.checklists.moves import Moves
from recp_selfcheck.errors import AnswerMistakes, NotFound, NotPermitted, NotPossibleNow
from recp_selfcheck.storage import database, submissions, tables

from .conftest import LEAKS, SCALE, Shipped, checklist

NEW = [
    {
        "id": "lighting",
        "title": "Lighting",
        "questions": [
            {"id": "lighting.lamps", "text": "Lamps?", "kind": "options", "options": SCALE},
            {"id": "lighting.share", "text": "Share?", "kind": "number", "number": {"unit": "lx", "points": [[0, 0]]}},
            {"id": "lighting.level", "text": "Level?", "kind": "options", "options": SCALE},
        ],
    },
    {"id": "steam", "title": "Steam", "questions": [{**LEAKS, "options": SCALE[1:]}]},
]
GIVEN: dict[tuple[str, str], Any] = {
    ("lighting.led", "answer"): "some",
    ("lighting.led", "evidence"): 1,
    ("lighting.led", "note"): "Hall 2",
    ("lighting.how", "answer"): ["clock"],
    ("lighting.how", "note"): "The yard only",
    ("lighting.share", "answer"): 40,
    ("lighting.share", "evidence"): 2,
    ("lighting.share", "note"): "Counted",
    ("steam.leaks", "answer"): "not_applicable",
    ("steam.leaks", "reason"): "There is no steam",
}


@pytest.fixture
def submission(session: Session, shipped: Shipped, monkeypatch: pytest.MonkeyPatch) -> int:
    """A draft answered with version 1 while version 2 is shipped."""
    company.save_field(session, "site.systems", ["lighting", "steam"], 0)
    made = answering.open_submission(session, "energy").id
    for (question, field), raw in GIVEN.items():
        answering.save_answer(session, made, question, raw, 0, field=field)
    moved = MovedVersion(questions={"lighting.led": "lighting.lamps", "lighting.how": None})
    monkeypatch.setattr(content, "moves", lambda: Moves({"energy": {2: moved}}))
    shipped.energy = checklist(version=2, sections=NEW)
    return made


def seen(session: Session, submission: int) -> adopting.NewVersion:
    found = adopting.what_changes(session, submission)
    assert found
    return found


def values(session: Session) -> dict[tuple[str, str], Any]:
    found = answering.find_submission(session, "energy")
    assert found
    return {key: cell.value for key, cell in found.cells.items() if cell.value is not None}


def log() -> list[tuple[Any, ...]]:
    events = tables.answer_event.c
    with database.reading() as connection:
        query = sa.select(events.question, events.field, events.old, events.new, events.state).order_by(events.id)
        return [tuple(row) for row in connection.execute(query)]


def test_what_changes_is_shown_and_changes_nothing(session: Session, submission: int) -> None:
    before = values(session)
    found = seen(session, submission)
    assert [(one.question, one.to, one.fate, one.reason) for one in found.adoption.answers] == [
        ("lighting.led", "lighting.lamps", "kept", None),
        ("lighting.how", None, "dropped", "question_gone"),
        ("lighting.share", "lighting.share", "asked_again", "other_unit"),
        ("steam.leaks", "steam.leaks", "kept", None),
    ]
    assert found.adoption.new == ("lighting.level",)
    assert (found.old.version, found.new.version) == (1, 2)
    assert (found.adoption.before.score, found.adoption.after.score) == (50, 50)
    assert values(session) == before == GIVEN
    opened = answering.find_submission(session, "energy")
    assert opened
    assert adopting.newer_version(opened) == found.new


def test_kept_answers_move_with_what_belongs_to_them(session: Session, submission: int) -> None:
    taken = adopting.adopt(session, submission, seen(session, submission).seen)
    assert taken.checklist.version == 2
    assert taken.sheet.answers == {
        "lighting.lamps": Answer("some"),
        "steam.leaks": Answer("not_applicable", "There is no steam"),
    }
    assert values(session) == {
        ("lighting.lamps", "answer"): "some",
        ("lighting.lamps", "evidence"): 1,
        ("lighting.lamps", "note"): "Hall 2",
        ("lighting.share", "note"): "Counted",
        ("steam.leaks", "answer"): "not_applicable",
        ("steam.leaks", "reason"): "There is no steam",
    }
    with database.reading() as connection:
        assert submissions.get(connection, submission).version == 2


def test_what_is_moved_or_dropped_stays_in_the_log(session: Session, submission: int) -> None:
    before = log()
    adopting.adopt(session, submission, seen(session, submission).seen)
    added = log()[len(before) :]
    assert log()[: len(before)] == before
    gone = {(question, field): old for question, field, old, new, _ in added if new is None}
    assert gone == {
        key: raw for key, raw in GIVEN.items() if key[0] != "steam.leaks" and key != ("lighting.share", "note")
    }
    moved = {(question, field): new for question, field, old, new, _ in added if old is None}
    assert moved == {("lighting.lamps", field): raw for (name, field), raw in GIVEN.items() if name == "lighting.led"}
    assert len(added) == len(gone) + len(moved)
    assert {event[4] for event in added} == {"draft"}


def test_taking_it_twice_changes_nothing_more(session: Session, submission: int) -> None:
    token = seen(session, submission).seen
    adopting.adopt(session, submission, token)
    after = log()
    assert adopting.adopt(session, submission, token).checklist.version == 2
    assert log() == after
    assert adopting.what_changes(session, submission) is None


def test_an_answer_changed_since_it_was_seen_is_looked_at_again(session: Session, submission: int) -> None:
    token = seen(session, submission).seen
    answering.save_answer(session, submission, "lighting.share", "dont_know", 1)
    before = log()
    with pytest.raises(NotPossibleNow) as caught:
        adopting.adopt(session, submission, token)
    assert [mistake.code for mistake in caught.value.mistakes] == ["seen-otherwise"]
    assert log() == before
    assert adopting.adopt(session, submission, seen(session, submission).seen).sheet.answers["lighting.share"] == Answer("dont_know")  # fmt: skip


def test_yet_another_version_shipped_since_is_looked_at_again(
    session: Session, submission: int, shipped: Shipped
) -> None:
    token = seen(session, submission).seen
    shipped.energy = checklist(version=3, sections=NEW)
    with pytest.raises(NotPossibleNow):
        adopting.adopt(session, submission, token)
    assert seen(session, submission).new.version == 3


def test_after_handing_in_nothing_is_offered_or_taken(session: Session, submission: int) -> None:
    token = seen(session, submission).seen
    answering.hand_in(session, submission)
    assert adopting.what_changes(session, submission) is None
    with pytest.raises(NotPossibleNow) as caught:
        adopting.adopt(session, submission, token)
    assert [mistake.code for mistake in caught.value.mistakes] == ["not-editable"]
    answering.take_back(session, submission)
    assert adopting.adopt(session, submission, token).checklist.version == 2


def test_an_older_or_equal_shipped_version_is_not_offered(session: Session, submission: int, shipped: Shipped) -> None:
    for version in (1, 0):
        shipped.energy = checklist(version=version, sections=NEW)
        assert adopting.what_changes(session, submission) is None


def test_a_window_that_still_shows_the_old_version_loses_nothing(session: Session, submission: int) -> None:
    adopting.adopt(session, submission, seen(session, submission).seen)
    before = values(session)
    with pytest.raises(AnswerMistakes) as caught:
        answering.save_answer(session, submission, "lighting.led", "all", 1)
    assert [mistake.code for mistake in caught.value.mistakes] == ["unknown-question"]
    assert values(session) == before


def test_notes_of_questions_that_became_one_are_joined(
    session: Session, submission: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = MovedVersion(questions={"lighting.led": "lighting.level", "lighting.how": "lighting.level"})
    monkeypatch.setattr(content, "moves", lambda: Moves({"energy": {2: moved}}))
    adopting.adopt(session, submission, seen(session, submission).seen)
    assert values(session)["lighting.level", "note"] == "Hall 2\nThe yard only"
    assert ("lighting.level", "answer") not in values(session)


def test_only_the_company_itself_may_look_or_take(session: Session, submission: int) -> None:
    with database.transaction() as connection:
        connection.execute(sa.delete(tables.membership))
    for call in (lambda: adopting.what_changes(session, submission), lambda: adopting.adopt(session, submission, "")):
        with pytest.raises(NotPermitted):
            call()


def test_what_does_not_exist_is_not_found(session: Session) -> None:
    with pytest.raises(NotFound):
        adopting.what_changes(session, 77)


def test_the_shipped_moves_can_be_read() -> None:
    content.moves.cache_clear()
    assert isinstance(content.moves(), Moves)
