"""The main script: says who is here, lists the pages they may open, draws the frame and runs the page."""

from pathlib import Path

import streamlit as st

from recp_selfcheck.actions.company import read_company
from recp_selfcheck.i18n import text
from recp_selfcheck.ui.frame import draw_frame
from recp_selfcheck.ui.pages import behind, in_row
from recp_selfcheck.ui.session import resume

PAGES = Path(__file__).resolve().parents[2] / "pages"

session = resume()
st.set_page_config(page_title=text("RECP self-check"), page_icon=str(Path(__file__).parent / "icon.svg"), layout="wide")
row = in_row(session.person.role)
pages = {
    name: st.Page(PAGES / f"{name}.py", title=title, url_path=name, default=name == "home")
    for name, title in {**row, **behind(session.person.role)}.items()
}
page = st.navigation(list(pages.values()), position="hidden")
company_name = read_company(session).profile.name if session.company_id else session.person.name
draw_frame(session, company_name, [pages[name] for name in row], pages.get("account"))
page.run()
