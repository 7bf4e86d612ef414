"""What surrounds every page: the look, the company's name, the language."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page

from recp_selfcheck import i18n
from recp_selfcheck.actions.session import Session, set_language
from recp_selfcheck.i18n import text
from recp_selfcheck.ui.plain import plain
from recp_selfcheck.ui.plain_link import draw_link
from recp_selfcheck.ui.session import resume

_SHORT = {"ru": "Рус", "en": "Eng", "be": "Бел"}


@cache
def _style() -> str:
    return f"<style>{(Path(__file__).parent / 'style.css').read_text(encoding='utf-8')}</style>"


def draw_frame(session: Session, company_name: str, pages: Sequence[Page], account: Page | None = None) -> None:
    """Draw whose self-check this is, the language, one's own name where there are accounts, and the way to the pages.

    The links are our own: Streamlit's top navigation hides behind an unlabelled arrow on a phone.
    """
    st.html(_style())
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key="frame"):
        st.caption(plain(company_name) or text("Your company"))
        st.segmented_control(
            text("Language"),
            list(i18n.LANGUAGES),
            default=i18n.language(),
            required=True,
            format_func=_SHORT.__getitem__,
            key=f"language:{i18n.language()}",
            on_change=_choose_language,
            args=(session, f"language:{i18n.language()}"),
            label_visibility="collapsed",
            width="content",
        )
        if account is not None:
            with st.container(horizontal=True, vertical_alignment="center", key="own_account", width="content"):
                name = plain(session.person.name) or text("Your account")
                st.page_link(account, label=name, icon=":material/account_circle:", width="content")
                draw_link("/logout", text("Sign out"), key="frame_sign_out")
    with st.container(horizontal=True, gap="xxsmall", key="nav"):
        for page in pages:
            st.page_link(page, label=page.title, width="content")


def _choose_language(session: Session, key: str) -> None:
    set_language(session, st.session_state[key])
    resume()
