"""Content in the reader's language: gettext catalogues with the id of each text as its context.

`checklists/translations/ru.po` and `be.po` are read as they are; nothing is compiled to disk. A translation counts only
for the very source text it was made from: Belarusian falls back to fresh Russian, then the source stands, and the
caller learns which texts that concerns.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from recp_selfcheck import units
from recp_selfcheck.checklists import catalogues
from recp_selfcheck.checklists import figures as figures  # noqa: PLC0414  # importing it defines the units
from recp_selfcheck.checklists.catalogues import DIRECTORY, LANGUAGES
from recp_selfcheck.checklists.model import Band, Checklist, Content, Library, Measure, Question, Section

SOURCE = "en"
FALLBACKS: Mapping[str, tuple[str, ...]] = {"ru": ("ru",), "be": ("be", "ru")}

Word = Callable[[str, str], str]  # (context, source text) → text in the reader's language
Thing = TypeVar("Thing", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Translated:
    """A checklist in another language; `stale` holds the contexts of texts that are not in that very language."""

    checklist: Checklist
    stale: frozenset[str]


def translate(checklist: Checklist, language: str, directory: Path = DIRECTORY) -> Translated:
    """Return the checklist in a language; rules, ids and numbers stay as they are."""
    if language == checklist.language:
        return Translated(checklist, frozenset())
    stale: set[str] = set()
    return Translated(_checklist(checklist, _words(language, directory, stale)), frozenset(stale))


def translate_library(library: Library, language: str, directory: Path = DIRECTORY) -> Library:
    """Return scales, bands, measures and end uses in a language."""
    return library if language == SOURCE else _library(library, _words(language, directory, set()))


def texts(content: Content) -> Iterator[tuple[str, str]]:
    """Yield the context and source of every text that is translated, in file order; a shared text comes once."""
    found: dict[tuple[str, str], None] = {}

    def note(context: str, source: str) -> str:
        found.setdefault((context, source))
        return source

    for checklist in (content.site, *content.checklists.values()):
        _checklist(checklist, note)
    _library(content.library, note)
    yield from found


def update(content: Content, directory: Path = DIRECTORY) -> Mapping[str, int]:
    """Extract every text and merge it into the catalogues; returns how many texts each has left to translate.

    A text whose source changed keeps its old translation, marked fuzzy, with the old source beside it; the old text
    and one that is gone stay as obsolete entries. A second run changes no byte.
    """
    wanted = list(texts(content))
    return {language: catalogues.merge(directory / f"{language}.po", wanted) for language in LANGUAGES}


def _words(language: str, directory: Path, stale: set[str]) -> Word:
    entries = [(code, _fresh(directory / f"{code}.po")) for code in FALLBACKS.get(language, ())]

    def word(context: str, source: str) -> str:
        for code, fresh in entries:
            found = fresh.get((context, source))
            if found:
                if code != language:
                    stale.add(context)
                return found
        stale.add(context)
        return source

    return word


def _fresh(path: Path) -> Mapping[tuple[str, str], str]:
    return _fresh_at(path, path.stat().st_mtime_ns if path.exists() else 0)


@cache
def _fresh_at(path: Path, _changed: int) -> Mapping[tuple[str, str], str]:
    catalogue = catalogues.read(path)
    return {
        (str(message.context), str(message.id)): str(message.string)
        for message in (*catalogue.obsolete.values(), *catalogue)  # an older version still has texts that are gone
        if message.id and message.string and not message.fuzzy
    }


def _with(thing: Thing, context: str, word: Word, *fields: str) -> Thing:
    """Return a copy with some texts translated; a context that ends with a colon is a whole file's."""
    sources = {name: getattr(thing, name) for name in fields}
    stem = context if context.endswith(":") else f"{context}."
    return thing.model_copy(
        update={name: word(stem + name, source) for name, source in sources.items() if source is not None}
    )


def _checklist(checklist: Checklist, word: Word) -> Checklist:
    file = checklist.id
    worded = _with(checklist, f"{file}:", word, "title", "about")
    return worded.model_copy(
        update={
            "sections": tuple(_section(section, file, word) for section in checklist.sections),
            "facts": tuple(_question(fact, "site", word) for fact in checklist.facts),
            "bands": tuple(_band(band, checklist.band_set or "", word) for band in checklist.bands),
        }
    )


def _section(section: Section, file: str, word: Word) -> Section:
    worded = _with(section, f"{file}:{section.id}", word, "title", "about")
    return worded.model_copy(
        update={
            "questions": tuple(_question(question, file, word) for question in section.questions),
            "sections": tuple(_section(inner, file, word) for inner in section.sections),
        }
    )


def _question(question: Question, file: str, word: Word) -> Question:
    context = f"{file}:{question.id}"
    worded = _with(question, context, word, "text", "why", "check")
    options = f"scales:{question.scale}" if question.scale else context
    changed: dict[str, Any] = {
        "options": tuple(_with_text(option, f"{options}.option.{option.id}", word) for option in question.options)
    }
    if question.evidence is not None:
        changed["evidence"] = _with(question.evidence, context, word, "reviewer")
    if question.number is not None and _is_worded(question.number.unit):
        changed["number"] = _with(question.number, context, word, "unit")
    return worded.model_copy(update=changed)


def _with_text(thing: Thing, context: str, word: Word) -> Thing:
    return thing.model_copy(update={"text": word(context, thing.text)})  # type: ignore[attr-defined]  # an Option


def _is_worded(unit: str) -> bool:
    """Tell whether a unit is a word of its author, such as `times`; the interface words the units of `units.txt`."""
    return any(sign.isalpha() for sign in unit) and not units.is_known(unit)


def _band(band: Band, band_set: str, word: Word) -> Band:
    return _with(band, f"bands:{band_set}.{band.id}", word, "title", "about")


def _measure(measure: Measure, word: Word) -> Measure:
    context = f"measures:{measure.id}"
    worded = _with(measure, context, word, "title", "note")
    if measure.steps is None:
        return worded
    return worded.model_copy(update={"steps": _with(measure.steps, f"{context}.steps", word, "this_week", "this_year")})


def _library(library: Library, word: Word) -> Library:
    scales = {
        name: scale.model_copy(
            update={
                "options": tuple(
                    _with_text(option, f"scales:{name}.option.{option.id}", word) for option in scale.options
                )
            }
        )
        for name, scale in library.scales.items()
    }
    bands = {name: tuple(_band(band, name, word) for band in bands) for name, bands in library.bands.items()}
    measures = {name: _measure(measure, word) for name, measure in library.measures.items()}
    end_uses = {name: _with(use, f"end_uses:{name}", word, "title") for name, use in library.end_uses.items()}
    return library.model_copy(update={"scales": scales, "bands": bands, "measures": measures, "end_uses": end_uses})
