"""Reads the roster of a club: every row with its cells, and everything that is wrong in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from recp_selfcheck.i18n import LANGUAGES
from recp_selfcheck.reports import roster_sheets as layout
from recp_selfcheck.reports.archive import refuse_file
from recp_selfcheck.reports.cells import words_in
from recp_selfcheck.reports.faults import Fault, Spot, fault, spot_of
from recp_selfcheck.reports.sheets import identity
from recp_selfcheck.reports.table_reader import Table, read_tables
from recp_selfcheck.reports.typed_labels import plain_label

_FILLED_IN = (layout.COMPANY, layout.NAME, layout.LOGIN, layout.LANGUAGE)


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One person as typed; `language` is its id, "" for none. `spot` is the cell of the company."""

    company: str
    name: str
    login: str
    language: str
    spot: Spot

    def at(self, column: int) -> Spot:
        """Return another cell of the row."""
        return replace(self.spot, column=column)


@dataclass(slots=True)
class FilledRoster:
    """What a workbook holds, `sheets` with people."""

    sheets: list[str] = field(default_factory=list)
    rows: list[RosterRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_roster(data: bytes, name: str) -> FilledRoster:
    """Return what a workbook holds; AnswerMistakes where the file as a whole cannot be read, or holds nobody."""
    tables = read_tables(data, name)
    identity(tables, layout.TEMPLATE, layout.VERSION)
    return _read(tables)


def _read(tables: Mapping[str, Table]) -> FilledRoster:
    found = FilledRoster()
    for table in tables.values():
        if table.text(0, layout.COMPANY) == layout.MARK:
            found.sheets.append(table.name)
            for row in range(layout.FIRST_ROW, len(table.rows)):
                _read_row(table, row, found)
    if not found.sheets:
        message = "The sheet to fill in is missing. Download the workbook anew and copy your rows into it."
        refuse_file("template-sheets", message)
    if not found.rows and not found.faults:
        refuse_file("roster-empty", "There is nobody in the workbook. Fill in a row for each person.")
    if len(found.rows) > layout.MOST_PEOPLE:
        message = f"{len(found.rows)} people are in the workbook; {layout.MOST_PEOPLE} are the most. Make two of it."
        refuse_file("roster-long", message, given=len(found.rows), most=layout.MOST_PEOPLE)
    return found


def _read_row(table: Table, row: int, found: FilledRoster) -> None:
    cells = {column: " ".join(words_in(table.at(row, column)).split()) for column in _FILLED_IN}
    broken = [column for column in _FILLED_IN if (row, column) in table.failed]
    for column in broken:
        message = "The cell shows an error. Type the text itself."
        found.faults.append(fault(spot_of(table, (row, column)), "cell-error-text", message))
    if broken or not any(cells.values()):
        return
    missing = {
        layout.COMPANY: ("roster-company", "The company is missing. Write its name in every row."),
        layout.NAME: ("roster-name", "The name of the person is missing."),
        layout.LOGIN: ("roster-login", "The login is missing: an e-mail address or a short name."),
    }
    for column, (code, message) in missing.items():
        if not cells[column]:
            found.faults.append(fault(spot_of(table, (row, column)), code, message))
    language = _language(cells[layout.LANGUAGE])
    if language is None:
        given = cells[layout.LANGUAGE][:40]
        options = ", ".join(LANGUAGES.values())
        message = f"'{given}' is none of the languages: {options}. Choose one of the list, or leave the cell empty."
        spot = spot_of(table, (row, layout.LANGUAGE))
        found.faults.append(fault(spot, "roster-language", message, given=given, options=options))
    spot = spot_of(table, (row, layout.COMPANY))
    found.rows.append(RosterRow(cells[layout.COMPANY], cells[layout.NAME], cells[layout.LOGIN], language or "", spot))


def _language(typed: str) -> str | None:
    """Return the id of a language given by its name or id, "" where the cell is empty, None for another word."""
    if not typed:
        return ""
    known = {plain_label(word): ident for ident, name in LANGUAGES.items() for word in (ident, name)}
    return known.get(plain_label(typed))
