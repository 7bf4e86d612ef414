"""The field for why a measure will not be done: kept as it is typed, in force only when a button says so."""

from __future__ import annotations

from typing import Any

import streamlit as st

from recp_selfcheck.actions import company
from recp_selfcheck.actions.answering import Cell
from recp_selfcheck.actions.own_figures import LONGEST_REASON, REJECTED
from recp_selfcheck.actions.session import Session
from recp_selfcheck.i18n import text
from recp_selfcheck.ui.saved import Tied


class RejectionField:
    """Draws the reason of one measure, `stored` where there is one: the same among the opportunities and in the plan.

    `noted` is shown where nothing is stored.
    """

    def __init__(self, session: Session, measure: str, stored: Cell | None, noted: str = "") -> None:
        self.session = session
        self.name = f"{REJECTED}{measure}"
        self.noted = noted
        seen = Cell(_reason(stored.value), stored.version, stored.at, stored.by) if stored else None
        self.tie = Tied(f"own{session.company_id}", self.name, seen, self._save, _read)

    @property
    def key(self) -> str:
        """The widget's key."""
        return self.tie.key

    def draw(self) -> None:
        """Draw the field."""
        seed = self.tie.value or self.noted
        shown = st.text_area(
            text("Why not? The reason is kept; you can take the measure up again."),
            seed,
            max_chars=LONGEST_REASON,
            height=90,
            key=self.tie.key,
            on_change=self.tie.changed(),
        )
        self.tie.drawn(shown, seed)
        self.tie.show_trouble(lambda raw: text("empty") if raw is None else str(raw))

    def _save(self, raw: Any, seen: int) -> Cell:
        cell = company.save_field(self.session, self.name, {"reason": raw} if raw else None, seen)
        return Cell(_reason(cell.value), cell.version, cell.at, cell.by)


def _read(typed: str | None) -> str | None:
    return (typed or "").strip() or None


def _reason(stored: Any) -> str | None:
    return stored.get("reason") if isinstance(stored, dict) else None
