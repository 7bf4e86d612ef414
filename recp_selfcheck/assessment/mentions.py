"""Which questions name which measures, and how those were answered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from recp_selfcheck.assessment.points import FULL, State
from recp_selfcheck.assessment.scoring import ScoreCard
from recp_selfcheck.checklists.model import Checklist


@dataclass(frozen=True, slots=True)
class Mention:
    """A question that names a measure; `points` and `loss` are None unless it is rated."""

    checklist: str
    question: str
    state: State
    points: float | None
    loss: float | None


def mentions_of(results: Sequence[tuple[Checklist, ScoreCard]]) -> dict[str, list[Mention]]:
    """Return by measure the questions that name it, both in order of first mention."""
    mentions: dict[str, list[Mention]] = {}
    for checklist, card in results:
        for question_id, scored in card.questions.items():
            mention = Mention(checklist.id, question_id, scored.state, scored.points, scored.loss)
            for measure_id in dict.fromkeys(checklist.questions[question_id].measures):
                mentions.setdefault(measure_id, []).append(mention)
    return mentions


def gap_of(rated: Iterable[Mention]) -> float:
    """Return how far a measure is from being taken, 0…1: the largest gap among its rated questions."""
    return max(1 - (mention.points or 0.0) / FULL for mention in rated)
