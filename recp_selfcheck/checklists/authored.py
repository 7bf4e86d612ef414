"""The shape in which trainers write YAML, field by field; `checklist.schema.json` is generated from it.

What a shape cannot say (ids that exist, exactly one kind of answer, ascending points) is in `rules.py` and
`library_rules.py`. `ask_if` stays raw here; `condition_reader.py` reads it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, WithJsonSchema

from recp_selfcheck.checklists.model import (
    CostClass,
    Day,
    DottedId,
    EndUse,
    Evidence,
    Id,
    Number,
    Number_,
    Option,
    Percent,
    Points,
    Resource,
    Scale,
    Source,
    Status,
    Steps,
    Text,
    Weight,
)

SCHEMA_FILE = Path(__file__).parents[2] / "checklists" / "checklist.schema.json"
KINDS = ("scale", "options", "multiple", "number", "fact")
FACT_KINDS = ("options", "multiple", "number")

Language = Annotated[str, Field(strict=True, pattern=r"^[a-z]{2,3}$")]
_CONDITION = {"title": "Condition"}  # stands for the definition in `schema`, which pydantic cannot know
RawCondition = Annotated[Any, WithJsonSchema(_CONDITION)]
Several = Field(min_length=1)


class Authored(BaseModel):
    """Base of everything a trainer writes: a field nobody knows is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    noun: ClassVar[str] = "an entry"


class AuthoredFact(Authored):
    """How a fact is answered: exactly one kind."""

    noun: ClassVar[str] = "a fact"
    options: Annotated[tuple[Option, ...], Several] | None = None
    multiple: Annotated[tuple[Option, ...], Several] | None = None
    number: Number | None = None


class AuthoredQuestion(Authored):
    """A question as written: exactly one of the five kinds."""

    noun: ClassVar[str] = "a question"
    id: DottedId
    text: Text
    scale: Id | None = None
    options: Annotated[tuple[Option, ...], Several] | None = None
    multiple: Annotated[tuple[Option, ...], Several] | None = None
    number: Number | None = None
    fact: AuthoredFact | None = None
    why: Text | None = None
    check: Text | None = None
    weight: Weight = 1.0
    ask_if: RawCondition = None
    evidence: Evidence | None = None
    measures: tuple[Id, ...] = ()
    sources: tuple[Id, ...] = ()
    not_applicable: StrictBool = True


class AuthoredSection(Authored):
    """A section as written: holds questions or sections."""

    noun: ClassVar[str] = "a section"
    id: DottedId
    title: Text
    weight: Weight = 1.0
    about: Text | None = None
    ask_if: RawCondition = None
    questions: Annotated[tuple[AuthoredQuestion, ...], Several] | None = None
    sections: Annotated[tuple[AuthoredSection, ...], Several] | None = None


class AuthoredChecklist(Authored):
    """A checklist file."""

    noun: ClassVar[str] = "a checklist"
    id: Id
    version: Annotated[StrictInt, Field(ge=1, le=1_000_000)]
    published: Day
    language: Language
    title: Text
    about: Text | None = None
    bands: Id | None = None
    sources: tuple[Id, ...] = ()
    scales: tuple[Scale, ...] = ()
    sections: Annotated[tuple[AuthoredSection, ...], Several]


class AuthoredEffect(Authored):
    """What a measure saves, as written."""

    noun: ClassVar[str] = "an effect"
    resource: Resource
    of: Id
    saves: tuple[Percent, Percent, Percent]
    unsuited_if: RawCondition = None


class AuthoredMeasure(Authored):
    """A measure of `shared/measures.yaml`."""

    noun: ClassVar[str] = "a measure"
    id: Id
    title: Text
    cost: CostClass
    sources: Annotated[tuple[Id, ...], Several]
    effects: Annotated[tuple[AuthoredEffect, ...], Several] | None = None
    effect: Literal["charges", "carbon"] | None = None
    payback: tuple[Number_, Number_, Number_] | None = None
    life: Number_ | None = None
    effort: Literal["days", "weeks", "project"] | None = None
    steps: Steps | None = None
    unsuited_if: RawCondition = None
    status: Status = "memory"
    note: Text | None = None


