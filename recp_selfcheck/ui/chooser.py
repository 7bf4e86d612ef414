"""Chooses the checklist a page is about; the choice stands in the address and stays between pages."""

from __future__ import annotations

import streamlit as st

from recp_selfcheck.actions.answering import ChecklistOverview
from recp_selfcheck.i18n import text
from recp_selfcheck.ui.words import checklist_title


def choose_checklist(overview: tuple[ChecklistOverview, ...]) -> ChecklistOverview:
    """Draw the checklists beside each other and return the chosen one; the address wins over what was chosen before."""
    by_id = {entry.checklist.id: entry for entry in overview}
    asked_for = st.query_params.get("checklist")
    chosen = asked_for if asked_for in by_id else st.session_state.get("chosen_checklist", "")
    chosen = chosen if chosen in by_id else next(iter(by_id))
    shown = st.segmented_control(
        text("Checklist"),
        list(by_id),
        default=chosen,
        required=True,
        format_func=lambda ident: checklist_title(by_id[ident].checklist),
        key=f"checklist:{chosen}",
        label_visibility="collapsed",
        on_change=_remember,
        args=(f"checklist:{chosen}",),
    )
    st.session_state["chosen_checklist"] = shown or chosen
    st.query_params["checklist"] = shown or chosen
    return by_id[shown or chosen]


def _remember(key: str) -> None:
    chosen = st.session_state[key]
    st.session_state["chosen_checklist"] = chosen
    st.query_params.clear()
    st.query_params["checklist"] = chosen
