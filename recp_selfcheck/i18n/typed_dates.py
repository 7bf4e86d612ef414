"""Dates as people type them, and as they stand in a field."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import Final

from recp_selfcheck.errors import AnswerMistakes, Mistake
from recp_selfcheck.i18n.languages import LANGUAGES, language, locale
from recp_selfcheck.i18n.parsing import visible

_NUMBERS = re.compile(r"(\d{1,2}) ?([./ -]) ?(\d{1,2}) ?[./ -] ?(\d{4}|\d{2})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_NAMED = re.compile(r"([0-9]{1,2}) ?([^\W\d_]{3,})\.?,? ?([0-9]{4}|[0-9]{2})")
_YEAR_AND_MONTH = re.compile(r"(\d{4}) ?[./-] ?(\d{1,2})", re.ASCII)
_MONTH_AND_YEAR = re.compile(r"(\d{1,2}) ?[./-] ?(\d{4})", re.ASCII)
_NAMED_MONTH = re.compile(r"([^\W\d_]{3,})\.?,?[ -]?([0-9]{4})")
_YEAR_WORD = re.compile(r"\s*(г\.?|год[ау]?)$")
_MONTHS_A_YEAR: Final = 12
_CENTURY: Final = 2000
_LONGEST: Final = 64


def field_date(day: dt.date) -> str:
    """Return a date as it stands in a field to be changed: "12.05.2027", in English "12 May 2027"."""
    if language() != "en":
        return f"{day:%d.%m.%Y}"
    from babel.dates import format_date  # noqa: PLC0415 - slow to import

    return format_date(day, "d MMM y", locale=locale())


def parse_date(typed: str) -> dt.date:
    """Return the date somebody typed: day, month, year, by numbers or with the month's name; or year first, by hyphens.

    A year of two digits is of this century. In English 05/12/2027 could be either and is refused. Raises AnswerMistakes
    with one mistake: `not-a-date`, `no-such-day` or `ambiguous-date`, each with the text in `values`.
    """
    cleaned = " ".join(typed[: _LONGEST + 1].lower().split())
    cleaned = _YEAR_WORD.sub("", cleaned)
    if len(cleaned) <= _LONGEST:
        if found := _YEAR_FIRST.fullmatch(cleaned):
            return _day(int(found[3]), int(found[2]), int(found[1]), typed)
        if found := _NUMBERS.fullmatch(cleaned):
            day, month = int(found[1]), int(found[3])
            if language() == "en" and found[2] == "/" and day != month and max(day, month) <= _MONTHS_A_YEAR:
                message = f"'{visible(typed)}' can be read in two ways. Write 12 May 2027."
                raise _mistake("ambiguous-date", message, typed)
            return _day(day, month, int(found[4]), typed)
        if (found := _NAMED.fullmatch(cleaned)) and (named := _month(found[2])):
            return _day(int(found[1]), named, int(found[3]), typed)
    raise _mistake("not-a-date", f"'{visible(typed)}' is not a date. Write day, month and year: 12.05.2027.", typed)


def parse_month(typed: str) -> tuple[int, int]:
    """Return year and number of the month somebody typed: "март 2025", "мар. 2025", "03.2025", "2025-03".

    The month's name may be of any of our languages. Raises AnswerMistakes with one mistake, `not-a-month`.
    """
    cleaned = _YEAR_WORD.sub("", " ".join(typed[: _LONGEST + 1].lower().split()))
    year, number = 0, 0
    if len(cleaned) <= _LONGEST:
        if found := _YEAR_AND_MONTH.fullmatch(cleaned):
            year, number = int(found[1]), int(found[2])
        elif found := _MONTH_AND_YEAR.fullmatch(cleaned):
            year, number = int(found[2]), int(found[1])
        elif found := _NAMED_MONTH.fullmatch(cleaned):
            year, number = int(found[2]), _month(found[1]) or 0
    if not 1 <= number <= _MONTHS_A_YEAR:
        raise _mistake("not-a-month", f"'{visible(typed)}' is not a month. Write it as 2025-03.", typed)
    return year, number


def _day(day: int, month: int, year: int, typed: str) -> dt.date:
    try:
        return dt.date(year + _CENTURY if year < 100 else year, month, day)  # noqa: PLR2004 - two digits
    except ValueError:
        raise _mistake("no-such-day", f"There is no {visible(typed)}. Check day and month.", typed) from None


@lru_cache(maxsize=500)
def _month(word: str) -> int | None:
    """Return the number of the month whose name in one of our languages begins like `word`, None for none or two."""
    from babel.dates import get_month_names  # noqa: PLC0415 - slow to import

    forms = [get_month_names("wide", context, code) for code in LANGUAGES for context in ("format", "stand-alone")]
    found = {number for names in forms for number, name in names.items() if name.lower().startswith(word)}
    return found.pop() if len(found) == 1 else None


def _mistake(code: str, message: str, typed: str) -> AnswerMistakes:
    return AnswerMistakes([Mistake(code, message, values={"text": visible(typed), "given": visible(typed)})])
