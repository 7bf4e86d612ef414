"""A table as data: what its columns are called, and its rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Value = str | float | int | date | None
Kind = Literal["text", "number", "money", "points", "share", "day"]


@dataclass(frozen=True, slots=True)
class Field:
    """A column: `title` in the reader's language, `kind` of what stands in it, `width` in characters."""

    title: str
    kind: Kind = "text"
    width: int = 14


@dataclass(frozen=True, slots=True)
class Listing:
    """A table: `id` names its file, `title` its sheet; an empty cell is None."""

    id: str
    title: str
    fields: tuple[Field, ...]
    rows: tuple[tuple[Value, ...], ...]
