"""The club to take away: one workbook, or the same tables for any program."""

from __future__ import annotations

import streamlit as st

from recp_selfcheck.actions.clubs import Club
from recp_selfcheck.i18n import language, text


def draw_export(club: Club) -> None:
    """Draw the links to the files."""
    st.markdown(
        text(
            "Companies, people, meetings with who was there, homework and how far everybody is, accepted scores, "
            "certificates. What the companies answered is not in it."
        )
    )
    with st.container(horizontal=True):
        for ending, label in (("xlsx", text("Excel workbook")), ("zip", text("Tables as .csv (.zip)"))):
            address = f"/export/club/{club.id}.{ending}?language={language()}"
            st.link_button(label, address, icon=":material/download:")
