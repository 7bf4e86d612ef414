"""What to improve: all together in a line, the first six measures, pictures, all measures, own figures."""

import streamlit as st

from recp_selfcheck.actions import opportunities, plan
from recp_selfcheck.actions.content import translated_checklist, translated_library
from recp_selfcheck.i18n import language, text
from recp_selfcheck.people.roles import Permission
from recp_selfcheck.ui.live import run_page_script
from recp_selfcheck.ui.opportunity_first import draw_first
from recp_selfcheck.ui.opportunity_lists import draw_all, draw_aside, draw_chosen
from recp_selfcheck.ui.opportunity_totals import draw_totals_line, draw_totals_table
from recp_selfcheck.ui.opportunity_unknowns import draw_to_find_out
from recp_selfcheck.ui.opportunity_view import OpportunityView
from recp_selfcheck.ui.own_shares import draw_own_figures
from recp_selfcheck.ui.saving_charts import draw_saving_charts
from recp_selfcheck.ui.session import require
from recp_selfcheck.ui.width import is_narrow

session = require(Permission.READ_SUBMISSION)
improvements = opportunities.read_opportunities(session)
view = OpportunityView(
    session=session,
    improvements=improvements,
    plan=plan.read_plan(session),
    library=translated_library(language()),
    checklists={done.id: translated_checklist(done, language()).checklist for done, _ in improvements.results},
)
narrow = is_narrow()

if not view.ranking.listed:
    st.title(text("What to improve first"))
    st.markdown(text("Here the measures stand that close the gaps in your answers: dearest first, with what they pay."))
    st.page_link("../../pages/self_check.py", label=text("Answer the questions"), icon=":material/arrow_forward:")
    draw_aside(view)
else:
    st.title(text("First: {measure}", measure=view.title(view.ranking.listed[0].measure)))
    draw_totals_line(view)
    if not improvements.year.resources.by_resource:
        st.info(text("Without yearly amounts and costs the order comes from your answers only."))
        st.page_link("../../pages/company.py", label=text("Yearly totals"), icon=":material/edit:")
    st.markdown(
        text("From your answers and your own bills, each measure alone. Ranges, because no two workshops are the same.")
    )
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
run_page_script("opportunities", narrow=narrow)
