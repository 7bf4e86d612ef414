"""The main script: says who is here, lists the pages they may open, draws the frame and runs the page."""

from pathlib import Path

import streamlit as st

from recp_selfcheck.actions.company import read_company
from recp_selfcheck.i18n import text
from recp_selfcheck.ui.frame import draw_frame
from recp_selfcheck.ui.session import resume

PAGES = Path(__file__).resolve().parents[2] / "pages"

session = resume()
st.set_page_config(page_title=text("RECP self-check"), page_icon=str(Path(__file__).parent / "icon.svg"), layout="wide")
pages = [
    st.Page(PAGES / "home.py", title=text("Home"), default=True),
    st.Page(PAGES / "company.py", title=text("Company"), url_path="company"),
    st.Page(PAGES / "self_check.py", title=text("Self-check"), url_path="self_check"),
    st.Page(PAGES / "results.py", title=text("Results"), url_path="results"),
    st.Page(PAGES / "opportunities.py", title=text("What to improve"), url_path="opportunities"),
    st.Page(PAGES / "action_plan.py", title=text("Plan", context="page"), url_path="action_plan"),
]
page = st.navigation(pages, position="hidden")
draw_frame(session, read_company(session).profile.name, pages)
page.run()
