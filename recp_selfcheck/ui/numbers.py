"""Numbers in fields and cells: written so that they can be edited and read back."""

from __future__ import annotations

from recp_selfcheck.i18n import number, parse_number

_WHOLE = 1000  # from here up fewer decimals: more of them come from a conversion


def written(value: float | None, decimals: int = 3) -> str:
    """Return a stored number as it stands in a field, "" for none; from a thousand up with at most `decimals`."""
    if value is None:
        return ""
    return number(round(value, decimals) if abs(value) >= _WHOLE else float(f"{value:.12g}"), None)


def read_number(typed: str | None) -> float | None:
    """Return the number in a field, None where it is empty; AnswerMistakes where it is none."""
    return parse_number(typed) if typed and typed.strip() else None
