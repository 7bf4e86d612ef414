"""Fields for a company's own figures: each stands beside the typical one, counts at once and is put back by a click."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from recp_selfcheck.actions import company
from recp_selfcheck.actions.answering import Cell
from recp_selfcheck.i18n import text
from recp_selfcheck.ui.numbers import read_number, written
from recp_selfcheck.ui.opportunity_view import OpportunityView
from recp_selfcheck.ui.saved import Tied


class OwnFields:
    """Draws own figures at one place of the page; the same figure may stand at several places."""

    def __init__(self, view: OpportunityView, place: str) -> None:
        self.view = view
        self.place = f"own{view.session.company_id}_{place}"
        self.drawn: set[str] = set()

    def has(self, key: str) -> bool:
        """Say whether the company gave this figure."""
        stored = self.view.improvements.cells.get(key)
        return stored is not None and stored.value is not None

    def figure(self, key: str, label: str, typical: str, *, note: str | None = None, put_back: str = "") -> None:
        """Draw a number with `typical` as what stands there while it is empty.

        Nothing is drawn for who may not change it, nor a second time at one place.
        """
        if not self.view.editable or key in self.drawn:
            return
        self.drawn.add(key)
        tie = Tied(self.place, key, self.view.improvements.cells.get(key), self._save(key), read_number)
        seed = written(tie.value, decimals=2) if isinstance(tie.value, int | float) else ""
        shown = st.text_input(
            label,
            seed,
            max_chars=40,
            key=tie.key,
            help=note,
            placeholder=typical,
            on_change=tie.changed(),
            live="0.8s",
        )
        tie.drawn(shown, seed)
        tie.show_trouble(lambda raw: text("empty") if raw is None else str(raw))
        if self.has(key):
            st.button(
                put_back or text("Back to the typical figure"),
                key=f"back:{tie.name}",
                type="tertiary",
                icon=":material/undo:",
                on_click=tie.put,
                args=(None,),
            )

    def _save(self, key: str) -> Callable[[object, int], Cell]:
        return lambda raw, seen: company.save_field(self.view.session, key, raw, seen)
