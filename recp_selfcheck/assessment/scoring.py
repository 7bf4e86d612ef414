"""The score of a checklist, its range, and why it is that number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from recp_selfcheck.assessment.answers import DONT_KNOW, EQUAL, Answer, AnswerSheet, to_raw
from recp_selfcheck.assessment.conditions import hidden_ids, unanswered_facts
from recp_selfcheck.assessment.points import FULL, Branch, State, branches_of
from recp_selfcheck.checklists.model import Band, Checklist

if TYPE_CHECKING:
    import pandas as pd

ENOUGH_RATED: Final = 0.8  # share rated below which a score is provisional


class QuestionScore(NamedTuple):
    """One question in a score; a tuple because a hundred are made at every click.

    `points` 0…100, `effective_weight` (of all rated questions they sum to 1) and `loss` (they sum to 100 - score) are
    None unless the question is rated. `answer` is what was given, also where it does not count.
    """

    state: State
    answer: Answer | None
    points: float | None = None
    effective_weight: float | None = None
    loss: float | None = None


@dataclass(frozen=True, slots=True)
class SectionScore:
    """A section's figures, those below it included; scores 0…100, None where there is none.

    `asked` counts scored questions, `answered` those of them that are not unanswered, `rated` those with points.
    """

    score: float | None
    low: float | None
    high: float | None
    share_rated: float | None
    asked: int
    answered: int
    rated: int


@dataclass(frozen=True, slots=True)
class ScoreCard:
    """The score of one answer sheet: `low` … `high` is where it can still go when all *don't know* are cleared up.

    `sections` and `questions` hold every section and scored question by id, in reading order, also those not asked.
    """

    checklist: str
    version: int
    score: float | None
    low: float | None
    high: float | None
    share_rated: float | None
    provisional: bool
    band: Band | None
    sections: Mapping[str, SectionScore]
    questions: Mapping[str, QuestionScore]
    unanswered_facts: tuple[str, ...]


class Ranked(Protocol):
    """What a ranking of measures tells `as_dict`."""

    @property
    def listed_ids(self) -> Sequence[str]:
        """Ids of the listed measures in order."""

    @property
    def to_find_out_ids(self) -> Sequence[str]:
        """Ids of the measures that need an answer first."""


def score(checklist: Checklist, sheet: AnswerSheet) -> ScoreCard:
    """Score an answer sheet: weighted means up the tree over what is rated, with the range of what is not.

    The rules are those of the score chapter of the method. An answer in the sheet that the question does not know
    counts as unanswered.
    """
    branches = branches_of(checklist)
    hidden = hidden_ids(checklist, sheet).questions
    given = sheet.answers.get
    sums = [_Sums() for _ in branches]
    marks: list[tuple[str, Answer | None, float | State, float]] = []
    note = marks.append
    for branch, own in zip(branches, sums, strict=True):
        for question_id, weight, points_of in branch.leaves:
            answer = given(question_id)
            if question_id in hidden:
                note((question_id, answer, "not_asked", 0.0))
                continue
            mark = "unanswered" if answer is None else points_of(answer.value, "unanswered")
            note((question_id, answer, mark, weight))
            own.asked += 1
            if mark.__class__ is float:
                own.rated += 1
                own.earned += weight * mark
                own.weight_rated += weight
            elif mark == "unanswered":
                own.unanswered += 1
                own.weight_open += weight
            elif mark == DONT_KNOW:
                own.weight_open += weight
        own.low, own.share, own.weight = own.earned, own.weight_rated, own.weight_rated + own.weight_open
        own.high = own.earned + FULL * own.weight_open
    sections, factors = _climb(branches, sums)
    questions: dict[str, QuestionScore] = {}
    place = 0
    for branch, factor in zip(branches, factors, strict=True):
        for question_id, answer, mark, weight in marks[place : place + len(branch.leaves)]:
            if mark.__class__ is float:
                share = weight * factor
                questions[question_id] = QuestionScore("rated", answer, mark, share, share * (FULL - mark))
            else:
                questions[question_id] = QuestionScore(mark, answer)  # type: ignore[arg-type] # a state, see above
        place += len(branch.leaves)
    whole = sections.pop("")
    missing = unanswered_facts(checklist, sheet)
    return ScoreCard(
        checklist=checklist.id,
        version=checklist.version,
        score=whole.score,
        low=whole.low,
        high=whole.high,
        share_rated=whole.share_rated,
        provisional=is_provisional(whole.score, whole.share_rated) or bool(missing),
        band=band_of(checklist.bands, whole.score),
        sections=sections,
        questions=questions,
        unanswered_facts=missing,
    )


def is_provisional(score: float | None, share_rated: float | None) -> bool:
    """Decide whether a score has too little under it to stand alone; facts come on top of this.

    >>> is_provisional(50.0, 0.7999999999999999)
    False
    """
    return score is None or share_rated is None or share_rated < ENOUGH_RATED - EQUAL


def band_of(bands: Sequence[Band], score: float | None) -> Band | None:
    """Return the last band that starts at or below the score, None without bands or score."""
    if score is None:
        return None
    return next((band for band in reversed(bands) if band.start <= score + EQUAL), None)


def displayed(score: float) -> int:
    """Return a score as it is shown: whole, half up; 100 only when every point is earned and 0 only when none is.

    >>> [displayed(score) for score in (99.7, 0.2, 32.5, 100.0, 0.0)]
    [99, 1, 33, 100, 0]
    """
    if score >= FULL - EQUAL:
        return 100
    if score <= EQUAL:
        return 0
    return min(99, max(1, floor(score + 0.5 + EQUAL)))


def as_dict(card: ScoreCard, opportunities: Ranked | None = None) -> dict[str, Any]:
    """Return the card, and the order of the measures, as the plain data that the command line prints as JSON."""
    return {
        "checklist": card.checklist,
        "version": card.version,
        "score": card.score,
        "low": card.low,
        "high": card.high,
        "share_rated": card.share_rated,
        "provisional": card.provisional,
        "band": card.band.id if card.band else None,
        "sections": {
            section_id: {
                "score": section.score,
                "low": section.low,
                "high": section.high,
                "share_rated": section.share_rated,
                "asked": section.asked,
                "answered": section.answered,
                "rated": section.rated,
            }
            for section_id, section in card.sections.items()
        },
        "questions": {
            question_id: {
                "state": question.state,
                "answer": to_raw(question.answer),
                "points": question.points,
                "effective_weight": question.effective_weight,
                "loss": question.loss,
            }
            for question_id, question in card.questions.items()
        },
        "opportunities": list(opportunities.listed_ids) if opportunities else [],
        "to_find_out": list(opportunities.to_find_out_ids) if opportunities else [],
    }


def score_many(checklist: Checklist, sheets: pd.DataFrame) -> pd.DataFrame:
    """Score many answer sheets at once, one a row, column by column.

    Columns are question ids and `site.*` facts; cells are written as in an answers file, several ticks as option ids
    joined by one space, `[]` for "none of these"; an empty cell is unanswered. The result has the rows' index and the
    columns `score low high share_rated` and one per section with its score; a missing score is NaN there. Raises
    AnswerMistakes that name every unknown column and every wrong value with its first row.
    """
    from recp_selfcheck.assessment import score_table  # noqa: PLC0415 - the only way to pandas and numpy, slow to load

    return score_table.score_many(checklist, sheets)


class _Sums:
    """What a section's own questions add up to, and then also the sections below it."""

    __slots__ = (
        "asked",
        "earned",
        "high",
        "low",
        "rated",
        "share",
        "unanswered",
        "weight",
        "weight_open",
        "weight_rated",
    )

    def __init__(self) -> None:
        self.earned = self.weight_rated = 0.0  # weighted points, and weights, of children with a score
        self.low = self.high = self.share = self.weight = 0.0  # weighted figures, and weights, of children that apply
        self.weight_open = 0.0  # weights of questions that apply and have no points
        self.asked = self.unanswered = self.rated = 0


