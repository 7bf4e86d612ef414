"""Cuts a checklist into screens: first the facts it needs, then one section each, at most twelve questions."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from recp_selfcheck.checklists.model import Checklist, Question
from recp_selfcheck.i18n import text

MOST_QUESTIONS = 12
FACTS = "facts"


@dataclass(frozen=True)
class Screen:
    """What is on one screen; `id` stands in the address."""

    id: str
    title: str
    about: str
    questions: tuple[Question, ...]


def cut(checklist: Checklist, asked: Collection[str]) -> tuple[Screen, ...]:
    """Return the screens with something to answer, in reading order.

    A longer section is cut by its own questions, asked or not: a screen keeps its questions when others appear.
    """
    screens = []
    if checklist.facts:
        about = text("This decides which questions you are asked, in all checklists.")
        screens.append(Screen(FACTS, text("About your site"), about, checklist.facts))
    for section in checklist.all_sections:
        parts = -(-len(section.questions) // MOST_QUESTIONS)
        size = -(-len(section.questions) // parts) if parts else 0
        for part in range(parts):
            batch = section.questions[part * size : (part + 1) * size]
            questions = tuple(question for question in batch if question.id in asked)
            if questions:
                title = section.title if parts == 1 else f"{section.title} ({part + 1}/{parts})"
                ident = section.id if part == 0 else f"{section.id}.{part + 1}"
                screens.append(Screen(ident, title, section.about or "", questions))
    return tuple(screens)


def screen_of(checklist: Checklist, name: str) -> str:
    """Return the id of the screen a question or fact stands on."""
    for screen in cut(checklist, checklist.questions.keys()):
        if any(question.id == name for question in screen.questions):
            return screen.id
    return FACTS
