"""The one script of the page: keeps half-typed notes, sets the document's language, scrolls to what matters."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.components import v2

from recp_selfcheck import i18n

_component = v2.component("recp_live", js=(Path(__file__).parent / "live.js").read_text(encoding="utf-8"))


def run_page_script(place: str, target: str = "") -> None:
    """Mount the script; when `place` changes the page scrolls to its top or to the container with key `target`."""
    with st.container(key="page_script"):
        _stay_in_touch()
        away = i18n.text("The program does not answer. This page goes on by itself as soon as it is back.")
        _component(data={"language": i18n.language(), "place": place, "target": target, "away": away}, key="recp_live")


@st.fragment(key="stay_in_touch", run_every="60s")
def _stay_in_touch() -> None:
    """Draw nothing, but regularly: only a page with such a fragment asks for a whole run after a lost connection.

    Without it the page would go on showing a click that died with the server, and nobody would compare (`saved.py`).
    """
