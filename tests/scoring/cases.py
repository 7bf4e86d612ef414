"""Tests that trainers write: a checklist, some answers, and what of the score they expect."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from recp_selfcheck.assessment import opportunities, scoring
from recp_selfcheck.assessment.answers import read_answers, suggestion
from recp_selfcheck.checklists.load import PROJECT, load_checklist, load_library, read_yaml
from recp_selfcheck.checklists.model import Checklist, Library
from recp_selfcheck.checklists.translations import translate, translate_library
from recp_selfcheck.errors import AnswerMistakes, ContentMistakes

NEAR = 0.05
FIELDS = {"name", "checklist", "answers", "expect"}
LANGUAGES = ("ru", "be")


class CaseMistake(Exception):
    """A test that is itself wrong; each line says where and what."""


@dataclass(frozen=True)
class Case:
    """One test of a file; `lines` are those of the case, and of its answers and expectations by id."""

    file: str
    line: int
    name: str
    checklist: str
    answers: Mapping[str, Any]
    expect: Mapping[str, Any]
    answer_lines: Mapping[Any, int]


@dataclass(frozen=True)
class Difference:
    place: str
    expected: Any
    got: Any

    def __str__(self) -> str:
        return f"{self.place}: expected {written(self.expected)}, got {written(self.got)}"


def written(figure: Any) -> str:
    """Write a value as the test file has it."""
    if isinstance(figure, bool) or figure is None:
        return {None: "null", True: "true", False: "false"}[figure]
    return f"{figure:.6g}" if isinstance(figure, float) else str(figure)


def read_cases(path: Path, file: str) -> Iterator[Case]:
    """Read a file of tests; raises CaseMistake when it is no list of them."""
    try:
        document = read_yaml(path, file=file)
    except ContentMistakes as wrong:
        raise CaseMistake(str(wrong)) from wrong
    if not isinstance(document.data, list):
        raise CaseMistake(f"{file}:1: A file of tests is a list; each test begins with '- name: …'.")
    for place, raw in enumerate(document.data):
        line = document.line((place,))
        if not isinstance(raw, dict):
            raise CaseMistake(f"{file}:{line}: A test has the fields name, checklist, answers and expect.")
        for field in raw:
            if field not in FIELDS:
                near = hint(field, sorted(FIELDS))
                raise CaseMistake(f"{file}:{document.line((place, field))}: '{field}' is not a field of a test.{near}")
        for field, kind in (("name", str), ("checklist", str), ("expect", dict)):
            if not isinstance(raw.get(field), kind):
                raise CaseMistake(f"{file}:{line}: The test needs the field '{field}'.")
        answers = raw.get("answers") or {}
        lines = {key: document.line((place, "answers", key)) for key in answers}
        yield Case(file, line, raw["name"], raw["checklist"], answers, raw["expect"], lines)


@dataclass(frozen=True)
class Outcome:
    """What came out of a case: what differs, and why the score is what it is."""

    differences: tuple[Difference, ...]
    reasons: tuple[str, ...]


def run(case: Case, folder: Path) -> Outcome:
    """Score a case; the checklist stands in `folder`/checklists, else among the shipped ones."""
    path = find_checklist(case, folder)
    checklist, library = read_content(path)
    got = scored(case, checklist, library)
    differences = list(compare(case, "", case.expect, got))
    for language in LANGUAGES:
        words = translate(checklist, language).checklist, translate_library(library, language)
        if scored(case, *words) != got:
            differences.append(Difference(f"the same in {language}", "the same", "other figures"))
    return Outcome(tuple(differences), tuple(reasons(got)))


def find_checklist(case: Case, folder: Path) -> Path:
    places = [folder / "checklists", PROJECT / "checklists"]
    found = [place / f"{case.checklist}.yaml" for place in places if (place / f"{case.checklist}.yaml").exists()]
    if not found:
        known = sorted(path.stem for place in places for path in place.glob("*.yaml"))
        near = hint(case.checklist, known)
        raise CaseMistake(f"{case.file}:{case.line}: There is no checklist '{case.checklist}'.{near}")
    return found[0]


@cache
def read_content(path: Path) -> tuple[Checklist, Library]:
    shared = path.parent / "shared"
    return load_checklist(path), load_library(shared if shared.is_dir() else PROJECT / "checklists" / "shared")


def scored(case: Case, checklist: Checklist, library: Library) -> dict[str, Any]:
    try:
        sheet = read_answers(checklist, case.answers)
    except AnswerMistakes as wrong:
        lines = [
            f"{case.file}:{case.answer_lines.get(mistake.values.get('question'), case.line)}: "
            f"[{mistake.code}] {mistake.message}"
            for mistake in wrong.mistakes
        ]
        raise CaseMistake("\n".join(lines)) from wrong
    card = scoring.score(checklist, sheet)
    return scoring.as_dict(card, opportunities.rank([(checklist, card)], library, sheet.facts))


def compare(case: Case, place: str, expected: Any, got: Any) -> Iterator[Difference]:
    """Yield what differs; only what the case names is compared, numbers to 0.05."""
    if isinstance(expected, dict) and isinstance(got, dict) and not place.endswith(".answer"):
        for key, wanted in expected.items():
            inner = f"{place}.{key}".lstrip(".")
            if key not in got:
                raise CaseMistake(
                    f"{case.file}:{case.line}: expect: '{inner}' does not exist.{hint(str(key), list(got))}"
                )
            yield from compare(case, inner, wanted, got[key])
    elif not equal(expected, got):
        yield Difference(place, expected, got)


def equal(expected: Any, got: Any) -> bool:
    numbers = [isinstance(one, int | float) and not isinstance(one, bool) for one in (expected, got)]
    if all(numbers):
        return bool(abs(expected - got) <= NEAR)
    return type(expected) is type(got) and expected == got


def reasons(got: Mapping[str, Any]) -> Iterator[str]:
    """Yield one line a question: what it has, what it weighs and what it costs."""
    for question_id, question in got["questions"].items():
        if question["state"] == "rated":
            yield (
                f"{question_id}: {question['points']:.4g} points x {question['effective_weight']:.4f}, "
                f"loses {question['loss']:.4g} (answer: {question['answer']})"
            )
        else:
            yield f"{question_id}: {question['state']}"


def hint(word: str, known: Sequence[str]) -> str:
    near = suggestion(word, list(known))
    return f" Did you mean '{near}'?" if near else f" There are: {', '.join(known)}." if known else ""


def report(case: Case, outcome: Outcome) -> str:
    """Write down a failed case."""
    lines = [case.name, f"{case.file}:{case.line}, checklist {case.checklist}", ""]
    lines += [f"  {difference}" for difference in outcome.differences]
    lines += ["", "Why this score:", *(f"  {reason}" for reason in outcome.reasons)]
    return "\n".join(lines)
