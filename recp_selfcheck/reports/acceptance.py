"""What becomes of a homework file somebody hands to the trainer: its acceptance report, as data and as words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from recp_selfcheck.assessment.doubts import Doubt
from recp_selfcheck.i18n import date_time, text, text_n
from recp_selfcheck.i18n.labels import doubt_label
from recp_selfcheck.i18n.mistakes import word_doubt
from recp_selfcheck.reports.faults import Fault, Spot, fault_words

BILLS: Final = "bills"
"""The part a workbook of bills is; a checklist's is its id."""


class Standing(StrEnum):
    """What can be done with a file, or was done."""

    READY = "ready"
    TAKEN = "taken in"
    FAULTY = "faulty"  # something in it is to be corrected
    REFUSED = "refused"  # it is not to be taken in as it is, whatever stands in it


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose homework it is: a company of the club, or with `company_id` 0 the one called so, to be made if need be."""

    company_id: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class PlacedDoubt:
    """What does not look right in bills, and the cell it stands in where it is of one month."""

    doubt: Doubt
    name: str
    spot: Spot | None = None

    @property
    def must_be_corrected(self) -> bool:
        """Whether it keeps the file out: no sentence can settle it."""
        return self.doubt.blocking and not self.doubt.explainable


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What taking a file in would do, or what it did.

    `part` is the checklist's id or `bills`, "" where the file is neither; `written` the company's name in the file.
    `number` counts its answers, or its months of bills. `receipt` and `at` are there once it is taken in.
    """

    file: str
    sha256: str
    part: str = ""
    version: int = 0
    written: str = ""
    owner: Owner | None = None
    number: int = 0
    faults: tuple[Fault, ...] = ()
    doubts: tuple[PlacedDoubt, ...] = ()
    receipt: str = ""
    at: datetime | None = None

    @property
    def standing(self) -> Standing:
        """What can be done with it, or was done."""
        if self.receipt:
            return Standing.TAKEN
        if any(found.spot is not None for found in self.faults) or any(one.must_be_corrected for one in self.doubts):
            return Standing.FAULTY
        return Standing.REFUSED if self.faults else Standing.READY


def standing_words(found: Acceptance) -> str:
    """Say with a mark and words what can be done with a file, or was done."""
    standing = found.standing
    if standing is Standing.FAULTY:
        count = sum(one.spot is not None for one in found.faults) + sum(one.must_be_corrected for one in found.doubts)
        return "✕ " + text_n("{n} mistake", "{n} mistakes", count)
    return {
        Standing.READY: text("● can be taken in"),
        Standing.TAKEN: text("✓ taken in"),
        Standing.REFUSED: text("✕ refused"),
    }[standing]


def lines_of(found: Acceptance) -> tuple[str, ...]:
    """Say what is wrong with a file, each with its place and what to do, then what does not look right."""
    return (*map(fault_words, found.faults), *map(_doubt_words, found.doubts))


def report_text(found: Acceptance, company: str, part: str, time_zone: str | None) -> str:
    """Return the report as plain text, to be kept or sent to the company."""
    return "\n".join(_report(found, company, part, time_zone)) + "\n"


def _report(found: Acceptance, company: str, part: str, time_zone: str | None) -> Iterator[str]:
    yield text("Homework file «{file}»", file=found.file)
    yield f"{text('Company')}: {company or '–'}"
    yield f"{text('What is handed in')}: {part or '–'}"
    yield f"{text('Result')}: {standing_words(found)}"
    if found.at is not None:
        yield f"{text('Taken in')}: {date_time(found.at, time_zone)}"
        yield f"{text('Receipt (SHA-256)')}: {found.receipt}"
    yield f"{text('Checksum of the file (SHA-256)')}: {found.sha256}"
    said = lines_of(found)
    if said:
        yield ""
        if found.standing in {Standing.FAULTY, Standing.REFUSED}:
            yield text("Nothing of the file was taken in.")
        else:
            yield text("To be looked at; it does not keep the file out:")
        yield from (f"- {line}" for line in said)


def _doubt_words(one: PlacedDoubt) -> str:
    said = f"{doubt_label(one.doubt.code, one.doubt.series, one.name)}: {word_doubt(one.doubt)}"
    if one.spot is None:
        return said
    return text("Sheet «{sheet}», cell {cell}: {sentence}", sheet=one.spot.sheet, cell=one.spot.cell, sentence=said)