def _climb(branches: tuple[Branch, ...], sums: list[_Sums]) -> tuple[dict[str, SectionScore], list[float]]:
    """Add up from the leaves to the root, then share out the weight from the root to the leaves.

    Returns the sections by id (the checklist as "") and, by branch, the effective weight of one unit of weight in it.
    """
    for place in range(len(sums) - 1, 0, -1):
        own, branch = sums[place], branches[place]
        above = sums[branch.parent]
        above.asked += own.asked
        above.unanswered += own.unanswered
        above.rated += own.rated
        if own.weight_rated:
            above.earned += branch.weight * (own.earned / own.weight_rated)
            above.weight_rated += branch.weight
        if own.weight:
            above.low += branch.weight * (own.low / own.weight)
            above.high += branch.weight * (own.high / own.weight)
            above.share += branch.weight * (own.share / own.weight)
            above.weight += branch.weight
    sections: dict[str, SectionScore] = {}
    factors: list[float] = []
    for own, branch in zip(sums, branches, strict=True):
        low = share = high = None
        if own.weight:
            low = _held(own.low / own.weight)
            share = min(1.0, own.share / own.weight)
            high = _held(own.high / own.weight)
        points = _held(own.earned / own.weight_rated) if own.weight_rated else None
        answered = own.asked - own.unanswered
        sections[branch.id] = SectionScore(points, low, high, share, own.asked, answered, own.rated)
        from_above = factors[branch.parent] * branch.weight if factors else 1.0
        factors.append(from_above / own.weight_rated if own.weight_rated else 0.0)
    return sections, factors


def _held(figure: float) -> float:
    """Keep rounding of the last digit from leaving 0…100."""
    return min(FULL, max(0.0, figure))
