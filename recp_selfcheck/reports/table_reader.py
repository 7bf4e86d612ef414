"""Reads the tables of a workbook somebody filled in: quickly, within limits, without running anything in it.

calamine reads the cells. What it would swallow in silence (formulas, errors) or break at (cells at opposite corners of
a sheet, for which it reserves all the room between) is looked for in the XML before.
"""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Final, TypeAlias
from xml.etree import ElementTree as ET

from python_calamine import CalamineError, CalamineWorkbook

from recp_selfcheck.reports.archive import open_archive, packed, refuse_damaged, refuse_file

Value: TypeAlias = float | str | bool | date | datetime | time | timedelta | None
Place: TypeAlias = tuple[int, int]
"""Row and column, counted from 0."""

MOST_ROWS: Final = 10_000
MOST_COLUMNS: Final = 702  # A … ZZ
MOST_SHEETS: Final = 60
LARGEST_SHEETS: Final = 8 * 2**20  # bytes of XML, all sheets; some 200,000 cells, which take about a second
_LETTERS: Final = 26
_WORKBOOK, _RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_LONGEST_DIRECTORY = 2**20  # bytes of the list of sheets
_NEVER = (b"<!DOCTYPE", b"<!ENTITY", b"\x00")  # entities that swell; NUL betrays an encoding the searches cannot read
_TAG = rb"<(?:\w+:)?(?:c|row)(?=[\s/>])"
_ATTRIBUTE = rb"\s+[\w:.]+\s*=\s*(?:\"[\w:., -]*\"|'[\w:., -]*')"
_NEAR = rb"\s+r\s*=\s*[\"'](?:[A-Z]{0,2})(?:[1-9][0-9]{0,3}|10000)[\"']"  # A1 … ZZ10000
# A cell or row that does not say where it is, or lies beyond, or is written so that nobody can be sure of either.
_ASTRAY = re.compile(_TAG + rb"(?!(?:" + _ATTRIBUTE + rb")*?" + _NEAR + rb"(?:" + _ATTRIBUTE + rb")*\s*/?>)[^>]{0,200}")
_FAR = re.compile(rb"\sr\s*=\s*[\"']([A-Z]{0,3}[1-9][0-9]{0,7})[\"']")
_FORMULA = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br\s*=\s*[\"']([A-Z]+)([0-9]+)[\"'][^>]*>\s*<(?:\w+:)?f[\s>/]")
_ANY_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_ERROR = re.compile(rb"<(?:\w+:)?c(?=[^>]*\st\s*=\s*[\"']e[\"'])\s[^>]*?\br\s*=\s*[\"']([A-Z]+)([0-9]+)[\"']")
_ANY_ERROR = re.compile(rb"\st\s*=\s*[\"']e[\"']")


@dataclass(frozen=True, slots=True)
class Table:
    """The cells of one sheet from A1 on, hidden ones too.

    `computed` are the places of formulas, whose value is the one last saved; `failed` those of values like #REF!.
    """

    name: str
    rows: Sequence[Sequence[Value]] = ()
    computed: frozenset[Place] = field(default_factory=frozenset)
    failed: frozenset[Place] = field(default_factory=frozenset)

    def at(self, row: int, column: int) -> Value:
        """Return a cell, None where it is empty or not there."""
        if 0 <= row < len(self.rows) and 0 <= column < len(self.rows[row]):
            found = self.rows[row][column]
            return None if found == "" else found
        return None

    def text(self, row: int, column: int) -> str:
        """Return a cell that is text without the spaces around it, "" for any other."""
        found = self.at(row, column)
        return found.strip() if isinstance(found, str) else ""


def read_tables(data: bytes, name: str) -> dict[str, Table]:
    """Return the sheets of a workbook by their names, in their order.

    Raises AnswerMistakes with one mistake about the file: those of `open_archive`, or `file-sheets`, `file-far-cells`.
    """
    parts = open_archive(data, name)
    paths = _sheets(parts)
    for content in parts.values():
        if any(sign in content for sign in _NEVER):
            refuse_damaged()
    room = LARGEST_SHEETS
    for title, path in paths.items():
        _check_reach(title, parts[path], room)
        room -= len(parts[path])
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(packed(parts))) as book:
            return {title: _table(book, title, parts[path]) for title, path in paths.items()}
    except CalamineError:
        refuse_damaged()


def cell_name(row: int, column: int) -> str:
    """Return the name of a cell as a spreadsheet shows it.

    >>> cell_name(0, 0), cell_name(7, 2), cell_name(9, 26)
    ('A1', 'C8', 'AA10')
    """
    letters, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def _table(book: CalamineWorkbook, title: str, xml: bytes) -> Table:
    rows = book.get_sheet_by_name(title).to_python(skip_empty_area=False)
    computed = frozenset(_places(_FORMULA, xml) if _ANY_FORMULA.search(xml) else ())
    failed = frozenset(_places(_ERROR, xml) if _ANY_ERROR.search(xml) else ())
    return Table(title, rows, computed, failed)


def _places(pattern: re.Pattern[bytes], xml: bytes) -> Iterator[Place]:
    for found in pattern.finditer(xml):
        column = 0
        for letter in found[1]:
            column = column * _LETTERS + letter - ord("A") + 1
        yield int(found[2]) - 1, column - 1


def _check_reach(title: str, xml: bytes, room: int) -> None:
    astray = _ASTRAY.search(xml, 0, room)
    far = _FAR.search(astray[0]) if astray else None
    if far is not None:
        cell = far[1].decode()
        message = (
            f"Sheet '{title}' goes as far as {cell}; {MOST_ROWS} rows and {MOST_COLUMNS} columns are read. "
            "Delete the empty rows and columns beyond the table, save, and choose it again."
        )
        refuse_file("file-far-cells", message, sheet=title, cell=cell, rows=MOST_ROWS, columns=MOST_COLUMNS)
    if len(xml) > room:
        message = f"Sheet '{title}' has far more cells than its table. Delete what is not of the table, and save."
        refuse_file("file-many-cells", message, sheet=title)
    if astray is not None:
        refuse_damaged()


def _sheets(parts: Mapping[str, bytes]) -> dict[str, str]:
    """Return where each sheet with cells is, by its name."""
    listed, targets = _directory(parts, _WORKBOOK), _directory(parts, _RELATIONS)
    where = {
        one.get("Id", ""): posixpath.normpath(posixpath.join("xl", one.get("Target", ""))).removeprefix("/")
        for one in targets.iter()
        if one.get("Type", "").endswith("/worksheet")
    }
    found: dict[str, str] = {}
    for one in listed.iter():
        if one.tag.rpartition("}")[2] == "sheet":
            ident = next((value for key, value in one.items() if key.rpartition("}")[2] == "id"), "")
            if where.get(ident) in parts:
                found[one.get("name", "")] = where[ident]
    if len(found) > MOST_SHEETS:
        message = (
            f"The workbook has {len(found)} sheets; {MOST_SHEETS} are read. Choose the workbook you downloaded here."
        )
        refuse_file("file-sheets", message, count=len(found), most=MOST_SHEETS)
    return found


def _directory(parts: Mapping[str, bytes], path: str) -> ET.Element:
    content = parts.get(path, b"")
    if len(content) > _LONGEST_DIRECTORY or any(sign in content for sign in _NEVER):
        refuse_damaged()
    try:
        return ET.fromstring(content)  # noqa: S314 - no entity and no declaration gets as far as here
    except ET.ParseError:
        refuse_damaged()
