"""The report on a company that a trainer or a coordinator reads: from what it handed in."""

from __future__ import annotations

import streamlit as st

from recp_selfcheck.actions.company_reading import CompanyReading
from recp_selfcheck.actions.content import content
from recp_selfcheck.actions.report_reading import findings_in
from recp_selfcheck.i18n import text
from recp_selfcheck.i18n.languages import speaking
from recp_selfcheck.reports.report import report
from recp_selfcheck.ui.report import (
    Sheet,
    choose_language,
    draw_contents,
    draw_files_of,
    draw_front_page,
    draw_sheets,
)
from recp_selfcheck.ui.words import checklist_title


def draw_report_of(reading: CompanyReading) -> None:
    """Draw the whole page."""
    handed_in = [name for name, one in reading.by_checklist.items() if one.own.sheet.answers]
    if handed_in:
        st.title(text("The report on this company"))
        left, right = st.columns([3, 2], gap="large")
        with left:
            st.markdown(text("One page to decide on, then everything it rests on, with its sources."))
            language = choose_language()
            draw_files_of(reading.company_id, language)
        with speaking(language):
            made = report(findings_in(reading, language, st.context.timezone or ""))
        with right:
            draw_front_page(made)
        with left:
            st.subheader(text("What is in it"))
            draw_contents(made)
    else:
        st.title(text("No checklist is handed in yet"))
        st.markdown(text("The report stands here once the company has handed a checklist in."))
        language = choose_language()
    titles = {name: checklist_title(one) for name, one in content().checklists.items()}
    titles |= {name: one.own.checklist.title for name, one in reading.by_checklist.items() if name not in titles}
    sheets = [Sheet(name, title, is_answered=name in handed_in) for name, title in titles.items()]
    draw_sheets(sheets, language, company_id=reading.company_id)
