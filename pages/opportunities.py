"""What to improve: the first six measures, the table of the rest, what to find out, and what all save together."""

import streamlit as st

from recp_selfcheck.actions import opportunities
from recp_selfcheck.actions.content import translated_checklist, translated_library
from recp_selfcheck.i18n import language, text
from recp_selfcheck.people.roles import Permission
from recp_selfcheck.ui.live import run_page_script
from recp_selfcheck.ui.opportunities import Wording, draw_first, draw_rest, draw_to_find_out, draw_totals
from recp_selfcheck.ui.session import require

session = require(Permission.READ_SUBMISSION)
improvements = opportunities.read_opportunities(session)
ranking, year = improvements.opportunities, improvements.year
words = Wording(
    library=translated_library(language()),
    checklists={done.id: translated_checklist(done, language()).checklist for done, _ in improvements.results},
    currency=year.profile.currency,
    year=year.profile.year,
)

if not ranking.listed:
    st.title(text("What to improve first"))
    st.markdown(text("Here the measures stand that close the gaps in your answers: dearest first, with what they pay."))
    st.page_link("../../pages/self_check.py", label=text("Answer the questions"), icon=":material/arrow_forward:")
else:
    st.title(text("First: {measure}", measure=words.title(ranking.listed[0].measure)))
    st.markdown(
        text("From your answers and your own bills, each measure alone. Ranges, because no two workshops are the same.")
    )
    if not year.resources.by_resource:
        st.info(text("Without yearly amounts and costs the order comes from your answers only."))
        st.page_link("../../pages/company.py", label=text("Yearly totals"), icon=":material/edit:")
    draw_first(ranking, words)
    draw_rest(ranking, words)
    draw_totals(ranking, words)
draw_to_find_out(ranking.to_find_out, words)
run_page_script("opportunities")
