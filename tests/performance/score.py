"""Reading and scoring one sheet, beside SurveyJS's `survey-core` with the same conditions and the same sums."""

from __future__ import annotations

import json
import math
import os
import shutil
import subprocess
from itertools import cycle
from pathlib import Path
from statistics import median
from typing import Any

from recp_selfcheck.assessment.answers import DONT_KNOW, NOT_APPLICABLE, read_answers
from recp_selfcheck.assessment.scoring import score
from recp_selfcheck.checklists.model import AllOf, AnyOf, Checklist, Condition, Is, Question
from tests.performance import grown
from tests.performance.figure import Figure, NotMeasuredError, seconds
from tests.performance.served import temporary_folder, write_json

QUESTIONS = 100
SURVEY_CORE = "survey-core@3.1.1"
BUDGET = 1 / 50
SCRIPT = Path(__file__).with_name("surveyjs.cjs")
NPM_SECONDS, NODE_SECONDS = 120, 120


def measure(*, short: bool = False) -> list[Figure]:
    written = grown.grow_with_conditions(QUESTIONS)
    facts = {"site.systems": list(grown.SYSTEMS)}
    sheets = [{**facts, **grown.answers_to(written, unanswered=0.1, unknown=0.1, seed=seed)} for seed in (1, 2)]
    with temporary_folder() as folder:
        checklist = grown.load(written, folder)
        turns = cycle(sheets)
        times = 50 if short else 2000

        def in_seconds() -> list[float]:
            return [seconds(lambda: score(checklist, read_answers(checklist, next(turns)))) for _ in range(times)]

        before = in_seconds()
        alone = Figure(f"reading and scoring {QUESTIONS} questions", median(before) * 1000, "ms")
        try:
            theirs = _survey_js(folder, checklist, sheets, times=20 if short else 200)
        except NotMeasuredError as reason:
            raise NotMeasuredError(str(reason), alone) from None
        ours = median(before + in_seconds()) * 1000  # on both sides of it, because a machine's speed wanders
    return [
        Figure(
            f"reading and scoring {QUESTIONS} questions, of {SURVEY_CORE}",
            ours / theirs,
            "×",
            BUDGET,
            f"{ours:.3f} ms, SurveyJS {theirs:.1f} ms, same scores",
        )
    ]


def _survey_js(folder: Path, checklist: Checklist, sheets: list[dict[str, Any]], times: int) -> float:
    """Return the milliseconds SurveyJS takes; it has to find the same scores."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        raise NotMeasuredError("SurveyJS runs on Node.js, which is not installed")
    write_json(folder / "package.json", {"private": True})
    installing = [npm, "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", SURVEY_CORE]
    try:
        installed = subprocess.run(installing, cwd=folder, capture_output=True, timeout=NPM_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        installed = None
    if installed is None or installed.returncode:
        raise NotMeasuredError(f"npm could not install {SURVEY_CORE}; SurveyJS is needed to compare with")
    write_json(folder / "survey.json", _survey(checklist, sheets))
    ended = subprocess.run(
        [node, str(SCRIPT), str(folder), str(times)],
        cwd=folder,
        env={**os.environ, "NODE_ENV": "production"},
        capture_output=True,
        text=True,
        timeout=NODE_SECONDS,
        check=True,
    )
    found = json.loads(ended.stdout.splitlines()[-1])
    for sheet, figures in zip(sheets, found["found"], strict=True):
        card = score(checklist, read_answers(checklist, sheet))
        for name, figure in figures.items():
            assert math.isclose(figure, getattr(card, name), abs_tol=1e-9), (name, figure, getattr(card, name))
    return float(found["milliseconds"])


def _survey(checklist: Checklist, sheets: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the checklist as a survey, what answers are worth, and the sheets; dots of ids become underscores."""
    panels = [
        {
            "type": "panel",
            "name": section.id,
            "elements": [_element(question) for question in section.questions],
            **_visible_if(section.ask_if),
        }
        for section in checklist.sections
    ]
    return {
        "model": {"pages": [{"name": "page", "elements": [*map(_element, checklist.facts), *panels]}]},
        "sections": [
            {
                "name": section.id,
                "weight": section.weight,
                "questions": [{"name": _name(one.id), "weight": one.weight} for one in section.questions],
            }
            for section in checklist.sections
        ],
        "points": {_name(ident): _worth(question) for ident, question in checklist.questions.items()},
        "sheets": [{_name(ident): answer for ident, answer in sheet.items()} for sheet in sheets],
    }


def _element(question: Question) -> dict[str, Any]:
    named = {"name": _name(question.id), "title": question.text, **_visible_if(question.ask_if)}
    if question.kind == "number":
        return {**named, "type": "text", "inputType": "number"}
    choices = [{"value": option.id, "text": option.text} for option in question.options]
    choices += [{"value": word, "text": word} for word in (DONT_KNOW, NOT_APPLICABLE)]
    return {**named, "type": "checkbox" if question.kind == "multiple" else "radiogroup", "choices": choices}


def _worth(question: Question) -> Any:
    """Return the points by option, or the pairs of a number's line."""
    if question.number is not None:
        return [list(pair) for pair in question.number.points]
    return {option.id: option.points for option in question.options if option.points is not None}


def _visible_if(condition: Condition | None) -> dict[str, str]:
    return {} if condition is None else {"visibleIf": _expression(condition)}


def _expression(condition: Condition) -> str:
    if isinstance(condition, Is):
        return f"{{{_name(condition.question)}}} anyof {list(condition.options)}"
    if isinstance(condition, AllOf):
        return " and ".join(f"({_expression(part)})" for part in condition.all)
    if isinstance(condition, AnyOf):
        return " or ".join(f"({_expression(part)})" for part in condition.any)
    return f"!({_expression(condition.negated)})"


def _name(ident: str) -> str:
    return ident.replace(".", "_")
