"""Versions of checklists: the rules that make one, their hash, the record of what was published, and where ids went."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from recp_selfcheck.checklists.model import AllOf, Checklist, Condition, Is, Not, Question, Section


def rules_hash(checklist: Checklist) -> str:
    """Return the SHA-256 over the canonical JSON of a checklist's rules, 64 hexadecimal digits."""
    return digest(rules(checklist))


def digest(data: Any) -> str:
    """Return the SHA-256 over the canonical JSON of plain data, 64 hexadecimal digits."""
    return hashlib.sha256(canonical_json(data).encode()).hexdigest()


def canonical_json(data: Any) -> str:
    """Write plain data the one way that is hashed: sorted keys, no spaces, non-ASCII as it is."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def rules(checklist: Checklist) -> dict[str, Any]:
    """Return everything a score or a measure's rank depends on, as plain data.

    Where questions and sections stand in the file counts only as far as it nests them; the order of options counts.
    """
    sections: dict[str, Any] = {}
    questions: dict[str, Any] = {}
    for section in checklist.sections:
        _add_section(section, "", sections, questions)
    return {
        "id": checklist.id,
        "bands": [[band.id, band.start] for band in checklist.bands],
        "sections": sections,
        "questions": questions,
        "facts": {
            fact.id: {"options": [option.id for option in fact.options], **_condition_rule(fact.ask_if)}
            for fact in checklist.facts
        },
    }


def differences(old: Mapping[str, Any], new: Mapping[str, Any], scales: Mapping[str, str] | None = None) -> list[str]:
    """Say in words where two sets of rules differ; one shared scale that changed is named once."""
    found: dict[str, None] = {}
    for part, noun in (("sections", "section"), ("questions", "question"), ("facts", "fact")):
        before, after = old.get(part, {}), new.get(part, {})
        for name in (*before, *(name for name in after if name not in before)):
            if name not in after:
                found[f"{noun} '{name}' is gone"] = None
            elif name not in before:
                found[f"{noun} '{name}' is new"] = None
            else:
                for key in sorted({*before[name], *after[name]}):
                    if before[name].get(key) != after[name].get(key):
                        scale = (scales or {}).get(name) if key == "options" else None
                        found[f"scale '{scale}'" if scale else f"{key} of {noun} '{name}'"] = None
    if old.get("bands") != new.get("bands"):
        found["thresholds of the bands"] = None
    return list(found)


def _add_section(section: Section, above: str, sections: dict[str, Any], questions: dict[str, Any]) -> None:
    sections[section.id] = {"in": above, "weight": section.weight, **_condition_rule(section.ask_if)}
    for question in section.questions:
        questions[question.id] = {"in": section.id, **_question_rule(question)}
    for inner in section.sections:
        _add_section(inner, section.id, sections, questions)


def _question_rule(question: Question) -> dict[str, Any]:
    rule: dict[str, Any] = {
        "kind": question.kind,
        "weight": question.weight,
        "not_applicable": question.not_applicable,
        "measures": sorted(question.measures),
        **_condition_rule(question.ask_if),
    }
    if question.options:
        rule["options"] = [[option.id, option.points, option.exclusive] for option in question.options]
    if question.number is not None:
        number = question.number
        rule["number"] = {
            "unit": number.unit,
            "points": [list(pair) for pair in number.points],
            "at_least": number.at_least,
            "at_most": number.at_most,
        }
    return rule


def _condition_rule(condition: Condition | None) -> Mapping[str, Any]:
    return {} if condition is None else {"ask_if": _plain(condition)}


def _plain(condition: Condition) -> Any:
    """Write a condition so that the order of its parts does not count."""
    if isinstance(condition, Is):
        return {"is": [condition.question, sorted(condition.options)]}
    if isinstance(condition, Not):
        return {"not": _plain(condition.negated)}
    name, parts = ("all", condition.all) if isinstance(condition, AllOf) else ("any", condition.any)
    return {name: sorted(map(_plain, parts), key=canonical_json)}
