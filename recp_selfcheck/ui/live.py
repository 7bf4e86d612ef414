"""The one script of the page: keeps half-typed notes, sets the document's language, scrolls to what matters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components import v2

from recp_selfcheck import i18n
from recp_selfcheck.ui.width import remember_width

PASTED = "pasted_in_vain"
_KEY = "recp_live"
_component = v2.component("recp_live", js=(Path(__file__).parent / "live.js").read_text(encoding="utf-8"))


def run_page_script(
    place: str,
    target: str = "",
    *,
    cell: str = "",
    narrow: bool | None = None,
    preload: Sequence[str] = (),
    grid: Mapping[str, Any] | None = None,
) -> None:
    """Mount the script; when `place` changes the page scrolls to its top or to the container with key `target`.

    In a grid `cell` ("column-row", from 0) is selected, elsewhere the first field gets the focus. `preload` are scripts
    the page will need at the first key pressed.
    `grid` is how large the grid of the page is (`bill_paste.room_of`), to tell what was pasted in vain.
    `narrow` is how a page that differs on a phone was drawn (`width.is_narrow`): it is drawn anew where that was wrong.
    """
    with st.container(key="page_script"):
        _stay_in_touch()
        away = i18n.text("The program does not answer. This page goes on by itself as soon as it is back.")
        choose = i18n.text("Choose a file")
        data = {
            "language": i18n.language(),
            "place": place,
            "target": target,
            "cell": cell,
            "away": away,
            "choose": choose,
            "preload": list(preload),
            "grid": grid,
        }
        width = {} if narrow is None else {"narrow": narrow}
        found = _component(
            data={**data, **width}, key=_KEY, on_narrow_change=lambda: None, on_pasted_change=_keep_what_was_pasted
        )
    if narrow is not None and found.narrow not in {None, narrow}:
        remember_width(narrow=found.narrow)
        st.rerun()


def _keep_what_was_pasted() -> None:
    st.session_state[PASTED] = st.session_state[_KEY].get("pasted")


@st.fragment(key="stay_in_touch", run_every="60s")
def _stay_in_touch() -> None:
    """Draw nothing, but regularly: only a page with such a fragment asks for a whole run after a lost connection.

    Without it the page would go on showing a click that died with the server, and nobody would compare (`saved.py`).
    """
