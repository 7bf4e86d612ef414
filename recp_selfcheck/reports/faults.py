"""What is wrong in a workbook somebody filled in, and where: never only the first, each with its cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from recp_selfcheck.errors import AnswerMistakes, Mistake
from recp_selfcheck.i18n import text
from recp_selfcheck.i18n.mistakes import word
from recp_selfcheck.reports.table_reader import Place, Table, cell_name


@dataclass(frozen=True, slots=True)
class Spot:
    """One cell, row and column counted from 0."""

    sheet: str
    row: int
    column: int

    @property
    def cell(self) -> str:
        """The name of the cell: C8."""
        return cell_name(self.row, self.column)

    def __str__(self) -> str:
        """Write the place as a spreadsheet does: Energy!C8."""
        return f"{self.sheet}!{self.cell}"


@dataclass(frozen=True, slots=True)
class Fault:
    """A mistake and its cell; without one it is about the whole file."""

    mistake: Mistake
    spot: Spot | None = None

    def __str__(self) -> str:
        """Write the fault in English, for the command line."""
        return f"{self.spot}: {self.mistake}" if self.spot else str(self.mistake)


def spot_of(table: Table, place: Place) -> Spot:
    """Return the spot of a cell."""
    return Spot(table.name, *place)


def faults_of(wrong: AnswerMistakes, spot: Spot | None = None) -> Iterable[Fault]:
    """Return what an input was refused for, at its cell."""
    return (Fault(mistake, spot) for mistake in wrong.mistakes)


def fault(spot: Spot, code: str, message: str, **values: object) -> Fault:
    """Return a mistake at a cell."""
    return Fault(Mistake(code, message, values=values), spot)


def in_order(faults: Iterable[Fault], sheets: Sequence[str]) -> tuple[Fault, ...]:
    """Sort faults as whoever corrects them goes through the workbook, and say each of a cell once.

    A unit, for example, is read for every month below it.
    """
    once = {(found.spot, found.mistake.code): found for found in faults}
    places = {sheet: place for place, sheet in enumerate(sheets)}

    def place(found: Fault) -> tuple[int, int, int]:
        spot = found.spot
        return (places.get(spot.sheet, len(places)), spot.row, spot.column) if spot else (-1, 0, 0)

    return tuple(sorted(once.values(), key=place))


def fault_words(found: Fault) -> str:
    """Say where, what and what to do, in the reader's language."""
    sentence = word(found.mistake)
    if found.spot is None:
        return sentence
    return text(
        "Sheet «{sheet}», cell {cell}: {sentence}", sheet=found.spot.sheet, cell=found.spot.cell, sentence=sentence
    )
