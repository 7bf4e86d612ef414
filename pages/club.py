"""Club: its companies and people, the codes to join with, meetings, homework."""

import streamlit as st

from recp_selfcheck.i18n import text
from recp_selfcheck.people.roles import Permission, Role
from recp_selfcheck.ui.club import choose_club, draw_codes, draw_members, draw_new_club, show_refused
from recp_selfcheck.ui.club_companies import draw_companies_without_people
from recp_selfcheck.ui.club_export import draw_export
from recp_selfcheck.ui.club_files import draw_homework_files
from recp_selfcheck.ui.club_meetings import draw_homework, draw_meetings
from recp_selfcheck.ui.club_roster import draw_roster
from recp_selfcheck.ui.club_table import draw_progress
from recp_selfcheck.ui.live import run_page_script
from recp_selfcheck.ui.plain import plain
from recp_selfcheck.ui.session import require

session = require(Permission.READ_CHECKLISTS)
club = choose_club(session)
show_refused()
if club is None:
    st.title(text("No club is yours yet"))
    if session.person.role is not Role.COORDINATOR:
        st.markdown(text("A coordinator gives a trainer their clubs. Ask them."))
else:
    st.title(plain(club.name))
    st.header(text("Homework"), divider="gray")
    draw_progress(session, club)
    st.header(text("Give and change homework"), divider="gray")
    draw_homework(session, club)
    st.header(text("Homework files"), divider="gray")
    draw_homework_files(session, club)
    st.header(text("Meetings"), divider="gray")
    draw_meetings(session, club)
    st.header(text("People"), divider="gray")
    draw_members(session, club)
    draw_companies_without_people(session, club)
    draw_roster(session, club)
    st.header(text("Codes to join with"), divider="gray")
    draw_codes(session, club)
    st.header(text("Take the club's data away"), divider="gray")
    draw_export(club)
if session.person.role is Role.COORDINATOR:
    st.header(text("A new club"), divider="gray")
    draw_new_club(session)
run_page_script(f"club:{club.id if club else 0}")
