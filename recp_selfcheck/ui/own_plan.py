"""The plan of the reader's own company: its measures to follow, and what may still go into it."""

from __future__ import annotations

import streamlit as st

from recp_selfcheck.actions import opportunities
from recp_selfcheck.actions.content import translated_library
from recp_selfcheck.actions.part_handing_in import PLAN
from recp_selfcheck.actions.plan import read_plan
from recp_selfcheck.actions.session import Session
from recp_selfcheck.i18n import language, text
from recp_selfcheck.ui.clock import reader_today
from recp_selfcheck.ui.part_remarks import draw_part_remark
from recp_selfcheck.ui.plan import draw_completeness, draw_groups
from recp_selfcheck.ui.plan_savings import draw_savings
from recp_selfcheck.ui.plan_taking import draw_first_step, draw_own, draw_taking, first_left
from recp_selfcheck.ui.plan_view import PlanView
from recp_selfcheck.ui.plan_words import finding


def draw_own_plan(session: Session) -> None:
    """Draw the whole page."""
    plan = read_plan(session)
    library = translated_library(language())
    today = reader_today()
    view = PlanView(session, plan, library, today)
    left = first_left(opportunities.read_opportunities(session).opportunities, plan)
    st.title(finding(plan.entries, library, today))
    draw_part_remark(session, PLAN)
    if plan.entries:
        draw_completeness(plan)
        draw_groups(view)
    else:
        draw_first_step(session, left)
    if plan.entries:
        st.header(text("Put more into the plan"), divider="gray")
    if left and plan.entries:
        with st.expander(text("Take more measures over")):
            draw_taking(session, left, library)
    with st.expander(text("Write down a measure of your own")):
        draw_own(session)
    draw_savings(view)
