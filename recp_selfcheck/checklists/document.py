"""What a YAML or JSON file holds: plain data, and the line of every key and list item.

Plain scalars follow the core schema of YAML 1.2 without its octal, hexadecimal and non-finite numbers, so that `No`,
`on`, `12:30`, `010`, `1_000` and dates stay text.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from recp_selfcheck.errors import Mistake

LARGEST = 1_000_000  # bytes; the largest file a trainer writes by hand is a tenth of that
DEEPEST = 40  # levels; a checklist with sections in sections in sections has a dozen
MOST_ALIASES = 100
MOST_VALUES = 100_000  # with every alias written out


_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]*)?\.[0-9]+([eE][-+]?[0-9]+)?|[-+]?(0|[1-9][0-9]*)(\.?[eE][-+]?[0-9]+|\.)")
_WORDS: Mapping[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_BIGGEST = 1e15  # beyond it a float no longer holds every whole number

Path_ = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """Plain data read from `file` (the name mistakes are reported under), and the line of every key and list item."""

    data: Any
    file: str
    _lines: Mapping[int, Mapping[str | int, int]] = field(default_factory=dict, repr=False)
    _first: int = 1

    def line(self, path: Sequence[str | int]) -> int:
        """Return the line of the thing at `path`, or of the nearest thing around it that has a line."""
        here, line = self.data, self._first
        for step in path:
            line = self._lines.get(id(here), {}).get(step, line)
            try:
                here = here[step]
            except (KeyError, IndexError, TypeError):
                break
        return line

    def mistake(self, code: str, message: str, path: Sequence[str | int] = (), **values: Any) -> Mistake:
        """Return a mistake at `path` of this document."""
        return Mistake(code, message, self.file, self.line(path), values)


def plain_value(text: str) -> Any:
    """Return what an unquoted word means: null, a truth value, a number, else the text itself.

    Raises ValueError with a sentence for a number beyond ±10¹⁵.
    """
    if text in _WORDS:
        return _WORDS[text]
    if _INTEGER.fullmatch(text):
        return _bounded(int(text) if len(text) <= 20 else math.inf, text)  # noqa: PLR2004  # longer is too large anyhow
    if _DECIMAL.fullmatch(text):
        return _bounded(float(text), text)
    return text


def _bounded(value: float, text: str) -> float:
    if abs(value) > _BIGGEST:
        raise ValueError(f"The number {text[:40]} is too large.")
    return value
