"""Reads the workbook of bills somebody filled in: every figure with its cell, and everything that is wrong in it.

What is read is what the cells show: months by what stands in their row, units by what stands above the amounts.
Whether a figure fits its series is for the action to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeGuard

from recp_selfcheck import i18n
from recp_selfcheck.assessment.months import Month
from recp_selfcheck.errors import AnswerMistakes
from recp_selfcheck.i18n.languages import speaking
from recp_selfcheck.i18n.typed_dates import parse_month
from recp_selfcheck.reports import bill_sheets as layout
from recp_selfcheck.reports.archive import refuse_file
from recp_selfcheck.reports.cells import read_figure, words_in
from recp_selfcheck.reports.faults import Fault, Spot, fault, faults_of, spot_of
from recp_selfcheck.reports.sheets import identity
from recp_selfcheck.reports.table_reader import Table, Value, read_tables
from recp_selfcheck.reports.typed_labels import carrier_of, unit_of

FigureKey = tuple[str, Month, str]
"""Series, month and field: amount, cost or unit."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the workbook: `raw` is an amount, a cost, or the id of a unit; `computed`: by a formula."""

    series: str
    month: Month
    field: str
    raw: float | str
    spot: Spot
    computed: bool = False

    @property
    def key(self) -> FigureKey:
        """What it is the figure of."""
        return self.series, self.month, self.field


@dataclass(frozen=True, slots=True)
class NewSeries:
    """Something that bills are kept of from now on.

    `ident` is what its figures are under, `material.new.1`; `name` as typed, or the label of a carrier.
    """

    ident: str
    name: str
    unit: str
    spot: Spot


