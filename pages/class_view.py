"""Class view, for the projector: one checklist of a club, all companies together; refreshes itself."""

import streamlit as st

from recp_selfcheck.actions import class_viewing
from recp_selfcheck.i18n import text
from recp_selfcheck.people.roles import Permission
from recp_selfcheck.ui.class_view import choose_class, choose_part, draw_class
from recp_selfcheck.ui.club import choose_club
from recp_selfcheck.ui.live import run_page_script
from recp_selfcheck.ui.session import require, resume
from recp_selfcheck.ui.width import is_narrow

session = require(Permission.READ_CHECKLISTS)
club = choose_club(session)
if club is None:
    st.title(text("No club is yours yet"))
    st.markdown(text("A coordinator gives a trainer their clubs. Ask them."))
else:
    checklist = choose_class(club.id)
    part = choose_part()
    seed = st.session_state.setdefault("class_seed", class_viewing.new_seed())  # the rows keep their places meanwhile

    @st.fragment(run_every="5s", key="class")
    def wall(club_id: int) -> None:
        """Draw the class anew as companies hand in."""
        seen = f"class_seen:{club_id}:{checklist}"
        again = bool(st.session_state.get(seen))
        with st.container(key="wall"):
            draw_class(class_viewing.view_class(resume(), club_id, checklist, seed, again=again), part)
        st.session_state[seen] = True

    wall(club.id)
run_page_script(f"class:{club.id if club else 0}", narrow=is_narrow())
