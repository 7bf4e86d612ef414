"""What a company lets others see of its checklists: the draft to the trainer, its row in class."""

from __future__ import annotations

import streamlit as st

from recp_selfcheck.actions import sharing
from recp_selfcheck.actions.account import OwnAccount
from recp_selfcheck.actions.content import content
from recp_selfcheck.actions.session import Session
from recp_selfcheck.i18n import text
from recp_selfcheck.people.review import EDITABLE
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
            key = f"shown_as:{row.id}:{row.shown_as}"
            st.radio(
                text("In class, on the projector"),
                sharing.SHOWN_AS,
                index=sharing.SHOWN_AS.index(row.shown_as),
                format_func=_shown_as,
                key=key,
                on_change=_show_in_class,
                args=(session, row.id, key),
            )


def _shown_as(choice: str) -> str:
    return {
        "": text("only in sums over all companies"),
        "row": text("as a row without our name"),
        "name": text("as a row, the trainer may show our name"),
    }[choice]


def _share(session: Session, submission_id: int, key: str) -> None:
    resume()
    sharing.share_draft(session, submission_id, shared=bool(st.session_state[key]))


def _show_in_class(session: Session, submission_id: int, key: str) -> None:
    resume()
    sharing.show_in_class(session, submission_id, st.session_state[key])
