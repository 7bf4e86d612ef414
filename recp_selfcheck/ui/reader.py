"""Whose company a page is about: the reader's own, or one that they look at."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from recp_selfcheck.people.roles import Role
from recp_selfcheck.ui.session import ROLE


def is_own() -> bool:
    """Say whether the page is about the reader's own company, which they can change."""
    return bool(st.session_state.get(ROLE, Role.MEMBER) == Role.MEMBER)


def draw_way(page: str, label: str, icon: str, query: Mapping[str, str] | None = None) -> None:
    """Draw the way to a page where a company fills something in; whoever looks at another company has no such page."""
    if is_own():
        st.page_link(f"../../pages/{page}.py", label=label, icon=icon, query_params=query)
