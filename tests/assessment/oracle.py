"""The score once more, written straight from its definition: slow, recursive, without a thought for speed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from recp_selfcheck.assessment.answers import AnswerSheet
from recp_selfcheck.assessment.conditions import holds
from recp_selfcheck.checklists.model import Checklist, Question, Section


def on_line(value: float, pairs: Sequence[tuple[float, float]]) -> float:
    if value <= pairs[0][0]:
        return pairs[0][1]
    for (x0, y0), (x1, y1) in pairwise(pairs):
        if value <= x1:
            return y0 + (y1 - y0) * (value - x0) / (x1 - x0)
    return pairs[-1][1]


@dataclass
class Figures:
    score: float | None
    low: float | None
    high: float | None
    share: float | None


class Oracle:
    def __init__(self, checklist: Checklist, sheet: AnswerSheet) -> None:
        self.checklist, self.sheet = checklist, sheet
        self.path: dict[str, tuple[Section, ...]] = {}
        for section in checklist.sections:
            self._place(section, ())

    def _place(self, section: Section, above: tuple[Section, ...]) -> None:
        path = (*above, section)
        for question in section.questions:
            self.path[question.id] = path
        for inner in section.sections:
            self._place(inner, path)

    def value_of(self, question_id: str) -> str | float | tuple[str, ...] | None:
        if question_id in self.sheet.facts:
            return self.sheet.facts[question_id].value
        question = self.checklist.questions.get(question_id)
        if question is None or not self.is_asked(question) or question_id not in self.sheet.answers:
            return None
        return self.sheet.answers[question_id].value

    def is_asked(self, question: Question) -> bool:
        needed = [*self.path[question.id], question]
        return all(item.ask_if is None or holds(item.ask_if, self.value_of) for item in needed)

    def points(self, question: Question) -> float | str:
        if not self.is_asked(question):
            return "not_asked"
        if question.id not in self.sheet.answers:
            return "unanswered"
        value = self.sheet.answers[question.id].value
        if value in ("dont_know", "not_applicable"):
            return str(value)
        if isinstance(value, float):
            assert question.number is not None
            return on_line(value, question.number.points)
        ticked = value if isinstance(value, tuple) else (value,)
        worth = [option.points for option in question.options if option.id in ticked and option.points is not None]
        return min(100.0, sum(worth)) if worth else "not_applicable"

    def question(self, question: Question) -> Figures:
        points = self.points(question)
        if isinstance(points, float | int):
            return Figures(points, points, points, 1)
        if points in ("dont_know", "unanswered"):
            return Figures(None, 0, 100, 0)
        return Figures(None, None, None, None)

    def node(self, node: Section | Checklist) -> Figures:
        children = [(part.weight, self.node(part)) for part in node.sections]
        children += [
            (part.weight, self.question(part)) for part in getattr(node, "questions", ()) if node is not self.checklist
        ]

        def mean(field: str) -> float | None:
            known = [(weight, getattr(of, field)) for weight, of in children if getattr(of, field) is not None]
            return sum(w * figure for w, figure in known) / sum(w for w, _ in known) if known else None

        return Figures(mean("score"), mean("low"), mean("high"), mean("share"))
