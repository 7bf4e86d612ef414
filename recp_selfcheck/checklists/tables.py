"""Read csv files and other small texts of a data directory, line by line, noting every bad cell with its place."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from recp_selfcheck.errors import ContentMistakes, Mistake

ROOT = Path(__file__).resolve().parents[2]
_LARGEST_FILE = 5_000_000

Record = TypeVar("Record")


class Row:
    """One line of a csv file with its place; a bad cell is noted and read as nothing, so that all are reported."""

    def __init__(self, cells: Mapping[str, str], file: str, line: int, mistakes: list[Mistake]) -> None:
        self.cells, self.file, self.line, self.mistakes = cells, file, line, mistakes

    def text(self, column: str) -> str:
        """Return a cell without the space around it."""
        return self.cells[column].strip()

    def words(self, column: str) -> tuple[str, ...]:
        """Return the words of a cell that lists several."""
        return tuple(self.cells[column].split())

    def number(self, column: str) -> float | None:
        """Return a number, None for an empty cell; anything but a finite number is noted."""
        cell = self.text(column)
        if not cell:
            return None
        try:
            value = float(cell)
        except ValueError:
            value = math.nan
        if math.isfinite(value) and "_" not in cell:
            return value
        sentence = f"'{cell}' in column '{column}' is not a number. Write digits with a decimal point."
        self._note("not-a-number", sentence, {"column": column, "value": cell})
        return None

    def needed(self, column: str) -> float:
        """Return a number; an empty cell is noted and read as NaN."""
        value = self.number(column)
        if value is None and not self.text(column):
            self._note("missing", f"Column '{column}' is empty. Fill it in.", {"column": column})
        return math.nan if value is None else value

    def one_of(self, column: str, allowed: tuple[str, ...]) -> Any:
        """Return a cell that must be one of the words allowed; another one is noted."""
        cell = self.text(column)
        if cell not in allowed:
            close = get_close_matches(cell, allowed, n=1)
            options = ", ".join(name or "(empty)" for name in allowed)
            remedy = f"Did you mean '{close[0]}'?" if close else f"Allowed: {options}."
            sentence = f"'{cell}' is not allowed in column '{column}'. {remedy}"
            self._note("unknown-value", sentence, {"column": column, "value": cell})
        return cell

    def _note(self, code: str, sentence: str, values: Mapping[str, Any]) -> None:
        self.mistakes.append(Mistake(code, sentence, self.file, self.line, values))


def records(path: Path, columns: str, make: Callable[[Row], Record], mistakes: list[Mistake]) -> Iterator[Record]:
    """Yield what `make` builds of each line of a csv file whose first line names at least `columns`."""
    file = shown(path)
    try:
        reader = csv.reader(io.StringIO(read_text(path), newline=""), strict=True)
        header = next(reader, [])
        for column in columns.split():
            if column not in header:
                sentence = f"Column '{column}' is missing. The first line must be: {columns.replace(' ', ',')}"
                mistakes.append(Mistake("missing-column", sentence, file, 1, {"column": column}))
                return
        line = reader.line_num
        for cells in reader:
            first, line = line + 1, reader.line_num
            if not any(cells):
                continue
            if len(cells) != len(header):
                sentence = f"{len(cells)} cells, but the first line names {len(header)}. Is a comma unquoted?"
                mistakes.append(Mistake("cell-count", sentence, file, first, {"cells": len(cells)}))
                continue
            yield make(Row(dict(zip(header, cells, strict=True)), file, first, mistakes))
    except ContentMistakes as unreadable:
        mistakes.extend(unreadable.mistakes)
    except csv.Error as error:
        mistakes.append(
            Mistake("not-csv", f"Not a readable csv file: {error}. Check the quotes.", file, reader.line_num)
        )


def read_text(path: Path) -> str:
    """Return the text of a file; raises `ContentMistakes` when it cannot be opened, is too large or not UTF-8."""
    file = shown(path)
    try:
        raw = path.read_bytes()
    except OSError as error:
        sentence = f"The file cannot be opened ({error.strerror}). Put it back from the project."
        raise ContentMistakes([Mistake("cannot-open", sentence, file)]) from error
    if len(raw) > _LARGEST_FILE:
        sentence = f"The file has {len(raw)} bytes; at most {_LARGEST_FILE} are read. Split or shorten it."
        raise ContentMistakes([Mistake("too-large", sentence, file)])
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        sentence = "The file is not UTF-8 text. Save it again with the encoding UTF-8."
        raise ContentMistakes([Mistake("not-utf-8", sentence, file, line)]) from error


def shown(path: Path) -> str:
    """Write a path as people name it: from the project's folder where it lies inside."""
    absolute = path.resolve()
    return absolute.relative_to(ROOT).as_posix() if absolute.is_relative_to(ROOT) else str(path)
