"""Invented answers: those of a company that is about so good, the same ones at each run."""

from __future__ import annotations

from itertools import pairwise
from random import Random
from typing import Any, Final

from recp_selfcheck.assessment.answers import DONT_KNOW, NOT_APPLICABLE
from recp_selfcheck.checklists.model import Question

_UNKNOWN, _ABSENT = 0.06, 0.03  # of the questions
_SPREAD: Final = 24.0  # points
_PLENTY: Final = 10.0


def invent(question: Question, level: float, key: str) -> Any:
    """Return the raw answer of a company of this level (0…100 points); `key` tells companies apart."""
    chance = Random(f"{key} {question.id}")  # noqa: S311 - an invented answer is no secret, and has to be the same again
    drawn = chance.random()
    if drawn < _UNKNOWN:
        return DONT_KNOW
    if drawn < _UNKNOWN + _ABSENT and question.not_applicable:
        return NOT_APPLICABLE
    wanted = min(100.0, max(0.0, chance.gauss(level, _SPREAD)))
    if question.number is not None:
        return _number(question.number.points, wanted)
    if question.kind == "multiple":
        return _ticks(question, wanted)
    rated = {option.id: option.points for option in question.options if option.points is not None}
    return min(rated, key=lambda name: abs(rated[name] - wanted))


def better(question: Question, raw: Any) -> Any:
    """Return the next better answer to a question with options; another question keeps its answer."""
    names = _by_points(question)
    return names[min(names.index(raw) + 1, len(names) - 1)] if raw in names else raw


def worse(question: Question, raw: Any) -> Any:
    """Return the next worse answer to a question with options, None where there is none."""
    names = _by_points(question)
    return names[names.index(raw) - 1] if raw in names[1:] else None


def _by_points(question: Question) -> list[str]:
    """Return the rated options, the worst first; nothing for numbers and ticks."""
    if question.kind != "options":
        return []
    rated = [(option.points, option.id) for option in question.options if option.points is not None]
    return [name for _points, name in sorted(rated)]


def _number(points: tuple[tuple[float, float], ...], wanted: float) -> float:
    """Read the piecewise line backwards, and round as people read meters."""
    ascending = sorted(points, key=lambda pair: pair[1])
    value = ascending[-1][0]
    for (low, less), (high, more) in pairwise(ascending):
        if less <= wanted <= more and more > less:
            value = low + (high - low) * (wanted - less) / (more - less)
            break
    return round(value) if abs(value) >= _PLENTY else round(value, 1)


def _ticks(question: Question, wanted: float) -> list[str]:
    chosen: list[str] = []
    reached = 0.0
    for option in question.options:
        if not option.exclusive and option.points and reached + option.points <= wanted:
            chosen.append(option.id)
            reached += option.points
    nothing = [option.id for option in question.options if option.exclusive]
    return chosen or nothing[:1] or [question.options[0].id]
