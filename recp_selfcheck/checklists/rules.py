"""What makes a checklist file right beyond its shape: ids, kinds, points, conditions.

Rules look at the file as written (`Node`), so that a misspelt field in one question hides no mistake in another.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Literal

from recp_selfcheck.checklists.authored import FACT_KINDS, KINDS
from recp_selfcheck.checklists.condition_reader import Askable, ConditionReading, read_condition
from recp_selfcheck.checklists.cycles import find_cycles
from recp_selfcheck.checklists.model import RESERVED_IDS
from recp_selfcheck.checklists.node import Node, as_number, did_you_mean
from recp_selfcheck.errors import Mistake

SITE = "site"
RESERVED_OPTIONS = frozenset({"not_applicable", "dont_know"})  # the answers every scored question takes anyway
_NOT_FOR_FACTS = ("weight", "evidence", "measures", "not_applicable")


@dataclass(frozen=True, slots=True)
class Known:
    """Ids a checklist may name: option ids by scale, the other kinds by id, the facts' options by fact id."""

    scales: Mapping[str, tuple[str, ...]]
    bands: frozenset[str]
    measures: frozenset[str]
    sources: frozenset[str]
    facts: Mapping[str, tuple[str, ...] | None]
    unread: Container[str] = ()  # kinds whose file cannot be read: nothing is said about their ids


@dataclass(slots=True)
class Findings:
    """What the rules found: mistakes, warnings, and the conditions read, by the path of what they belong to."""

    mistakes: list[Mistake] = field(default_factory=list)
    warnings: list[Mistake] = field(default_factory=list)
    conditions: dict[tuple[str | int, ...], ConditionReading] = field(default_factory=dict)


def walk(node: Node) -> Iterator[tuple[Node, bool]]:
    """Yield every section and question as written below a node, True beside a question, in reading order."""
    for section in node.items("sections"):
        yield section, False
        yield from ((question, True) for question in section.items("questions"))
        yield from walk(section)


def check_checklist(root: Node, known: Known, *, inside: bool) -> Findings:
    """Return the findings on a checklist file; outside the project, unknown measures and sources are warnings."""
    findings = Findings()
    is_site = root.text("id") == SITE
    own = {scale.text("id"): option_ids(scale, "options") for scale in root.items("scales") if scale.text("id")}
    scales = {**known.scales, **own}
    _check_head(root, known, findings, inside=inside)
    for scale in root.items("scales"):
        findings.mistakes += check_scale(scale)
    findings.mistakes += unique(root.items("scales"), "a scale")
    parts = list(walk(root))
    findings.mistakes += unique((part for part, _ in parts), "a question or section")
    own_questions = {} if is_site else {q.text("id"): _options_of(q, scales) for q, is_q in parts if is_q}
    askable = Askable({**known.facts, **own_questions}, facts_only=is_site, facts_unread="facts" in known.unread)
    for part, is_question in parts:
        if is_question:
            _check_question(part, scales, known, findings, is_site=is_site, inside=inside)
        else:
            findings.mistakes += _check_section(part, is_site=is_site)
        if part.fields.get("ask_if") is not None:
            reading = read_condition(part.at("ask_if"), askable)
            findings.conditions[part.path] = reading
            findings.mistakes += reading.mistakes
    findings.mistakes += find_cycles(parts, findings.conditions)
    return findings


def option_ids(node: Node, name: str) -> tuple[str, ...]:
    """Return the ids of the options in a list field."""
    return tuple(option.text("id") for option in node.items(name) if option.text("id"))


def unique(nodes: Iterator[Node], what: str) -> Iterator[Mistake]:
    """Find ids that stand twice."""
    seen: dict[str, int] = {}
    for node in nodes:
        name = node.text("id")
        if name and name in seen:
            message = f"The id '{name}' is taken by {what} in line {seen[name]}. Choose another."
            yield node.mistake("duplicate-id", message, "id", id=name)
        elif name:
            seen[name] = node.line


