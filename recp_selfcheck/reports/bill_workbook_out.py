"""Writes the workbook of bills: to be filled in at a desk without the program, and brought back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from recp_selfcheck.i18n import date as date_words
from recp_selfcheck.i18n import language, text, unit_label
from recp_selfcheck.i18n.dates import month as month_words
from recp_selfcheck.reports import bill_sheets as layout
from recp_selfcheck.reports.bill_sheets import BillBook, Pair
from recp_selfcheck.reports.sheets import Workbook, ask_company, lock, say_identity, say_whose

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_MONTH_WIDTH, _FIGURE_WIDTH, _SINGLE_WIDTH, _WORDS_WIDTH = 17, 14, 22, 90
_LINE_HEIGHT, _LINE_LENGTH = 16, 80  # points; characters that surely fit into the width
_NAMES_HEIGHT, _HEADS_HEIGHT = 34, 32
_PAPER_A4, _FITS_A_PAGE = 9, 16  # Excel's number of A4; columns that stay readable on one page


def write_bills(book: BillBook) -> bytes:
    """Return the workbook as .xlsx, in the language of the running session."""
    made = Workbook()
    first = _write_words(made, book)
    for group in layout.GROUPS:
        pairs = layout.pairs_of(book, group)
        _write_group(made, book, group, pairs)
    for group in layout.GROUPS:
        _write_copy(made, book, group, layout.pairs_of(book, group))
    return made.close({**say_identity(layout.TEMPLATE, layout.VERSION, language()), **say_whose(book.company, first)})


def _write_words(made: Workbook, book: BillBook) -> str:
    """Write the first sheet and return its name."""
    sheet = made.add(text("How to fill in"))
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, _WORDS_WIDTH)
    sheet.write_string(0, 0, text("Bills, month by month"), made.form("title"))
    first, last = (month_words(month.year, month.number) for month in (book.months[0], book.months[-1]))
    made_for = (
        text("{company}: {first} to {last}", company=book.company, first=first, last=last)
        if book.company
        else text("{first} to {last}", first=first, last=last)
    )
    sheet.write_string(1, 0, made_for, made.form("bold"))
    sheet.write_string(2, 0, text("Made on {day}", day=date_words(book.made_on)), made.form("words"))
    if not book.company:
        ask_company(made, sheet)
    for row, sentence in enumerate(_instructions(book), start=4):
        sheet.set_row(row, _LINE_HEIGHT * -(-len(sentence) // _LINE_LENGTH))
        sheet.write_string(row, 0, sentence, made.form("words"))
    lock(sheet)
    sheet.set_paper(_PAPER_A4)
    sheet.fit_to_pages(1, 0)
    return str(sheet.get_name())


def _instructions(book: BillBook) -> Sequence[str]:
    currency = book.currency
    money = text("Cost without VAT, in {currency}.", currency=currency) if currency else text("Cost without VAT.")
    return (
        *(() if book.company else (text("Write the name of your company into the yellow cell above."),)),
        text("1. Fill in the white cells of the sheets that follow: a row a month, two columns a bill."),
        text("2. Take amount and cost of the month from the bill or the account.") + " " + money,
        text("3. Choose the unit above the amounts as it stands on the bill. Nothing needs to be converted."),
        text("4. Write numbers as you are used to: 1 234,5 or 1234.5. Zero is a reading; what is unknown stays empty."),
        text("5. What has no column yet, name or choose in a yellow cell on the right, then its unit and its amounts."),
        text(
            "6. Save it as .xlsx and bring it back on the page «Bills». You are shown what it changes before it does."
        ),
        text("An empty cell changes nothing: what is stored stays. To delete a figure, delete it on the page."),
        text("A formula is taken with the value it shows."),
        text("The sheets are locked against slips, without a password. Do not move rows or columns."),
    )


def _write_group(made: Workbook, book: BillBook, group: str, pairs: Sequence[Pair]) -> None:
    sheet = made.add(layout.group_title(group))
    sheet.write_string(layout.IDS, layout.MONTHS, layout.MARK + group)
    sheet.set_row(layout.IDS, None, None, {"hidden": True})
    if any(pair.is_single for pair in pairs):
        sheet.set_row(layout.KINDS, _NAMES_HEIGHT)
    sheet.set_row(layout.NAMES, _NAMES_HEIGHT)
    sheet.set_row(layout.HEADS, _HEADS_HEIGHT)
    sheet.set_column(layout.MONTHS, layout.MONTHS, _MONTH_WIDTH)
    for row, words in (
        (layout.KINDS, ""),
        (layout.NAMES, layout.group_title(group)),
        (layout.UNITS, text("Unit")),
        (layout.HEADS, text("Month")),
    ):
        sheet.write_string(row, layout.MONTHS, words, made.form("head"))
    for row, month in enumerate(book.months, start=layout.FIRST_MONTH):
        sheet.write_string(row, layout.MONTHS, month_words(month.year, month.number), made.form("label"))
    column = layout.MONTHS + 1
    for pair in pairs:
        _write_pair(made, sheet, column, pair, book)
        column += 2 if pair.has_cost else 1
    sheet.freeze_panes(layout.FIRST_MONTH, layout.MONTHS + 1)
    sheet.ignore_errors({"number_stored_as_text": f"A1:ZZ{layout.FIRST_MONTH + len(book.months)}"})
    lock(sheet)
    sheet.set_landscape()
    sheet.set_paper(_PAPER_A4)
    sheet.repeat_rows(layout.KINDS, layout.HEADS)
    sheet.repeat_columns(layout.MONTHS)
    sheet.fit_to_pages(1 if column <= _FITS_A_PAGE else 0, 0)


def _write_pair(made: Workbook, sheet: Worksheet, column: int, pair: Pair, book: BillBook) -> None:
    last = column + 1 if pair.has_cost else column
    sheet.set_column(column, last, _SINGLE_WIDTH if pair.is_single else _FIGURE_WIDTH)
    sheet.write_string(layout.IDS, column, f"{pair.ident}/{layout.AMOUNT}")
    sheet.write_string(layout.HEADS, column, text("Amount"), made.form("head"))
    if pair.has_cost:
        cost = (
            text("Cost without VAT, {currency}", currency=book.currency) if book.currency else text("Cost without VAT")
        )
        sheet.write_string(layout.IDS, last, f"{pair.ident}/{layout.COST}")
        sheet.write_string(layout.HEADS, last, cost, made.form("head"))
    _write_across(made, sheet, (layout.KINDS, column, last), pair.kind, "label")
    _write_across(made, sheet, (layout.NAMES, column, last), pair.title, "free" if pair.is_new else "name")
    has_choice = len(pair.units) > 1
    unit = unit_label(pair.unit) if pair.unit else ""
    style = "free" if pair.is_new else "choice" if has_choice else "label"
    _write_across(made, sheet, (layout.UNITS, column, last), unit, style)
    if has_choice:
        labels = tuple(unit_label(one) for one in pair.units)
        made.offer(sheet, (layout.UNITS, column, layout.UNITS, column), labels, **_says_choose())
    if pair.choices:
        made.offer(sheet, (layout.NAMES, column, layout.NAMES, column), pair.choices, **_says_choose())
    for row, month in enumerate(book.months, start=layout.FIRST_MONTH):
        bill = pair.bills.get(month)
        figures = (bill.amount, bill.cost) if bill else (None, None)
        for place, figure in zip(range(column, last + 1), figures, strict=False):
            if figure is None:
                sheet.write_blank(row, place, None, made.form("figure"))
            else:
                sheet.write_number(row, place, figure, made.form("figure"))


def _write_across(made: Workbook, sheet: Worksheet, cells: tuple[int, int, int], words: str, style: str) -> None:
    row, first, last = cells
    if last > first:
        sheet.merge_range(row, first, row, last, "", made.form(style))
    if words:
        sheet.write_string(row, first, words, made.form(style))
    else:
        sheet.write_blank(row, first, None, made.form(style))


def _says_choose() -> dict[str, str]:
    return {"error_title": text("Not in the list"), "error_message": text("Choose one of the list.")}


def _write_copy(made: Workbook, book: BillBook, group: str, pairs: Sequence[Pair]) -> None:
    """Write what a sheet is handed out with: what comes back the same was not touched by whoever filled it in."""
    sheet = made.add(layout.AS_WRITTEN + group)
    column = layout.MONTHS + 1
    for pair in pairs:
        if pair.is_new:
            continue
        sheet.write_string(0, column, pair.ident)
        sheet.write_string(1, column, pair.unit)
        for row, month in enumerate(book.months, start=2):
            sheet.write_string(row, layout.MONTHS, str(month))
            bill = pair.bills.get(month)
            for place, figure in enumerate((bill.amount, bill.cost) if bill else ()):
                if figure is not None:
                    sheet.write_number(row, column + place, figure)
        column += 2
    sheet.very_hidden()
    lock(sheet)
