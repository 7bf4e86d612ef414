"""Random checklists and answers, and small ones by hand."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

from hypothesis import strategies as st

from recp_selfcheck.checklists.model import (
    AllOf,
    AnyOf,
    Checklist,
    Condition,
    Is,
    Not,
    Number,
    Option,
    Question,
    Section,
)

Case = tuple[Checklist, dict[str, Any]]


def options_of(points: Sequence[float | None], **more: Any) -> tuple[Option, ...]:
    return tuple(Option(id=f"o{n}", text=f"State {n}", points=worth, **more) for n, worth in enumerate(points))


def choice(question_id: str, points: Sequence[float | None] = (0, 50, 100), **more: Any) -> Question:
    return Question(id=question_id, text="How?", kind="options", options=options_of(points), **more)


def ticks(question_id: str, points: Sequence[float | None] = (60, 40, 30), **more: Any) -> Question:
    return Question(id=question_id, text="Which?", kind="multiple", options=options_of(points), **more)


def number(
    question_id: str, pairs: Sequence[tuple[float, float]] = ((0, 0), (50, 60), (90, 100)), **more: Any
) -> Question:
    limits = {key: more.pop(key) for key in ("at_least", "at_most") if key in more}
    measured = Number(unit="%", points=tuple(pairs), **limits)
    return Question(id=question_id, text="How much?", kind="number", number=measured, **more)


def section(section_id: str, *inside: Question | Section, **more: Any) -> Section:
    questions = tuple(part for part in inside if isinstance(part, Question))
    sections = tuple(part for part in inside if isinstance(part, Section))
    return Section(id=section_id, title=section_id, questions=questions, sections=sections, **more)


def checklist(*sections: Section, facts: Sequence[Question] = (), **more: Any) -> Checklist:
    return Checklist(id="small", version=1, language="en", title="Small", sections=sections, facts=tuple(facts), **more)


class Maker:
    """Makes random checklists and answers; `size` bounds how many questions there are.

    The parts come from one seed and not from Hypothesis's own draws, which would take a hundred times as long; it
    shrinks a failing case by its size.
    """

    def __init__(self, seed: int, size: int, *, conditional: bool) -> None:
        self.chance = Random(seed)
        self.left = size
        self.conditional = conditional
        self.known: list[Question] = []  # what a condition may refer to
        self.count = 0

    def checklist(self) -> Checklist:
        """Make a checklist with nested sections, all kinds of questions, weights, facts and conditions.

        A condition refers to what was made before it, and the order is mixed afterwards: no circles, and no order of
        reading that would do.
        """
        facts = [
            Question(id="site.one", text="?", kind="options", options=options_of([None] * 3), fact=True),
            Question(id="site.many", text="?", kind="multiple", options=options_of([None] * 3), fact=True),
        ]
        facts = facts[: self.chance.randint(0, 2)] if self.conditional else []
        self.known = list(facts)
        top = [self.section(2)]
        while self.left > 0:
            top.append(self.section(2))
        return checklist(*self.mixed(top), facts=facts)

    def section(self, depth: int) -> Section:
        name, ask_if = self.name("s"), self.ask_if()
        nested = depth > 0 and self.chance.random() < 0.4  # a section holds either questions or sections
        parts = range(self.chance.randint(1, 4))
        inside = [self.section(depth - 1) if nested else self.question(name) for _ in parts]
        return section(name, *self.mixed(inside), weight=self.weight(), ask_if=ask_if)

    def question(self, within: str) -> Question:
        self.left -= 1
        name = self.name(f"{within}.q")
        common = {"weight": self.weight(), "ask_if": self.ask_if(), "not_applicable": self.chance.random() < 0.7}
        kind = self.chance.choice(["options", "options", "multiple", "number"])
        if kind == "number":
            at = sorted(self.chance.sample(range(-50, 50), self.chance.randint(1, 4)))
            return number(name, [(float(value), self.points()) for value in at], **common)
        worths = [None if self.chance.random() < 0.2 else self.points() for _ in range(self.chance.randint(1, 4))]
        made = (choice if kind == "options" else ticks)(name, worths, **common)
        self.known.append(made)
        return made

    def name(self, start: str) -> str:
        self.count += 1
        return f"{start}{self.count}"

    def weight(self) -> float:
        return self.chance.choice([1.0, 1.0, 3.0, 1e-3, 1e4, self.chance.uniform(0.1, 10)])

    def points(self) -> float:
        return self.chance.choice([0.0, 50.0, 100.0, self.chance.uniform(0, 100)])

    def mixed(self, parts: list[Any]) -> list[Any]:
        return self.chance.sample(parts, len(parts))

    def ask_if(self) -> Condition | None:
        return self.condition(2) if self.conditional and self.known and self.chance.random() < 0.5 else None

    def condition(self, depth: int) -> Condition:
        kind = self.chance.choice(["is", "is", "all", "any", "not"]) if depth else "is"
        if kind == "is":
            question = self.chance.choice(self.known)
            names = [option.id for option in question.options]
            return Is(
                question=question.id, options=tuple(self.chance.sample(names, self.chance.randint(1, len(names))))
            )
        if kind == "not":
            return Not(negated=self.condition(depth - 1))
        parts = tuple(self.condition(depth - 1) for _ in range(self.chance.randint(1, 3)))
        return AllOf(all=parts) if kind == "all" else AnyOf(any=parts)

    def answers(self, to: Checklist) -> dict[str, Any]:
        """Answer some of a checklist's questions and facts, as in an answers file."""
        given = {question.id: self.answer(question) for question in (*to.facts, *to.questions.values())}
        return {key: raw for key, raw in given.items() if raw is not None}

    def answer(self, question: Question) -> Any:
        """Make anything that may stand in an answers file for this question, None for nothing."""
        names = [option.id for option in question.options]
        if question.kind == "number":
            said: Any = self.chance.uniform(-60, 60)
        elif question.kind == "multiple":
            said = self.chance.sample(names, self.chance.randint(0, len(names)))
        else:
            said = self.chance.choice(names)
        if question.fact:
            return self.chance.choice([said, said, None])
        others = ["dont_know", None, *(["not_applicable"] if question.not_applicable else [])]
        return said if self.chance.random() < 0.7 else self.chance.choice(others)


SEEDS = st.integers(0, 2**32)
SIZES = st.integers(1, 14)


@st.composite
def cases(draw: st.DrawFn, *, conditional: bool = True) -> tuple[Checklist, dict[str, Any]]:
    """Checklists with answers."""
    maker = Maker(draw(SEEDS), draw(SIZES), conditional=conditional)
    made = maker.checklist()
    return made, maker.answers(made)


def checklists(*, conditional: bool = True) -> st.SearchStrategy[Checklist]:
    """Checklists alone."""
    return cases(conditional=conditional).map(lambda case: case[0])


def raw_answers(question: Question) -> st.SearchStrategy[Any]:
    """Everything that may stand in an answers file for this question, None for nothing."""
    return SEEDS.map(lambda seed: Maker(seed, 0, conditional=False).answer(question))
