"""The programme as a whole: figures over clubs, never over fewer than five companies."""

from __future__ import annotations

import streamlit as st

from recp_selfcheck.actions import comparing
from recp_selfcheck.actions.session import Session
from recp_selfcheck.i18n import text
from recp_selfcheck.ui.figures import draw_table
from recp_selfcheck.ui.plain import plain
from recp_selfcheck.ui.review import translated_title


def draw_programme(session: Session) -> None:
    """Draw the accepted scores by checklist and club."""
    st.title(text("The programme"))
    figures = comparing.programme(session)
    if not figures:
        st.markdown(text("Figures appear once five companies have an accepted checklist."))
        return
    draw_table(
        [
            {
                text("Checklist"): translated_title(one.checklist),
                text("Clubs"): ", ".join(plain(name) for name in one.clubs),
                text("Companies"): one.figure.n,
                text("Median score"): one.figure.median,
                text("Middle half"): "–".join(map(str, one.figure.quartiles)) if one.figure.quartiles else "–",
            }
            for one in figures
        ]
    )
    st.caption(text("Accepted scores only. A club of fewer than five companies is counted together with another."))
