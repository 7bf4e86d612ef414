"""What a grid of bills holds against what is stored: saved cell by cell, never over a newer value (see `saved.py`).

A grid says everything typed into it since it was drawn, again and again. Of that only the cells that differ from what
it said before are dealt with, each with the version its value was drawn from, so that what another window saved in the
cells around stays. A value that is refused stays where it was typed, with the reason; where another window was faster,
both values are offered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from recp_selfcheck.actions.answering import Cell
from recp_selfcheck.actions.bills import FIELDS, BillChange, BillKey, Bills, save_bills
from recp_selfcheck.actions.session import Session
from recp_selfcheck.assessment.bills import Series
from recp_selfcheck.assessment.months import Month
from recp_selfcheck.errors import AnswerMistakes, Conflict, Mistake
from recp_selfcheck.i18n import language, parse_number, unit_label
from recp_selfcheck.ui.session import resume

NOTHING_TYPED = object()
Edits = Mapping[int, Mapping[str, Any]]


@dataclass(slots=True)
class KnownCell:
    """What this browser session knows of one cell: its stored value, what was typed, and what stands in its way."""

    value: Any = None
    version: int = 0
    typed: Any = NOTHING_TYPED
    refused: tuple[Mistake, ...] = ()
    mine: Any = None
    theirs: Cell | None = None

    def take(self, cell: Cell | None, typed: Any = NOTHING_TYPED) -> None:
        """Take over what is stored now."""
        self.value, self.version = (cell.value, cell.version) if cell else (None, 0)
        self.typed, self.refused, self.mine, self.theirs = typed, (), None, None

    def refuse(self, typed: Any, mistakes: tuple[Mistake, ...]) -> None:
        """Keep what was typed, and why it cannot be stored."""
        self.typed, self.refused = typed, mistakes

    def part_with(self, typed: Any, mine: Any, theirs: Cell) -> None:
        """Keep both values until the person chooses."""
        self.typed, self.refused, self.mine, self.theirs = typed, (), mine, theirs

    @property
    def is_in_trouble(self) -> bool:
        """Whether what is shown is not what is stored."""
        return bool(self.refused) or self.theirs is not None


@dataclass(slots=True)
class _Widget:
    """One grid as the browser knows it; `drawn` grows when the server, not the person, changes a typed cell."""

    drawn: int = 0
    met: bool = False


class CellGrid:
    """The months of one series as a grid of cells.

    `units` are the units its list offers, the usual one first; `fields` the columns that can be typed into.
    """

    def __init__(
        self, session: Session, bills: Bills, series: Series, months: tuple[Month, ...], units: tuple[str, ...]
    ) -> None:
        self.session = session
        self.series = series
        self.months = months
        self.units = units
        self.fields = tuple(
            name for name, there in (("amount", True), ("cost", series.has_cost), ("unit", len(units) > 1)) if there
        )
        keys = ((series.id, str(month), name) for month in months for name in FIELDS)
        self._stored = {key: bills.cells[key] for key in keys if key in bills.cells}
        self._place = f"bills:{bills.company_id}:{series.id}:{months[0]}:{len(months)}:{language()}"
        self._known: dict[BillKey, KnownCell] = st.session_state.setdefault(f"bill_cells:{bills.company_id}", {})
        widgets: dict[str, _Widget] = st.session_state.setdefault("bill_grids", {})
        self._widget = widgets.setdefault(self._place, _Widget())
        self._meet()

    @property
    def place(self) -> str:
        """What the grid shows: series and months."""
        return self._place

    @property
    def key(self) -> str:
        """The widget's key: another one for other rows, since a grid matches what was typed by place alone."""
        return f"{self._place}:{self._widget.drawn}"

    def known(self, month: Month, field: str) -> KnownCell:
        """Return what is known of a cell."""
        return self._known.setdefault((self.series.id, str(month), field), KnownCell())

    def unit(self, month: Month) -> str:
        """Return the unit a month is in, or will be: until one is stored, the usual one."""
        return self.known(month, "unit").value or self.units[0]

    def troubled(self) -> Iterator[tuple[Month, str, KnownCell]]:
        """Return the cells whose value is not stored, month by month."""
        for month in self.months:
            for name in FIELDS:
                known = self.known(month, name)
                if known.is_in_trouble:
                    yield month, name, known

    def changed(self, key: str) -> None:
        """Save what was typed into the grid with this key: its `on_change`."""
        resume()
        self._deal_with(_edits(key))

    def drawn(self) -> None:
        """Compare what the grid says with what is stored; call it right after drawing."""
        first, self._widget.met = not self._widget.met, True
        self._deal_with(_edits(self.key), swallowed=first)

    def draw_anew(self) -> None:
        """Let the grid be drawn from what is stored, without what was typed and is stored or refused by now."""
        self._widget.drawn += 1

    def keep_mine(self, month: Month, field: str) -> None:
        """Store the value of this window in place of the other's."""
        resume()
        known = self.known(month, field)
        mine, typed = known.mine, known.typed
        known.take(known.theirs, typed)
        self._save({(month, field): (mine, typed)})

    def take_theirs(self, month: Month, field: str) -> None:
        """Leave the other window's value and show it."""
        known = self.known(month, field)
        known.take(known.theirs)
        self.draw_anew()

    def _meet(self) -> None:
        """Take over what other windows have saved since the last drawing."""
        edits = _edits(self.key) if self._widget.met else {}
        for row, month in enumerate(self.months):
            for name in FIELDS:
                known, stored = self.known(month, name), self._stored.get((self.series.id, str(month), name))
                if stored is None or stored.version <= known.version or known.theirs is not None:
                    continue
                typed = edits.get(row, {}).get(name, NOTHING_TYPED)
                if stored.value == known.value:
                    known.version = stored.version
                elif self._is_touched(known, name, typed):
                    known.part_with(typed, self._read(name, typed), stored)
                else:
                    known.take(stored)
                    if typed is not NOTHING_TYPED:
                        self.draw_anew()

    def _is_touched(self, known: KnownCell, field: str, typed: Any) -> bool:
        if typed is NOTHING_TYPED or typed == known.typed:
            return False
        try:
            return bool(self._read(field, typed) != known.value)
        except AnswerMistakes:
            return False

    def _deal_with(self, edits: Edits, *, swallowed: bool = False) -> None:
        """Save the cells that differ from what was dealt with before; a cell that is none of ours changes nothing.

        `swallowed` says that nobody dealt with these edits although the browser has sent them before.
        """
        wanted: dict[tuple[Month, str], tuple[Any, Any]] = {}
        for month, name, typed in self._cells_in(edits):
            known = self.known(month, name)
            if typed == known.typed and known.is_in_trouble:
                continue
            try:
                raw = self._read(name, typed)
            except AnswerMistakes as refusal:
                known.refuse(typed, refusal.mistakes)
                continue
            stored = self._stored.get((self.series.id, str(month), name))
            if known.theirs is not None:
                known.part_with(typed, raw, known.theirs)
            elif raw == known.value:
                known.typed, known.refused = typed, ()
            elif swallowed and stored is not None:
                known.part_with(typed, raw, stored)
            else:
                wanted[month, name] = (raw, typed)
        self._save(wanted)

    def _cells_in(self, edits: Edits) -> Iterator[tuple[Month, str, Any]]:
        for row, changes in edits.items():
            if not 0 <= row < len(self.months):
                continue
            for name, typed in changes.items():
                if name in self.fields and not (name == "unit" and not typed):
                    yield self.months[row], name, typed

    def _read(self, field: str, typed: Any) -> Any:
        written = "" if typed is None else str(typed).strip()
        if field == "unit":
            return next((unit for unit in self.units if unit_label(unit) == written), written)
        return parse_number(written) if written else None

    def _save(self, wanted: Mapping[tuple[Month, str], tuple[Any, Any]]) -> None:
        changes = [self._change(month, name, raw) for (month, name), (raw, _typed) in wanted.items()]
        changes += self._units_of(wanted)
        outcomes = save_bills(self.session, changes) if changes else ()
        for change, outcome in zip(changes, outcomes, strict=True):
            month = Month.read(change.month)
            known = self.known(month, change.field)
            typed = wanted.get((month, change.field), (None, NOTHING_TYPED))[1]
            if isinstance(outcome, Conflict):
                known.part_with(typed, change.raw, outcome.current)
            elif isinstance(outcome, tuple):
                known.refuse(typed, outcome)
            else:
                known.take(outcome, typed)

    def _units_of(self, wanted: Mapping[tuple[Month, str], tuple[Any, Any]]) -> Sequence[BillChange]:
        """Store with an amount the unit it is shown in: the usual one may be another tomorrow."""
        months = [month for (month, name), (raw, _typed) in wanted.items() if name == "amount" and raw is not None]
        return [
            self._change(month, "unit", self.unit(month))
            for month in months
            if self.known(month, "unit").value is None and (month, "unit") not in wanted and self.unit(month)
        ]

    def _change(self, month: Month, field: str, raw: Any) -> BillChange:
        return BillChange(self.series.id, str(month), field, raw, self.known(month, field).version)


def _edits(key: str) -> Edits:
    state = st.session_state.get(key) or {}
    rows = state.get("edited_rows", {})
    return {row: changes for row, changes in rows.items() if isinstance(changes, Mapping)}
