"""What all workbooks that come back have in common: locked sheets, drop-down lists, and a hidden sheet that says which.

Nothing in them is a formula or a link. What people typed stands in cells of text format: there a spreadsheet neither
calculates `=1+1` nor makes a date of `12.5`, and takes a decimal comma as it is, whatever language it speaks itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from recp_selfcheck.reports.archive import refuse_file
from recp_selfcheck.reports.cells import words_in
from recp_selfcheck.reports.report_workbook import AS_TEXT
from recp_selfcheck.reports.table_reader import Table, cell_name

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

IDENTITY: Final = "recp"  # the hidden sheet that says what a workbook is
LISTS: Final = "lists"
TEXT_FORMAT: Final = "@"
COMPANY_CELL: Final = (3, 0)  # of the first sheet, where a workbook does not know whose it is
LONGEST_TITLE: Final = 31  # characters of a sheet's name, Excel's limit
_LOCKED_FILL, _LINE, _FREE_FILL = "#EEF2F5", "#B8C4CC", "#FFF6DC"
_NOT_IN_TITLES = dict.fromkeys(map(ord, "[]:*?/\\"), " ")
_COMMON: Final[Mapping[str, Any]] = {"valign": "vcenter", "text_wrap": True, "border": 1, "border_color": _LINE}
_FORMATS: Final[Mapping[str, Mapping[str, Any]]] = {
    "title": {"bold": True, "font_size": 16},
    "words": {"text_wrap": True, "valign": "top"},
    "bold": {"text_wrap": True, "valign": "top", "bold": True, "quote_prefix": True},
    "head": {**_COMMON, "bold": True, "bg_color": _LOCKED_FILL, "align": "center"},
    "label": {**_COMMON, "bg_color": _LOCKED_FILL, "align": "center"},
    "fixed": {**_COMMON, "bg_color": _LOCKED_FILL, "quote_prefix": True, "valign": "top"},
    "fixed_bold": {**_COMMON, "bg_color": _LOCKED_FILL, "quote_prefix": True, "bold": True, "valign": "top"},
    "section": {"bold": True, "font_size": 13, "valign": "vcenter", "quote_prefix": True},
    "bold_line": {"bold": True, "valign": "top", "quote_prefix": True},
    "name": {**_COMMON, "bg_color": _LOCKED_FILL, "quote_prefix": True, "bold": True, "align": "center"},
    "figure": {**_COMMON, "num_format": TEXT_FORMAT, "align": "right", "locked": False},
    "choice": {**_COMMON, "num_format": TEXT_FORMAT, "align": "center", "locked": False},
    "typed": {**_COMMON, "num_format": TEXT_FORMAT, "valign": "top", "locked": False},
    "free": {**_COMMON, "num_format": TEXT_FORMAT, "align": "center", "locked": False, "bg_color": _FREE_FILL},
}


class Workbook:
    """A workbook being written; `close` returns its bytes."""

    def __init__(self) -> None:
        import xlsxwriter  # noqa: PLC0415 - only who takes a file away needs it

        self._file = BytesIO()
        self.book = xlsxwriter.Workbook(self._file, {**AS_TEXT, "in_memory": True})
        self._formats = {name: self.book.add_format(dict(properties)) for name, properties in _FORMATS.items()}
        self._lists: dict[tuple[str, ...], str] = {}
        self._titles: set[str] = set()

    def form(self, name: str) -> Format:
        """Return a format by its name."""
        return self._formats[name]

    def add(self, title: str) -> Worksheet:
        """Add a sheet; the title is cut and made different from the others where Excel needs it."""
        clean = " ".join(title.translate(_NOT_IN_TITLES).split()).strip("'")[:LONGEST_TITLE] or "-"
        place = 1
        while clean.casefold() in self._titles:
            place += 1
            clean = f"{clean[: LONGEST_TITLE - 4]} {place}"
        self._titles.add(clean.casefold())
        return self.book.add_worksheet(clean)

    def offer(self, sheet: Worksheet, cells: tuple[int, int, int, int], options: Sequence[str], **says: Any) -> None:
        """Let cells (first row and column, last row and column) be filled from a list, and from nothing else.

        `says` holds what Excel says when something else is typed: `error_title`, `error_message`; with `show_error`
        False anything else may be typed.
        """
        key = tuple(options)
        if key not in self._lists:
            column = len(self._lists)
            name = f"list_{column}"
            self._lists[key] = name
            letters = cell_name(0, column).removesuffix("1")
            self.book.define_name(name, f"={LISTS}!${letters}$1:${letters}${len(key)}")
        sheet.data_validation(*cells, {"validate": "list", "source": f"={self._lists[key]}", **says})

    def close(self, identity: Mapping[str, str]) -> bytes:
        """Write the hidden sheets and return the bytes; `identity` says what the workbook is."""
        lists = self.book.add_worksheet(LISTS)
        for column, options in enumerate(self._lists):
            for row, option in enumerate(options):
                lists.write_string(row, column, option)
        known = self.book.add_worksheet(IDENTITY)
        for row, (key, value) in enumerate(identity.items()):
            known.write_string(row, 0, key)
            known.write_string(row, 1, value)
        for sheet in (lists, known):
            lock(sheet)
            sheet.very_hidden()
        self.book.close()
        return self._file.getvalue()


def lock(sheet: Worksheet) -> None:
    """Lock everything but the cells to fill in. Without a password: it keeps from slips, not from people."""
    sheet.protect("", {"format_columns": True, "format_rows": True})


def say_identity(template: str, version: int, language: str) -> dict[str, str]:
    """Return what the hidden sheet of a workbook says it is."""
    return {"template": template, "version": str(version), "language": language}


def say_whose(company: str, asks_on: str) -> dict[str, str]:
    """Return what the hidden sheet says of the company: its name, else the sheet with the cell to write it into.

    Whoever takes in ten files has whose each is proposed by it; nothing rests on it.
    """
    return {"company": company} if company else {"asks_on": asks_on}


def ask_company(made: Workbook, sheet: Worksheet) -> None:
    """Let whoever fills a workbook in write the company's name, above the instructions on its first sheet."""
    sheet.write_blank(*COMPANY_CELL, None, made.form("free"))


