"""Home: the one next step, and how far each checklist is."""

import streamlit as st

from recp_selfcheck.actions import answering, company
from recp_selfcheck.i18n import text
from recp_selfcheck.people.roles import Permission
from recp_selfcheck.ui.bill_book import open_book
from recp_selfcheck.ui.bill_card import draw_bill_card
from recp_selfcheck.ui.clock import last_month
from recp_selfcheck.ui.home import draw_checklists, draw_step, next_step, profile_is_filled
from recp_selfcheck.ui.live import run_page_script
from recp_selfcheck.ui.plan_home import plan_step
from recp_selfcheck.ui.session import require

session = require(Permission.ANSWER)
firm = company.read_company(session)
overview = answering.overview(session)
years = company.read_years(session)
draw_step(next_step(firm, overview, years.now.billed, plan_step(session)))

st.header(text("Your checklists"), divider="gray")
if not profile_is_filled(firm):
    st.caption(text("They are shorter once the company page is filled in: what you do not have is not asked."))
draw_checklists(overview)
st.header(text("Your figures"), divider="gray")
draw_bill_card(open_book(session, firm, years, last_month()))
if any(entry.answered for entry in overview):
    st.page_link("../../pages/opportunities.py", label=text("What to improve first"), icon=":material/checklist:")
    st.page_link("../../pages/report.py", label=text("Report for the director"), icon=":material/description:")

run_page_script("home")
