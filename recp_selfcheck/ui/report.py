"""The report page's parts: what the report holds, its first page, and the files to take away."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from recp_selfcheck import i18n
from recp_selfcheck.actions.answering import ChecklistOverview
from recp_selfcheck.i18n import text
from recp_selfcheck.reports import pdf
from recp_selfcheck.reports.document import Report
from recp_selfcheck.ui.words import checklist_title

_BESIDE = 2


def choose_language() -> str:
    """Ask for the language of the files; it begins with that of the page."""
    chosen = st.segmented_control(
        text("Language of the files"),
        list(i18n.LANGUAGES),
        default=i18n.language(),
        required=True,
        format_func=i18n.LANGUAGES.__getitem__,
        key=f"report_language:{i18n.language()}",
    )
    return chosen or i18n.language()


def draw_files(language: str) -> None:
    """Draw the buttons that take the report away."""
    with st.container(horizontal=True, key="report_files"):
        st.link_button(
            text("Report as PDF"), _address("report.pdf", language), type="primary", icon=":material/picture_as_pdf:"
        )
        st.link_button(text("Tables for Excel"), _address("report.xlsx", language), icon=":material/table:")
        st.link_button(text("All data as .zip"), _address("company.zip", language), icon=":material/folder_zip:")


def draw_front_page(report: Report) -> None:
    """Draw the first page as it will be on paper."""
    with st.container(border=True, key="front_page"):
        st.image(
            pdf.front_page(report),
            width="stretch",
            alt=text("The first page of the report: scores, losses, what to do first."),
        )


def draw_contents(report: Report) -> None:
    """Draw what each chapter says, and what is missing in it."""
    for section in report.sections:
        mark = ":material/check:" if section.parts else ":material/radio_button_unchecked:"
        st.markdown(f"{mark} **{section.title}**" + ("" if section.parts else f"  \n{section.finding}"))


def draw_checklists(overview: Sequence[ChecklistOverview], language: str) -> None:
    """Draw for each checklist the links to print it, blank and with the answers."""
    st.header(text("Checklists on paper"), divider="gray")
    st.caption(text("Blank for a walk through the workshop with a pen, or with your answers to keep."))
    for first in range(0, len(overview), _BESIDE):
        row = overview[first : first + _BESIDE]
        for column, entry in zip(st.columns(_BESIDE, gap="medium"), row, strict=False):
            with column, st.container(border=True, key=f"print_{entry.checklist.id}"):
                _draw_checklist(entry, language)


def _draw_checklist(entry: ChecklistOverview, language: str) -> None:
    st.markdown(f"**{checklist_title(entry.checklist)}**")
    with st.container(horizontal=True):
        path = f"checklist/{entry.checklist.id}.pdf"
        st.link_button(text("Blank", context="paper"), _address(path, language), icon=":material/print:")
        if entry.answered:
            filled = _address(path, language, filled="1")
            st.link_button(text("With my answers"), filled, icon=":material/fact_check:")


def _address(path: str, language: str, **more: str) -> str:
    query = {"language": language, "zone": st.context.timezone or "", **more}
    return f"/export/{path}?{urlencode({key: value for key, value in query.items() if value})}"
