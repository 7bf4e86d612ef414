"""The three layers of a submission: the company's answers, the trainer's, and the agreed ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from recp_selfcheck.assessment.answers import Answer, AnswerSheet

Layer = Literal["company", "trainer", "agreed"]


@dataclass(frozen=True, slots=True)
class TrainerAnswer:
    """A trainer's answer to a question, and the version of the company's answer it was given on."""

    answer: Answer
    given_on: int


def counting(given: Mapping[str, TrainerAnswer], versions: Mapping[str, int]) -> dict[str, Answer]:
    """Return the trainer's answers that count, by question.

    One given on an earlier version of the company's answer no longer does: the company has corrected it since.
    `versions` are those of the company's answers now, 0 for one never given.
    """
    return {name: one.answer for name, one in given.items() if one.given_on == versions.get(name, 0)}


def overtaken(given: Mapping[str, TrainerAnswer], versions: Mapping[str, int]) -> tuple[str, ...]:
    """Return the questions whose trainer's answer no longer counts, in the order given."""
    return tuple(name for name, one in given.items() if one.given_on != versions.get(name, 0))


def sheet_of(layer: Layer, company: AnswerSheet, trainer: Mapping[str, Answer]) -> AnswerSheet:
    """Return the answers of a layer; `trainer` are those that count. The facts are the company's in all three."""
    if layer == "company":
        return company
    if layer == "trainer":
        return AnswerSheet(dict(trainer), company.facts)
    return AnswerSheet({**company.answers, **trainer}, company.facts)
