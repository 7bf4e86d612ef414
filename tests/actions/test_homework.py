"""The homework workbook of a checklist: out, filled in, looked through, and taken in whole or not at all."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from recp_selfcheck.actions import answering
from recp_selfcheck.actions.company import read_company, save_field
from recp_selfcheck.actions.homework import (
    HomeworkPreview,
    preview_homework,
    take_homework_in,
    write_homework_workbook,
)
from recp_selfcheck.actions.session import Session
from recp_selfcheck.errors import NotFound, NotPossibleNow
from recp_selfcheck.reports.faults import fault_words
from tests.actions.conftest import Shipped, checklist
from tests.reports.bad_texts import BAD_TEXTS
from tests.reports.workbooks import changed

Typed = dict[tuple[str, int], Any]
ANSWER, REASON, EVIDENCE, NOTE = 4, 6, 7, 8  # columns, from 1
LED, HOW, SHARE, LEAKS, SYSTEMS = "lighting.led", "lighting.how", "lighting.share", "steam.leaks", "site.systems"
FACTS = {(f"{SYSTEMS}/steam", ANSWER): "x", (f"{SYSTEMS}/lighting", ANSWER): "x"}


@pytest.fixture
def blank(session: Session) -> bytes:
    return write_homework_workbook(session, "energy", "en")


def filled(content: bytes, cells: Typed) -> bytes:
    """Type into the row of a question (`question` or `question/option`) and a column."""

    def change(book: Workbook) -> None:
        for sheet in book:
            if sheet["A1"].value != "recp:homework":
                continue
            rows = {str(sheet.cell(row, 1).value): row for row in range(4, sheet.max_row + 1)}
            for (ident, column), value in cells.items():
                if ident in rows:
                    cell = sheet.cell(rows[ident], column)
                    cell.value = value
                    if isinstance(value, str):
                        cell.data_type = "s"

    return changed(content, change)


def look(session: Session, content: bytes) -> HomeworkPreview:
    return preview_homework(session, "energy", content, "energy.xlsx")


def take(session: Session, content: bytes) -> HomeworkPreview:
    return take_homework_in(session, "energy", content, "energy.xlsx", look(session, content).seen)


def stored(session: Session) -> dict[tuple[str, str], Any]:
    found = answering.find_submission(session, "energy")
    return {key: cell.value for key, cell in found.cells.items()} if found else {}


def test_answers_reasons_evidence_and_notes_come_in(session: Session, blank: bytes) -> None:
    content = filled(
        blank,
        {
            **FACTS,
            (LED, ANSWER): "A written list, last year",
            (LED, EVIDENCE): "document or photo",
            (LED, NOTE): "shelf 3",
            (f"{HOW}/sensor", ANSWER): "х",  # the Cyrillic letter
            (f"{HOW}/clock", ANSWER): "X",
            (SHARE, ANSWER): "12,5",
            (LEAKS, ANSWER): "Does not apply to us",
            (LEAKS, REASON): "no steam here at all",
        },
    )
    found = look(session, content)
    assert found.faults == ()
    assert stored(session) == {}, "looking begins nothing"
    take(session, content)
    assert stored(session) == {
        (LED, "answer"): "some",
        (LED, "evidence"): 1,
        (LED, "note"): "shelf 3",
        (HOW, "answer"): ["clock", "sensor"],
        (SHARE, "answer"): 12.5,
        (LEAKS, "answer"): "not_applicable",
        (LEAKS, "reason"): "no steam here at all",
    }
    assert read_company(session).cells[SYSTEMS].value == ["lighting", "steam"]
    again = look(session, content)
    assert again.lines == ()
    assert again.same == 8
    assert look(session, write_homework_workbook(session, "energy", "en")).lines == ()


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({(LED, ANSWER): "sometimes"}, "unknown-option"),
        ({(SHARE, ANSWER): "half"}, "not-a-number"),
        ({(SHARE, ANSWER): 101}, "above-limit"),
        ({(SHARE, ANSWER): -1}, "below-limit"),
        ({(f"{HOW}/clock", ANSWER): "yes"}, "not-a-tick"),
        ({(f"{HOW}/clock", ANSWER): "x", (HOW, ANSWER): "I don't know"}, "ticks-and-answer"),
        ({(f"{HOW}/clock", ANSWER): "x", (f"{HOW}/nothing", ANSWER): "x"}, "exclusive"),
        ({(LED, ANSWER): "Does not apply to us"}, "reason-missing-here"),
        ({(LED, ANSWER): "Does not apply to us", (LED, REASON): "n/a"}, "reason-missing-here"),
        ({(LED, EVIDENCE): "seen or measured"}, "carrier-not-offered"),
        ({(LED, REASON): "x" * 2001}, "too-long"),
        ({(LED, NOTE): "x" * 4001}, "too-long"),
    ],
)
def test_a_mistake_is_named_at_its_cell_and_nothing_is_taken_in(
    session: Session, blank: bytes, cells: Typed, code: str
) -> None:
    content = filled(blank, {(LEAKS, NOTE): "kept out too", **cells})
    found = look(session, content)
    assert [one.mistake.code for one in found.faults] == [code]
    assert "cell" in fault_words(found.faults[0])
    with pytest.raises(NotPossibleNow):
        take_homework_in(session, "energy", content, "energy.xlsx", found.seen)
    assert stored(session) == {}


def test_a_reason_that_is_stored_already_is_enough(session: Session, blank: bytes) -> None:
    submission = answering.open_submission(session, "energy")
    answering.save_answer(session, submission.id, LED, "we have none", 0, field="reason")
    assert take(session, filled(blank, {(LED, ANSWER): "Does not apply to us"})).lines
    assert stored(session)[LED, "answer"] == "not_applicable"


def test_what_was_changed_meanwhile_is_not_overwritten(session: Session) -> None:
    submission = answering.open_submission(session, "energy")
    answering.save_answer(session, submission.id, LED, "none", 0)
    content = write_homework_workbook(session, "energy", "en")
    answering.save_answer(session, submission.id, LED, "all", 1)
    kept = take(session, filled(content, {(SHARE, ANSWER): 40}))
    assert [question.id for question in kept.kept] == [LED]
    assert stored(session)[LED, "answer"] == "all"
    both = filled(content, {(LED, ANSWER): "A written list, last year"})
    seen = look(session, both).seen
    answering.save_answer(session, submission.id, LED, "none", 2)
    with pytest.raises(NotPossibleNow) as refused:
        take_homework_in(session, "energy", both, "energy.xlsx", seen)
    assert [mistake.code for mistake in refused.value.mistakes] == ["answers-seen-otherwise"]
    assert stored(session)[LED, "answer"] == "none"


def test_an_emptied_answer_is_said_and_stays(session: Session) -> None:
    submission = answering.open_submission(session, "energy")
    answering.save_answer(session, submission.id, LED, "none", 0)
    content = filled(write_homework_workbook(session, "energy", "en"), {(LED, ANSWER): None})
    assert [question.id for question in take(session, content).emptied] == [LED]
    assert stored(session)[LED, "answer"] == "none"


def test_another_checklist_version_state_or_workbook_is_told(session: Session, blank: bytes, shipped: Shipped) -> None:
    other = preview_homework(session, "water", blank, "energy.xlsx")
    assert [one.mistake.code for one in other.faults] == ["homework-other"]
    shipped.energy = checklist(version=2)
    older = look(session, filled(blank, {(LED, NOTE): "n"}))
    assert [one.mistake.code for one in older.faults] == ["homework-older"]
    shipped.energy = checklist(version=1)
    newer = look(session, changed(blank, lambda book: book["recp"].cell(5, 2, "3")))
    assert [one.mistake.code for one in newer.faults] == ["homework-newer"]
    with pytest.raises(NotFound):
        write_homework_workbook(session, "gold", "en")


def test_what_is_handed_in_takes_nothing_in(session: Session, blank: bytes) -> None:
    answers = {
        **FACTS,
        (LED, ANSWER): "I don't know", (HOW, ANSWER): "I don't know",
        (SHARE, ANSWER): "I don't know", (LEAKS, ANSWER): "I don't know",
    }  # fmt: skip
    take(session, filled(blank, answers))
    submission = answering.open_submission(session, "energy")
    answering.hand_in(session, submission.id)
    found = look(session, filled(blank, {(LED, NOTE): "late"}))
    assert [one.mistake.code for one in found.faults] == ["not-editable"]


@settings(deadline=None, max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    words=st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffe\uffff"), max_size=80)
)
def test_a_note_comes_back_to_the_last_character(session: Session, words: str) -> None:
    submission = answering.open_submission(session, "energy")
    cell = submission.cells.get((LED, "note"))
    answering.save_answer(session, submission.id, LED, words or None, cell.version if cell else 0, field="note")
    kept = stored(session).get((LED, "note"))
    content = write_homework_workbook(session, "energy", "en")
    assert look(session, content).lines == ()
    assert look(session, content).same == (1 if kept else 0)


def test_markup_and_formulas_in_notes_are_text(session: Session, blank: bytes) -> None:
    submission = answering.open_submission(session, "energy")
    for place, words in enumerate(BAD_TEXTS):
        cell = stored(session).get((LED, "note"))
        version = answering.open_submission(session, "energy").cells[LED, "note"].version if cell else 0
        answering.save_answer(session, submission.id, LED, words, version, field="note")
        book = load_workbook(BytesIO(write_homework_workbook(session, "energy", "en")))
        cells = [one for sheet in book for row in sheet.iter_rows() for one in row]
        assert not [one for one in cells if one.data_type == "f" or one.hyperlink], place
        if words != BAD_TEXTS[-1]:  # openpyxl reads `_x0041_` where Excel and calamine read what was typed
            assert words in [one.value for one in cells]


def test_the_workbook_follows_the_facts(session: Session) -> None:
    save_field(session, SYSTEMS, ["lighting"], 0)
    book = load_workbook(BytesIO(write_homework_workbook(session, "energy", "en")))
    idents = {cell.value for cell in book["Energy"]["A"]}
    assert LED in idents
    assert LEAKS not in idents, "there is no steam"
