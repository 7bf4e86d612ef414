"""What the check of the content finds, in the reader's words: what kind of thing it is, why it matters, what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from recp_selfcheck.errors import Mistake
from recp_selfcheck.i18n import text, text_n

_OTHER: Final = "field"
_KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "unreadable": (
        *("cannot-open", "too-large", "too-deep", "too-many-values", "too-many-aliases", "unknown-alias", "tag"),
        *("several-documents", "not-yaml", "not-json", "not-csv", "not-po", "empty", "bad-record", "cell-count"),
        *("missing-column", "duplicate-key", "bad-key", "placeholder", "unit-definitions", "no-definitions"),
    ),
    _OTHER: (
        *("unknown-field", "missing-field", "no-value", "wrong-type", "wrong-value", "unknown-value", "out-of-range"),
        *("empty-text", "empty-list", "too-long", "too-many", "bad-date"),
    ),
    "unknown": (
        *("unknown-question", "unknown-option", "unknown-scale", "unknown-bands", "unknown-source"),
        *("unknown-end-use", "unknown-unit", "unknown-carrier", "unknown-sector", "unknown-product"),
        "unknown-checklist",
    ),
    "id": ("duplicate", "duplicate-id", "reserved-id", "id-not-file-name", "bad-id"),
    "condition": ("bad-condition", "empty-condition", "number-in-condition", "cycle"),
    "points": (
        *("points-not-ascending", "values-not-ascending", "not-rising", "limits", "bands", "kinds", "section-content"),
        *("scored-in-site", "fact-outside-site", "not-for-facts", "measure-effect"),
    ),
    "version": ("changed-rules", "lost-id", "old-version", "bad-version"),
    "figure": (
        *("negative", "order", "unit", "missing", "quartiles", "range", "point", "year", "gwp-set", "mixed-dimensions"),
        *("not-finite", "not-a-number", "number-too-large", "bad-sector"),
    ),
    "translation": ("translation-missing", "translation-fuzzy"),
    **{code: (code,) for code in ("heavy", "no-source", "never-asked", "never-rated", "unreachable", "review-due")},
    **{code: (code,) for code in ("unnamed-measure", "no-benchmark", "no-note", "translation-unused")},
}
KIND_OF: Final[Mapping[str, str]] = {code: kind for kind, codes in _KINDS.items() for code in codes}
"""The kind of each code the check knows."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What one kind of finding is, why it matters and what to do about it."""

    what: str
    why: str
    remedy: str


def by_kind(found: Iterable[Mistake]) -> list[tuple[Kind, list[Mistake]]]:
    """Sort findings by kind, in the order the kinds first appear."""
    kinds: dict[str, list[Mistake]] = {}
    for one in found:
        kinds.setdefault(KIND_OF.get(one.code, _OTHER), []).append(one)
    words = _mistake_words() | _warning_words()
    return [(words[kind], of_kind) for kind, of_kind in kinds.items()]


def place_words(found: Mistake) -> str:
    """Say in which file and line something is."""
    return text("{file}, line {line}", file=found.file, line=found.line) if found.line else found.file


def count_words(counts: Mapping[str, int]) -> str:
    """Say what a file holds, from the counts of `check`."""
    words = {
        "sections": lambda n: text_n("{n} section", "{n} sections", n),
        "questions": lambda n: text_n("{n} question", "{n} questions", n),
        "scales": lambda n: text_n("{n} scale", "{n} scales", n),
        "bands": lambda n: text_n("{n} set of bands", "{n} sets of bands", n),
        "measures": lambda n: text_n("{n} measure", "{n} measures", n),
        "sources": lambda n: text_n("{n} source", "{n} sources", n),
        "end uses": lambda n: text_n("{n} end use", "{n} end uses", n),
        "figures": lambda n: text_n("{n} figure", "{n} figures", n),
        "memory": lambda n: text_n("{n} of them an expert's estimate", "{n} of them experts' estimates", n),
        "texts": lambda n: text_n("{n} text", "{n} texts", n),
        "left": lambda n: text_n("{n} left to translate", "{n} left to translate", n) if n else text("all translated"),
        "codes": lambda n: text_n("{n} branch", "{n} branches", n),
        "products": lambda n: text_n("{n} product", "{n} products", n),
    }
    said = [words[name](number) for name, number in counts.items() if name in words and (number or name != "memory")]
    return ", ".join(said)


