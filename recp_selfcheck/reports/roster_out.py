"""Writes the empty roster of a club: companies and people in, one row each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from recp_selfcheck.i18n import LANGUAGES, language, text
from recp_selfcheck.reports import roster_sheets as layout
from recp_selfcheck.reports.sheets import Workbook, lock, say_identity

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_WIDTHS: Final = (44, 34, 34, 16, 16)
_LINE_HEIGHT, _LINE_LENGTH, _WORDS_WIDTH, _PAPER_A4 = 16, 80, 90, 9


def write_roster(club: str, companies: Sequence[str]) -> bytes:
    """Return the workbook as .xlsx, in the language of the running session; `companies` are offered to choose from."""
    made = Workbook()
    _write_words(made, club)
    sheet = made.add(text("People"))
    sheet.write_string(0, layout.COMPANY, layout.MARK)
    sheet.set_row(0, None, None, {"hidden": True})
    sheet.write_string(1, layout.COMPANY, club, made.form("bold_line"))
    sheet.set_row(2, 2 * _LINE_HEIGHT)
    for column, (words, width) in enumerate(zip(_heads(), _WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(2, column, words, made.form("head"))
    last = layout.FIRST_ROW + layout.MOST_PEOPLE - 1
    for row in range(layout.FIRST_ROW, last + 1):
        for column in (layout.COMPANY, layout.NAME, layout.LOGIN, layout.LANGUAGE):
            sheet.write_blank(row, column, None, made.form("typed"))
        sheet.write_string(row, layout.ROLE, text("member"), made.form("fixed"))
    if companies:
        cells = (layout.FIRST_ROW, layout.COMPANY, last, layout.COMPANY)
        made.offer(sheet, cells, tuple(companies), show_error=False)
    names = tuple(LANGUAGES.values())
    made.offer(sheet, (layout.FIRST_ROW, layout.LANGUAGE, last, layout.LANGUAGE), names, show_error=False)
    _finish(sheet)
    return made.close(say_identity(layout.TEMPLATE, layout.VERSION, language()))


def _heads() -> Sequence[str]:
    return (
        text("Company"),
        text("Name of the person"),
        text("Login: e-mail or a short name"),
        text("Language, if you know it"),
        text("Role"),
    )


def _write_words(made: Workbook, club: str) -> None:
    sheet = made.add(text("How to fill in"))
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, _WORDS_WIDTH)
    sheet.write_string(0, 0, text("The people of a club"), made.form("title"))
    sheet.write_string(1, 0, club, made.form("bold"))
    for row, sentence in enumerate(_instructions(), start=3):
        sheet.set_row(row, _LINE_HEIGHT * -(-len(sentence) // _LINE_LENGTH))
        sheet.write_string(row, 0, sentence, made.form("words"))
    lock(sheet)
    sheet.set_paper(_PAPER_A4)
    sheet.fit_to_pages(1, 0)


def _instructions() -> Sequence[str]:
    return (
        text("1. One row a person. Colleagues of one company each have a row with the same company name."),
        text("2. A login has 3 to 80 letters, digits and . _ - @ + without spaces. An e-mail address is easiest."),
        text(
            "3. Somebody who has an account already is written with the login of that account; nothing of it changes."
        ),
        text(
            "4. Save it as .xlsx and choose it on the page «Club». Everything wrong is named before anything is made."
        ),
        text("Passwords do not stand here: the page gives a link for each new person, with which they set their own."),
        text("All become members. Trainers and observers are invited by the coordinator."),
        text("{n} people fit into one file.", n=layout.MOST_PEOPLE),
    )


def _finish(sheet: Worksheet) -> None:
    sheet.ignore_errors({"number_stored_as_text": f"A1:E{layout.FIRST_ROW + layout.MOST_PEOPLE}"})
    sheet.freeze_panes(layout.FIRST_ROW, 0)
    lock(sheet)
    sheet.set_landscape()
    sheet.set_paper(_PAPER_A4)
    sheet.repeat_rows(2)
    sheet.fit_to_pages(1, 0)
