"""Company: what it is, what it has (the filter for all checklists), and its yearly totals."""

import streamlit as st

from recp_selfcheck.actions import company
from recp_selfcheck.actions.content import translated_site
from recp_selfcheck.i18n import language, text
from recp_selfcheck.people.roles import Permission
from recp_selfcheck.ui.asking import asking_facts
from recp_selfcheck.ui.clock import reader_today, when_saved
from recp_selfcheck.ui.doubts import announce_doubts, draw_doubts
from recp_selfcheck.ui.fields import CompanyFields
from recp_selfcheck.ui.live import run_page_script
from recp_selfcheck.ui.profile_form import draw_company, draw_output, draw_totals
from recp_selfcheck.ui.question import ask
from recp_selfcheck.ui.session import require

session = require(Permission.ANSWER)
firm = company.read_company(session)
fields = CompanyFields(session, firm)
year = company.year(session)
doubts = tuple(doubt for doubt in year.doubts if doubt.code != "no-unit")  # said beside the unit

st.title(text("Your company"))
st.markdown(
    text("Everything is saved as you type. What you leave empty is not guessed: the figure that needs it stays away.")
)
if firm.profile.about:
    st.info(firm.profile.about)
with st.container():  # keeps its place before the first save: fields that move lose what is being typed
    if firm.saved_at:
        st.caption(when_saved(firm.saved_at))
announce_doubts(doubts)

st.header(text("Who you are"), divider="gray")
draw_company(fields)
draw_doubts(fields, doubts, "employees", "floor_area")

st.header(text("What you have"), divider="gray")
st.caption(text("Only what you have is asked about later. Tick it here once, for all checklists."))
site = translated_site(language()).checklist
asking = asking_facts(session)
for section in site.all_sections:
    st.subheader(section.title)
    for fact in section.questions:
        ask(asking, fact)

st.header(text("One year of output, energy, water, materials and waste"), divider="gray")
st.caption(text("From the bills of twelve months, without VAT. A decimal comma is fine."))
st.page_link(
    "../../pages/bills.py", label=text("Better month by month: enter the bills"), icon=":material/receipt_long:"
)
draw_output(fields, reader_today().year, year.billed)
draw_totals(fields, year.billed)
draw_doubts(fields, doubts, "output", "total")
run_page_script("company")
