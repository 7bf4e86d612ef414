"""What a cell somebody filled in says: a figure or words, whichever way a spreadsheet has kept it."""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time, timedelta

from recp_selfcheck.errors import AnswerMistakes, Mistake
from recp_selfcheck.i18n import parse_number
from recp_selfcheck.i18n.parsing import visible
from recp_selfcheck.reports.table_reader import Place, Table, Value

_SIMPLE = re.compile(
    r"\d{1,15}(?:[.,]\d{1,2})?", re.ASCII
)  # reads the same in every language: groups have three digits


def read_figure(table: Table, place: Place) -> float | None:
    """Return the number in a cell, None where it is empty.

    Raises AnswerMistakes: what `parse_number` says of text, `cell-error`, `formula-unsaved`, `date-for-number` or
    `not-a-number`.
    """
    value = table.at(*place)
    if place in table.failed:
        raise _refusal("cell-error", "The cell shows an error. Type the number itself.")
    if value is None:
        if place in table.computed:
            message = (
                "The formula has no result saved with it. Open the workbook in Excel, save it, or type the number."
            )
            raise _refusal("formula-unsaved", message)
        return None
    if isinstance(value, bool):
        raise _refusal("not-a-number", f"'{value}' is not a number. Write digits.", text=str(value))
    if isinstance(value, int | float):
        if not math.isfinite(value):
            raise _refusal("not-a-number", f"'{value}' is not a number. Write digits.", text=str(value))
        return float(value)
    if isinstance(value, date | time | timedelta):
        given = words_in(value)
        raise _refusal(
            "date-for-number", f"The spreadsheet made a date of it: {given}. Type the number anew.", given=given
        )
    if _SIMPLE.fullmatch(value):
        return float(value.replace(",", "."))
    return parse_number(value) if value.strip() else None


def words_in(value: Value) -> str:
    """Return what a cell says as text, without spaces around it."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return f"{value:%d.%m.%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    return str(value).strip()


def _refusal(code: str, message: str, **values: str) -> AnswerMistakes:
    shown = {name: visible(value) for name, value in values.items()}
    return AnswerMistakes([Mistake(code, message, values=shown)])
