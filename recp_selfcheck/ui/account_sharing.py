"""What a company lets others see of its checklists: the draft to the trainer, its row in class."""

from __future__ import annotations

import streamlit as st

from recp_selfcheck.actions import sharing
from recp_selfcheck.actions.account import OwnAccount
from recp_selfcheck.actions.content import content
from recp_selfcheck.actions.session import Session
from recp_selfcheck.i18n import text
from recp_selfcheck.people.review import EDITABLE
from recp_selfcheck.ui.class_row import ask_class_row
from recp_selfcheck.ui.session import resume
from recp_selfcheck.ui.words import checklist_title


def draw_sharing(session: Session, own: OwnAccount) -> None:
    """Ask for each begun checklist whether its draft may be looked at, and how the company is shown in class."""
    begun = [(checklist, own.begun[name]) for name, checklist in content().checklists.items() if name in own.begun]
    if not begun:
        st.caption(text("Nothing yet: here you decide for each checklist you have begun."))
        return
    st.caption(text("It holds from the next look on, and you can change it at any time."))
    for checklist, row in begun:
        with st.container(border=True, key=f"sharing_{row.id}"):
            st.markdown(f"**{checklist_title(checklist)}**")
            if row.state in EDITABLE:
                key = f"share:{row.id}:{row.shared}"
                st.checkbox(
                    text("The trainer may look at it before it is handed in"),
                    value=row.shared,
                    key=key,
                    on_change=_share,
                    args=(session, row.id, key),
                )
            ask_class_row(session, row.id, row.shown_as)


def _share(session: Session, submission_id: int, key: str) -> None:
    resume()
    sharing.share_draft(session, submission_id, shared=bool(st.session_state[key]))
