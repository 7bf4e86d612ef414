"""Fields of the company page: each is one stored value, saved at once, checked when it is saved."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from recp_selfcheck.actions import company
from recp_selfcheck.actions.answering import Cell
from recp_selfcheck.actions.company import Company
from recp_selfcheck.actions.session import Session
from recp_selfcheck.errors import Conflict
from recp_selfcheck.i18n import text
from recp_selfcheck.ui.numbers import read_number, written
from recp_selfcheck.ui.saved import Tied

_CENTS = 2


class CompanyFields:
    """Draws fields of one company and keeps what is typed."""

    def __init__(self, session: Session, firm: Company) -> None:
        self.session = session
        self.firm = firm

    def words(
        self, name: str, label: str, *, part: str | None = None, most: int = 200, note: str | None = None
    ) -> None:
        """Draw a line of text."""
        tie = self._tie(name, lambda typed: (typed or "").strip() or None, part)
        seed = tie.value or ""
        shown = st.text_input(label, seed, max_chars=most, key=tie.key, help=note, on_change=tie.changed(), live="0.8s")
        self._settle(tie, shown, seed)

    def figure(self, name: str, label: str, *, part: str | None = None, note: str | None = None) -> None:
        """Draw a number, typed with decimal comma or point; `part` names a part of a stored total."""
        tie = self._tie(name, read_number, part)
        seed = written(tie.value, _CENTS) if isinstance(tie.value, int | float) else tie.value or ""
        shown = st.text_input(
            label,
            seed,
            max_chars=40,
            key=tie.key,
            help=note,
            on_change=tie.changed(),
            live="0.8s",
        )
        self._settle(tie, shown, seed)

    def choice(
        self,
        name: str,
        label: str,
        options: Sequence[Any],
        word: Callable[[Any], str],
        *,
        part: str | None = None,
        note: str | None = None,
        otherwise: Any = None,
        nothing: str | None = None,
    ) -> Any:
        """Draw a list to choose from and return the chosen value.

        While none is stored, `otherwise` is shown as chosen, or the words of `nothing`.
        """
        tie = self._tie(name, lambda chosen: chosen, part)
        seed = tie.value if tie.value in options else otherwise
        shown = st.selectbox(
            label,
            options,
            index=options.index(seed) if seed in options else None,
            format_func=word,
            key=tie.key,
            help=note,
            on_change=tie.changed(),
            placeholder=nothing or text("Choose"),
        )
        self._settle(tie, shown, seed)
        return shown

    def _tie(self, name: str, read: Callable[[Any], Any], part: str | None = None) -> Tied:
        stored = self.firm.cells.get(name)
        if part is None:
            return Tied(f"c{self.firm.id}", name, stored, self._save(name), read)
        return Tied(f"c{self.firm.id}", f"{name}:{part}", _part(stored, part), self._save_part(name, part), read)

    def _save(self, name: str) -> Callable[[Any, int], Cell]:
        return lambda raw, seen: company.save_field(self.session, name, raw, seen)

    def _save_part(self, name: str, part: str) -> Callable[[Any, int], Cell]:
        """Save one part of a total; a newer version of the whole is no conflict while this part is unchanged in it."""
        stored = self.firm.cells.get(name)
        before = _value_of(stored, part)

        def save(raw: Any, seen: int) -> Cell:
            whole = dict(stored.value or {}) if stored else {}
            try:
                cell = company.save_field(self.session, name, _with(whole, part, raw), seen)
            except Conflict as conflict:
                current: Cell = conflict.current
                if _value_of(current, part) != before:
                    raise Conflict(_part(current, part)) from None
                cell = company.save_field(
                    self.session, name, _with(dict(current.value or {}), part, raw), current.version
                )
            return _part(cell, part) or cell

        return save

    @staticmethod
    def _settle(tie: Tied, shown: Any, seed: Any) -> None:
        tie.drawn(shown, seed)
        tie.show_trouble(lambda raw: text("empty") if raw is None else str(raw))


def _with(whole: dict[str, Any], part: str, raw: Any) -> dict[str, Any] | None:
    changed = {**whole, part: raw}
    kept = {name: value for name, value in changed.items() if value is not None}
    return kept or None


def _value_of(cell: Cell | None, part: str) -> Any:
    return cell.value.get(part) if cell and isinstance(cell.value, dict) else None


def _part(cell: Cell | None, part: str) -> Cell | None:
    return Cell(_value_of(cell, part), cell.version, cell.at, cell.by) if cell else None
