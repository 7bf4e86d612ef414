"""What a report is made of: plain blocks in the reader's words, the same for paper and for tests.

Every text is shown as it stands: who sets it escapes it, nothing in it is markup. A picture is SVG.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Some sentences; `small` for what belongs to something else."""

    text: str
    small: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """Sentences the reader must not miss."""

    text: str


@dataclass(frozen=True, slots=True)
class Points:
    """Sentences below each other, in one or two columns."""

    items: tuple[str, ...]
    small: bool = False
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with their values, two columns."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: `width` is its part of the free width, 0 for as wide as its texts; numbers stand right."""

    title: str
    width: float = 0.0
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of texts under headings; `last_is_sum` sets the last row apart."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    last_is_sum: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as one `<svg>` element; `width` is its part of the width of the text, `alt` is read aloud instead."""

    svg: str
    alt: str
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Pair:
    """Pictures beside each other, of the same kind."""

    pictures: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class MeasureCard:
    """One measure: what it is, what it pays in a few words, what to do by when, and how the figures came about."""

    number: int
    title: str
    group: str
    pays: tuple[str, ...]
    steps: tuple[tuple[str, str], ...]
    why: tuple[str, ...]


Block = Paragraph | Notice | Points | Facts | Table | Picture | Pair | MeasureCard


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a section under a heading of its own, empty for none."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter; `title` names it, `finding` says what was found, or that nothing is there."""

    id: str
    title: str
    finding: str
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """One checklist on the front page: its strip, and the score in words."""

    title: str
    said: str
    band: str
    strip: Picture | None = None


@dataclass(frozen=True, slots=True)
class Brief:
    """One line of the front page: what, what it comes to, and a sentence on it."""

    title: str
    figure: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Shortlist:
    """One of the lists of the front page; `nothing` is said where it is empty."""

    title: str
    items: tuple[Brief, ...]
    nothing: str = ""


@dataclass(frozen=True, slots=True)
class Front:
    """The first page: what a director reads."""

    company: str
    about: str
    status: str
    scores: tuple[ScoreLine, ...]
    beside: Shortlist
    losses: Shortlist
    first: Shortlist
    pays: Shortlist
    caution: str


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report; `kind` says what it is, `date` is as its reader writes it, `language` a language tag."""

    title: str
    kind: str
    company: str
    date: str
    language: str
    limits: str
    front: Front
    sections: tuple[Section, ...]
