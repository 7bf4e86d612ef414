"""The club beside one's own result: medians of at least five other companies."""

from __future__ import annotations

import streamlit as st

from recp_selfcheck.actions import comparing
from recp_selfcheck.actions.session import Session
from recp_selfcheck.assessment.scoring import ScoreCard, displayed
from recp_selfcheck.checklists.model import Checklist
from recp_selfcheck.i18n import text
from recp_selfcheck.settings import settings
from recp_selfcheck.ui.figures import draw_table
from recp_selfcheck.ui.reader import is_own


def draw_club_median(session: Session, checklist: Checklist, card: ScoreCard) -> None:
    """Draw the medians of the club by section; nothing in solo mode, a sentence while there are too few."""
    if settings().mode != "club":
        return
    st.subheader(text("Your club") if is_own() else text("The club"))
    figures = comparing.club_figures(session, checklist.id, checklist.version)
    whole = figures.get("")
    if whole is None:
        said = text("A comparison appears once five other companies of your club have this checklist accepted.")
        st.caption(
            said if is_own() else text("Fewer than five other companies of the club have this checklist accepted.")
        )
        return
    st.markdown(text("The median of {n} other companies is {median} of 100.", n=whole.n, median=whole.median))
    rows = [
        {
            text("Section"): section.title,
            text("You") if is_own() else text("This company"): _shown(card.sections[section.id].score),
            text("Median of the others"): figures[section.id].median,
        }
        for section in checklist.all_sections
        if section.id in figures
    ]
    with st.expander(text("The figures as a table"), type="compact"):
        draw_table(rows)


def _shown(score: float | None) -> str:
    return "–" if score is None else str(displayed(score))
