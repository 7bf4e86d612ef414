"""What was pasted into a grid of bills and found no place there: the grid itself drops it without a word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from recp_selfcheck.assessment.answers import shorten
from recp_selfcheck.i18n import month, text, text_n, unit_label
from recp_selfcheck.ui.bill_cells import CellGrid
from recp_selfcheck.ui.live import PASTED
from recp_selfcheck.ui.plain import plain

_MONTHS = 1  # column, not to be typed into
_FEW = 3


def room_of(grid: CellGrid) -> dict[str, Any]:
    """Return what the page script has to know of a grid to see what a paste has no room for."""
    return {
        "place": grid.place,
        "rows": len(grid.months),
        "columns": _MONTHS + len(grid.fields),
        "unit": _MONTHS + grid.fields.index("unit") if "unit" in grid.fields else 0,
        "units": [unit_label(unit) for unit in grid.units],
    }


def draw_pasted(grid: CellGrid) -> None:
    """Say what of the last paste was not taken, until the reader has seen it."""
    said = list(_sentences(grid, st.session_state.get(PASTED)))
    if not said:
        return
    with st.container(border=True, key="pasted"):
        for sentence in said:
            st.warning(plain(sentence), icon=":material/content_paste_off:")
        st.button(text("Got it"), key="pasted:seen", on_click=st.session_state.pop, args=(PASTED,))


def _sentences(grid: CellGrid, pasted: Any) -> Sequence[str]:
    if not isinstance(pasted, Mapping) or pasted.get("place") != grid.place:
        return []
    said = []
    below, beyond = _words(pasted.get("below")), _words(pasted.get("beyond"))
    last = grid.months[-1]
    if below:
        lines = text_n(
            "{n} pasted line found no month: the table ends with {month}. Not taken: {said}.",
            "{n} pasted lines found no month: the table ends with {month}. Not taken: {said}.",
            len(below),
            month=month(last.year, last.number),
            said=_some(below),
        )
        said.append(lines + " " + text("Choose the cell of the first month and paste once more."))
    if beyond:
        said.append(text("More columns were pasted than there are. Not taken: {said}.", said=_some(beyond)))
    for given, months in _strange_units(grid, pasted.get("units")).items():
        said.append(
            text(
                "«{given}» is no unit of the list, so the unit was left as it was: {months}. Choose it there.",
                given=given,
                months=_some(months),
            )
        )
    return said


def _words(raw: Any) -> list[str]:
    return [shorten(one) for one in raw if isinstance(one, str)] if isinstance(raw, list) else []


def _strange_units(grid: CellGrid, raw: Any) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in raw if isinstance(raw, list) else ():
        match one:
            case [int(row), str(given)] if 0 <= row < len(grid.months):
                at = grid.months[row]
                found.setdefault(shorten(given), []).append(month(at.year, at.number))
    return found


def _some(said: Sequence[str]) -> str:
    more = len(said) - _FEW
    return "; ".join(said[:_FEW]) + (" " + text_n("and {n} more", "and {n} more", more) if more > 0 else "")
