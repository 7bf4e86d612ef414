"""A workbook of bills held against what is stored: what it would write, and what is wrong with it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from recp_selfcheck.actions import content
from recp_selfcheck.actions.bills import FIELDS, BillChange, Bills, accept_bill, bills_of
from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.fields import SERIES, accept_company_field
from recp_selfcheck.actions.inputs import refuse
from recp_selfcheck.actions.submission import company_cells, facts_in
from recp_selfcheck.assessment.answers import shorten
from recp_selfcheck.assessment.bill_import import BillLine, Effect, alike, line_of
from recp_selfcheck.assessment.bill_series import expected, next_series
from recp_selfcheck.assessment.billed_output import REFERENCE
from recp_selfcheck.assessment.bills import CARRIERS, DEGREE_DAYS, OUTPUT, Series, series_of
from recp_selfcheck.assessment.months import Month
from recp_selfcheck.errors import AnswerMistakes, Conflict
from recp_selfcheck.reports.bill_sheets import NEW, group_of
from recp_selfcheck.reports.bill_workbook_in import Figure, FilledBills, NewSeries
from recp_selfcheck.reports.faults import Fault, Spot, faults_of, in_order
from recp_selfcheck.storage import cells as stored_cells
from recp_selfcheck.storage.cells import Cell, Change
from recp_selfcheck.storage.database import Connection

_OUTPUT_UNITS = ("t", "kg", "m3", "l", "piece", "m2")


@dataclass(frozen=True, slots=True)
class BillPreview:
    """What taking a workbook in would do, or what it did.

    With `faults` nothing can be taken in. `lines` are the months it speaks of, `new` the series it brings, `emptied`
    the bills with figures that were handed out and are gone from the workbook: they stay. `computed` are the cells of
    formulas, whose shown values are taken. `seen` stands for all of it.
    """

    faults: tuple[Fault, ...] = ()
    lines: tuple[BillLine, ...] = ()
    new: tuple[Series, ...] = ()
    emptied: tuple[tuple[Series, Month], ...] = ()
    computed: tuple[Spot, ...] = ()
    seen: str = ""

    def count(self, effect: Effect) -> int:
        """Return how many months have this effect."""
        return sum(line.effect is effect for line in self.lines)

    @property
    def changes_anything(self) -> bool:
        """Whether there is anything to take in."""
        return bool(self.new) or any(line.effect in {Effect.NEW, Effect.CHANGED} for line in self.lines)


@dataclass(slots=True)
class _Month:
    """One month of one series: the accepted fields to be written, and whether a newer stored one stays."""

    written: dict[str, Any] = field(default_factory=dict)
    kept: bool = False


class BillImport:
    """A workbook beside what is stored at this moment of the transaction."""

    def __init__(self, connection: Connection, company_id: int, filled: FilledBills) -> None:
        self.connection = connection
        self.company_id = company_id
        self.filled = filled
        self.company = company_cells(connection, company_id)
        self.bills = bills_of(connection, company_id, self.company)
        self.series = columns_of(self.bills, self.company)
        self.faults = list(filled.faults)
        self.new: dict[str, Series] = {}
        self.settings: list[Change] = []
        self.changes: list[Change] = []
        self.months: dict[tuple[str, Month], _Month] = {}
        self.units: dict[tuple[str, Any] | None, Any] = {}
        for one in filled.new:
            self._set_up(one)
        for figure in filled.figures.values():
            self._accept(figure)

    def preview(self) -> BillPreview:
        """Return what it would do."""
        lines = [
            line_of(self.series[ident], month, self._stored(ident, month), of_month.written, kept=of_month.kept)
            for (ident, month), of_month in self.months.items()
        ]
        order = {ident: place for place, ident in enumerate(self.series)}
        return BillPreview(
            faults=in_order(self.faults, self.filled.sheets),
            lines=tuple(sorted(lines, key=lambda line: (order[line.series.id], line.month.year, line.month.number))),
            new=tuple(self.new.values()),
            emptied=tuple(self._emptied()),
            computed=tuple(figure.spot for figure in self.filled.figures.values() if figure.computed),
            seen=self._seen(),
        )

    def write(self, *, person_id: int, by: str) -> None:
        """Store all of it; the caller holds the lock and has compared what was seen."""
        for kind, changes in ((stored_cells.COMPANY_FIELDS, self.settings), (stored_cells.BILLS, self.changes)):
            outcomes = stored_cells.save_many(
                self.connection, kind, self.company_id, changes, person_id=person_id, by=by, at=now()
            )
            for outcome in outcomes:
                if isinstance(outcome, Conflict):  # impossible under the lock; then nothing is to be written
                    raise outcome

    def _set_up(self, one: NewSeries) -> None:
        """Give something new its id, and accept its name and unit."""
        kind = one.ident.partition(f".{NEW}.")[0]
        try:
            found = self._carrier(kind, one) if kind in {"energy", "water"} else self._named(kind, one)
        except AnswerMistakes as wrong:
            self.faults += faults_of(wrong, one.spot)
            return
        self.new[one.ident] = found
        self.series[found.id] = found

    def _carrier(self, group: str, one: NewSeries) -> Series:
        carrier = CARRIERS.get(one.name)
        if carrier is None or carrier.named or group_of(carrier.id) != group:
            message = f"'{shorten(one.name)}' is none of the list. Choose one of it."
            refuse("carrier-not-offered", message, given=one.name)
        if carrier.id in (series.id for series in self.new.values()):
            refuse(
                "series-twice", f"{carrier.id} has a column of its own already. Put its figures there.", given=one.name
            )
        unit = one.unit or carrier.units[0]
        if _value(self.company, SERIES + carrier.id) is None:
            self._settle(SERIES + carrier.id, {"unit": unit})
        return Series(carrier.id, carrier.id, unit=unit)

    def _named(self, kind: str, one: NewSeries) -> Series:
        named = [series for series in self.series.values() if series.id.rpartition(".")[0] == kind]
        if any(series.name.casefold() == one.name.casefold() for series in named):
            message = f"'{shorten(one.name)}' has a column of its own already. Put its figures there."
            refuse("series-twice", message, given=one.name)
        found = next_series(kind, self.series)
        if found is None:
            refuse("series-full", "There are as many of these as can be kept. Remove one on the page first.")
        parts = {"name": one.name, **({"unit": one.unit} if one.unit else {})}
        kept = self._settle(SERIES + found.id, parts)
        return series_of(found.id, name=kept["name"], unit=kept.get("unit", "")) or found

    def _settle(self, key: str, parts: dict[str, str]) -> dict[str, Any]:
        value: dict[str, Any] = accept_company_field(key, parts, now().date())
        cell = self.company.get(key)
        self.settings.append(Change((key,), value, cell.version if cell else 0))
        return value

    def _accept(self, figure: Figure) -> None:
        """Accept one figure and see what becomes of it."""
        series = self.new.get(figure.series) or self.series.get(figure.series) or series_of(figure.series)
        if f".{NEW}." in figure.series and figure.series not in self.new:
            return  # what is wrong with its name is said there
        ident = series.id if series else figure.series
        key = (ident, str(figure.month), figure.field)
        stored = self.bills.cells.get(key)
        version = stored.version if stored else 0
        same_above = (ident, figure.raw) if figure.field == "unit" else None  # a unit stands above many months
        try:
            if same_above in self.units:
                value = self.units[same_above]
            else:
                value = accept_bill(BillChange(*key, figure.raw, version))
        except AnswerMistakes as wrong:
            self.faults += faults_of(wrong, figure.spot)
            return
        if same_above is not None:
            self.units[same_above] = value
        if series is not None:
            self.series.setdefault(ident, series)
        of_month = self.months.setdefault((ident, figure.month), _Month())
        if stored is not None and alike(stored.value, value):
            return
        if stored is not None and stored.value is not None:
            handed_out = self.filled.handed_out.get(figure.key)
            if handed_out is not None and alike(handed_out, value):
                of_month.kept = True
                return
        of_month.written[figure.field] = value
        self.changes.append(Change(key, value, version))

    def _stored(self, ident: str, month: Month) -> dict[str, Any]:
        written = str(month)
        found = {name: self.bills.cells.get((ident, written, name)) for name in FIELDS}
        return {name: cell.value for name, cell in found.items() if cell is not None}

    def _emptied(self) -> Iterator[tuple[Series, Month]]:
        gone = {
            (ident, month): None
            for ident, month, name in self.filled.handed_out
            if name != "unit"
            and (ident, month, name) not in self.filled.figures
            and self._stored(ident, month).get(name) is not None
        }
        return ((self.series[ident], month) for ident, month in gone if ident in self.series)

    def _seen(self) -> str:
        changes = [[change.key, change.value, change.seen_version] for change in (*self.settings, *self.changes)]
        return hashlib.sha256(json.dumps(changes, ensure_ascii=False).encode()).hexdigest()


def columns_of(bills: Bills, company: Mapping[str, Cell]) -> dict[str, Series]:
    """Return what has columns in the workbook: what bills are kept of, and what the company's facts speak of.

    Materials and waste it has not named yet are left to the free columns.
    """
    facts = facts_in(company, content.content().site.questions.values())
    named = {ident for ident in expected(facts) if (carrier := CARRIERS.get(ident.partition(".")[0])) and carrier.named}
    asked = [ident for ident in (*expected(facts), DEGREE_DAYS) if ident not in named]
    found = {ident: bills.series.get(ident) or series_of(ident) for ident in dict.fromkeys((*bills.series, *asked))}
    return {ident: series for ident, series in found.items() if series is not None}


def units_of(series: Mapping[str, Series], bills: Bills, company: Mapping[str, Cell]) -> dict[str, tuple[str, ...]]:
    """Return the units each may be billed in, its usual one first; under `output.new` those of a new product."""
    known = content.figures().products.get(_value(company, "product") or "")
    typed = (_value(company, "output") or {}).get("unit", "")
    products = (known.unit if known else "", *_OUTPUT_UNITS)
    found = {f"{OUTPUT}.{NEW}": _given(products)}
    for ident, one in series.items():
        carrier = CARRIERS.get(one.carrier)
        offered: Iterable[str] = carrier.units if carrier else products
        own = one.unit or (typed if ident == REFERENCE else "")
        used = (bill.unit for bill in bills.by_series.get(ident, ()))
        found[ident] = (one.unit,) if ident == DEGREE_DAYS else _given((own, *offered, *used))
    return found


def _given(units: Iterable[str]) -> tuple[str, ...]:
    return tuple(unit for unit in dict.fromkeys(units) if unit)


def _value(company: Mapping[str, Cell], key: str) -> Any:
    cell = company.get(key)
    return cell.value if cell else None
