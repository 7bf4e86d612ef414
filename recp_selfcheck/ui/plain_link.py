"""Links to pages of this server that are not Streamlit's: opened in this window, loaded whole."""

from __future__ import annotations

from html import escape

import streamlit as st


def draw_link(address: str, label: str, *, key: str = "") -> None:
    """Draw a link to a page outside Streamlit."""
    with st.container(key=key or f"link_{address.strip('/').replace('/', '_')}", width="content"):
        st.html(f'<a class="plain_link" href="{escape(address)}" target="_self">{escape(label)}</a>')