def _mistake_words() -> dict[str, Kind]:
    return {
        "unreadable": Kind(
            text("A file cannot be read"),
            text("Nothing that stands in it counts."),
            text("Correct the line: indentation, quotation marks, columns; save the file as UTF-8."),
        ),
        _OTHER: Kind(
            text("A field is missing, misspelt or holds what it may not hold"),
            text("The program would have to guess what was meant."),
            text("Compare it with a question beside it and correct it."),
        ),
        "unknown": Kind(
            text("Something is named that does not exist"),
            text("A rule that points nowhere does nothing, and nobody would notice."),
            text("Correct the name, or add what it names."),
        ),
        "id": Kind(
            text("An id is taken, reserved or not written as ids are"),
            text("Answers are kept under these ids."),
            text("Choose another; never reuse one that is gone."),
        ),
        "condition": Kind(
            text("A condition cannot be decided"),
            text("Nobody could say who is asked the question."),
            text("Let it name options of questions that are asked before, without a circle."),
        ),
        "points": Kind(
            text("Points, limits or parts contradict each other"),
            text("The score would say something else than it seems to."),
            text("Put the worst first, let points rise, and score questions only, not facts."),
        ),
        "version": Kind(
            text("What is published was changed under its old number"),
            text("Answers given before would count otherwise, or be lost."),
            text("Raise the version, and write in moves.yaml where the answers of a changed id go."),
        ),
        "figure": Kind(
            text("A reference figure is wrong or incomplete"),
            text("Companies would be compared with something that is not so."),
            text("Correct the row after its source."),
        ),
    }


def _warning_words() -> dict[str, Kind]:
    return {
        "heavy": Kind(
            text("A weight is above 5"),
            text("The other questions of its section hardly count beside it."),
            text("Lower it, or leave it where it is meant so."),
        ),
        "no-source": Kind(
            text("Something names no source"),
            text("Nobody can check where it comes from."),
            text("Name a source, or add it to sources.yaml."),
        ),
        "never-asked": Kind(
            text("A question is never asked"),
            text("Its conditions exclude each other."),
            text("Correct its condition or that of its section."),
        ),
        "never-rated": Kind(
            text("A question never counts"),
            text("None of its options has points."),
            text("Give the options points, or make it a fact."),
        ),
        "unreachable": Kind(
            text("No answer can earn some of the points"),
            text("The limits of the number keep every answer away from them."),
            text("Move the limits or the points."),
        ),
        "review-due": Kind(
            text("A source was to be looked at again"),
            text("Its figures may have changed."),
            text("Look, correct the figures, set a new date."),
        ),
        "unnamed-measure": Kind(
            text("No question names a measure"),
            text("It is never suggested to anybody."),
            text("Name it at the question that asks for it, or remove it."),
        ),
        "no-benchmark": Kind(
            text("A product has no figure to compare with"),
            text("Companies that choose it see no comparison."),
            text("Add a row to benchmarks.csv, or remove the product."),
        ),
        "no-note": Kind(
            text("An estimate does not say how sure it is"),
            text("Readers cannot tell how much to trust it."),
            text("Say it in the column for notes."),
        ),
        "translation": Kind(
            text("A text has no translation, or an unsure one"),
            text("People read it in Russian or English."),
            text("Translate it, or confirm the translation."),
        ),
        "translation-unused": Kind(
            text("A translation belongs to a text that is gone or changed"),
            text("It does no harm; who still answers the old version reads it."),
            text("Bring the catalogues along: translations update."),
        ),
    }
