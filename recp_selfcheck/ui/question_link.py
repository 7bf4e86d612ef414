"""A link to one question of a checklist: opens its screen and brings it into sight."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from recp_selfcheck.assessment.mentions import Mention
from recp_selfcheck.checklists.model import Checklist
from recp_selfcheck.ui.reader import is_own
from recp_selfcheck.ui.screens import screen_of


def draw_question_link(mention: Mention, label: str, checklists: Mapping[str, Checklist], place: str) -> None:
    """Draw the link; `place` tells two links to one question apart."""
    checklist = checklists.get(mention.checklist)
    if checklist is None or mention.question not in checklist.questions or not is_own():
        st.markdown(label)
        return
    key = f"to_question:{place}:{mention.checklist}:{mention.question}"
    if st.button(label, key=key, type="tertiary", icon=":material/arrow_forward:"):
        st.session_state["go_to"] = (screen_of(checklist, mention.question), mention.question)
        st.switch_page("../../pages/self_check.py", query_params={"checklist": mention.checklist})
