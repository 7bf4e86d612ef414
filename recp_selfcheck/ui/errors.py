"""What a person sees when something unexpected happens: a number to pass on, never a traceback."""

from __future__ import annotations

import logging
import uuid

import streamlit as st

from recp_selfcheck.actions.session import session_of
from recp_selfcheck.errors import NotFound, NotPermitted, SelfCheckError
from recp_selfcheck.i18n import text
from recp_selfcheck.settings import settings
from recp_selfcheck.ui.session import token

_log = logging.getLogger("recp_selfcheck")


def show_error(error: Exception) -> bool:
    """Show the person what to do and log an unexpected error under a number. For `st.App(on_script_error=…)`."""
    if isinstance(error, NotPermitted) and settings().mode == "club" and not _is_signed_in():
        st.error(text("You are not signed in any more. What you entered before is saved."))
        st.link_button(text("Sign in"), "/login", type="primary")
        return True
    if isinstance(error, NotPermitted | NotFound):
        st.error(text("This page is not open to you, or what it showed is gone. Go back to the start page."))
        return True
    number = uuid.uuid4().hex[:8]
    _log.error("error %s", number, exc_info=error)
    if isinstance(error, SelfCheckError):
        st.error(
            text(
                "That did not work; nothing was changed. Reload the page and try again. Number: {number}", number=number
            )
        )
    else:
        st.error(
            text(
                "Something went wrong here. Your answers are saved. Reload the page; if it happens again, tell whoever "
                "looks after the program this number: {number}",
                number=number,
            )
        )
    return True


def _is_signed_in() -> bool:
    try:
        session_of(token())
    except SelfCheckError:
        return False
    return True
