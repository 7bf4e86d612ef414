"""The first six measures; while one of them is open they stay where they are, whatever its own figures change."""

from __future__ import annotations

import streamlit as st

from recp_selfcheck.assessment.opportunities import SHOWN_FIRST
from recp_selfcheck.i18n import text
from recp_selfcheck.ui.opportunity_card import draw_card, why_key
from recp_selfcheck.ui.opportunity_view import OpportunityView

_SHOWN = "opportunities_shown"


def draw_first(view: OpportunityView) -> tuple[str, ...]:
    """Draw the first six cards and return which measures they are."""
    listed = {one.measure: one for one in view.ranking.listed}
    shown = _to_show(view)
    for ident in shown:
        draw_card(view, listed[ident])
    if shown != view.ranking.listed_ids[: len(shown)]:
        st.caption(text("Your figures changed the order. It is drawn anew when the open measures are closed."))
    return shown


def _to_show(view: OpportunityView) -> tuple[str, ...]:
    """Return the measures to show: a card does not run away from under the field that is being typed in."""
    first = view.ranking.listed_ids[:SHOWN_FIRST]
    before: tuple[str, ...] = st.session_state.get(_SHOWN, ())
    if any(st.session_state.get(why_key(ident)) for ident in before):
        kept = [ident for ident in before if ident in view.ranking.listed_ids]
        first = (*kept, *(ident for ident in first if ident not in kept))[: max(SHOWN_FIRST, len(kept))]
        first = first[:SHOWN_FIRST]
    st.session_state[_SHOWN] = first
    return first
