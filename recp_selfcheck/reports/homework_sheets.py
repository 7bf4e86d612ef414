"""How the homework workbook of a checklist is laid out: a row a question, below it a row for each thing to tick.

Written by `homework_out`, read by `homework_in`. What an answer is called in the workbook stands beside its id on a
hidden sheet, so that a translation changed meanwhile does not matter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from recp_selfcheck.checklists.model import Checklist, Question
from recp_selfcheck.i18n import number, text, unit_label
from recp_selfcheck.reports.answer_words import reserved_for, reserved_words

TEMPLATE: Final = "homework"
VERSION: Final = 1
MARK: Final = "recp:homework"  # the hidden first cell of a sheet to fill in
AS_WRITTEN: Final = "recp_answers"  # what the workbook was handed out with
LABELS: Final = "recp_options"
TICK: Final = "x"
ANSWER, REASON, EVIDENCE, NOTE = "answer", "reason", "evidence", "note"
ID, NUMBER, QUESTION, GIVEN, HOW, WHY_NOT, SHOWS, REMARK, WHY, CHECK = range(10)  # columns
FIRST_ROW: Final = 3
FIELD_OF: Final[Mapping[int, str]] = {WHY_NOT: REASON, SHOWS: EVIDENCE, REMARK: NOTE}

Key = tuple[str, str]
"""Question and field; a fact has only an answer."""


@dataclass(frozen=True, slots=True)
class Homework:
    """What the workbook is made from.

    `checklist` is in the language of the workbook, `questions` are those to be put, `given` the stored values by
    question and field, facts among them.
    """

    checklist: Checklist
    company: str
    questions: frozenset[str]
    given: Mapping[Key, Any]
    made_on: date


@dataclass(frozen=True, slots=True)
class Row:
    """A question with its number, or with `option` one of the things to tick below it."""

    question: Question
    number: str = ""
    option: str = ""
    words: str = ""

    @property
    def ident(self) -> str:
        """What stands in the hidden column."""
        return f"{self.question.id}/{self.option}" if self.option else self.question.id


def fact_rows(homework: Homework) -> tuple[Row, ...]:
    """Return the rows of the facts the checklist refers to."""
    return tuple(row for place, fact in enumerate(homework.checklist.facts, start=1) for row in _rows(fact, str(place)))


def section_rows(homework: Homework) -> Iterator[tuple[str, tuple[Row, ...]]]:
    """Yield the title and the rows of each section that has a question to put."""
    place = 0
    for section in homework.checklist.all_sections:
        asked = [question for question in section.questions if question.id in homework.questions]
        if asked:
            place += 1
            rows = [row for at, one in enumerate(asked, start=1) for row in _rows(one, f"{place}.{at}")]
            yield f"{place}. {section.title}", tuple(rows)


def labels_of(question: Question) -> dict[str, str]:
    """Return what each answer is called in the workbook, by id, reserved ones among them.

    Two options that are called the same are told apart by a number.
    """
    words = reserved_words()
    found: dict[str, str] = {}
    for ident, label in (
        *((option.id, option.text) for option in question.options),
        *((name, words[name]) for name in reserved_for(question)),
    ):
        clean = " ".join(label.split())
        found[ident] = clean if clean not in found.values() else f"{clean} ({len(found) + 1})"
    return found


def evidence_labels() -> dict[int, str]:
    """Return what can show an answer, by its level."""
    return {0: text("our word"), 1: text("document or photo"), 2: text("bill or reading")}


def limits_of(question: Question) -> str:
    """Say the unit of a number and what it may be."""
    asked = question.number
    if asked is None:
        return text("tick with x below") if question.kind == "multiple" else text("choose from the list")
    unit = unit_label(asked.unit)
    if asked.at_least is not None and asked.at_most is not None:
        return text("number, {low} to {high} {unit}", low=number(asked.at_least), high=number(asked.at_most), unit=unit)
    if asked.at_least is not None:
        return text("number, {low} or more {unit}", low=number(asked.at_least), unit=unit)
    return text("number, {unit}", unit=unit)


def _rows(question: Question, place: str) -> Iterator[Row]:
    yield Row(question, place, words=question.text)
    if question.kind == "multiple":
        for option in question.options:
            yield Row(question, option=option.id, words=option.text)
