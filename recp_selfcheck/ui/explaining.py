"""Why a doubtful figure is right: a sentence, kept with the figure it was written about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from recp_selfcheck.actions import company
from recp_selfcheck.actions.answering import Cell
from recp_selfcheck.actions.company import Company
from recp_selfcheck.actions.fields import EXPLAINED, LONGEST_EXPLANATION
from recp_selfcheck.actions.session import Session
from recp_selfcheck.assessment.doubts import Doubt
from recp_selfcheck.i18n import text
from recp_selfcheck.ui.saved import Tied


def explain(session: Session, firm: Company, doubt: Doubt) -> None:
    """Draw the line for the sentence; one about another figure than the one doubted now is not shown."""
    field = EXPLAINED + doubt.key
    stored = firm.cells.get(field)
    of_this = stored if stored is None or doubt.explanation else Cell(None, stored.version, stored.at, stored.by)

    def save(raw: Any, seen: int) -> Cell:
        value = {"text": raw, "seen": doubt.figure} if raw else None
        return _sentence(company.save_field(session, field, value, seen))

    shown_as = _sentence(of_this) if of_this else None
    tie = Tied(f"c{firm.id}", field, shown_as, save, lambda typed: (typed or "").strip() or None)
    seed = tie.value or ""
    shown = st.text_input(
        text("Why it is so"),
        seed,
        max_chars=LONGEST_EXPLANATION,
        key=tie.key,
        on_change=tie.changed(),
        placeholder=text("For example: a holiday in July, new boiler from March"),
    )
    tie.drawn(shown, seed)
    tie.show_trouble(lambda raw: raw or text("empty"))


def _sentence(cell: Cell) -> Cell:
    value = cell.value.get("text") if isinstance(cell.value, Mapping) else None
    return Cell(value, cell.version, cell.at, cell.by)
