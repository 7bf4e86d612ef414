"""Checklists of any length, grown from the shipped questions, and answers to them.

The shipped checklists have the length their content needs; the budgets name 60, 100, 110 and 120 questions.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Any

import yaml

from recp_selfcheck.actions.content import content
from recp_selfcheck.checklists.load import load_checklist
from recp_selfcheck.checklists.model import Checklist, Question

# the demonstration bakery has all of them
SYSTEMS = ("lighting", "machines", "compressed_air", "steam_boiler", "refrigeration", "ventilation")


def grow(questions: int, section: int = 12) -> dict[str, Any]:
    """Return a checklist as its file holds it: all questions choose one option, every section depends on a fact."""
    shipped = _shipped("options")
    sections = [
        {
            "id": f"part{start // section + 1}",
            "title": f"Part {start // section + 1}",
            "ask_if": {"site.systems": [SYSTEMS[start // section % len(SYSTEMS)]]},
            "questions": [
                _authored(f"part{start // section + 1}.q{place + 1}", next(shipped))
                for place in range(min(section, questions - start))
            ],
        }
        for start in range(0, questions, section)
    ]
    return _checklist(sections)


def grow_with_conditions(questions: int) -> dict[str, Any]:
    """Return a checklist in sections of ten, with every kind of question and many conditions.

    Of ten questions one is a number, one takes ticks, three are asked depending on the first of their section; every
    section but the first depends on a fact.
    """
    options, numbers, multiples = _shipped("options"), _shipped("number"), _shipped("multiple")
    sections = []
    for part in range(-(-questions // 10)):
        name = f"part{part + 1}"
        held = []
        for place in range(min(10, questions - part * 10)):
            source = next(multiples if place == 3 else numbers if place == 4 else options)
            question = _authored(f"{name}.q{place + 1}", source)
            if place in {6, 7, 8}:
                question["ask_if"] = {f"{name}.q1": [option["id"] for option in held[0]["options"][1:]]}
            held.append(question)
        made: dict[str, Any] = {"id": name, "title": name, "weight": 1 + part % 3, "questions": held}
        if part:
            made["ask_if"] = {"site.systems": [SYSTEMS[part % len(SYSTEMS)]]}
        sections.append(made)
    return _checklist(sections)


def answers_to(
    grown: dict[str, Any], *, unanswered: float = 0.0, unknown: float = 0.0, seed: int = 1
) -> dict[str, Any]:
    """Return answers as an answers file holds them, the same for the same seed; the shares are of all questions."""
    chance = Random(seed)
    found: dict[str, Any] = {}
    for question in questions_of(grown):
        drawn = chance.random()
        if drawn < unanswered:
            continue
        if drawn < unanswered + unknown:
            found[question["id"]] = "dont_know"
        elif "number" in question:
            pairs = question["number"]["points"]
            found[question["id"]] = round(chance.uniform(pairs[0][0], pairs[-1][0]), 2)
        elif "multiple" in question:
            together = [option["id"] for option in question["multiple"] if not option.get("exclusive")]
            found[question["id"]] = together[:2]
        else:
            found[question["id"]] = chance.choice(question["options"][1:])["id"]
    return found


def questions_of(grown: dict[str, Any]) -> list[dict[str, Any]]:
    return [question for section in grown["sections"] for question in section["questions"]]


def write(grown: dict[str, Any], path: Path) -> None:
    path.write_text(yaml.safe_dump(grown, allow_unicode=True, sort_keys=False, width=200), encoding="utf-8")


def load(grown: dict[str, Any], folder: Path) -> Checklist:
    """Return the checklist as the program reads it from a file."""
    path = folder / f"{grown['id']}.yaml"
    write(grown, path)
    return load_checklist(path)


def _checklist(sections: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "id": "energy",
        "version": 1,
        "published": "2026-12-01",
        "language": "en",
        "title": "Energy, grown",
        "sections": sections,
    }


def _authored(name: str, question: Question) -> dict[str, Any]:
    """Write a question down under another id, as a checklist file holds it."""
    written: dict[str, Any] = {"id": name, "text": question.text, "why": question.why, "check": question.check}
    if question.kind == "number" and question.number is not None:
        number = question.number.model_dump(mode="json", exclude_none=True)
        number["points"] = [list(pair) for pair in number["points"]]
        return {**written, "number": number, "weight": question.weight}
    options = [
        {key: value for key, value in option.model_dump(mode="json", exclude_none=True).items() if value is not False}
        for option in question.options
    ]
    return {**written, question.kind: options, "weight": question.weight}


@cache
def _all_shipped() -> tuple[Question, ...]:
    return tuple(question for checklist in content().checklists.values() for question in checklist.questions.values())


def _shipped(kind: str) -> Iterator[Question]:
    """Yield the shipped scored questions of one kind, again and again."""
    return cycle([question for question in _all_shipped() if question.kind == kind and question.why and question.check])
