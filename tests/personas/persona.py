"""Described companies with their whole answer sheets, and what the program makes of them.

A persona says who it is (`name`, `about`, `source`), its `profile` (fields of a company as the app stores them), its
`facts`, its `answers` by checklist and what it must `expect`. `demo: UF0590` takes profile, facts and answers from the
demonstration company of that name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from recp_selfcheck.actions import content
from recp_selfcheck.actions.company import Year, profile_of, year_of
from recp_selfcheck.actions.fields import accept_company_field
from recp_selfcheck.assessment import opportunities, scoring
from recp_selfcheck.assessment.answers import AnswerSheet, read_answers
from recp_selfcheck.assessment.emissions import emission_factors
from recp_selfcheck.assessment.opportunities import SHOWN_FIRST, Opportunities
from recp_selfcheck.assessment.scoring import ScoreCard
from recp_selfcheck.checklists.load import PROJECT, read_yaml
from recp_selfcheck.checklists.model import Checklist
from recp_selfcheck.errors import AnswerMistakes
from recp_selfcheck.storage.cells import Cell

FOLDER = Path(__file__).parent
NEAR = 0.05
MOMENT = datetime(2026, 12, 1, tzinfo=UTC)
FIELDS = {"name", "about", "source", "demo", "profile", "facts", "answers", "expect"}
ENERGY = ("electricity", "heat")


class PersonaMistake(Exception):
    """A persona file that is itself wrong; the text says what."""


@dataclass(frozen=True)
class Persona:
    """A company as its file describes it; `fields` are its profile and facts together."""

    id: str
    name: str
    fields: Mapping[str, Any]
    answers: Mapping[str, Mapping[str, Any]]
    expect: Mapping[str, Any]


@dataclass(frozen=True)
class Result:
    """Everything the program works out for a persona."""

    year: Year
    results: tuple[tuple[Checklist, ScoreCard], ...]
    ranking: Opportunities

    @property
    def asked(self) -> int:
        """How many questions the company is asked over all checklists."""
        return sum(asked_in(checklist, card) for checklist, card in self.results)


def read_persona(persona_id: str) -> Persona:
    """Read a persona file of this folder; PersonaMistake where a field is missing or unknown."""
    data = read_yaml(FOLDER / f"{persona_id}.yaml", file=f"tests/personas/{persona_id}.yaml").data
    demo = data.get("demo")
    needed = FIELDS - ({"profile", "facts", "answers"} if demo else {"demo"})
    if set(data) != needed:
        raise PersonaMistake(f"{persona_id}: fields that are missing or not known: {sorted(set(data) ^ needed)}")
    if demo:
        company = read_yaml(PROJECT / "data" / "demo" / f"{demo}.yaml", file=f"data/demo/{demo}.yaml").data
        fields, answers = company["fields"], company["answers"]
    else:
        fields, answers = {**data["profile"], **data["facts"]}, data["answers"]
    return Persona(persona_id, data["name"], fields, answers, data["expect"])


def work_out(persona: Persona) -> Result:
    """Score all checklists and rank the measures as the app does, without a database."""
    cells = {key: _cell(persona, key, raw) for key, raw in persona.fields.items()}
    year = year_of(profile_of(cells))
    results = tuple((one, _score(persona, one, year)) for one in content.content().checklists.values())
    co2 = emission_factors(year.resources, content.figures().factors, year.profile.country, "saving")
    ranking = opportunities.rank(
        results,
        content.content().library,
        year.profile.facts,
        year=year.resources.by_resource,
        nace=year.profile.nace,
        co2={resource: factor.kg_per_unit for resource, factor in co2.items()},
    )
    return Result(year, results, ranking)


def _cell(persona: Persona, key: str, raw: Any) -> Cell:
    try:
        return Cell(accept_company_field(key, raw, MOMENT.date()), 1, MOMENT, persona.name)
    except AnswerMistakes as wrong:
        raise PersonaMistake(f"{persona.id}: {key}: {wrong}") from wrong


def _score(persona: Persona, checklist: Checklist, year: Year) -> ScoreCard:
    try:
        own = read_answers(checklist, persona.answers.get(checklist.id, {}))
    except AnswerMistakes as wrong:
        raise PersonaMistake(f"{persona.id}: {wrong}") from wrong
    return scoring.score(checklist, AnswerSheet(own.answers, year.profile.facts))


def summary(result: Result) -> dict[str, Any]:
    """Return what a persona file may expect, in the shape it is written there."""
    positions: dict[str, list[str | None]] = {}
    for one in result.year.comparisons:
        positions.setdefault(one.resource, []).append(one.position)
    return {
        "asked": result.asked,
        "checklists": {checklist.id: _card(checklist, card) for checklist, card in result.results},
        "indicators": positions,
        "doubts": [f"{doubt.code} {doubt.subject}" for doubt in result.year.doubts],
        "first_six": list(result.ranking.listed_ids[:SHOWN_FIRST]),
        "to_find_out": list(result.ranking.to_find_out_ids),
        "savings": {
            resource: {"percent": total.share.typical, "above_audits": total.above_audits}
            for resource in ENERGY
            if (total := result.ranking.totals.get(resource)) is not None
        },
    }


def asked_in(checklist: Checklist, card: ScoreCard) -> int:
    """Return how many questions of a checklist are asked."""
    return sum(card.sections[section.id].asked for section in checklist.sections)


def _card(checklist: Checklist, card: ScoreCard) -> dict[str, Any]:
    return {
        "score": card.score,
        "low": card.low,
        "high": card.high,
        "band": card.band.id if card.band else None,
        "asked": asked_in(checklist, card),
    }


def differences(name: str, expected: Any, got: Any, place: str = "") -> Iterator[str]:
    """Yield a line `name: what: expected …, got …` for all that is not as expected, numbers to 0.05."""
    if isinstance(expected, dict) and isinstance(got, dict):
        for key in dict.fromkeys((*expected, *got)):
            inner = f"{place}.{key}".lstrip(".")
            yield from differences(name, expected.get(key, "nothing"), got.get(key, "nothing"), inner)
    elif not _equal(expected, got):
        yield f"{name}: {place}: expected {expected}, got {got}"


def _equal(expected: Any, got: Any) -> bool:
    if all(isinstance(one, int | float) and not isinstance(one, bool) for one in (expected, got)):
        return bool(abs(expected - got) <= NEAR)
    return bool(expected == got)
