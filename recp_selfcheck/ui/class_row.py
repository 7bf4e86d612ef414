"""How a company is shown in class for one checklist: it says so itself, at hand-in and later in its account."""

from __future__ import annotations

import streamlit as st

from recp_selfcheck.actions import sharing
from recp_selfcheck.actions.session import Session
from recp_selfcheck.i18n import text
from recp_selfcheck.ui.session import resume


def ask_class_row(session: Session, submission_id: int, shown_as: str) -> None:
    """Ask how the company is shown in class; every choice is stored at once."""
    key = f"shown_as:{submission_id}:{shown_as}"
    st.radio(
        text("In class, on the projector"),
        sharing.SHOWN_AS,
        index=sharing.SHOWN_AS.index(shown_as),
        format_func=_words,
        key=key,
        on_change=_show_in_class,
        args=(session, submission_id, key),
    )


def _words(choice: str) -> str:
    return {
        "": text("only in sums over all companies"),
        "row": text("as a row without our name"),
        "name": text("as a row, the trainer may show our name"),
    }[choice]


def _show_in_class(session: Session, submission_id: int, key: str) -> None:
    resume()
    sharing.show_in_class(session, submission_id, st.session_state[key])
