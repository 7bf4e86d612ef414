"""The cells of a table of answer sheets, read column by column; needs pandas and numpy."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from recp_selfcheck.assessment.answers import (
    EQUAL,
    RESERVED,
    Answer,
    accept,
    known_questions,
    shorten,
    unknown_question,
)
from recp_selfcheck.assessment.points import points_function
from recp_selfcheck.checklists.model import Checklist, Number, Question
from recp_selfcheck.errors import AnswerMistakes, Mistake

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
MOST_MISTAKES: Final = 100  # that are written out; the rest is counted
NUMBER: Final = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")


@dataclass(slots=True)
class Column:
    """One question's answers: by row its points, whether it has any, and whether it counts in the range.

    `codes` number the distinct `answers`, -1 = none; both empty for a column of plain numbers.
    """

    points: Floats
    rated: Bools
    applies: Bools
    codes: NDArray[np.intp]
    answers: list[Answer | None]

    def chosen(self, options: Sequence[str]) -> Bools:
        """Return where one of these options was answered."""
        table = np.zeros(len(self.answers) + 1, dtype=bool)  # the last is for "none"
        for place, answer in enumerate(self.answers):
            value = answer.value if answer else None
            ticks = value if isinstance(value, tuple) else (value,)
            table[place] = any(tick in options for tick in ticks)
        return table[self.codes]


class Found:
    """Collects mistakes over all blocks of rows; the same wrong value in one column is one mistake."""

    def __init__(self) -> None:
        self.mistakes: list[Mistake] = []
        self.seen: set[tuple[str, str]] = set()
        self.more = 0
        self.start = 0

    def at(self, start: int) -> Found:
        """Say at which row the block starts that is read now."""
        self.start = start
        return self

    def add(self, mistake: Mistake) -> None:
        """Write down a mistake, or count it when there are many."""
        if len(self.mistakes) < MOST_MISTAKES:
            self.mistakes.append(mistake)
        else:
            self.more += 1

    def add_cell(self, question: Question, raw: Any, first: int, rows: int) -> None:
        """Write down what `accept` says about a raw value, first found at a row of this block."""
        key = (question.id, repr(raw)[:200])
        if key in self.seen:
            return
        self.seen.add(key)
        try:
            accept(question, raw)
        except AnswerMistakes as wrong:
            row = self.start + first + 1
            others = f" and {rows - 1} more" if rows > 1 else ""
            for mistake in wrong.mistakes:
                values = dict(mistake.values, row=row, rows=rows)
                self.add(Mistake(mistake.code, f"row {row}{others}: {mistake.message}", values=values))

    def all(self) -> list[Mistake]:
        """Return the mistakes, with one more that says how many were only counted."""
        last = Mistake("more-mistakes", f"There are {self.more} more mistakes like these.", values={"count": self.more})
        return [*self.mistakes, last] if self.more else self.mistakes


def find_questions(checklist: Checklist, sheets: pd.DataFrame, found: Found) -> list[tuple[int, Question]]:
    """Return the question or fact of each column with the column's place."""
    known = known_questions(checklist)
    questions: dict[str, tuple[int, Question]] = {}
    for place, name in enumerate(sheets.columns):
        if not isinstance(name, str) or name not in known:
            found.add(unknown_question(checklist, name))
        elif name in questions:
            message = f"The column '{shorten(name)}' is there twice. Remove one."
            found.add(Mistake("repeated-column", message, values={"question": name}))
        else:
            questions[name] = (place, known[name])
    return list(questions.values())


def read_column(question: Question, series: pd.Series[Any], found: Found) -> Column:
    """Read one question's cells; what is wrong in them is written into `found`."""
    codes: NDArray[np.intp]
    raws: Sequence[Any] | Floats
    others: Sequence[int]  # places of the distinct values that are read one by one
    if question.kind == "number" and series.dtype.kind in "iuf":
        plain = series.to_numpy(dtype=np.float64, na_value=np.nan)
        codes, raws, others = np.arange(len(plain)), plain, []
    else:
        codes, raws = _distinct(series)
        plain = np.array([_number(raw) for raw in raws] if question.kind == "number" else [], dtype=np.float64)
        others = np.flatnonzero(np.isnan(plain)).tolist() if len(plain) else range(len(raws))
    used = np.bincount(codes + 1, minlength=len(raws) + 1)[1:]
    column = Column(*_nothing_answered(len(raws) + 1), codes, [None] * len(raws))
    wrong = _rate_numbers(question, plain, column) if len(plain) else []
    points_of = points_function(question)
    for place in others:
        try:
            answer = accept(question, _cell(question, raws[place]))
        except AnswerMistakes:
            wrong += [place] if used[place] else []
            continue
        column.answers[place] = answer
        mark = "unanswered" if answer is None or question.fact else points_of(answer.value, "unanswered")
        if isinstance(mark, float):
            column.points[place] = mark
            column.rated[place] = True
        column.applies[place] = mark != "not_applicable"
    if wrong:
        first = np.zeros(len(raws) + 1, dtype=np.intp)
        first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
        for place in wrong:
            found.add_cell(question, _cell(question, raws[place]), int(first[place]), int(used[place]))
    for table in ("points", "rated", "applies"):
        setattr(column, table, getattr(column, table)[codes])
    return column


def _nothing_answered(length: int) -> tuple[Floats, Bools, Bools]:
    return np.zeros(length), np.zeros(length, dtype=bool), np.ones(length, dtype=bool)


def _distinct(series: pd.Series[Any]) -> tuple[NDArray[np.intp], Sequence[Any]]:
    """Return by row the place of its value among the distinct ones, -1 where it is empty, and these."""
    try:
        codes, distinct = pd.factorize(series)
    except TypeError:  # lists or mappings as in an answers file, which cannot be looked up
        raws = {repr(raw): raw for raw in series}
        codes, written = pd.factorize(np.array([repr(raw) for raw in series], dtype=object))
        return codes, [None if pd.api.types.is_scalar(raws[r]) and pd.isna(raws[r]) else raws[r] for r in written]
    return codes, distinct.tolist()


def _number(raw: Any) -> float:
    """Return a cell of a number's column as a number, NaN where it is none."""
    if isinstance(raw, str):
        return float(raw) if NUMBER.fullmatch(raw) else np.nan
    return float(raw) if isinstance(raw, float | int) and not isinstance(raw, bool) and abs(raw) < np.inf else np.nan


def _cell(question: Question, raw: Any) -> Any:
    """Return a cell as an answers file would hold it."""
    if isinstance(raw, np.generic):
        return raw.item()
    if question.kind == "number" and isinstance(raw, str) and NUMBER.fullmatch(raw):
        return float(raw)
    if question.kind == "multiple" and isinstance(raw, str) and raw and raw not in RESERVED:
        return [] if raw == "[]" else raw.split()
    return raw


def _rate_numbers(question: Question, plain: Floats, column: Column) -> list[int]:
    """Give the numbers among the distinct values their points; return the places of those outside the limits."""
    number = question.number or Number(unit="1")
    least = -np.inf if number.at_least is None else number.at_least - EQUAL
    most = np.inf if number.at_most is None else number.at_most + EQUAL
    wrong = (plain < least) | (plain > most) | np.isinf(plain)
    fine = ~wrong & ~np.isnan(plain)
    if not question.fact:
        at, points = zip(*number.points, strict=True)
        column.points[:-1][fine] = np.interp(plain[fine], at, points)
        column.rated[:-1][fine] = True
    return np.flatnonzero(wrong).tolist()
