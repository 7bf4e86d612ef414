"""The months of one carrier as a grid to type into or paste into, and what became of each cell."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from recp_selfcheck.assessment.months import Month
from recp_selfcheck.i18n import month, text, unit_label
from recp_selfcheck.i18n.mistakes import word
from recp_selfcheck.ui.bill_cells import NOTHING_TYPED, CellGrid, KnownCell
from recp_selfcheck.ui.numbers import written
from recp_selfcheck.ui.plain import plain

REFUSED, CONFLICT, MISTAKE, DOUBT, EXPLAINED_MARK, GIVEN = "✗", "⇄", "!", "?", "(✓)", "✓"
_FORGED = (AttributeError, IndexError, KeyError, TypeError, ValueError)  # Streamlit applies what it was sent unchecked
_LONGEST = 64  # characters, as the parser of numbers takes them


def draw_grid(grid: CellGrid, marks: Mapping[Month, str], currency: str) -> None:
    """Draw the grid and deal with what was typed; `marks` are those of the doubts, by month."""
    try:
        _draw(grid, marks, currency)
    except _FORGED:
        grid.draw_anew()
        _draw(grid, marks, currency)
    grid.drawn()


@cache
def editor_scripts() -> tuple[str, ...]:
    """Return the addresses of the scripts that the first key typed into a grid needs."""
    folder = Path(st.__file__).parent / "static" / "static" / "js"
    return tuple(f"/static/js/{script.name}" for script in sorted(folder.glob("data-grid-overlay-editor.*.js")))


def draw_troubles(grid: CellGrid) -> None:
    """Say of each cell that is not stored why, or offer both values where two windows differ."""
    for at, name, known in grid.troubled():
        place = f"**{month(at.year, at.number)}, {field_label(name)}**"
        for mistake in known.refused:
            st.error(f"{place}: {plain(word(mistake))}", icon=":material/error:")
        if known.theirs is not None:
            _offer_both(grid, at, name, known, place)


def field_label(name: str) -> str:
    """Return what a part of a bill is called within a sentence."""
    return {"amount": text("amount"), "cost": text("cost"), "unit": text("unit")}[name]


def _offer_both(grid: CellGrid, at: Month, name: str, known: KnownCell, place: str) -> None:
    ident = f"{grid.series.id}:{at}:{name}"
    with st.container(border=True, key=f"conflict:bill:{ident}"):
        st.markdown(place + ": " + text("another window saved something else meanwhile. Which one stays?"))
        st.button(
            text("This one: {answer}", answer=plain(_shown(name, known.mine))),
            key=f"mine:bill:{ident}",
            on_click=grid.keep_mine,
            args=(at, name),
        )
        st.button(
            text("The saved one: {answer}", answer=plain(_shown(name, known.theirs.value if known.theirs else None))),
            key=f"theirs:bill:{ident}",
            on_click=grid.take_theirs,
            args=(at, name),
        )


def _draw(grid: CellGrid, marks: Mapping[Month, str], currency: str) -> None:
    st.data_editor(
        _rows(grid, marks),
        key=grid.key,
        hide_index=True,
        num_rows="fixed",
        height="content",
        placeholder="",
        column_config=_columns(grid, currency),
        column_order=["month", *grid.fields, "mark"],
        alt=text("Bills by month"),
        on_change=grid.changed,
        args=(grid.key,),
    )


def _columns(grid: CellGrid, currency: str) -> dict[str, Any]:
    column = st.column_config
    offered = [unit_label(unit) for unit in grid.units]
    amount = text("Amount") if "unit" in grid.fields else text("Amount, {unit}", unit=offered[0])
    return {
        "month": column.TextColumn(text("Month"), disabled=True, pinned=True, width=100),
        "amount": column.TextColumn(amount, alignment="right", max_chars=_LONGEST, width=130),
        "cost": column.TextColumn(
            text("Cost, {currency}", currency=currency), alignment="right", max_chars=_LONGEST, width=165
        ),
        "unit": column.SelectboxColumn(text("Unit"), options=offered, required=True, width=105),
        "mark": column.TextColumn("✓ ?", disabled=True, width=50),
    }


def _rows(grid: CellGrid, marks: Mapping[Month, str]) -> Any:
    import pandas as pd  # noqa: PLC0415 - loaded by Streamlit's own editor in any case

    rows = {
        "month": [month(at.year, at.number, short=True) for at in grid.months],
        **{name: [_cell(grid, at, name) for at in grid.months] for name in grid.fields},
        "mark": [_mark(grid, at, marks) for at in grid.months],
    }
    return pd.DataFrame(rows, dtype="string")


def _cell(grid: CellGrid, at: Month, name: str) -> str | None:
    known = grid.known(at, name)
    if known.is_in_trouble and known.typed is not NOTHING_TYPED:
        return None if known.typed is None else str(known.typed)
    if name == "unit":
        return unit_label(grid.unit(at))
    return written(known.value) or None


def _mark(grid: CellGrid, at: Month, marks: Mapping[Month, str]) -> str:
    cells = [grid.known(at, name) for name in grid.fields]
    if any(cell.theirs for cell in cells):
        return CONFLICT
    if any(cell.refused for cell in cells):
        return REFUSED
    if at in marks:
        return marks[at]
    wanted = [grid.known(at, name).value for name in grid.fields if name != "unit"]
    return GIVEN if all(value is not None for value in wanted) else ""


def _shown(name: str, value: Any) -> str:
    if value is None:
        return text("empty")
    return unit_label(value) if name == "unit" else written(value)
