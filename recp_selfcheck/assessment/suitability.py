"""What a company has nothing of: measures, effects, end uses and questions that its facts rule out for sure."""

from __future__ import annotations

from collections.abc import Mapping

from recp_selfcheck.assessment.answers import Answer
from recp_selfcheck.assessment.conditions import holds
from recp_selfcheck.checklists.model import AllOf, Checklist, Condition, Effect, EndUse, Is, Measure, Not


def unsuited(thing: Measure | Effect, facts: Mapping[str, Answer]) -> bool:
    """Decide whether the facts rule out a measure or one of its effects; an unanswered fact never does."""
    return thing.unsuited_if is not None and _surely(thing.unsuited_if, facts) is True


def absent(end_use: EndUse, facts: Mapping[str, Answer]) -> bool:
    """Decide whether a company does not have an end use; an unanswered fact never says so, not even under `not`."""
    return end_use.absent_if is not None and _surely(end_use.absent_if, facts) is True


def questions_ruled_out(checklist: Checklist, facts: Mapping[str, Answer]) -> frozenset[str]:
    """Return the questions that the facts hide for sure; without facts, none."""
    hidden: set[str] = set()
    for section in checklist.all_sections:
        if _hides(section.ask_if, facts):
            hidden |= {question.id for inner in section.walk() for question in inner.questions}
        hidden |= {question.id for question in section.questions if _hides(question.ask_if, facts)}
    return frozenset(hidden)


def _hides(condition: Condition | None, facts: Mapping[str, Answer]) -> bool:
    return condition is not None and _surely(condition, facts) is False


def _surely(condition: Condition, facts: Mapping[str, Answer]) -> bool | None:
    """Decide a condition with None for "cannot be said before more facts are answered"."""
    if isinstance(condition, Is):
        answer = facts.get(condition.question)
        return None if answer is None else holds(condition, {condition.question: answer.value}.get)
    if isinstance(condition, Not):
        negated = _surely(condition.negated, facts)
        return None if negated is None else not negated
    if isinstance(condition, AllOf):
        parts = [_surely(part, facts) for part in condition.all]
        return False if False in parts else None if None in parts else True
    parts = [_surely(part, facts) for part in condition.any]
    return True if True in parts else None if None in parts else False
