"""What a class sees together: how all answered, where points are lost most, who differs most; never fewer than six.

Every member looks at the projector and knows the own row, so any figure needs six companies. Rows are shown only of
companies that agreed, shuffled, and only when there are six of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from statistics import mean, pstdev
from typing import Final

from recp_selfcheck.assessment.answers import DONT_KNOW, NOT_APPLICABLE
from recp_selfcheck.assessment.club_figures import FEWEST_SHOWN_ROWS
from recp_selfcheck.assessment.scoring import ScoreCard, displayed
from recp_selfcheck.checklists.model import Checklist, Question

MANY: Final = 8  # questions in a list for a screen
_BARS_OF_A_NUMBER: Final = 5  # a question with a number is shown in stretches of its points


@dataclass(frozen=True, slots=True)
class Participant:
    """One company's latest handed-in copy: its card, and the agreed one where a trainer has decided."""

    name: str
    shown_as: str
    card: ScoreCard
    agreed: ScoreCard | None = None


@dataclass(frozen=True, slots=True)
class Distribution:
    """How the class answered one question.

    `by_answer` counts companies by option, `dont_know` and `not_applicable`; of a number by stretches of its points,
    `0-20` … `80-100`. `asked` counts those it was put to; mean and spread (standard deviation) are of the rated ones.
    """

    question: str
    asked: int
    by_answer: Mapping[str, int]
    dont_know: int
    mean_points: float | None
    spread: float | None


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One company's sections (score, None where there is none); `name` is "" unless it agreed to be named."""

    name: str
    sections: Mapping[str, int | None]


@dataclass(frozen=True, slots=True)
class ClassFigures:
    """What can be shown of `n` companies, `reviewed` of them decided on; empty lists where too few have handed in.

    `missed` are the questions with the fewest points, `unknown` those most do not know, `spread` those where the class
    differs most, each worst first. `self_against_trainer` holds the class's mean score by section, own and agreed.
    """

    n: int
    reviewed: int
    distributions: Mapping[str, Distribution]
    rows: tuple[HeatRow, ...]
    agreed_to_a_row: int
    missed: tuple[Distribution, ...]
    unknown: tuple[Distribution, ...]
    spread: tuple[Distribution, ...]
    self_against_trainer: Mapping[str, tuple[int, int]]


def class_figures(checklist: Checklist, participants: Sequence[Participant], *, seed: int) -> ClassFigures:
    """Work out what a class sees; `seed` decides the order of the rows, which says nothing about the companies."""
    reviewed = [one for one in participants if one.agreed is not None]
    willing = [one for one in participants if one.shown_as]
    enough = len(participants) >= FEWEST_SHOWN_ROWS
    found = {name: _distribution(question, participants) for name, question in checklist.questions.items()}
    shown = {name: one for name, one in found.items() if one.asked >= FEWEST_SHOWN_ROWS} if enough else {}
    rated = [one for one in shown.values() if one.mean_points is not None]
    return ClassFigures(
        n=len(participants),
        reviewed=len(reviewed),
        distributions=shown,
        rows=_rows(checklist, willing, seed),
        agreed_to_a_row=len(willing),
        missed=tuple(sorted(rated, key=lambda one: one.mean_points or 0.0)[:MANY]),
        unknown=tuple(sorted((one for one in shown.values() if one.dont_know), key=lambda one: -one.dont_know)[:MANY]),
        spread=tuple(sorted((one for one in rated if one.spread), key=lambda one: -(one.spread or 0.0))[:MANY]),
        self_against_trainer=_against_trainer(checklist, reviewed),
    )


def _distribution(question: Question, participants: Sequence[Participant]) -> Distribution:
    counted: Counter[str] = Counter()
    points: list[float] = []
    asked = 0
    for one in participants:
        scored = one.card.questions.get(question.id)
        if scored is None or scored.state == "not_asked":
            continue
        asked += 1
        if scored.points is not None:
            points.append(scored.points)
        if scored.state == "rated" and question.kind == "number":
            counted[_stretch(scored.points or 0.0)] += 1
        elif scored.answer is not None:
            value = scored.answer.value
            counted.update(value if isinstance(value, tuple) else [str(value)])
    known = [option.id for option in question.options] if question.kind != "number" else _stretches()
    by_answer = {name: counted.get(name, 0) for name in (*known, DONT_KNOW, NOT_APPLICABLE)}
    enough = len(points) >= FEWEST_SHOWN_ROWS
    return Distribution(
        question=question.id,
        asked=asked,
        by_answer=by_answer,
        dont_know=counted.get(DONT_KNOW, 0),
        mean_points=mean(points) if enough else None,
        spread=pstdev(points) if enough else None,
    )


def _stretches() -> list[str]:
    width = 100 // _BARS_OF_A_NUMBER
    return [f"{start}-{start + width}" for start in range(0, 100, width)]


def _stretch(points: float) -> str:
    stretches = _stretches()
    return stretches[min(int(points / 100 * len(stretches)), len(stretches) - 1)]


def _rows(checklist: Checklist, willing: Sequence[Participant], seed: int) -> tuple[HeatRow, ...]:
    if len(willing) < FEWEST_SHOWN_ROWS:
        return ()
    rows = [
        HeatRow(one.name if one.shown_as == "name" else "", _sections(checklist, one.agreed or one.card))
        for one in willing
    ]
    Random(seed).shuffle(rows)  # noqa: S311 - an order that says nothing, not a secret
    return tuple(rows)


def _sections(checklist: Checklist, card: ScoreCard) -> dict[str, int | None]:
    found = {}
    for section in checklist.all_sections:
        if section.questions:
            score = card.sections[section.id].score
            found[section.id] = None if score is None else displayed(score)
    return found


def _against_trainer(checklist: Checklist, reviewed: Sequence[Participant]) -> dict[str, tuple[int, int]]:
    found = {}
    for section in checklist.all_sections:
        pairs = [
            (own, agreed)
            for one in reviewed
            if one.agreed is not None
            and (own := one.card.sections[section.id].score) is not None
            and (agreed := one.agreed.sections[section.id].score) is not None
        ]
        if section.questions and len(pairs) >= FEWEST_SHOWN_ROWS:
            found[section.id] = (displayed(mean(own for own, _ in pairs)), displayed(mean(a for _, a in pairs)))
    return found