@dataclass(slots=True)
class FilledBills:
    """What a workbook holds.

    `sheets` are those with bills, `handed_out` the figures it was made with, `headed` what stands above the columns in
    use that were there from the beginning, by series.
    """

    sheets: list[str] = field(default_factory=list)
    figures: dict[FigureKey, Figure] = field(default_factory=dict)
    new: list[NewSeries] = field(default_factory=list)
    headed: dict[str, NewSeries] = field(default_factory=dict)
    handed_out: dict[FigureKey, float | str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Column:
    place: int
    series: str
    field: str
    unit: str


def read_bills(data: bytes, name: str) -> FilledBills:
    """Return what a workbook holds; AnswerMistakes where the file as a whole cannot be read.

    Numbers are read as the language of the workbook writes them, whatever the reader's.
    """
    return bills_in(read_tables(data, name))


def bills_in(tables: Mapping[str, Table]) -> FilledBills:
    """Return what the tables of a workbook hold; AnswerMistakes where they are those of something else."""
    language = identity(tables, layout.TEMPLATE, layout.VERSION).get("language", "")
    with speaking(language if language in i18n.LANGUAGES else i18n.language()):
        return _read(tables)


def _read(tables: Mapping[str, Table]) -> FilledBills:
    found = FilledBills()
    for table in tables.values():
        group = table.text(layout.IDS, layout.MONTHS).removeprefix(layout.MARK)
        if group in layout.GROUPS and table.text(layout.IDS, layout.MONTHS).startswith(layout.MARK):
            found.sheets.append(table.name)
            _read_sheet(table, found)
            copy = tables.get(layout.AS_WRITTEN + group)
            if copy is not None:
                found.handed_out.update(_handed_out(copy))
    if not found.sheets:
        message = "The sheets of bills are missing in the workbook. Download it anew and copy your figures into it."
        refuse_file("template-sheets", message)
    return found


def _read_sheet(table: Table, found: FilledBills) -> None:
    columns = {column.place: column for column in _columns(table, found)}
    headed = {place for place, ident in enumerate(table.rows[layout.IDS]) if place and ident}
    seen: dict[Month, int] = {}
    strange: set[int] = set()
    for row in range(layout.FIRST_MONTH, len(table.rows)):
        filled = [place for place in range(1, len(table.rows[row])) if _is_filled(table, row, place)]
        for place in filled:
            if place not in headed and place not in strange:
                strange.add(place)
                message = "This column is none of the workbook's. Put the figure into a column that has a heading."
                found.faults.append(fault(spot_of(table, (row, place)), "no-column", message))
        month = _month(table, row, found, is_needed=bool(filled))
        if month is None:
            continue
        if month in seen and filled:
            message = f"{month} stands in row {seen[month] + 1} already. Leave it once."
            found.faults.append(
                fault(
                    spot_of(table, (row, layout.MONTHS)),
                    "month-twice",
                    message,
                    given=table.text(row, layout.MONTHS) or str(month),
                    row=str(seen[month] + 1),
                )
            )
            continue
        seen.setdefault(month, row)
        for place in filled:
            if place in columns:
                _read_figure(table, row, columns[place], month, found)


def _columns(table: Table, found: FilledBills) -> Iterator[_Column]:
    """Return the columns of figures, costs with the series of the amounts on their left."""
    nameless: set[str] = set()
    for place in range(1, len(table.rows[layout.IDS]) if table.rows else 0):
        ident, _, what = table.text(layout.IDS, place).partition("/")
        if ident in nameless:
            continue
        if what == layout.COST:
            yield _Column(place, ident, layout.COST, "")
        elif what == layout.AMOUNT:
            has_cost = table.text(layout.IDS, place + 1) == f"{ident}/{layout.COST}"
            used = _is_used(table, place) or (has_cost and _is_used(table, place + 1))
            if f".{layout.NEW}." in ident and not _name(table, ident, place, found, used=used):
                nameless.add(ident)
                continue
            unit = _unit(table, place, found, used=_is_used(table, place))
            if used and f".{layout.NEW}." not in ident:
                heading = (layout.NAMES, place)
                above = NewSeries(ident, words_in(table.at(*heading)), unit, spot_of(table, heading))
                found.headed.setdefault(ident, above)
            yield _Column(place, ident, layout.AMOUNT, unit)


def _name(table: Table, ident: str, place: int, found: FilledBills, *, used: bool) -> bool:
    """Take note of a new series; return whether it has a name."""
    spot = spot_of(table, (layout.NAMES, place))
    name = words_in(table.at(layout.NAMES, place))
    if not name:
        if used:
            message = "There are figures below, but no name. Name it, or choose it from the list."
            found.faults.append(fault(spot, "series-name-missing", message))
        return False
    unit = unit_of(table.text(layout.UNITS, place))
    if ident.partition(f".{layout.NEW}.")[0] in {"energy", "water"}:
        name = carrier_of(name)
    found.new.append(NewSeries(ident, name, unit, spot))
    return True


def _unit(table: Table, place: int, found: FilledBills, *, used: bool) -> str:
    typed = words_in(table.at(layout.UNITS, place))
    if not typed and used:
        message = "The amounts below have no unit. Choose one."
        found.faults.append(fault(spot_of(table, (layout.UNITS, place)), "no-unit", message))
    return unit_of(typed) if typed else ""


def _month(table: Table, row: int, found: FilledBills, *, is_needed: bool) -> Month | None:
    value = table.at(row, layout.MONTHS)
    if isinstance(value, date):  # a datetime is one
        return Month(value.year, value.month)
    try:
        return Month(*parse_month(words_in(value)))
    except AnswerMistakes as wrong:
        if is_needed or value is not None:
            found.faults += faults_of(wrong, spot_of(table, (row, layout.MONTHS)))
        return None


def _read_figure(table: Table, row: int, column: _Column, month: Month, found: FilledBills) -> None:
    place = (row, column.place)
    spot = spot_of(table, place)
    try:
        raw = read_figure(table, place)
    except AnswerMistakes as wrong:
        found.faults += faults_of(wrong, spot)
        return
    if raw is None:
        return
    figure = Figure(column.series, month, column.field, raw, spot, place in table.computed)
    before = found.figures.get(figure.key)
    if before is not None:
        message = f"This month is filled in at {before.spot.cell} already. Leave one of the two."
        found.faults.append(fault(spot, "figure-twice", message, sheet=before.spot.sheet, cell=before.spot.cell))
        return
    found.figures[figure.key] = figure
    if column.unit:
        above = spot_of(table, (layout.UNITS, column.place))
        unit = Figure(column.series, month, layout.UNIT, column.unit, above)
        found.figures[unit.key] = unit


def _is_used(table: Table, place: int) -> bool:
    return any(_is_filled(table, row, place) for row in range(layout.FIRST_MONTH, len(table.rows)))


def _is_filled(table: Table, row: int, place: int) -> bool:
    value = table.at(row, place)
    blank = value is None or (isinstance(value, str) and not value.strip())
    return not blank or (row, place) in table.computed or (row, place) in table.failed


def _handed_out(copy: Table) -> Iterator[tuple[FigureKey, float | str]]:
    for place in range(1, len(copy.rows[0]) if copy.rows else 0, 2):
        ident, unit = copy.text(0, place), copy.text(1, place)
        for row in range(2, len(copy.rows)):
            amount, cost = copy.at(row, place), copy.at(row, place + 1)
            try:
                month = Month.read(copy.text(row, layout.MONTHS))
            except ValueError:
                continue
            if _is_number(amount):
                yield (ident, month, layout.AMOUNT), amount
                yield (ident, month, layout.UNIT), unit
            if _is_number(cost):
                yield (ident, month, layout.COST), cost


def _is_number(value: Value) -> TypeGuard[float]:
    return isinstance(value, int | float) and not isinstance(value, bool)
