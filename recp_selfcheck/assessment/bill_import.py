"""What a workbook of bills does to the bills that are stored: month by month, before anything is written."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from recp_selfcheck.assessment.bills import Bill, Series
from recp_selfcheck.assessment.months import Month

ENOUGH_ALIKE = 1e-14  # a spreadsheet keeps 15 digits of a number


class Effect(StrEnum):
    """What becomes of a month's bill."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    KEPT = "kept"  # changed in the program since the workbook was handed out, and not touched in it


@dataclass(frozen=True, slots=True)
class BillLine:
    """A month of a series: what is stored (None where nothing is) and what will be."""

    series: Series
    month: Month
    before: Bill | None
    after: Bill
    effect: Effect


def alike(left: Any, right: Any) -> bool:
    """Say whether two figures are the same one, once through a spreadsheet.

    >>> alike(0.1 + 0.2, 0.3), alike(1.0, None), alike("t", "t")
    (True, False, True)
    """
    if isinstance(left, float | int) and isinstance(right, float | int):
        return math.isclose(left, right, rel_tol=ENOUGH_ALIKE)
    return bool(left == right)


def line_of(
    series: Series, month: Month, before: Mapping[str, Any], written: Mapping[str, Any], *, kept: bool
) -> BillLine:
    """Return what becomes of a month; `before` are its stored fields, `written` those to be written over them."""
    then, now = _bill(series, month, before), _bill(series, month, {**before, **written})
    if then is None:
        effect = Effect.NEW
    elif now != then:
        effect = Effect.CHANGED
    else:
        effect = Effect.KEPT if kept else Effect.SAME
    return BillLine(series, month, then, now or Bill(month, None, ""), effect)


def _bill(series: Series, month: Month, parts: Mapping[str, Any]) -> Bill | None:
    given = {field: value for field, value in parts.items() if value is not None}
    if not given.keys() & {"amount", "cost"}:
        return None
    return Bill(month, given.get("amount"), given.get("unit", series.unit), given.get("cost"))
