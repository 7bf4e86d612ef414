"""Monthly bills: read whole, saved cell by cell, each with a version of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.fields import SERIES, accept_unit_of
from recp_selfcheck.actions.inputs import refuse
from recp_selfcheck.actions.numbers import accept_amount
from recp_selfcheck.actions.session import Session, check
from recp_selfcheck.actions.submission import company_cells
from recp_selfcheck.assessment.answers import shorten
from recp_selfcheck.assessment.bills import Bill, Series, series_of
from recp_selfcheck.assessment.months import Month
from recp_selfcheck.errors import AnswerMistakes, Conflict, Mistake
from recp_selfcheck.people.roles import Permission
from recp_selfcheck.storage import cells as stored_cells
from recp_selfcheck.storage import companies, database
from recp_selfcheck.storage.cells import Cell, Change
from recp_selfcheck.storage.database import Connection

FIELDS: Final = ("amount", "cost", "unit")
EARLIEST, LATEST = Month(1990, 1), Month(2100, 12)

BillKey = tuple[str, str, str]
"""Series, month (`2025-03`) and field of one cell."""


@dataclass(frozen=True, slots=True)
class Bills:
    """All bills of a company.

    `cells` are by series, month and field, cleared ones too; `by_series` what they add up to, months in order; `series`
    everything that bills are kept of, with or without bills so far, by id.
    """

    company_id: int
    cells: Mapping[BillKey, Cell]
    by_series: Mapping[str, tuple[Bill, ...]]
    series: Mapping[str, Series]
    saved_at: datetime | None


@dataclass(frozen=True, slots=True)
class BillChange:
    """One cell to store: `raw` is a number, a unit, or None to clear it; `seen_version` 0 for one never stored."""

    series: str
    month: str
    field: str
    raw: Any
    seen_version: int

    @property
    def key(self) -> BillKey:
        """The cell it is about."""
        return self.series, self.month, self.field


Outcome = Cell | Conflict | tuple[Mistake, ...]
"""What became of a change: the cell as stored, a newer value that kept it out, or why it was refused."""


def read_bills(session: Session) -> Bills:
    """Return the bills of the session's company."""
    with database.reading() as connection:
        check(connection, session, Permission.READ_COMPANY, session.company)
        return bills_of(connection, session.company_id)


def bills_of(connection: Connection, company_id: int, company: Mapping[str, Cell] | None = None) -> Bills:
    """Read a company's bills; `company` are its profile's cells where the caller has them already."""
    profile = company_cells(connection, company_id) if company is None else company
    stored = stored_cells.read(connection, stored_cells.BILLS, company_id)
    return bills_in(company_id, {(key[0], key[1], key[2]): cell for key, cell in stored.items()}, profile)


def bills_in(company_id: int, cells: Mapping[BillKey, Cell], company: Mapping[str, Cell]) -> Bills:
    """Return the bills that cells add up to; `company` are the cells of the profile they belong to."""
    series = series_in(company, (key[0] for key in cells))
    return Bills(
        company_id=company_id,
        cells=cells,
        by_series=_by_series(cells, series),
        series=series,
        saved_at=max((cell.at for cell in cells.values()), default=None),
    )


def save_bills(session: Session, changes: Sequence[BillChange]) -> tuple[Outcome, ...]:
    """Store cells of bills in one transaction and say of each what became of it, in the same order.

    A refused or conflicting cell keeps none of the others out.
    """
    accepted: list[Change | tuple[Mistake, ...]] = []
    for change in changes:
        try:
            accepted.append(Change(change.key, accept_bill(change), change.seen_version))
        except AnswerMistakes as wrong:
            accepted.append(wrong.mistakes)
    with database.transaction() as connection:
        companies.lock(connection, session.company_id)
        person = check(connection, session, Permission.EDIT_COMPANY, session.company)
        stored = iter(
            stored_cells.save_many(
                connection,
                stored_cells.BILLS,
                session.company_id,
                [change for change in accepted if isinstance(change, Change)],
                person_id=person.id,
                by=person.name,
                at=now(),
            )
        )
    return tuple(next(stored) if isinstance(change, Change) else change for change in accepted)


def accept_bill(change: BillChange) -> Any:
    """Return what is stored for a change, None where it clears; AnswerMistakes where it cannot be."""
    series = series_of(change.series)
    if series is None:
        refuse("unknown-series", f"'{shorten(change.series)}' is nothing that bills are kept of.", given=change.series)
    if change.field not in FIELDS or (change.field == "cost" and not series.has_cost):
        message = f"'{shorten(change.field)}' is no part of a bill of {series.id}."
        refuse("unknown-field", message, field=shorten(change.field))
    _accept_month(change.month)
    if change.raw is None or change.raw == "":
        return None
    if change.field == "unit":
        return accept_unit_of(series, change.raw)
    return accept_amount(change.raw, change.field)


def series_in(company: Mapping[str, Cell], used: Iterable[str] = ()) -> dict[str, Series]:
    """Return everything that bills are kept of: what the company set up, what its totals name, and what is `used`."""
    given = {key: cell.value for key, cell in company.items() if isinstance(cell.value, Mapping)}
    set_up = [key.removeprefix(SERIES) for key in given if key.startswith(SERIES)]
    totals = [key.removeprefix("total.") for key in given if key.startswith("total.")]
    found = {}
    for ident in dict.fromkeys((*set_up, *totals, *used)):
        total, own = given.get(f"total.{ident}", {}), given.get(SERIES + ident, {})
        values = {**total, **own}
        series = series_of(ident, name=values.get("name", ""), unit=values.get("unit", ""), factor=values.get("factor"))
        if series is not None:
            found[ident] = series
    return found


def _by_series(cells: Mapping[BillKey, Cell], series: Mapping[str, Series]) -> dict[str, tuple[Bill, ...]]:
    months: dict[str, dict[str, dict[str, Any]]] = {}
    for (ident, month, field), cell in cells.items():
        if cell.value is not None and ident in series:
            months.setdefault(ident, {}).setdefault(month, {})[field] = cell.value
    return {
        ident: tuple(
            Bill(Month.read(month), parts.get("amount"), parts.get("unit", series[ident].unit), parts.get("cost"))
            for month, parts in sorted(of_month.items())
        )
        for ident, of_month in months.items()
    }


def _accept_month(raw: Any) -> None:
    try:
        month = Month.read(raw)
    except (TypeError, ValueError):
        month = None
    if month is None or not EARLIEST <= month <= LATEST:
        refuse("not-a-month", f"'{shorten(raw)}' is not a month. Write it as 2025-03.", given=shorten(raw))
