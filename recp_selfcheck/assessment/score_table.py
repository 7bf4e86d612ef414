"""Many answer sheets scored at once; needs pandas and numpy, like `columns`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
import pandas as pd

from recp_selfcheck.assessment.columns import Bools, Column, Floats, Found, find_questions, read_column
from recp_selfcheck.assessment.conditions import decisions
from recp_selfcheck.assessment.points import FULL, Branch, branches_of
from recp_selfcheck.checklists.model import AllOf, AnyOf, Checklist, Condition, Is
from recp_selfcheck.errors import AnswerMistakes

ROWS: Final = 32_768  # at a time, so that memory does not grow with the table
RESULTS: Final = ("score", "low", "high", "share_rated")


def score_many(checklist: Checklist, sheets: pd.DataFrame) -> pd.DataFrame:
    """Score one answer sheet a row; `scoring.score_many` describes table and result."""
    found = Found()
    questions = find_questions(checklist, sheets, found)
    branches = branches_of(checklist)
    names = [*RESULTS, *(branch.id for branch in branches[1:])]
    figures = np.full((len(names), len(sheets)), np.nan)
    for start in range(0, len(sheets), ROWS):
        stop = min(start + ROWS, len(sheets))
        columns = {
            question.id: read_column(question, sheets.iloc[start:stop, place], found.at(start))
            for place, question in questions
        }
        if not found.mistakes:
            _score(checklist, columns, figures[:, start:stop])
    if found.mistakes:
        raise AnswerMistakes(found.all())
    return pd.DataFrame(figures.T, index=sheets.index, columns=names, copy=False)


def _score(checklist: Checklist, columns: dict[str, Column], figures: Floats) -> None:
    """Fill in the figures of one block: by row of `figures` the whole's four and each section's score."""
    length = figures.shape[1]
    hidden = _hidden(checklist, columns, length)
    branches = branches_of(checklist)
    sums: list[_Sums | None] = [None] * len(branches)
    for place in range(len(branches) - 1, -1, -1):
        branch, own = branches[place], sums[place] or _Sums(length)
        sums[place] = None
        _add_questions(branch, own, columns, hidden)
        with np.errstate(invalid="ignore", divide="ignore"):
            score, low, share = own.earned / own.rated, own.low / own.weight, own.share / own.weight
        np.clip(score, 0, FULL, out=score)
        if place == 0:
            np.clip(low, 0, FULL, out=low)
            np.clip(share, 0, 1, out=share)
            figures[0], figures[1], figures[3] = score, low, share
            np.minimum(low + FULL * (1 - share), FULL, out=figures[2])
            continue
        figures[len(RESULTS) + place - 1] = score
        above = sums[branch.parent] = sums[branch.parent] or _Sums(length)
        above.earned += branch.weight * np.nan_to_num(score)
        above.low += branch.weight * np.nan_to_num(low)
        above.share += branch.weight * np.nan_to_num(share)
        above.rated += branch.weight * (own.rated > 0)
        above.weight += branch.weight * (own.weight > 0)


class _Sums:
    """By row what a section's children add up to; `scoring` has the same sums for one sheet."""

    def __init__(self, length: int) -> None:
        self.earned, self.rated, self.low, self.share, self.weight = np.zeros((5, length))


def _add_questions(branch: Branch, own: _Sums, columns: dict[str, Column], hidden: dict[str, Bools]) -> None:
    for question_id, weight, _ in branch.leaves:
        off = hidden.get(question_id)
        column = columns.get(question_id)
        if column is None:
            own.weight += weight if off is None else weight * ~off
            continue
        rated = column.rated if off is None else column.rated & ~off
        applies = column.applies if off is None else column.applies & ~off
        earned = weight * (column.points * rated)
        own.earned += earned
        own.low += earned
        own.rated += weight * rated
        own.share += weight * rated
        own.weight += weight * applies


def _hidden(checklist: Checklist, columns: dict[str, Column], length: int) -> dict[str, Bools]:
    """Return by question id the rows in which it is not asked; questions asked in every row are left out."""
    questions: dict[str, Bools] = {}
    nowhere = np.zeros(length, dtype=bool)

    def chosen(condition: Is) -> Bools:
        column = columns.get(condition.question)
        found = nowhere if column is None else column.chosen(condition.options)
        return found & ~questions.get(condition.question, nowhere)

    for step in decisions(checklist):
        if step.condition is None:
            continue
        off = ~_holds(step.condition, chosen, length)
        for question_id in step.hides if step.of_section else (step.id,):
            questions[question_id] = questions.get(question_id, nowhere) | off
    return questions


def _holds(condition: Condition, chosen: Callable[[Is], Bools], length: int) -> Bools:
    if isinstance(condition, Is):
        return chosen(condition)
    if isinstance(condition, AllOf | AnyOf):
        every = isinstance(condition, AllOf)
        result = np.full(length, every)
        for part in condition.all if isinstance(condition, AllOf) else condition.any:
            result = result & _holds(part, chosen, length) if every else result | _holds(part, chosen, length)
        return result
    return ~_holds(condition.negated, chosen, length)
