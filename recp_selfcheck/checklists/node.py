"""A place in a document that may be wrong: rules look at what is there and skip what has the wrong shape."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import Any

from recp_selfcheck.checklists.document import Document, Path_
from recp_selfcheck.errors import Mistake

_MOST = 500  # words; comparing with more takes longer than looking it up
_LONGEST = 80  # signs of a word that are compared
_NEAR = 0.65  # of 1; below that 'power' would be taken for 'water'


@dataclass(frozen=True)
class Node:
    """The value at `path` of a document."""

    document: Document
    value: Any
    path: Path_ = ()

    @cached_property
    def fields(self) -> Mapping[str, Any]:
        """Its fields, none when it is not a mapping."""
        return self.value if isinstance(self.value, dict) else {}

    @property
    def line(self) -> int:
        """Its line."""
        return self.document.line(self.path)

    def at(self, *steps: str | int) -> Node:
        """Return the node below; its value is None where there is nothing."""
        here = self.value
        for step in steps:
            try:
                here = here[step]
            except (KeyError, IndexError, TypeError):
                here = None
        return Node(self.document, here, self.path + steps)

    def text(self, name: str) -> str:
        """Return a field that is a non-empty text, else an empty one."""
        value = self.fields.get(name)
        return value if isinstance(value, str) else ""

    def number(self, name: str) -> float | None:
        """Return a field that is a number, else None."""
        return as_number(self.fields.get(name))

    def numbers(self, name: str) -> tuple[float, ...] | None:
        """Return a field that is a list of numbers only, else None."""
        value = self.fields.get(name)
        found = [as_number(item) for item in value] if isinstance(value, list) else [None]
        return None if None in found else tuple(number for number in found if number is not None)

    def items(self, name: str) -> Iterator[Node]:
        """Yield the mappings in a list field."""
        yield from self.at(name).mappings()

    def mappings(self) -> Iterator[Node]:
        """Yield the mappings in this list."""
        if isinstance(self.value, list):
            for index, item in enumerate(self.value):
                if isinstance(item, dict):
                    yield Node(self.document, item, (*self.path, index))

    def texts(self, name: str) -> Iterator[tuple[str, Node]]:
        """Yield the texts in a list field with their places."""
        value = self.fields.get(name)
        if isinstance(value, list):
            for index, item in enumerate(value):
                if isinstance(item, str) and item:
                    yield item, self.at(name, index)

    def mistake(self, code: str, message: str, *below: str | int, **values: Any) -> Mistake:
        """Return a mistake here, or at a field below."""
        return self.document.mistake(code, message, self.path + below, **values)


def as_number(value: Any) -> float | None:
    """Return a number as a float; a truth value is none."""
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def suggestion(word: str, known: Iterable[str]) -> str:
    """Return the known word most like a misspelt one, empty where none is near."""
    choices = list(known)
    if len(choices) > _MOST:
        return ""
    close = get_close_matches(word[:_LONGEST].lower(), choices, n=1, cutoff=_NEAR)
    return close[0] if close else ""


def did_you_mean(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return ` Did you mean 'x'?`, or a space and `otherwise` where nothing is near."""
    near = suggestion(word, known)
    return f" Did you mean '{near}'?" if near else f" {otherwise}" if otherwise else ""
