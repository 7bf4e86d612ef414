"""What an answer is worth: points, or the state that stands in their place, laid out for a whole checklist."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from recp_selfcheck.assessment.answers import DONT_KNOW, NOT_APPLICABLE
from recp_selfcheck.assessment.conditions import Value
from recp_selfcheck.assessment.once import once_per_checklist
from recp_selfcheck.checklists.model import Checklist, Number, Question

State = Literal["rated", "dont_know", "unanswered", "not_applicable", "not_asked"]
FULL: Final = 100.0  # the most points there are, and the highest score
PointsOf = Callable[[Value, State], float | State]  # of a value; the second is what an unknown value gives
Leaf = tuple[str, float, PointsOf]


@dataclass(frozen=True, slots=True)
class Branch:
    """A section as scoring sees it: where it hangs, its weight and its scored questions with what gives them points."""

    id: str
    parent: int  # place of the branch above; the checklist itself is branch 0, its own parent
    weight: float
    leaves: tuple[Leaf, ...]


@once_per_checklist
def branches_of(checklist: Checklist) -> tuple[Branch, ...]:
    """Return the checklist laid out for scoring: itself, then its sections, each after the one it hangs on."""
    places = {section.id: place for place, section in enumerate(checklist.all_sections, start=1)}
    parents = {inner.id: places[section.id] for section in checklist.all_sections for inner in section.sections}
    branches = [Branch("", 0, 1.0, ())]
    for section in checklist.all_sections:
        leaves = tuple(
            (question.id, question.weight, points_function(question))
            for question in section.questions
            if not question.fact
        )
        branches.append(Branch(section.id, parents.get(section.id, 0), section.weight, leaves))
    return tuple(branches)


def points_function(question: Question) -> PointsOf:
    """Return what turns a value answered to this question into its points, or into the state it has instead."""
    table: dict[Value, float | State] = {DONT_KNOW: "dont_know", NOT_APPLICABLE: "not_applicable"}
    if question.kind == "number" and question.number is not None:
        on_line = _line(question.number)
        return lambda value, unknown: on_line(value) if isinstance(value, float | int) else table.get(value, unknown)
    points = {option.id: option.points for option in question.options}
    if question.kind == "multiple":

        def of_ticks(value: Value, unknown: State) -> float | State:
            if not isinstance(value, tuple):
                return table.get(value, unknown)
            ticks = [points[tick] for tick in value if tick in points]
            rated = [earned for earned in ticks if earned is not None]
            if rated:
                return min(FULL, float(sum(rated)))
            return "not_applicable" if ticks else unknown

        return of_ticks
    table.update({key: "not_applicable" if worth is None else float(worth) for key, worth in points.items()})
    return table.get


def _line(number: Number) -> Callable[[float], float]:
    """Return the line through the `[value, points]` pairs, flat beyond its ends."""
    at = [pair[0] for pair in number.points]
    points = [float(pair[1]) for pair in number.points]

    def on_line(value: float) -> float:
        place = bisect_right(at, value)
        if place == 0:
            return points[0]
        if place == len(at):
            return points[-1]
        along = (value - at[place - 1]) / (at[place] - at[place - 1])
        return points[place - 1] + along * (points[place] - points[place - 1])

    return on_line
