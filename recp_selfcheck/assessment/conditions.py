"""Conditions: which questions a company is asked, given its facts and the answers so far."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import Final

from recp_selfcheck.assessment.answers import RESERVED, Answer, AnswerSheet
from recp_selfcheck.assessment.once import once_per_checklist
from recp_selfcheck.checklists.model import AllOf, AnyOf, Checklist, Condition, Is, Not, Question
from recp_selfcheck.errors import ContentMistakes, Mistake

Value = str | float | tuple[str, ...]
NOTHING: Final[frozenset[str]] = frozenset()


def holds(condition: Condition, value_of: Callable[[str], Value | None]) -> bool:
    """Decide a condition; `value_of` gives the value answered to a question that is asked, None where there is none.

    A part about a question without an answer, or answered `dont_know` or `not_applicable`, does not hold, so `not` of
    it does.
    """
    if isinstance(condition, Is):
        return _chosen(condition, value_of(condition.question))
    if isinstance(condition, AllOf):
        return all(holds(part, value_of) for part in condition.all)
    if isinstance(condition, AnyOf):
        return any(holds(part, value_of) for part in condition.any)
    return not holds(condition.negated, value_of)


def asked(checklist: Checklist, sheet: AnswerSheet) -> frozenset[str]:
    """Return the ids of the scored questions that are asked, at every depth."""
    hidden = hidden_ids(checklist, sheet).questions
    return frozenset(
        question_id
        for question_id, question in checklist.questions.items()
        if not question.fact and question_id not in hidden
    )


def asked_section_ids(checklist: Checklist, sheet: AnswerSheet) -> frozenset[str]:
    """Return the ids of the sections whose condition holds, as do those of all sections above them."""
    hidden = hidden_ids(checklist, sheet).sections
    return frozenset(section.id for section in checklist.all_sections if section.id not in hidden)


def facts_needed(checklist: Checklist, facts: Mapping[str, Answer] | None = None) -> tuple[Question, ...]:
    """Return the facts the checklist refers to, in file order; of a `site` file, all its facts.

    Given the facts answered so far, those are left out that they make needless.
    """
    order = _order(checklist)
    if facts is None:
        return order.facts
    hidden = hidden_ids(checklist, AnswerSheet(facts=facts)).questions
    return tuple(fact for fact in order.facts if fact.id not in hidden)


def unanswered_facts(checklist: Checklist, sheet: AnswerSheet) -> tuple[str, ...]:
    """Return the ids of the facts the checklist needs and the sheet lacks."""
    needed = _order(checklist).facts
    if all(fact.id in sheet.facts for fact in needed):
        return ()
    hidden = hidden_ids(checklist, sheet).questions
    return tuple(fact.id for fact in needed if fact.id not in sheet.facts and fact.id not in hidden)


def referred(condition: Condition) -> Iterator[str]:
    """Yield the ids of the questions and facts a condition names."""
    if isinstance(condition, Is):
        yield condition.question
    elif isinstance(condition, Not):
        yield from referred(condition.negated)
    else:
        for part in condition.all if isinstance(condition, AllOf) else condition.any:
            yield from referred(part)


@dataclass(frozen=True, slots=True)
class Hidden:
    """Ids of what is not asked: questions (facts too) and sections."""

    questions: frozenset[str] | set[str]
    sections: frozenset[str] | set[str]


ALL_ASKED: Final = Hidden(NOTHING, NOTHING)


def hidden_ids(checklist: Checklist, sheet: AnswerSheet) -> Hidden:
    """Return what the sheet's answers hide; conditions are decided in order of dependency, whatever the reading order.

    A hidden question's kept answer counts for nothing, for other conditions too.
    """
    order = _order(checklist)
    if not order.steps:
        return ALL_ASKED
    questions: set[str] = set()
    sections: set[str] = set()
    live: dict[str, Value] = {}
    for step in order.steps:
        if step.of_section:
            if step.id not in sections and step.test is not None and not step.test(live):
                questions |= step.hides
                sections |= step.hides_sections
            continue
        if step.id in questions:
            continue
        if step.test is not None and not step.test(live):
            questions.add(step.id)
        elif step.referred:
            answer = (sheet.facts if step.fact else sheet.answers).get(step.id)
            if answer is not None and answer.value not in RESERVED:
                live[step.id] = answer.value
    return Hidden(questions, sections)


Test = Callable[[Mapping[str, Value]], bool]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to decide: a section or question with a condition, or a question that a condition refers to."""

    id: str
    of_section: bool
    fact: bool
    referred: bool
    condition: Condition | None
    test: Test | None
    hides: frozenset[str]  # ids of the questions below a section
    hides_sections: frozenset[str]  # ids of a section and of those below it


