"""Who is here and in which language: the first line of every page and of every fragment."""

from __future__ import annotations

import streamlit as st

from recp_selfcheck import i18n
from recp_selfcheck.actions.session import Session, session_of
from recp_selfcheck.errors import NotPermitted
from recp_selfcheck.people.roles import Permission, Thing, may
from recp_selfcheck.settings import settings

COOKIE = "recp_language"
SESSION_COOKIE = "recp_session"
ROLE = "reader_role"
"""Where this browser session keeps what its person is: for words and links only, actions ask the database."""


def resume() -> Session:
    """Return who is here and speak their language for the rest of this run; fragments begin with it too."""
    _speak(None)  # whoever is refused in the next line is told so in their browser's language
    session = session_of(token())
    st.session_state[ROLE] = session.person.role
    _speak(session.language)
    return session


def _speak(chosen: str | None) -> None:
    i18n.use(
        i18n.negotiate(
            profile=chosen,
            cookie=st.context.cookies.get(COOKIE),
            browser=st.context.locale,
            setting=settings().language,
        )
    )


def token() -> str | None:
    """Return the token the browser's cookie holds, as it came with the websocket; solo mode asks for none."""
    return st.context.cookies.get(SESSION_COOKIE)


def require(permission: Permission) -> Session:
    """Return who is here if they may do this on their own company, else NotPermitted. A page's first statement."""
    session = resume()
    if not may(session.person, permission, Thing(session.company_id)):
        raise NotPermitted
    return session
