"""Writes the homework workbook of a checklist, for a walk through the workshop and an evening at a desk."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from recp_selfcheck.checklists.model import Question
from recp_selfcheck.i18n import date as date_words
from recp_selfcheck.i18n import language, text
from recp_selfcheck.reports import homework_sheets as layout
from recp_selfcheck.reports.homework_sheets import Homework, Row
from recp_selfcheck.reports.sheets import LONGEST_TITLE, Workbook, ask_company, lock, say_identity, say_whose

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_WIDTHS: Final = (4, 6, 46, 34, 18, 26, 18, 32, 38, 44)
_WORDS_WIDTH, _LINE_LENGTH, _LINE_HEIGHT, _PAPER_A4 = 90, 80, 16, 9
_TEXT_LINE, _ROOM, _HIGHEST = 15, 3, 400  # points
_WIDER = 1.15  # words break before the end of a line


def write_homework(homework: Homework) -> bytes:
    """Return the workbook as .xlsx, in the language of the running session."""
    made = Workbook()
    first = _write_words(made, homework)
    facts = layout.fact_rows(homework)
    if facts:
        sheet = _sheet(made, text("Your company"), text("What you have decides what is asked. Answer this first."))
        _write_rows(made, sheet, layout.FIRST_ROW, facts, homework)
        _finish(sheet)
    sheet = _sheet(made, homework.checklist.title[:LONGEST_TITLE], homework.checklist.title)
    row = layout.FIRST_ROW
    shown: list[Row] = list(facts)
    for title, rows in layout.section_rows(homework):
        sheet.set_row(row, 1.4 * _LINE_HEIGHT)
        sheet.merge_range(row, layout.NUMBER, row, layout.CHECK, "", made.form("section"))
        sheet.write_string(row, layout.NUMBER, title, made.form("section"))
        row = _write_rows(made, sheet, row + 1, rows, homework)
        shown += rows
    _finish(sheet)
    _write_hidden(made, shown, homework)
    said = {
        **say_identity(layout.TEMPLATE, layout.VERSION, language()),
        "checklist": homework.checklist.id,
        "checklist_version": str(homework.checklist.version),
        "checklist_hash": homework.checklist.hash,
        **say_whose(homework.company, first),
    }
    return made.close(said)


def _write_words(made: Workbook, homework: Homework) -> str:
    """Write the first sheet and return its name."""
    sheet = made.add(text("How to fill in"))
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, _WORDS_WIDTH)
    sheet.write_string(0, 0, homework.checklist.title, made.form("title"))
    sheet.write_string(1, 0, homework.company, made.form("bold"))
    about = text("Made on {day}", day=date_words(homework.made_on))
    version = text("version {n}", n=homework.checklist.version)
    sheet.write_string(2, 0, f"{about} · {version}", made.form("words"))
    if not homework.company:
        ask_company(made, sheet)
    for row, sentence in enumerate(_instructions(homework.company), start=4):
        sheet.set_row(row, _LINE_HEIGHT * -(-len(sentence) // _LINE_LENGTH))
        sheet.write_string(row, 0, sentence, made.form("words"))
    lock(sheet)
    sheet.set_paper(_PAPER_A4)
    sheet.fit_to_pages(1, 0)
    return str(sheet.get_name())


def _instructions(company: str) -> Sequence[str]:
    return (
        *(() if company else (text("Write the name of your company into the yellow cell above."),)),
        text("1. Choose each answer from the list of its cell; several things are ticked with x in the rows below."),
        text("2. «I don't know» is an honest answer: it opens the list of what to find out."),
        text("3. Where something does not apply to you, say so and write why in the column beside it."),
        text("4. Numbers as you are used to: 12,5 or 12.5. Why it is asked and how to check stands on the right."),
        text("5. Say what shows the answer, and note readings and places: the trainer reads them."),
        text(
            "6. Save it as .xlsx, bring it back on the page «Self-check». You are shown what it changes before it does."
        ),
        text(
            "7. Working without the club's server? Send the file to your trainer: it counts as handed in. Answer all."
        ),
        text("An empty cell changes nothing: what is stored stays. To take an answer back, do it on the page."),
        text("The sheets are locked against slips, without a password. Do not move rows or columns."),
    )


def _sheet(made: Workbook, title: str, about: str) -> Worksheet:
    sheet = made.add(title)
    sheet.write_string(0, layout.ID, layout.MARK)
    sheet.set_row(0, None, None, {"hidden": True})
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width, None, {"hidden": column == layout.ID})
    sheet.write_string(1, layout.NUMBER, about, made.form("bold_line"))
    heads = (
        (layout.NUMBER, text("No.")),
        (layout.QUESTION, text("Question")),
        (layout.GIVEN, text("Answer")),
        (layout.HOW, text("How")),
        (layout.WHY_NOT, text("Why it does not apply")),
        (layout.SHOWS, text("What shows it")),
        (layout.REMARK, text("Readings, places, notes")),
        (layout.WHY, text("Why it is asked")),
        (layout.CHECK, text("How to check")),
    )
    sheet.set_row(2, 2 * _LINE_HEIGHT)
    for column, words in heads:
        sheet.write_string(2, column, words, made.form("head"))
    sheet.freeze_panes(layout.FIRST_ROW, layout.GIVEN)
    return sheet


def _write_rows(made: Workbook, sheet: Worksheet, first: int, rows: Sequence[Row], homework: Homework) -> int:
    for place, row in enumerate(rows, start=first):
        sheet.set_row(place, _height(row, homework))
        sheet.write_string(place, layout.ID, row.ident)
        sheet.write_string(place, layout.NUMBER, row.number, made.form("fixed"))
        sheet.write_string(place, layout.QUESTION, row.words, made.form("fixed_bold" if row.number else "fixed"))
        if row.option:
            _write_option(made, sheet, place, row, homework)
        else:
            _write_question(made, sheet, place, row.question, homework)
    return first + len(rows)


def _height(row: Row, homework: Homework) -> float:
    """Return a height in which every text of a row can be read: not every spreadsheet finds it by itself."""
    texts = {layout.QUESTION: row.words}
    if not row.option:
        given = homework.given.get((row.question.id, layout.ANSWER))
        said = _shown(given, layout.labels_of(row.question))
        texts |= {
            layout.GIVEN: str(said or ""),
            layout.HOW: layout.limits_of(row.question),
            layout.WHY: row.question.why or "",
            layout.CHECK: row.question.check or "",
        }
        beside = {column: homework.given.get((row.question.id, name)) for column, name in layout.FIELD_OF.items()}
        texts |= {column: value for column, value in beside.items() if isinstance(value, str)}
    lines = max(
        sum(max(1, math.ceil(len(line) * _WIDER / _WIDTHS[column])) for line in words.split("\n"))
        for column, words in texts.items()
    )
    return min(lines * _TEXT_LINE + _ROOM, _HIGHEST)


def _write_question(made: Workbook, sheet: Worksheet, row: int, question: Question, homework: Homework) -> None:
    given = homework.given.get((question.id, layout.ANSWER))
    labels = layout.labels_of(question)
    sheet.write_string(row, layout.HOW, layout.limits_of(question), made.form("fixed"))
    sheet.write_string(row, layout.WHY, question.why or "", made.form("fixed"))
    sheet.write_string(row, layout.CHECK, question.check or "", made.form("fixed"))
    shown = _shown(given, labels)
    _write_given(made, sheet, (row, layout.GIVEN), shown)
    offered = [
        label for ident, label in labels.items() if question.kind != "multiple" or ident not in question.option_by_id
    ]
    if offered:
        # a number is typed beside the few words of its list, so that list only offers
        cells = (row, layout.GIVEN, row, layout.GIVEN)
        made.offer(sheet, cells, offered, show_error=question.kind != "number", **_says_choose())
    if question.fact:
        for column in (layout.WHY_NOT, layout.SHOWS, layout.REMARK):
            sheet.write_blank(row, column, None, made.form("fixed"))
        return
    for column, field in layout.FIELD_OF.items():
        value = homework.given.get((question.id, field))
        words = (
            layout.evidence_labels().get(value or 0, "") if field == layout.EVIDENCE and value is not None else value
        )
        _write_given(made, sheet, (row, column), words)
    made.offer(
        sheet, (row, layout.SHOWS, row, layout.SHOWS), tuple(layout.evidence_labels().values()), **_says_choose()
    )


def _write_option(made: Workbook, sheet: Worksheet, row: int, one: Row, homework: Homework) -> None:
    given = homework.given.get((one.question.id, layout.ANSWER))
    is_ticked = isinstance(given, list) and one.option in given
    _write_given(made, sheet, (row, layout.GIVEN), layout.TICK if is_ticked else None)
    made.offer(sheet, (row, layout.GIVEN, row, layout.GIVEN), (layout.TICK,), show_error=False)
    for column in (layout.HOW, layout.WHY_NOT, layout.SHOWS, layout.REMARK, layout.WHY, layout.CHECK):
        sheet.write_blank(row, column, None, made.form("fixed"))


def _shown(given: Any, labels: dict[str, str]) -> Any:
    """Return what the answer cell holds; ticks stand below it."""
    if isinstance(given, list):
        return labels.get("none_of_these") if not given else None
    return labels.get(given, given) if isinstance(given, str) else given


def _write_given(made: Workbook, sheet: Worksheet, cell: tuple[int, int], value: Any) -> None:
    if value is None or value == "":
        sheet.write_blank(*cell, None, made.form("typed"))
    elif isinstance(value, int | float):
        sheet.write_number(*cell, value, made.form("typed"))
    else:
        sheet.write_string(*cell, str(value), made.form("typed"))


def _says_choose() -> dict[str, str]:
    return {"error_title": text("Not in the list"), "error_message": text("Choose one of the list.")}


def _finish(sheet: Worksheet) -> None:
    sheet.ignore_errors({"number_stored_as_text": "A1:J2000"})
    lock(sheet)
    sheet.set_landscape()
    sheet.set_paper(_PAPER_A4)
    sheet.repeat_rows(2)
    sheet.fit_to_pages(1, 0)


def _write_hidden(made: Workbook, rows: Sequence[Row], homework: Homework) -> None:
    """Write what answers are called, and what the workbook is handed out with."""
    labels = made.add(layout.LABELS)
    questions = [row.question for row in rows if not row.option]
    pairs = [(one.id, ident, label) for one in questions for ident, label in layout.labels_of(one).items()]
    pairs += [("", str(level), label) for level, label in layout.evidence_labels().items()]
    for row, pair in enumerate(pairs):
        for column, words in enumerate(pair):
            labels.write_string(row, column, words)
    copy = made.add(layout.AS_WRITTEN)
    handed_out = [(key, value) for key, value in homework.given.items() if value is not None]
    for row, (key, value) in enumerate(handed_out):
        copy.write_string(row, 0, key[0])
        copy.write_string(row, 1, key[1])
        if isinstance(value, list):
            copy.write_string(row, 2, " ".join(value))
        elif isinstance(value, int | float):
            copy.write_number(row, 2, value)
        else:
            copy.write_string(row, 2, str(value))
    for sheet in (labels, copy):
        sheet.very_hidden()
        lock(sheet)