@dataclass(frozen=True, slots=True)
class Order:
    """A checklist's conditions in the order in which they can be decided, and the facts they need."""

    steps: tuple[Step, ...]
    facts: tuple[Question, ...]


def decisions(checklist: Checklist) -> tuple[Step, ...]:
    """Return the steps that decide what is asked, each after those it depends on.

    Raises ContentMistakes when conditions refer to one another in a circle.
    """
    return _order(checklist).steps


@once_per_checklist
def _order(checklist: Checklist) -> Order:
    questions = {fact.id: fact for fact in checklist.facts} | dict(checklist.questions)
    above = _sections_above(checklist)
    sections = {section.id: section for section in checklist.all_sections}
    conditions = {("section", key): item.ask_if for key, item in sections.items() if item.ask_if is not None}
    conditions |= {("question", key): item.ask_if for key, item in questions.items() if item.ask_if is not None}
    names = {key: tuple(referred(condition)) for key, condition in conditions.items()}
    needed = {name for several in names.values() for name in several}
    sorter: TopologicalSorter[tuple[str, str]] = TopologicalSorter()
    for key in dict.fromkeys([*conditions, *(("question", name) for name in sorted(needed))]):
        before = [("question", name) for name in names.get(key, ())]
        before += [("section", section_id) for section_id in above.get(key, ()) if sections[section_id].ask_if]
        sorter.add(key, *before)
    try:
        keys = tuple(sorter.static_order())
    except CycleError as cycle:
        way = " → ".join(name for _, name in cycle.args[1])
        raise ContentMistakes([Mistake("condition-cycle", f"Conditions refer to each other: {way}.")]) from cycle
    steps = []
    for kind, item_id in keys:
        inner = tuple(sections[item_id].walk()) if kind == "section" else ()
        condition = conditions.get((kind, item_id))
        question = questions.get(item_id) if kind == "question" else None
        steps.append(
            Step(
                id=item_id,
                of_section=kind == "section",
                fact=question is None or question.fact,  # what no question is, only a fact can be
                referred=kind == "question" and item_id in needed,
                condition=condition,
                test=None if condition is None else _compiled(condition),
                hides=frozenset(question.id for section in inner for question in section.questions),
                hides_sections=frozenset(section.id for section in inner),
            )
        )
    return Order(tuple(steps), tuple(question for question in questions.values() if question.fact))


def _sections_above(checklist: Checklist) -> dict[tuple[str, str], tuple[str, ...]]:
    above: dict[tuple[str, str], tuple[str, ...]] = {}
    for section in checklist.all_sections:
        path = (*above.get(("section", section.id), ()), section.id)
        for inner in section.sections:
            above["section", inner.id] = path
        for question in section.questions:
            above["question", question.id] = path
    return above


def _compiled(condition: Condition) -> Test:
    if isinstance(condition, Is):
        name, options = condition.question, frozenset(condition.options)

        def is_chosen(live: Mapping[str, Value]) -> bool:
            value = live.get(name)
            if isinstance(value, tuple):
                return not options.isdisjoint(value)
            return value in options

        return is_chosen
    if isinstance(condition, Not):
        negated = _compiled(condition.negated)
        return lambda live: not negated(live)
    if isinstance(condition, AllOf):
        parts = tuple(map(_compiled, condition.all))
        return lambda live: all(part(live) for part in parts)
    parts = tuple(map(_compiled, condition.any))
    return lambda live: any(part(live) for part in parts)


def _chosen(condition: Is, value: Value | None) -> bool:
    if isinstance(value, tuple):
        return not set(condition.options).isdisjoint(value)
    return value is not None and value not in RESERVED and value in condition.options
