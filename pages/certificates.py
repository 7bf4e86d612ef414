"""Certificates of a club: what one needs, who has earned it, who not yet and why."""

import streamlit as st

from recp_selfcheck.actions import certifying
from recp_selfcheck.i18n import text
from recp_selfcheck.people.roles import Permission
from recp_selfcheck.ui.certificates import draw_candidates, draw_rules, summary
from recp_selfcheck.ui.club import choose_club, show_refused
from recp_selfcheck.ui.live import run_page_script
from recp_selfcheck.ui.session import require

session = require(Permission.READ_CHECKLISTS)
club = choose_club(session)
show_refused()
if club is None:
    st.title(text("No club is yours yet"))
    st.markdown(text("A coordinator gives a trainer their clubs. Ask them."))
else:
    found = certifying.candidates(session, club.id)
    st.title(summary(found))
    st.caption(text("A certificate says that somebody took part. The score never stands on it."))
    draw_rules(session, club)
    if not found:
        st.markdown(text("Nobody has joined this club yet."))
    draw_candidates(session, club, found)
run_page_script(f"certificates:{club.id if club else 0}")
