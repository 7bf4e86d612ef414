"""The start page of those who look after clubs: what waits, and every club's companies × homework."""

from __future__ import annotations

import streamlit as st

from recp_selfcheck.actions import clubs, part_reading, reviewing
from recp_selfcheck.actions.session import Session
from recp_selfcheck.i18n import text, text_n
from recp_selfcheck.people.roles import Role
from recp_selfcheck.ui.club_table import draw_progress
from recp_selfcheck.ui.plain import plain


def draw_trainer_home(session: Session) -> None:
    """Draw the whole page of a trainer or coordinator."""
    waiting = [one for one in reviewing.queue(session) if one.state == "submitted"]
    if waiting and session.person.role is Role.TRAINER:
        st.title(text_n("{n} checklist waits for you", "{n} checklists wait for you", len(waiting)))
        st.page_link("../../pages/review.py", label=text("Begin the review"), icon=":material/arrow_forward:")
    else:
        st.title(text("Your clubs"))
    to_read = [one for one in part_reading.parts_queue(session) if one.row.read_at is None]
    if to_read and session.person.role is Role.TRAINER:
        st.page_link(
            "../../pages/review.py",
            label=text("Handed-in bills and plans to read: {n}", n=len(to_read)),
            icon=":material/receipt_long:",
            query_params={"part": str(to_read[0].row.id)},
        )
    own = clubs.own_clubs(session)
    if not own:
        st.markdown(text("No club is yours yet."))
        if session.person.role is Role.COORDINATOR:
            st.page_link("../../pages/club.py", label=text("Make the first club"), icon=":material/arrow_forward:")
    for club in own:
        st.header(plain(club.name), divider="gray")
        draw_progress(session, club)
        st.page_link(
            "../../pages/club.py",
            label=text("To the club"),
            icon=":material/groups:",
            query_params={"club": str(club.id)},
        )
