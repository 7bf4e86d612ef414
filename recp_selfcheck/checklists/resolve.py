"""Turns a checklist as written into one that is complete in itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from recp_selfcheck.checklists.authored import AuthoredChecklist, AuthoredFact, AuthoredQuestion, AuthoredSection
from recp_selfcheck.checklists.condition_reader import conditions_named
from recp_selfcheck.checklists.document import Path_
from recp_selfcheck.checklists.model import (
    AllOf,
    Band,
    Checklist,
    Condition,
    Library,
    Number,
    Option,
    Question,
    Scale,
    Section,
)
from recp_selfcheck.checklists.versions import rules_hash

Conditions = Mapping[Path_, Condition]


def resolve(
    authored: AuthoredChecklist, conditions: Conditions, library: Library, facts: Mapping[str, Question] | None
) -> Checklist | None:
    """Return the resolved checklist, or None where a shared scale, band set or fact it names has mistakes of its own.

    `conditions` are by the path of the section or question they belong to; `facts` is None for a wrong site file.
    """
    own = {scale.id: scale for scale in authored.scales}
    try:
        made = Checklist(
            id=authored.id,
            version=authored.version,
            published=authored.published,
            language=authored.language,
            title=authored.title,
            about=authored.about,
            bands=_bands(authored.bands, library),
            band_set=authored.bands,
            sections=tuple(
                _section(section, ("sections", index), conditions, own, library)
                for index, section in enumerate(authored.sections)
            ),
        )
        outside = _named(conditions.values()) - made.questions.keys()
        if facts is None and outside:
            return None
    except _Unresolved:
        return None
    referred, others = _facts(outside, facts or {})
    complete = made.model_copy(update={"facts": referred, "other_facts": others})
    return complete.model_copy(update={"hash": rules_hash(complete)})


def _facts(named: set[str], facts: Mapping[str, Question]) -> tuple[tuple[Question, ...], tuple[Question, ...]]:
    """Return the facts that are named, with those that decide whether they are asked, and the others."""
    named, left = set(named), list(named)
    while left:
        fact = facts.get(left.pop())
        more = _named([fact.ask_if]) - named if fact is not None and fact.ask_if is not None else set()
        named |= more
        left += more
    referred = tuple(fact for name, fact in facts.items() if name in named)
    return referred, tuple(fact for name, fact in facts.items() if name not in named)


def facts_of_site(site: Checklist) -> Mapping[str, Question]:
    """Return the facts of a site file, the conditions of their sections taken into their own."""
    found: dict[str, Question] = {}
    for section in site.sections:
        _add_facts(section, (), found)
    return found


def _add_facts(section: Section, above: tuple[Condition, ...], found: dict[str, Question]) -> None:
    around = (*above, *([section.ask_if] if section.ask_if is not None else []))
    for fact in section.questions:
        conditions = (*around, *([fact.ask_if] if fact.ask_if is not None else []))
        if around:
            whole = conditions[0] if len(conditions) == 1 else AllOf(all=conditions)
            found[fact.id] = fact.model_copy(update={"ask_if": whole})
        else:
            found[fact.id] = fact
    for inner in section.sections:
        _add_facts(inner, around, found)


def _named(conditions: Iterable[Condition]) -> set[str]:
    return {item.question for condition in conditions for item in conditions_named(condition)}


class _Unresolved(Exception):  # never leaves this module
    pass


def _bands(name: str | None, library: Library) -> tuple[Band, ...]:
    if name is None:
        return ()
    if name not in library.bands:
        raise _Unresolved
    return library.bands[name]


def _section(
    authored: AuthoredSection, path: Path_, conditions: Conditions, own: Mapping[str, Scale], library: Library
) -> Section:
    return Section(
        id=authored.id,
        title=authored.title,
        weight=authored.weight,
        about=authored.about,
        ask_if=conditions.get(path),
        sections=tuple(
            _section(section, (*path, "sections", index), conditions, own, library)
            for index, section in enumerate(authored.sections or ())
        ),
        questions=tuple(
            _question(question, conditions.get((*path, "questions", index)), own, library)
            for index, question in enumerate(authored.questions or ())
        ),
    )


def _question(
    authored: AuthoredQuestion, condition: Condition | None, own: Mapping[str, Scale], library: Library
) -> Question:
    answered: AuthoredQuestion | AuthoredFact = authored.fact or authored
    options: tuple[Option, ...] = answered.options or answered.multiple or ()
    shared: str | None = None
    if authored.scale is not None:
        scale = own.get(authored.scale) or library.scales.get(authored.scale)
        if scale is None:
            raise _Unresolved
        options = scale.options
        shared = None if authored.scale in own else authored.scale
    number: Number | None = answered.number
    return Question(
        id=authored.id,
        text=authored.text,
        kind="number" if number is not None else "multiple" if answered.multiple is not None else "options",
        options=options,
        number=number,
        scale=shared,
        fact=authored.fact is not None,
        why=authored.why,
        check=authored.check,
        weight=authored.weight,
        ask_if=condition,
        evidence=authored.evidence,
        measures=authored.measures,
        sources=authored.sources,
        not_applicable=authored.not_applicable,
    )