def check_scale(scale: Node) -> Iterator[Mistake]:
    """Check the options of a scale: worst first, points ascending."""
    yield from check_options(scale, "options")
    last = -1.0
    for option in scale.items("options"):
        points = option.number("points")
        if points is None:
            continue
        if points < last:
            message = (
                f"The points fall from {last:g} to {points:g}. Put the worst option first and let the points rise."
            )
            yield option.mistake("points-not-ascending", message, "points")
        last = points


def check_options(node: Node, name: str) -> Iterator[Mistake]:
    """Check the ids of options."""
    yield from unique(node.items(name), "an option")
    for option in node.items(name):
        if option.text("id") in RESERVED_OPTIONS:
            message = (
                f"'{option.text('id')}' is an answer every question takes anyway. Remove this option, or rename it."
            )
            yield option.mistake("reserved-id", message, "id")


def kind_of(question: Node) -> str:
    """Return the kind of a question as written, empty where there is none or more than one."""
    found = [kind for kind in KINDS if kind in question.fields]
    return found[0] if len(found) == 1 else ""


def _check_head(root: Node, known: Known, findings: Findings, *, inside: bool) -> None:
    name, stem = root.text("id"), PurePath(root.document.file).stem
    if name and name != stem:
        message = f"The id '{name}' differs from the file name '{stem}'. Make them the same."
        findings.mistakes.append(root.mistake("id-not-file-name", message, "id"))
    if name in RESERVED_IDS - {SITE}:
        findings.mistakes.append(root.mistake("reserved-id", f"'{name}' is a reserved word. Choose another id.", "id"))
    bands = root.text("bands")
    if bands and bands not in known.bands and "bands" not in known.unread:
        near = did_you_mean(bands, known.bands)
        message = f"'{bands}' is not a set of bands in shared/bands.yaml.{near}"
        findings.mistakes.append(root.mistake("unknown-bands", message, "bands"))
    _check_names(root, "sources", known, findings, inside=inside)


def _check_names(
    node: Node, name: Literal["measures", "sources"], known: Known, findings: Findings, *, inside: bool
) -> None:
    what, known_ids = name.removesuffix("s"), known.measures if name == "measures" else known.sources
    for written, place in node.texts(name):
        if written not in known_ids and name not in known.unread:
            near = did_you_mean(written, known_ids, f"Add it to shared/{what}s.yaml.")
            mistake = place.mistake(f"unknown-{what}", f"'{written}' is not a known {what}.{near}", id=written)
            (findings.mistakes if inside else findings.warnings).append(mistake)


def _check_section(section: Node, *, is_site: bool) -> Iterator[Mistake]:
    both = [name for name in ("questions", "sections") if name in section.fields]
    if len(both) != 1:
        what = "both 'questions' and 'sections'; keep one" if both else "neither 'questions' nor 'sections'; add one"
        yield section.mistake("section-content", f"A section has {what}.")
    name = section.text("id")
    if not is_site and name in RESERVED_IDS:
        yield section.mistake("reserved-id", f"'{name}' is a reserved word. Choose another id.", "id")


def _check_question(
    question: Node,
    scales: Mapping[str, tuple[str, ...]],
    known: Known,
    findings: Findings,
    *,
    is_site: bool,
    inside: bool,
) -> None:
    name, mistakes = question.text("id"), findings.mistakes
    found = [kind for kind in KINDS if kind in question.fields]
    if len(found) != 1:
        what = f"{' and '.join(found)}; keep one" if found else f"none; add one of {', '.join(KINDS)}"
        mistakes.append(question.mistake("kinds", f"A question has exactly one kind of answer. This one has {what}."))
    if is_site:
        mistakes += _check_fact_place(question, found)
    else:
        if "fact" in found:
            message = "Facts stand in site.yaml only. Move it there, or make it a scored question."
            mistakes.append(question.mistake("fact-outside-site", message, "fact"))
        if name in RESERVED_IDS or name.startswith("site."):
            message = f"'{name}' is reserved{' for the facts of site.yaml' if '.' in name else ''}. Choose another id."
            mistakes.append(question.mistake("reserved-id", message, "id"))
    if question.text("scale") not in {"", *scales} and "scales" not in known.unread:
        near = did_you_mean(question.text("scale"), scales)
        message = f"'{question.text('scale')}' is neither a scale of this file nor of shared/scales.yaml.{near}"
        mistakes.append(question.mistake("unknown-scale", message, "scale"))
    for kind in ("options", "multiple"):
        mistakes += check_options(question, kind)
    mistakes += _check_number(question.at("number"), scored=True)
    mistakes += _check_fact(question.at("fact"))
    _check_names(question, "measures", known, findings, inside=inside)
    _check_names(question, "sources", known, findings, inside=inside)


