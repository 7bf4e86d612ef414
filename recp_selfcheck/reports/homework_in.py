"""Reads the homework workbook of a checklist: every answer with its cell, and everything that is wrong in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from recp_selfcheck import i18n
from recp_selfcheck.assessment.answers import RESERVED
from recp_selfcheck.errors import AnswerMistakes
from recp_selfcheck.i18n.languages import speaking
from recp_selfcheck.reports import homework_sheets as layout
from recp_selfcheck.reports.answer_words import NONE_OF_THESE
from recp_selfcheck.reports.archive import refuse_file
from recp_selfcheck.reports.cells import read_figure, words_in
from recp_selfcheck.reports.faults import Fault, Spot, fault, faults_of, spot_of
from recp_selfcheck.reports.homework_sheets import Key
from recp_selfcheck.reports.sheets import identity
from recp_selfcheck.reports.table_reader import Table, read_tables
from recp_selfcheck.reports.typed_labels import plain_label

_TICKS: Final = frozenset({"x", "х", "✓", "✔", "v", "+", "1"})  # Latin and Cyrillic; what people tick with
_FILLED_IN: Final = (layout.GIVEN, *layout.FIELD_OF)


@dataclass(frozen=True, slots=True)
class Filled:
    """One value of the workbook as an answers file holds it, and where it stands."""

    raw: Any
    spot: Spot


@dataclass(slots=True)
class FilledHomework:
    """What a workbook holds.

    `values` are by question and field; `reasons` say where each question's reason stands; `handed_out` is what the
    workbook was made with.
    """

    checklist: str = ""
    version: int = 0
    hash: str = ""
    sheets: list[str] = field(default_factory=list)
    values: dict[Key, Filled] = field(default_factory=dict)
    reasons: dict[str, Spot] = field(default_factory=dict)
    handed_out: dict[Key, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


class _Labels:
    """What answers are called in the workbook, and the ids behind."""

    def __init__(self, table: Table | None) -> None:
        self._ids: dict[str, dict[str, str]] = {}
        for row in range(len(table.rows)) if table else ():
            question, ident, label = (words_in(table.at(row, column)) if table else "" for column in range(3))
            self._ids.setdefault(question, {})[plain_label(label)] = ident

    def find(self, question: str, label: str) -> str | None:
        """Return the id of an answer to a question ("" for what shows it), None where nothing is called so."""
        return self._ids.get(question, {}).get(plain_label(label))

    def has_options(self, question: str) -> bool:
        """Say whether a question is answered from a list; the others take a number beside the reserved words."""
        return bool(set(self._ids.get(question, {}).values()) - RESERVED - {NONE_OF_THESE})


def read_homework(data: bytes, name: str) -> FilledHomework:
    """Return what a workbook holds; AnswerMistakes where the file as a whole cannot be read."""
    return homework_of(read_tables(data, name))


def homework_of(tables: Mapping[str, Table]) -> FilledHomework:
    """Return what the tables of a workbook hold; AnswerMistakes where they are those of something else."""
    said = identity(tables, layout.TEMPLATE, layout.VERSION)
    language = said.get("language", "")
    with speaking(language if language in i18n.LANGUAGES else i18n.language()):
        found = _read(tables)
    version = said.get("checklist_version", "")
    found.checklist, found.hash = said.get("checklist", ""), said.get("checklist_hash", "")
    found.version = int(version) if version.isascii() and version.isdecimal() else 0
    return found


def _read(tables: Mapping[str, Table]) -> FilledHomework:
    found = FilledHomework()
    labels = _Labels(tables.get(layout.LABELS))
    for table in tables.values():
        if table.text(0, layout.ID) == layout.MARK:
            found.sheets.append(table.name)
            _read_sheet(table, labels, found)
    if not found.sheets:
        message = "The sheets to fill in are missing. Download the workbook anew and copy your answers into it."
        refuse_file("template-sheets", message)
    copy = tables.get(layout.AS_WRITTEN)
    for row in range(len(copy.rows)) if copy else ():
        if copy:
            found.handed_out[copy.text(row, 0), copy.text(row, 1)] = copy.at(row, 2)
    return found


def _read_sheet(table: Table, labels: _Labels, found: FilledHomework) -> None:
    ticks: dict[str, list[tuple[str, Spot]]] = {}
    answers: dict[str, Filled] = {}
    for row in range(layout.FIRST_ROW, len(table.rows)):
        ident = table.text(row, layout.ID)
        question, _, option = ident.partition("/")
        if not ident:
            _refuse_filled(table, row, found)
        elif option:
            if _is_ticked(table, row, found):
                ticks.setdefault(question, []).append((option, spot_of(table, (row, layout.GIVEN))))
        else:
            answer = _read_answer(table, row, question, labels, found)
            if answer is not None:
                answers[question] = answer
            _read_beside(table, row, question, labels, found)
    for question, options in ticks.items():
        beside = answers.get(question)
        if beside is not None:
            message = "There are ticks below as well. Leave either them or this answer."
            found.faults.append(fault(beside.spot, "ticks-and-answer", message))
        else:
            answers[question] = Filled([option for option, _spot in options], options[0][1])
    found.values |= {(question, layout.ANSWER): filled for question, filled in answers.items()}


def _refuse_filled(table: Table, row: int, found: FilledHomework) -> None:
    """Name what was written into a row that asks nothing."""
    for column in _FILLED_IN:
        if words_in(table.at(row, column)):
            message = "This row asks nothing. Write it into a row with a question."
            found.faults.append(fault(spot_of(table, (row, column)), "no-row", message))
            return


def _is_ticked(table: Table, row: int, found: FilledHomework) -> bool:
    typed = words_in(table.at(row, layout.GIVEN)).casefold()
    if typed and typed not in _TICKS:
        message = f"'{typed[:40]}' is no tick. Write x, or leave the cell empty."
        found.faults.append(fault(spot_of(table, (row, layout.GIVEN)), "not-a-tick", message, given=typed[:40]))
    return typed in _TICKS


def _read_answer(table: Table, row: int, question: str, labels: _Labels, found: FilledHomework) -> Filled | None:
    spot = spot_of(table, (row, layout.GIVEN))
    try:
        raw = _answer(table, row, question, labels)
    except AnswerMistakes as wrong:
        found.faults += faults_of(wrong, spot)
        return None
    return None if raw is None else Filled(raw, spot)


def _read_beside(table: Table, row: int, question: str, labels: _Labels, found: FilledHomework) -> None:
    """Read reason, evidence and note."""
    found.reasons[question] = spot_of(table, (row, layout.WHY_NOT))
    for column, name in layout.FIELD_OF.items():
        value = table.at(row, column)
        raw_words = value if isinstance(value, str) else words_in(value)
        if not raw_words.strip():
            continue
        where = spot_of(table, (row, column))
        if name == layout.EVIDENCE:
            level = labels.find("", raw_words)
            if level is None:
                message = f"'{raw_words[:40]}' is not in the list. Choose one of it."
                found.faults.append(fault(where, "carrier-not-offered", message, given=raw_words[:40]))
                continue
            found.values[question, name] = Filled(int(level), where)
        else:
            found.values[question, name] = Filled(raw_words, where)


def _answer(table: Table, row: int, question: str, labels: _Labels) -> Any:
    """Return an option, a reserved answer, or a number; None where the cell is empty."""
    place = (row, layout.GIVEN)
    typed = words_in(table.at(*place))
    known = labels.find(question, typed) if typed else None
    if known is not None:
        return [] if known == NONE_OF_THESE else known
    if typed and labels.has_options(question):
        message = f"'{typed[:40]}' is not one of the answers. Choose one of the list."
        raise AnswerMistakes([fault(spot_of(table, place), "unknown-option", message, given=typed[:40]).mistake])
    return read_figure(table, place)  # empty, or a formula or error to be named
