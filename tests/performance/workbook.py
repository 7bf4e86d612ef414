"""The workbook of bills of a company with 139 of them for 36 months: out, looked through, and taken in."""

from __future__ import annotations

import gc
from io import BytesIO

from openpyxl import load_workbook

from recp_selfcheck import i18n
from recp_selfcheck.actions import company, content
from recp_selfcheck.actions.bill_workbook import BillPreview, preview_bills, take_bills_in, write_bill_workbook
from recp_selfcheck.actions.session import solo_session
from recp_selfcheck.assessment.bill_import import Effect
from recp_selfcheck.reports import bill_sheets as layout
from recp_selfcheck.storage import database
from tests.performance.databases import postgresql, using
from tests.performance.figure import Figure, seconds
from tests.performance.served import database_url, temporary_folder

MATERIALS, WASTES, MONTHS = 99, 40, 36
ROWS = (MATERIALS + WASTES) * MONTHS
BUDGET_S = 1.0


def measure(*, short: bool = False) -> list[Figure]:
    with temporary_folder() as folder:
        figures = _taking_in("SQLite", database_url(folder), series=6 if short else MATERIALS + WASTES)
    if not short:
        with postgresql() as url:
            figures += _taking_in("PostgreSQL", url, series=MATERIALS + WASTES)
    return figures


def _taking_in(name: str, url: str, *, series: int) -> list[Figure]:
    with using(url):
        database.prepare(url)
        content.content()  # as when the program has started
        content.figures()
        i18n.use("ru")
        session = solo_session()
        for number in range(series):
            kind, place = ("material", number) if number < MATERIALS else ("waste", number - MATERIALS)
            company.save_field(session, f"series.{kind}.{place + 1}", {"name": f"{kind} {number}", "unit": "t"}, 0)
        blank: list[bytes] = []
        out = seconds(lambda: blank.append(write_bill_workbook(session, months=MONTHS)))
        filled, rows = _filled(blank[0]), series * MONTHS
        previews: list[BillPreview] = []
        preview_bills(session, blank[0], "bills.xlsx")  # what is loaded once
        gc.collect()
        gc.freeze()
        looking = seconds(lambda: previews.append(preview_bills(session, filled, "bills.xlsx")))
        taking = seconds(lambda: previews.append(take_bills_in(session, filled, "bills.xlsx", previews[0].seen)))
        assert previews[1].count(Effect.NEW) == rows
        assert preview_bills(session, filled, "bills.xlsx").count(Effect.SAME) == rows
    note = f"{rows:,} months of bills, amount, unit and cost each"
    return [
        Figure(f"workbook of bills out, {name}", out, "s", None, note),
        Figure(f"workbook of bills, looked through, {name}", looking, "s", BUDGET_S, note),
        Figure(f"workbook of bills, taken in, {name}", taking, "s", BUDGET_S, f"{note}, written through to the disk"),
    ]


def _filled(blank: bytes) -> bytes:
    """Fill every month of every known bill, as text with a decimal comma."""
    book = load_workbook(BytesIO(blank))
    for sheet in book:
        if not str(sheet.cell(1, 1).value).startswith(layout.MARK):
            continue
        for column in range(2, sheet.max_column + 1):
            ident = str(sheet.cell(1, column).value)
            if ident.startswith(("material.", "waste.")) and layout.NEW not in ident:
                for row in range(layout.FIRST_MONTH + 1, layout.FIRST_MONTH + 1 + MONTHS):
                    sheet.cell(row, column, f"{1000 + row * column % 977},{row % 10}")
    made = BytesIO()
    book.save(made)
    return made.getvalue()
