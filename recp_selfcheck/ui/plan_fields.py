"""Fields of a plan entry: each is one stored value, saved as it is typed, checked when it is saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from recp_selfcheck.actions import plan
from recp_selfcheck.actions.answering import Cell
from recp_selfcheck.actions.session import Session
from recp_selfcheck.i18n import number, parse_number, text
from recp_selfcheck.i18n.typed_dates import field_date, parse_date
from recp_selfcheck.ui.saved import Tied


class PlanFields:
    """Draws the fields of one entry and keeps what is typed."""

    def __init__(self, session: Session, entry_id: int, cells: Mapping[str, Cell]) -> None:
        self.session = session
        self.entry_id = entry_id
        self.cells = cells

    def line(self, field: str, label: str, most: int, *, note: str | None = None, hint: str | None = None) -> None:
        """Draw a line of text."""
        tie = self._tie(field, _read_text)
        seed = tie.value or ""
        shown = st.text_input(
            label,
            seed,
            max_chars=most,
            key=tie.key,
            help=note,
            placeholder=hint,
            on_change=tie.changed(),
            live="0.8s",
        )
        self._settle(tie, shown, seed)

    def lines(self, field: str, label: str, most: int, *, hint: str | None = None) -> str:
        """Draw a field for some sentences and return the widget's key."""
        tie = self._tie(field, _read_text)
        seed = tie.value or ""
        shown = st.text_area(
            label,
            seed,
            max_chars=most,
            height=110,
            key=tie.key,
            placeholder=hint,
            on_change=tie.changed(),
        )
        self._settle(tie, shown, seed)
        return tie.key

    def figure(self, field: str, label: str, *, note: str | None = None) -> None:
        """Draw a number, typed with decimal comma or point."""
        tie = self._tie(field, lambda typed: parse_number(typed) if _read_text(typed) else None)
        seed = number(tie.value, None) if isinstance(tie.value, int | float) else ""
        shown = st.text_input(label, seed, max_chars=40, key=tie.key, help=note, on_change=tie.changed(), live="0.8s")
        self._settle(tie, shown, seed)

    def day(self, field: str, label: str, *, note: str | None = None) -> None:
        """Draw a date, typed as the reader writes dates.

        Not Streamlit's calendar: it speaks the browser's language with English hints, and drops a half-typed date.
        """
        tie = self._tie(field, lambda typed: parse_date(typed).isoformat() if _read_text(typed) else None)
        seed = _shown_day(tie.value)
        shown = st.text_input(
            label,
            seed,
            max_chars=40,
            key=tie.key,
            help=note,
            placeholder=field_date(date(2027, 5, 12)),
            on_change=tie.changed(),
            live="0.8s",
        )
        self._settle(tie, shown, seed, _shown_day)

    def choice(self, field: str, label: str, options: Sequence[str], word: Callable[[str], str]) -> None:
        """Draw a list to choose from."""
        tie = self._tie(field, lambda chosen: chosen)
        seed = tie.value if tie.value in options else None
        shown = st.selectbox(
            label,
            options,
            index=None if seed is None else options.index(seed),
            format_func=word,
            key=tie.key,
            on_change=tie.changed(),
            placeholder=text("Choose"),
        )
        self._settle(tie, shown, seed, lambda raw: word(raw) if raw else "")

    def _tie(self, field: str, read: Callable[[Any], Any]) -> Tied:
        def save(raw: Any, seen: int) -> Cell:
            return plan.save_plan_field(self.session, self.entry_id, field, raw, seen)

        return Tied(f"p{self.entry_id}", field, self.cells.get(field), save, read)

    @staticmethod
    def _settle(tie: Tied, shown: Any, seed: Any, describe: Callable[[Any], str] = str) -> None:
        tie.drawn(shown, seed)
        tie.show_trouble(lambda raw: text("empty") if raw is None else describe(raw))


def _read_text(typed: str | None) -> str | None:
    return (typed or "").strip() or None


def _shown_day(stored: Any) -> str:
    return field_date(date.fromisoformat(stored)) if isinstance(stored, str) and stored else ""
