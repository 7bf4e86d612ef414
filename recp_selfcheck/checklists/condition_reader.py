"""Reads `ask_if`, `unsuited_if` and `absent_if`: from the written form to conditions, or every mistake in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from recp_selfcheck.checklists.model import AllOf, AnyOf, Condition, Is, Not
from recp_selfcheck.checklists.node import Node, did_you_mean
from recp_selfcheck.errors import Mistake

OPERATORS = ("all", "any", "not")


@dataclass(frozen=True, slots=True)
class Askable:
    """What a condition may name: option ids by question id; None stands for a number, which no condition may name."""

    options: Mapping[str, tuple[str, ...] | None]
    facts_only: bool = False
    facts_unread: bool = False  # the site file cannot be read: nothing is said about the names of its facts


@dataclass(slots=True)
class ConditionReading:
    """One condition as read: None where it has mistakes; `named` are the questions it names, known or not."""

    condition: Condition | None = None
    named: list[str] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)


def read_condition(node: Node, askable: Askable) -> ConditionReading:
    """Read the condition written at a node. Its depth is that of the document, which the reader bounds."""
    reading = ConditionReading()
    condition = _read(node, askable, reading)
    reading.condition = None if reading.mistakes else condition
    return reading


def conditions_named(condition: Condition) -> Iterator[Is]:
    """Yield the questions with their options that a condition names, in reading order."""
    if isinstance(condition, Is):
        yield condition
    elif isinstance(condition, Not):
        yield from conditions_named(condition.negated)
    else:
        for part in condition.all if isinstance(condition, AllOf) else condition.any:
            yield from conditions_named(part)


def _read(node: Node, askable: Askable, reading: ConditionReading) -> Condition | None:
    if not isinstance(node.value, dict):
        message = "A condition is written {question_id: [option, …]}, {all: […]}, {any: […]} or {not: …}."
        reading.mistakes.append(node.mistake("bad-condition", message))
        return None
    if not node.value:
        message = "This condition is empty. Name a question and its options, or remove it."
        reading.mistakes.append(node.mistake("empty-condition", message))
        return None
    operators = [key for key in node.value if key in OPERATORS]
    if operators and len(node.value) > 1:
        message = f"'{operators[0]}' must stand alone. Write {{all: [{{…}}, {{{operators[0]}: …}}]}} to have both."
        reading.mistakes.append(node.mistake("bad-condition", message, operators[0]))
        return None
    if operators:
        return _operator(node, operators[0], askable, reading)
    parts = [_is(node, question, askable, reading) for question in node.value]
    kept = tuple(part for part in parts if part is not None)
    if len(kept) == 1:
        return kept[0]
    return AllOf(all=kept) if kept else None


def _operator(node: Node, operator: str, askable: Askable, reading: ConditionReading) -> Condition | None:
    below = node.at(operator)
    if operator == "not":
        inner = _read(below, askable, reading)
        return Not(negated=inner) if inner is not None else None
    if not isinstance(below.value, list):
        message = f"'{operator}' takes a list of conditions: {{{operator}: [{{…}}, {{…}}]}}."
        reading.mistakes.append(below.mistake("bad-condition", message))
        return None
    if not below.value:
        message = f"'{operator}' has an empty list. Write conditions into it, or remove it."
        reading.mistakes.append(below.mistake("empty-condition", message))
        return None
    found = [_read(below.at(index), askable, reading) for index in range(len(below.value))]
    parts = tuple(part for part in found if part is not None)
    return AllOf(all=parts) if operator == "all" else AnyOf(any=parts)


def _is(node: Node, question: str, askable: Askable, reading: ConditionReading) -> Is | None:
    reading.named.append(question)
    if question not in askable.options and askable.facts_unread and question.startswith("site."):
        return None
    if question not in askable.options:
        what = (
            "a fact of site.yaml"
            if askable.facts_only
            else "a question of this file, a fact of site.yaml or all, any, not"
        )
        near = did_you_mean(question, [*askable.options, *OPERATORS])
        reading.mistakes.append(node.mistake("unknown-question", f"'{question}' is not {what}.{near}", question))
        return None
    known = askable.options[question]
    if known is None:
        message = f"'{question}' asks for a number; a condition can only name questions with options."
        reading.mistakes.append(node.mistake("number-in-condition", message, question))
        return None
    options = node.value[question]
    if not isinstance(options, list):
        message = f"The options of '{question}' are a list: {{{question}: [option, …]}}."
        reading.mistakes.append(node.mistake("bad-condition", message, question))
        return None
    if not options:
        message = f"The list of options of '{question}' is empty. Name at least one, or remove the condition."
        reading.mistakes.append(node.mistake("empty-condition", message, question))
        return None
    wrong = [
        (index, option) for index, option in enumerate(options) if not isinstance(option, str) or option not in known
    ]
    for index, option in wrong:
        near = did_you_mean(str(option), known, f"Its options are: {', '.join(known)}.")
        message = f"'{option}' is not an option of '{question}'.{near}"
        reading.mistakes.append(node.mistake("unknown-option", message, question, index))
    return None if wrong else Is(question=question, options=tuple(dict.fromkeys(options)))
