"""The whole page of what to improve, for the company itself and for whoever reads it."""

from __future__ import annotations

import streamlit as st

from recp_selfcheck.actions import content, opportunities, plan
from recp_selfcheck.actions.company_reading import CompanyReading, improvements_in
from recp_selfcheck.actions.opportunities import Improvements
from recp_selfcheck.actions.plan import Plan
from recp_selfcheck.actions.session import Session
from recp_selfcheck.assessment.plan import FINISHED
from recp_selfcheck.i18n import language, text
from recp_selfcheck.ui.opportunity_first import draw_first
from recp_selfcheck.ui.opportunity_lists import draw_all, draw_aside, draw_chosen
from recp_selfcheck.ui.opportunity_totals import draw_totals_line, draw_totals_table
from recp_selfcheck.ui.opportunity_unknowns import draw_to_find_out
from recp_selfcheck.ui.opportunity_view import OpportunityView
from recp_selfcheck.ui.own_shares import draw_own_figures
from recp_selfcheck.ui.reader import draw_way
from recp_selfcheck.ui.saving_charts import draw_saving_charts


def view_of_own(session: Session) -> OpportunityView:
    """Return what the page of one's own company is drawn from."""
    return _view(session, opportunities.read_opportunities(session), plan.read_plan(session))


def view_of(session: Session, reading: CompanyReading) -> OpportunityView:
    """Return what the page is drawn from where others read a company."""
    empty = Plan(reading.company_id, (), {}, reading.years.now.profile.currency, {}, None)
    return _view(session, improvements_in(reading), reading.plan or empty)


def draw_opportunities(view: OpportunityView, *, narrow: bool) -> None:
    """Draw the whole page."""
    if not view.ranking.listed:
        _draw_nothing_yet(view)
    else:
        st.title(_title(view))
        draw_totals_line(view)
        if not view.improvements.year.resources.by_resource:
            said = text("Without yearly amounts and costs the order comes from your answers only.")
            read = text("Yearly amounts and bills are not handed in yet: the order comes from the answers only.")
            st.info(said if view.editable else read)
            draw_way("company", text("Yearly totals"), ":material/edit:")
        else:
            said = text(
                "From your answers and your own bills, each measure alone. Ranges, because no two workshops are the "
                "same."
            )
            read = text("From what was handed in, each measure alone. Ranges, because no two workshops are the same.")
            st.markdown(said if view.editable else read)
        shown = draw_first(view)
        draw_saving_charts(view)
        st.header(text("All measures"), divider="gray")
        if view.ranking.totals:
            draw_totals_table(view)
        draw_all(view, narrow=narrow)
        draw_chosen(view, shown)
        draw_aside(view)
    draw_to_find_out(view)
    draw_own_figures(view)


def _title(view: OpportunityView) -> str:
    """Name the first measure that is not done yet by the plan."""
    done = {entry.measure for entry in view.plan.entries if entry.state in FINISHED}
    left = [one.measure for one in view.ranking.listed if one.measure not in done]
    return text("First: {measure}", measure=view.title(left[0])) if left else text("What to improve")


def _draw_nothing_yet(view: OpportunityView) -> None:
    if view.editable:
        st.title(text("What to improve first"))
        said = text("Here the measures stand that close the gaps in your answers: dearest first, with what they pay.")
    elif view.improvements.results:
        st.title(text("What to improve"))
        said = text("In what was handed in no measure follows from the answers.")
    else:
        st.title(text("No checklist is handed in yet"))
        said = text("Measures follow from the answers: they stand here once the company has handed a checklist in.")
    st.markdown(said)
    draw_way("self_check", text("Answer the questions"), ":material/arrow_forward:")
    draw_aside(view)


def _view(session: Session, improvements: Improvements, kept: Plan) -> OpportunityView:
    return OpportunityView(
        session=session,
        improvements=improvements,
        plan=kept,
        library=content.translated_library(language()),
        checklists={
            done.id: content.translated_checklist(done, language()).checklist for done, _ in improvements.results
        },
    )
