"""Checklists, for those who work with the companies: to read and try, the check report, what a newer version does."""

import streamlit as st

from recp_selfcheck.actions import checklists, club_adopting
from recp_selfcheck.i18n import text
from recp_selfcheck.people.roles import Permission
from recp_selfcheck.ui.check_report import draw_report, report_title
from recp_selfcheck.ui.checklist_content import draw_content
from recp_selfcheck.ui.checklists import choose_listed, choose_view, content_title, draw_head, draw_numbers
from recp_selfcheck.ui.club import choose_club
from recp_selfcheck.ui.club_versions import draw_versions, versions_title
from recp_selfcheck.ui.live import run_page_script
from recp_selfcheck.ui.session import require

session = require(Permission.READ_CHECKLISTS)
view = choose_view()
chosen = ""

if view == "content":
    listed = checklists.list_checklists(session)
    st.title(content_title(listed))
    draw_numbers(listed)
    one = choose_listed(listed)
    chosen = one.checklist.id
    draw_head(one)
    draw_content(session, one.checklist)
elif view == "check":
    with st.spinner(text("Checking all files …")):
        report = checklists.check_report(session)
    st.title(report_title(report))
    draw_report(report)
else:
    club = choose_club(session, given_only=True)
    if club is None:
        st.title(text("No club is yours yet"))
        st.markdown(text("A coordinator gives a trainer their clubs. Ask them."))
    else:
        found = club_adopting.what_newer_versions_do(session, club.id)
        st.title(versions_title(found))
        draw_versions(session, found)
run_page_script(f"checklists:{view}:{chosen}")
