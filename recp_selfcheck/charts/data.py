"""What the charts show: frozen, complete, in words the reader already understands.

The same data goes to the interactive figures (`interactive.py`) and to SVG (`svg.py`). Texts may hold anything a person
typed; who draws them escapes them. Numbers are finite; None means there is none.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields
from typing import Literal

Kind = Literal["quartiles", "range", "point"]
_TINIEST = 1e-300  # a picture's width divided by less is no number any more


class Finite:
    """Refuses numbers that no axis can show."""

    __slots__ = ()

    def __post_init__(self) -> None:
        for field in fields(self):  # type: ignore[arg-type]  # every heir is a dataclass
            value = getattr(self, field.name)
            if isinstance(value, float) and not math.isfinite(value):
                raise ValueError(f"{type(self).__name__}.{field.name} must be a finite number, got {value}")


@dataclass(frozen=True, slots=True)
class GapRow(Finite):
    """One question: `loss` points of the whole score out of `weight`·100 it carries; `points` are its own, 0…100."""

    label: str
    group: str
    loss: float
    points: float
    weight: float
    id: str = ""

    @property
    def worth(self) -> float:
        """Points of the whole score the question carries."""
        return max(self.weight * 100, self.loss)


@dataclass(frozen=True, slots=True)
class GapBars:
    """Where the points are lost; `title` and `finding` are sentences, rows come in any order."""

    rows: tuple[GapRow, ...]
    title: str = ""
    finding: str = ""

    @property
    def worst_first(self) -> tuple[GapRow, ...]:
        """The rows that lose something, the dearest first."""
        return tuple(sorted((row for row in self.rows if row.loss > 0), key=lambda row: -row.loss))


@dataclass(frozen=True, slots=True)
class Bullet(Finite):
    """An intensity beside its benchmark; lower is better.

    `low`, `typical` and `high` as the row has them (of a range the two ends, of a point `typical` alone), `position` as
    `benchmarks.compare` names it, `source` one line saying whose figures these are. `addressed` says that the reader is
    the one it is about: "you use …".
    """

    label: str
    unit: str
    own: float | None
    low: float | None = None
    typical: float | None = None
    high: float | None = None
    kind: Kind = "quartiles"
    position: str = "context"
    source: str = ""
    finding: str = ""
    addressed: bool = True

    @property
    def end(self) -> float:
        """Where the axis ends: beyond everything shown, never 0."""
        marks = [mark for mark in (self.low, self.typical, self.high) if mark is not None and mark > 0]
        limit = max([*marks, *((self.own,) if self.own is not None else ())], default=0.0)
        beyond = max(marks, default=0.0) * 1.3
        return max(limit * 1.1, beyond) if limit > _TINIEST else 1.0


@dataclass(frozen=True, slots=True)
class ScoredRow(Finite):
    """A score with its range, 0…100; None where nothing could be rated or nothing applies. `label` says of what."""

    label: str
    score: float | None
    low: float | None
    high: float | None
    provisional: bool = False
    id: str = ""


@dataclass(frozen=True, slots=True)
class SectionBars:
    """Sections beside each other, in any order."""

    rows: tuple[ScoredRow, ...]
    title: str = ""
    finding: str = ""

    @property
    def worst_first(self) -> tuple[ScoredRow, ...]:
        """Rated sections from the lowest score up, then those without a score."""
        return tuple(sorted(self.rows, key=lambda row: (row.score is None, row.score or 0)))


@dataclass(frozen=True, slots=True)
class History:
    """The scores of one checklist over time, oldest first; labels are dates as the reader writes them."""

    rows: tuple[ScoredRow, ...]
    title: str = ""
    finding: str = ""