def company_in(tables: Mapping[str, Table]) -> str:
    """Return the company's name in a workbook, handed out with it or written into it; "" where there is none."""
    said = said_in(tables)
    first = tables.get(said.get("asks_on", ""))
    return said.get("company") or (" ".join(words_in(first.at(*COMPANY_CELL)).split()) if first else "")


def said_in(tables: Mapping[str, Table]) -> dict[str, str]:
    """Return what the hidden sheet of a workbook says, nothing where there is none: `template`, `company` and so on."""
    table = tables.get(IDENTITY)
    return {table.text(row, 0): _written(table.at(row, 1)) for row in range(len(table.rows))} if table else {}


def identity(tables: Mapping[str, Table], template: str, version: int) -> dict[str, str]:
    """Return what a workbook says it is, if that is this template in this version.

    AnswerMistakes with `template-unknown`, `template-other`, `template-older` or `template-newer` otherwise.
    """
    found = said_in(tables)
    if "template" not in found:
        message = "This is no workbook of the self-check. Download it here, fill that in, and choose it."
        refuse_file("template-unknown", message)
    if found["template"] != template:
        message = "This is another workbook of the self-check. Choose the one that is downloaded on this page."
        refuse_file("template-other", message, given=found["template"], template=template)
    given = found.get("version", "")
    number = int(given) if given.isascii() and given.isdecimal() else 0
    if number < version:
        message = "The workbook is of an older kind. Download it anew and copy your figures into it."
        refuse_file("template-older", message, given=number, version=version)
    if number > version:
        message = (
            "The workbook is of a newer version of the self-check. Install that version, or download it here anew."
        )
        refuse_file("template-newer", message, given=number, version=version)
    return found


def _written(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value or "").strip()
