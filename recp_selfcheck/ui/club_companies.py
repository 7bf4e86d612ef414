"""Companies of a club that nobody has joined: made from a homework file, and to be taken out again by mistake."""

from __future__ import annotations

import streamlit as st

from recp_selfcheck.actions import clubs
from recp_selfcheck.actions.club_companies import companies_of, remove_company
from recp_selfcheck.actions.clubs import Club
from recp_selfcheck.actions.session import Session
from recp_selfcheck.errors import NotPossibleNow
from recp_selfcheck.i18n import text
from recp_selfcheck.ui.club import refused
from recp_selfcheck.ui.plain import plain
from recp_selfcheck.ui.session import resume


def draw_companies_without_people(session: Session, club: Club) -> None:
    """Draw the companies nobody has joined, each with the way to take it out."""
    joined = {member.company_id for member in clubs.members(session, club.id)}
    for ident, name in companies_of(session, club.id).items():
        if ident not in joined:
            with st.container(border=True, key=f"company_{ident}", horizontal=True, vertical_alignment="center"):
                st.markdown(f"**{plain(name) or '–'}** · {text('nobody has joined yet')}", width="stretch")
                with st.popover(text("Take out of the club"), type="tertiary"):
                    st.markdown(
                        text(
                            "The homework that came as files goes with it. Of what was handed in stay day, checklist, "
                            "checksum and the numbers of the score, without a name."
                        )
                    )
                    st.button(
                        text("Take it out"),
                        key=f"remove_company:{ident}",
                        on_click=_remove,
                        args=(session, club.id, ident),
                    )


def _remove(session: Session, club_id: int, company_id: int) -> None:
    resume()
    try:
        remove_company(session, club_id, company_id)
    except NotPossibleNow as error:
        refused(error)
