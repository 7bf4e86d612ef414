"""Numbers as the reader writes them: no-break spaces between thousands, decimal comma or point, a real minus."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal

from recp_selfcheck.i18n.languages import language

NOTHING = "–"  # shown where there is no number
GROUP = "\u202f"  # narrow no-break space, in English too: a comma there would be read as a decimal one
MINUS = "\u2212"
NO_BREAK = "\u00a0"
_DIGITS = 3  # significant
_HUGE = 1e15
_TINY = 1e-6
_SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def number(value: float | None, digits: int | None = _DIGITS) -> str:
    """Return `value` rounded half up to `digits` significant digits (None: every digit it has); no number gives "–".

    From 10¹⁵ up and below 10⁻⁶ it is written as a power of ten.
    """
    if value is None or not math.isfinite(value):
        return NOTHING
    exact = Decimal(repr(float(value)))
    if digits is not None and exact:
        exact = exact.quantize(Decimal(1).scaleb(exact.adjusted() - digits + 1), ROUND_HALF_UP)
    if not exact:
        return "0"
    sign = MINUS if exact < 0 else ""
    exact = abs(exact)
    if _TINY <= exact < _HUGE:
        return sign + _written(exact)
    power = exact.adjusted()
    return f"{sign}{_written(exact.scaleb(-power))}·10{str(power).translate(_SUPERSCRIPTS)}"


def percent(share: float | None, digits: int | None = _DIGITS) -> str:
    """Return a share of one as percent: 0.88 is "88 %" (English "88%")."""
    return with_percent_sign(number(share * 100 if share is not None else None, digits))


def with_percent_sign(written: str) -> str:
    """Put the percent sign behind a written number as the reader's language does."""
    return f"{written}%" if language() == "en" else f"{written}{NO_BREAK}%"


def _written(value: Decimal) -> str:
    whole, _, fraction = f"{value:f}".partition(".")
    fraction = fraction.rstrip("0")
    point = "." if language() == "en" else ","
    return f"{int(whole):,}".replace(",", GROUP) + (point + fraction if fraction else "")