def _check_fact_place(question: Node, found: list[str]) -> Iterator[Mistake]:
    name = question.text("id")
    if found and "fact" not in found:
        message = f"In site.yaml stand facts only: write fact: {{{found[0]}: …}}, or move the question to a checklist."
        yield question.mistake("scored-in-site", message, found[0])
    if name and (not name.startswith("site.") or name.count(".") != 1):
        yield question.mistake("bad-id", f"The id of a fact is site.name, not '{name}'.", "id")
    for field_name in _NOT_FOR_FACTS:
        if field_name in question.fields:
            message = f"A fact is never scored: remove '{field_name}'."
            yield question.mistake("not-for-facts", message, field_name)


def _check_fact(fact: Node) -> Iterator[Mistake]:
    if not isinstance(fact.value, dict):
        return
    found = [kind for kind in FACT_KINDS if kind in fact.fields]
    if len(found) != 1:
        what = f"{' and '.join(found)}; keep one" if found else f"none; add one of {', '.join(FACT_KINDS)}"
        yield fact.mistake("kinds", f"A fact has exactly one kind of answer. This one has {what}.")
    for kind in ("options", "multiple"):
        yield from check_options(fact, kind)
        for option in fact.items(kind):
            if "points" in option.fields:
                yield option.mistake("not-for-facts", "A fact is never scored: remove 'points'.", "points")
    yield from _check_number(fact.at("number"), scored=False)


def _check_number(number: Node, *, scored: bool) -> Iterator[Mistake]:
    if not isinstance(number.value, dict):
        return
    least, most = number.number("at_least"), number.number("at_most")
    if least is not None and most is not None and least > most:
        message = f"'at_least' {least:g} is above 'at_most' {most:g}. Exchange them."
        yield number.mistake("limits", message, "at_least")
    if not scored:
        if "points" in number.fields:
            yield number.mistake("not-for-facts", "A fact is never scored: remove 'points'.", "points")
        return
    pairs = number.fields.get("points")
    if pairs is None or pairs == []:
        message = "A number needs 'points': [[value, points], …], at least one pair."
        yield number.mistake("missing-field", message, *(("points",) if "points" in number.fields else ()))
    last: float | None = None
    for index, pair in enumerate(pairs if isinstance(pairs, list) else ()):
        value = as_number(pair[0]) if isinstance(pair, list) and pair else None
        if value is not None and last is not None and value <= last:
            message = f"The value {value:g} comes after {last:g}. Let the values rise, each once."
            yield number.mistake("values-not-ascending", message, "points", index)
        last = value if value is not None else last


def _options_of(question: Node, scales: Mapping[str, tuple[str, ...]]) -> tuple[str, ...] | None:
    kind = kind_of(question)
    if kind in ("options", "multiple"):
        return option_ids(question, kind)
    return None if kind == "number" else scales.get(question.text("scale"), ())


def facts_of(root: Node) -> dict[str, tuple[str, ...] | None]:
    """Return the option ids of the facts of a site file as written; None stands for a number."""
    found: dict[str, tuple[str, ...] | None] = {}
    for question, is_question in walk(root):
        if is_question and question.text("id"):
            fact = question.at("fact")
            kind = next((kind for kind in ("options", "multiple") if kind in fact.fields), "")
            found[question.text("id")] = option_ids(fact, kind) if kind else None
    return found
