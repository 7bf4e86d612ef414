"""The workbook of bills: handed out with what is stored, looked through, and taken in whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from recp_selfcheck.actions.bill_import import BillImport, BillPreview, columns_of, units_of
from recp_selfcheck.actions.bills import Bills, bills_of
from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.inputs import refuse
from recp_selfcheck.actions.session import Session, check
from recp_selfcheck.actions.submission import company_cells
from recp_selfcheck.assessment.months import MONTHS_A_YEAR, Month, run
from recp_selfcheck.errors import AnswerMistakes, Mistake, NotPossibleNow
from recp_selfcheck.people.roles import Permission, Thing
from recp_selfcheck.reports.bill_sheets import BillBook
from recp_selfcheck.reports.bill_workbook_in import read_bills
from recp_selfcheck.reports.bill_workbook_out import write_bills
from recp_selfcheck.reports.faults import faults_of
from recp_selfcheck.storage import companies, database
from recp_selfcheck.storage.cells import Cell

__all__ = ["BillPreview", "preview_bills", "take_bills_in", "write_bill_workbook", "write_blank_bills"]

FEWEST_MONTHS: Final = MONTHS_A_YEAR
MOST_MONTHS: Final = 3 * MONTHS_A_YEAR
DEFAULT_MONTHS: Final = 2 * MONTHS_A_YEAR


def write_bill_workbook(session: Session, *, last: Month | None = None, months: int = DEFAULT_MONTHS) -> bytes:
    """Return the workbook, in the language of the running session, with what is stored filled in.

    Its rows are `months` months up to `last`; by default up to the later of the last month that is over and the last
    month with a bill. AnswerMistakes (`months-out-of-range`) for another number of months than 12 to 36.
    """
    if not FEWEST_MONTHS <= months <= MOST_MONTHS:
        message = f"A workbook has {FEWEST_MONTHS} to {MOST_MONTHS} months, not {months}."
        refuse("months-out-of-range", message, least=FEWEST_MONTHS, most=MOST_MONTHS, given=months)
    today = now().date()
    with database.reading() as connection:
        check(connection, session, Permission.READ_COMPANY, session.company)
        company = company_cells(connection, session.company_id)
        bills = bills_of(connection, session.company_id, company)
    used = [bill.month for of_series in bills.by_series.values() for bill in of_series]
    end = last or max([Month(today.year, today.month).plus(-1), *used])
    series = columns_of(bills, company)
    book = BillBook(
        company=_word(company, "name"),
        currency=_word(company, "currency"),
        months=run(end.plus(1 - months), months),
        series=series,
        by_series=bills.by_series,
        units=units_of(series, bills, company),
        made_on=today,
    )
    return write_bills(book)


def write_blank_bills(session: Session) -> bytes:
    """Return the empty workbook, in the language of the running session, for a company without an account.

    It has what most companies are billed for, free columns for the rest, and asks for the company's name.
    """
    with database.reading() as connection:
        check(connection, session, Permission.READ_CHECKLISTS, Thing())
    today = now().date()
    nothing = Bills(company_id=0, cells={}, by_series={}, series={}, saved_at=None)
    series = columns_of(nothing, {})
    months = run(Month(today.year, today.month).plus(-DEFAULT_MONTHS), DEFAULT_MONTHS)
    return write_bills(BillBook("", "", months, series, {}, units_of(series, nothing, {}), today))


def preview_bills(session: Session, data: bytes, name: str) -> BillPreview:
    """Return what taking a workbook in would do; changes nothing and refuses nothing: what is wrong is in `faults`."""
    _check(session)
    try:
        filled = read_bills(data, name)
    except AnswerMistakes as wrong:
        return BillPreview(faults=tuple(faults_of(wrong)))
    with database.reading() as connection:
        check(connection, session, Permission.EDIT_COMPANY, session.company)
        return BillImport(connection, session.company_id, filled).preview()


def take_bills_in(session: Session, data: bytes, name: str, seen: str) -> BillPreview:
    """Take a workbook in as it was `seen` in its preview, all of it in one transaction, and return what was done.

    NotPossibleNow, and nothing is written, where the workbook has faults or where it would do anything else by now.
    """
    _check(session)
    try:
        filled = read_bills(data, name)
    except AnswerMistakes as wrong:
        raise NotPossibleNow(wrong.mistakes) from wrong
    with database.transaction() as connection:
        companies.lock(connection, session.company_id)
        person = check(connection, session, Permission.EDIT_COMPANY, session.company)
        wanted = BillImport(connection, session.company_id, filled)
        preview = wanted.preview()
        if preview.faults:
            raise NotPossibleNow([found.mistake for found in preview.faults])
        if preview.seen != seen:
            message = "Bills were changed since you looked at what the workbook does. Look at it again."
            raise NotPossibleNow([Mistake("bills-seen-otherwise", message)])
        wanted.write(person_id=person.id, by=person.name)
        return preview


def _check(session: Session) -> None:
    """Refuse a stranger before their file is read, which takes a while."""
    with database.reading() as connection:
        check(connection, session, Permission.EDIT_COMPANY, session.company)


def _word(company: Mapping[str, Cell], key: str) -> str:
    cell = company.get(key)
    return str(cell.value or "") if cell else ""
