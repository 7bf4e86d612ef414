"""The shipped content and reference figures, read once in the life of the process, and their translations."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Generic, TypeVar

from recp_selfcheck.checklists import figures as figure_files
from recp_selfcheck.checklists import load, translations
from recp_selfcheck.checklists.model import Checklist, Content, Figures, Library
from recp_selfcheck.checklists.moves import MOVES_FILE, Moves, read_moves
from recp_selfcheck.checklists.translations import Translated
from recp_selfcheck.errors import ContentMistakes

Thing = TypeVar("Thing")


@cache
def content() -> Content:
    """Return the shipped checklists; ContentMistakes where a file is wrong."""
    return load.load_content()


@cache
def figures() -> Figures:
    """Return the shipped reference figures; ContentMistakes where a file is wrong."""
    return figure_files.load_figures()


@cache
def moves() -> Moves:
    """Return where ids of the shipped checklists went between versions; ContentMistakes where the file is wrong."""
    path = load.PROJECT / "checklists" / "shared" / MOVES_FILE
    found, mistakes = read_moves(path, load.shown(path), content().checklists)
    if mistakes:
        raise ContentMistakes(mistakes)
    return found


def translated_checklist(checklist: Checklist, language: str) -> Translated:
    """Return a checklist in another language, with the ids of the texts that are not translated freshly."""
    return _translated(_Same(checklist), language)


def translated_site(language: str) -> Translated:
    """Return the facts about the company in another language."""
    return translated_checklist(content().site, language)


def translated_library(language: str) -> Library:
    """Return measures, sources, bands and end uses in another language."""
    return _translated_library(_Same(content().library), language)


class _Same(Generic[Thing]):
    """Finds a checklist or library again by identity: hashing a whole one costs more than translating it."""

    __slots__ = ("thing",)

    def __init__(self, thing: Thing) -> None:
        self.thing = thing

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.thing is other.thing

    def __hash__(self) -> int:
        return id(self.thing)


@lru_cache(maxsize=64)
def _translated(same: _Same[Checklist], language: str) -> Translated:
    return translations.translate(same.thing, language)


@lru_cache(maxsize=8)
def _translated_library(same: _Same[Library], language: str) -> Library:
    return translations.translate_library(same.thing, language)
