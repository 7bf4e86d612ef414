"""The plan of a company that a trainer or a coordinator reads: as it was handed in."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from recp_selfcheck.actions.company_reading import CompanyReading, follow_ups_in
from recp_selfcheck.actions.content import translated_library
from recp_selfcheck.actions.session import Session
from recp_selfcheck.i18n import language, text
from recp_selfcheck.ui.clock import reader_today
from recp_selfcheck.ui.handed_in_bills import draw_receipt
from recp_selfcheck.ui.handed_in_plan import draw_plan_entries
from recp_selfcheck.ui.plan import draw_completeness
from recp_selfcheck.ui.plan_savings import draw_savings
from recp_selfcheck.ui.plan_view import PlanView
from recp_selfcheck.ui.plan_words import finding


def draw_plan_of(session: Session, reading: CompanyReading) -> None:
    """Draw the whole page, or that there is no plan yet."""
    if reading.plan is None or reading.plan_part is None:
        st.title(text("The plan is not handed in yet"))
        st.markdown(text("Who does what by when stands here once the company has handed its plan in."))
        return
    library, today = translated_library(language()), reader_today()
    st.title(finding(reading.plan.entries, library, today))
    draw_receipt(reading.plan_part)
    draw_completeness(replace(reading.plan, saved_at=None))  # when it was handed in is said above
    with st.spinner(text("Reading the bills …")):
        found = follow_ups_in(reading)
    draw_plan_entries(reading.plan, library, today, found)
    draw_savings(PlanView(session, reading.plan, library, today))
