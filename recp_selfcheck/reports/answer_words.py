"""Answers in words: the reserved ones, and any raw answer as a person would say it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from recp_selfcheck.assessment.answers import DONT_KNOW, NOT_APPLICABLE
from recp_selfcheck.checklists.model import Question
from recp_selfcheck.i18n import number, text, unit_label

NONE_OF_THESE = "none_of_these"  # how the screen writes the empty list of a fact


def reserved_words() -> dict[str, str]:
    """Return the answers every question can have, in words."""
    return {
        DONT_KNOW: text("I don't know"),
        NOT_APPLICABLE: text("Does not apply to us"),
        NONE_OF_THESE: text("None of these"),
    }


def reserved_for(question: Question) -> list[str]:
    """Return the reserved answers this question takes, besides its own options."""
    if question.fact:
        return [NONE_OF_THESE] if question.kind == "multiple" else []
    return [DONT_KNOW, NOT_APPLICABLE] if question.not_applicable else [DONT_KNOW]


def describe(question: Question, raw: Any) -> str:
    """Word a raw answer: an option id, a number, a list of ids, a reserved answer, also with its reason, or None."""
    if isinstance(raw, Mapping):
        raw = raw.get("answer")
    if raw is None:
        return text("no answer")
    if isinstance(raw, int | float):
        return f"{number(raw, None)} {unit_label(question.number.unit if question.number else '')}".strip()
    ids = [raw] if isinstance(raw, str) else list(raw)
    words = reserved_words() | {option.id: option.text for option in question.options}
    return "; ".join(words.get(ident, ident) for ident in ids or [NONE_OF_THESE])
