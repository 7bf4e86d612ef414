"""What the plan should save: planned, under way, done and verified, measures on one use reckoned together."""

from __future__ import annotations

import streamlit as st

from recp_selfcheck.assessment.plan_totals import totals_by_state
from recp_selfcheck.i18n import text
from recp_selfcheck.reports import plan_totals_words as words
from recp_selfcheck.reports.plan_words import entry_title, group_word
from recp_selfcheck.ui.plain import plain
from recp_selfcheck.ui.plan_view import PlanView


def draw_savings(view: PlanView) -> None:
    """Draw a line for each state, and behind a click how the figures came about."""
    by_state = totals_by_state(view.plan.entries, view.plan.currency)
    if not any(totals.by_resource or totals.money for totals in by_state.values()):
        return
    st.header(text("What the plan should save in a year"), divider="gray")
    for state, totals in by_state.items():
        st.markdown(f"**{group_word(state)}** — {words.totals_words(totals, view.plan.currency)}")
    titles = {entry.id: entry_title(entry, view.library) for entry in view.plan.entries}
    with st.expander(text("How these figures came about"), type="compact"):
        st.markdown(
            text(
                "As reckoned when each measure was taken over. Measures on the same use act on what the others leave: "
                "a line is less than the sum of its measures, and two lines are not to be added."
            )
        )
        for totals in by_state.values():
            notes = [
                note
                for saving in totals.by_resource.values()
                for note in words.together_words(saving, view.library, titles)
            ]
            for note in [*notes, *words.left_out_words(totals)]:
                st.markdown(f"- {plain(note)}")
