"""The report as an Excel workbook: everything in tables, numbers as numbers, text that begins with = as text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from recp_selfcheck.reports.findings import Findings
from recp_selfcheck.reports.listings import answers, figures, measures
from recp_selfcheck.reports.listings.listing import Kind, Listing, Value
from recp_selfcheck.reports.typed import visible

if TYPE_CHECKING:
    import xlsxwriter

LISTINGS: Final = (
    answers.company_listing,
    answers.score_listing,
    answers.answer_listing,
    answers.gap_listing,
    figures.consumption_listing,
    figures.indicator_listing,
    figures.benchmark_listing,
    figures.bill_listing,
    measures.opportunity_listing,
    measures.total_listing,
    measures.plan_listing,
    measures.follow_up_listing,
    measures.source_listing,
)
ACTIVE: Final = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for a formula
MOST_IN_A_CELL: Final = 32_767  # characters, Excel's limit
AS_TEXT: Final = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_NUMBERS: Final[Mapping[Kind, str]] = {
    "number": "#,##0.####",
    "money": "#,##0.00",
    "points": "0.0",
    "share": "0 %",
    "day": "yyyy-mm-dd",
}
Styles = dict[str, Any]
_LONGEST_TITLE = 31  # characters, Excel's limit


def listings_of(findings: Findings) -> tuple[Listing, ...]:
    """Return every table, in the order of the sheets."""
    return tuple(listing(findings) for listing in LISTINGS)


def report_workbook(findings: Findings) -> bytes:
    """Return the workbook as .xlsx."""
    return workbook_of(listings_of(findings))


def workbook_of(listings: Iterable[Listing]) -> bytes:
    """Return a workbook with a sheet for each table."""
    import xlsxwriter  # noqa: PLC0415 - only who takes a file away needs it

    file = BytesIO()
    book = xlsxwriter.Workbook(file, {**AS_TEXT, "in_memory": True})
    styles = _styles(book)
    for listing in listings:
        _write(book, listing, styles)
    book.close()
    return file.getvalue()


def _styles(book: xlsxwriter.Workbook) -> Styles:
    common = {"valign": "top", "text_wrap": True}
    styles: Styles = {kind: book.add_format({"valign": "top", "num_format": shape}) for kind, shape in _NUMBERS.items()}
    styles["head"] = book.add_format({**common, "bold": True, "bg_color": "#F2F5F7", "bottom": 1})
    styles["text"] = book.add_format(common)
    styles["quoted"] = book.add_format({**common, "quote_prefix": True})
    return styles


def _write(book: xlsxwriter.Workbook, listing: Listing, styles: Styles) -> None:
    sheet = book.add_worksheet(listing.title[:_LONGEST_TITLE])
    for place, field in enumerate(listing.fields):
        sheet.set_column(place, place, field.width)
        sheet.write_string(0, place, field.title, styles["head"])
    for line, row in enumerate(listing.rows, start=1):
        for place, (value, field) in enumerate(zip(row, listing.fields, strict=True)):
            _write_cell(sheet, (line, place), value, field.kind, styles)
    sheet.freeze_panes(1, 0)
    if listing.rows:
        sheet.autofilter(0, 0, len(listing.rows), len(listing.fields) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)


def _write_cell(sheet: Any, cell: tuple[int, int], value: Value, kind: Kind, styles: Styles) -> None:
    if value is None:
        return
    if isinstance(value, date):
        sheet.write_datetime(*cell, value, styles["day"])
    elif isinstance(value, int | float):
        sheet.write_number(*cell, value, styles["number" if kind == "text" else kind])
    else:
        written = visible(value)[:MOST_IN_A_CELL]
        sheet.write_string(*cell, written, styles["quoted" if written.startswith(ACTIVE) else "text"])
