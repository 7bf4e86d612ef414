"""The report of the reader's own company: what it holds, its first page, and the files to take away."""

from __future__ import annotations

import streamlit as st

from recp_selfcheck.actions import answering, reporting
from recp_selfcheck.actions.session import Session
from recp_selfcheck.i18n import text
from recp_selfcheck.i18n.languages import speaking
from recp_selfcheck.reports.report import report
from recp_selfcheck.ui.report import choose_language, draw_checklists, draw_contents, draw_files, draw_front_page


def draw_own_report(session: Session) -> None:
    """Draw the whole page."""
    overview = answering.overview(session)

    st.title(text("A report to hand to the director"))
    if any(entry.answered for entry in overview):
        left, right = st.columns([3, 2], gap="large")
        with left:
            st.markdown(text("One page to decide on, then everything it rests on, with its sources."))
            language = choose_language()
            draw_files(language)
        with speaking(language):
            made = report(reporting.gather(session, language, st.context.timezone or ""))
        with right:
            draw_front_page(made)
        with left:
            st.subheader(text("What is in it"))
            draw_contents(made)
    else:
        st.markdown(
            text("It says what costs you most and what to do first. It needs answers to at least one checklist.")
        )
        st.page_link("../../pages/self_check.py", label=text("Answer the questions"), icon=":material/arrow_forward:")
        language = choose_language()
    draw_checklists(overview, language)
