"""The results of the reader's own company: today's answers and bills, until a checklist is handed in."""

from __future__ import annotations

import streamlit as st

from recp_selfcheck.actions import answering, company
from recp_selfcheck.actions.content import translated_checklist
from recp_selfcheck.actions.session import Session
from recp_selfcheck.assessment import scoring
from recp_selfcheck.i18n import language, text
from recp_selfcheck.ui.chooser import choose_checklist
from recp_selfcheck.ui.club_median import draw_club_median
from recp_selfcheck.ui.comparisons import draw_benchmarks
from recp_selfcheck.ui.indicators import draw_company_figures
from recp_selfcheck.ui.results import draw_changes, draw_gaps, draw_history, draw_score


def draw_own_results(session: Session) -> str:
    """Draw the whole page and return the checklist it is about."""
    chosen = choose_checklist(answering.overview(session)).checklist.id
    submission = answering.find_submission(session, chosen)
    years = company.read_years(session)
    if submission is None or not submission.sheet.answers:
        st.title(text("Nothing answered yet"))
        st.markdown(text("Here you will see your score, where you lose points and how you compare with others."))
        st.page_link(
            "../../pages/self_check.py",
            label=text("Answer the questions"),
            icon=":material/arrow_forward:",
            query_params={"checklist": chosen},
        )
        draw_history(answering.history(session, chosen))
    else:
        checklist = translated_checklist(submission.checklist, language()).checklist
        card = scoring.score(submission.checklist, submission.sheet)
        draw_score(checklist, card, submission.cells)
        draw_changes(submission, company.read_company(session))
        draw_gaps(checklist, card)
        draw_club_median(session, checklist, card)
        st.page_link(
            "../../pages/opportunities.py", label=text("What to improve first"), icon=":material/arrow_forward:"
        )
        st.page_link("../../pages/report.py", label=text("Report for the director"), icon=":material/description:")
        draw_benchmarks(years.now, chosen)
        draw_history(answering.history(session, chosen), card)
    draw_company_figures(years)
    return chosen
