"""Whether the reader's window is as narrow as a phone: known from the page script, guessed before it has spoken."""

from __future__ import annotations

import streamlit as st

_KEY = "narrow_window"
_PHONES = "Mobi"  # in what every browser of a phone says of itself


def is_narrow() -> bool:
    """Say whether the window is at most 640 px wide, as the style sheet counts."""
    if _KEY not in st.session_state:
        return _PHONES in (st.context.headers.get("User-Agent") or "")
    return bool(st.session_state[_KEY])


def remember_width(*, narrow: bool) -> None:
    """Keep what the browser says."""
    st.session_state[_KEY] = narrow
