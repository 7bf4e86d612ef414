"""Plan: which measures are done by whom and when, how far they are, and what they really saved."""

import streamlit as st

from recp_selfcheck.actions import opportunities
from recp_selfcheck.actions.content import translated_library
from recp_selfcheck.actions.plan import read_plan
from recp_selfcheck.i18n import language, text
from recp_selfcheck.people.roles import Permission
from recp_selfcheck.ui.clock import reader_today
from recp_selfcheck.ui.live import run_page_script
from recp_selfcheck.ui.plan import draw_completeness, draw_groups
from recp_selfcheck.ui.plan_savings import draw_savings
from recp_selfcheck.ui.plan_taking import draw_first_step, draw_own, draw_taking, first_left
from recp_selfcheck.ui.plan_view import PlanView
from recp_selfcheck.ui.plan_words import finding
from recp_selfcheck.ui.session import require

session = require(Permission.READ_COMPANY)
plan = read_plan(session)
library = translated_library(language())
today = reader_today()
view = PlanView(session, plan, library, today)
left = first_left(opportunities.read_opportunities(session).opportunities, plan)

st.title(finding(plan.entries, library, today))
if plan.entries:
    draw_completeness(plan)
    draw_groups(view)
else:
    draw_first_step(session, left)
if plan.entries:
    st.header(text("Put more into the plan"), divider="gray")
if left and plan.entries:
    with st.expander(text("Take more measures over")):
        draw_taking(session, left, library)
with st.expander(text("Write down a measure of your own")):
    draw_own(session)
draw_savings(view)
run_page_script("action_plan")
