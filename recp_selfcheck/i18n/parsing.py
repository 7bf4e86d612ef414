"""Numbers as people type them or paste them from a bill."""

from __future__ import annotations

import math
import re

from recp_selfcheck.errors import AnswerMistakes, Mistake
from recp_selfcheck.i18n.languages import language

_SPACES = dict.fromkeys(map(ord, " \t\u00a0\u2007\u2008\u2009\u200a\u202f'\u2019"), " ")  # and apostrophes: all group
_MINUS = dict.fromkeys(map(ord, "\u2212\u2012\u2013"), "-")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_POWER = re.compile(r" ?[·×*] ?10([⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+)$")
_PLAIN = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,4})?", re.ASCII)
_GROUPED_BY = {
    mark: re.compile(rf"[+-]?\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+(?![\d{mark}])", re.ASCII) for mark in " .,"
}
_LONGEST = 64


def parse_number(typed: str) -> float:
    """Return the number somebody typed.

    Decimal comma or point; thousands apart by spaces of any width or apostrophes; also by the mark that is not the
    decimal one of the reader's language (`1.234.567,8` in Russian, `1,234,567.8` in English). In English `1,234` could
    be either and is refused. Raises AnswerMistakes with one mistake: `number-missing`, `not-a-number`,
    `ambiguous-number` or `number-too-big`, each with the text in `values`.
    """
    cleaned = typed.strip(" \t\r\n\u00a0\u2007\u2008\u2009\u200a\u202f").translate(_MINUS)
    if not cleaned:
        raise _mistake("number-missing", "no number was given; write one, for example 1234.5", typed)
    if len(cleaned) > _LONGEST:
        raise _mistake("not-a-number", f"'{visible(typed)}' is not a number; write digits, for example 1234.5", typed)
    power = _POWER.search(cleaned)
    exponent = "e" + power[1].translate(_SUPERSCRIPTS) if power else ""
    digits = (cleaned[: power.start()] if power else cleaned).translate(_SPACES)
    digits = re.sub(r"^([+-]) ", r"\1", digits)
    plain = _ungrouped(digits, typed) + exponent
    if not _PLAIN.fullmatch(plain):
        raise _mistake("not-a-number", f"'{visible(typed)}' is not a number; write digits, for example 1234.5", typed)
    number = float(plain)
    if math.isinf(number):
        raise _mistake("number-too-big", f"'{visible(typed)}' is too big to reckon with; check the number", typed)
    return number + 0.0  # -0 becomes 0


def visible(typed: str) -> str:
    """Return what was typed, at most 40 characters, with invisible and direction-changing characters spelled out."""
    shown = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in typed[:40])
    return shown + "…" if len(typed) > 40 else shown  # noqa: PLR2004 - the same 40


def _ungrouped(digits: str, typed: str) -> str:
    decimal, other = (".", ",") if language() == "en" else (",", ".")
    if " " in digits:
        digits = _without_groups(digits, " ")
        if digits.count(",") + digits.count(".") > 1:
            return ""  # groups by spaces and by another mark
        return digits.replace(",", ".")
    if decimal in digits and other in digits:
        if digits.count(decimal) > 1 or digits.rindex(other) > digits.index(decimal):
            raise _ambiguous(typed)
        return _without_groups(digits, other).replace(decimal, ".")
    if digits.count(other) > 1:
        return _without_groups(digits, other)
    if digits.count(decimal) > 1:
        raise _ambiguous(typed)
    if decimal == "." and re.fullmatch(r"[+-]?[1-9]\d{0,2},\d{3}", digits, re.ASCII):
        raise _ambiguous(typed)
    return digits.replace(",", ".")


def _without_groups(digits: str, mark: str) -> str:
    found = _GROUPED_BY[mark].match(digits)
    if not found:
        return ""  # what is between the marks are not thousands
    return found[0].replace(mark, "") + digits[found.end() :]


def _ambiguous(typed: str) -> AnswerMistakes:
    shown = visible(typed)
    return _mistake(
        "ambiguous-number",
        f"'{shown}' can be read in two ways; write it without marks between the thousands, for example 1234.5",
        typed,
    )


def _mistake(code: str, message: str, typed: str) -> AnswerMistakes:
    return AnswerMistakes([Mistake(code, message, values={"text": visible(typed)})])