class AuthoredBand(Authored):
    """A band of a set."""

    noun: ClassVar[str] = "a band"
    id: Id
    title: Text
    start: Points = Field(alias="from")
    about: Text | None = None


class AuthoredBands(Authored):
    """A set of bands of `shared/bands.yaml`."""

    noun: ClassVar[str] = "a set of bands"
    id: Id
    bands: Annotated[tuple[AuthoredBand, ...], Several]
    about: Text | None = None


class AuthoredEndUse(Authored):
    """An end use of `shared/end_uses.yaml`."""

    noun: ClassVar[str] = "an end use"
    id: Id
    resource: Resource
    title: Text
    share: tuple[Percent, Percent, Percent]
    sources: Annotated[tuple[Id, ...], Several]
    by_sector: Mapping[str, tuple[Percent, Percent, Percent]] = Field(default_factory=dict)
    estimated: tuple[str, ...] = ()
    absent_if: RawCondition = None
    status: Status = "memory"


class MovedVersion(Authored):
    """Where ids went in one version of one checklist; an empty value means dropped."""

    noun: ClassVar[str] = "a version in moves.yaml"
    questions: Mapping[str, DottedId | None] = Field(default_factory=dict)
    options: Mapping[str, Mapping[str, Id | None]] = Field(default_factory=dict)


LIBRARY_SHAPES: Mapping[str, type[BaseModel]] = {
    "scales": Scale,
    "bands": AuthoredBands,
    "measures": AuthoredMeasure,
    "sources": Source,
    "end_uses": AuthoredEndUse,
}
NOUNS: Mapping[type[BaseModel], str] = {
    Option: "an option",
    Number: "a number",
    Evidence: "evidence",
    Scale: "a scale",
    Source: "a source",
    EndUse: "an end use",
    Steps: "steps",
}


def noun(shape: type[BaseModel]) -> str:
    """Return what an object of this shape is called in a sentence, with its article."""
    return NOUNS.get(shape) or str(getattr(shape, "noun", "an entry"))


def schema() -> dict[str, Any]:
    """Return the JSON schema of a checklist file, for editors that complete and underline."""
    made = AuthoredChecklist.model_json_schema()
    definitions = made["$defs"]
    either = {"type": "array", "items": {"$ref": "#/$defs/Condition"}, "minItems": 1}
    definitions["Condition"] = {
        "title": "Condition",
        "description": "{question: [option, …]}, or {all: […]}, {any: […]}, {not: …} of such.",
        "type": "object",
        "minProperties": 1,
        "properties": {"all": either, "any": either, "not": {"$ref": "#/$defs/Condition"}},
        "additionalProperties": {"type": "array", "items": {"type": "string"}, "minItems": 1},
    }
    definitions["AuthoredQuestion"]["oneOf"] = [{"required": [kind]} for kind in KINDS]
    definitions["AuthoredFact"]["oneOf"] = [{"required": [kind]} for kind in FACT_KINDS]
    definitions["AuthoredSection"]["oneOf"] = [{"required": ["questions"]}, {"required": ["sections"]}]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_tidy(made)}


def write_schema(path: Path = SCHEMA_FILE) -> None:
    """Write the schema file anew."""
    path.write_text(schema_text(), encoding="utf-8", newline="\n")


def schema_text() -> str:
    """Return the schema as the file holds it."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _tidy(part: Any) -> Any:
    """Drop the null that an absent field has inside (a field stands with a value or not), and refer to conditions."""
    if isinstance(part, list):
        return [_tidy(inner) for inner in part]
    if not isinstance(part, dict):
        return part
    kept = {key: _tidy(value) for key, value in part.items() if (key, value) != ("default", None)}
    if kept == _CONDITION:
        return {"$ref": "#/$defs/Condition"}
    choices = [choice for choice in kept.get("anyOf", []) if choice != {"type": "null"}]
    if "anyOf" in kept and len(choices) == 1:
        del kept["anyOf"]
        return {**choices[0], **kept}
    return kept
