"""Numbers as they are stored: finite, within what is possible, refused with the remedy."""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite
from typing import Any

from recp_selfcheck.actions.inputs import refuse
from recp_selfcheck.assessment.answers import shorten

LARGEST_AMOUNT = 1e15  # beyond any plant on Earth in any of the units


def accept_amount(raw: Any, field: str, largest: float = LARGEST_AMOUNT, unit: str = "") -> float:
    """Return an amount or a cost: a finite number from 0 up; `unit` is that of `largest`."""
    number = finite(raw, field)
    if number < 0:
        message = f"{number:.12g} is negative. Enter an amount of 0 or more, or leave it empty."
        refuse("negative", message, field=field, given=number)
    return _not_above(number, field, largest, unit)


def accept_number(raw: Any, field: str) -> float:
    """Return a finite number, negative ones too."""
    return _not_above(finite(raw, field), field, LARGEST_AMOUNT)


def above_zero(field: str, largest: float, unit: str = "") -> Callable[[Any], float]:
    """Return what accepts a number above 0."""

    def accept(raw: Any) -> float:
        number = finite(raw, field)
        if number <= 0:
            message = f"{number:.12g} is not possible here. Enter a number above 0, or leave it empty."
            refuse("not-above-zero", message, field=field, given=number)
        return _not_above(number, field, largest, unit)

    return accept


def finite(raw: Any, field: str) -> float:
    """Return a finite number, of whatever size."""
    try:
        number = float(raw) if isinstance(raw, int | float) and not isinstance(raw, bool) else float("nan")
    except OverflowError:
        number = float("inf")
    if not isfinite(number):
        message = f"'{shorten(raw)}' is not a number. Write digits."
        refuse("not-a-number", message, field=field, given=shorten(raw), text=shorten(raw))
    return number


def _not_above(number: float, field: str, largest: float, unit: str = "") -> float:
    if number > largest:
        message = f"{number:.12g} is more than is possible ({largest:.12g}). Check the number and its unit."
        refuse("above-limit", message, field=field, given=number, limit=largest, most=largest, unit=unit)
    return number
