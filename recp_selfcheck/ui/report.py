"""The report page's parts: what the report holds, its first page, and the files to take away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

import streamlit as st

from recp_selfcheck import i18n
from recp_selfcheck.actions.answering import ChecklistOverview
from recp_selfcheck.i18n import text
from recp_selfcheck.reports import pdf
from recp_selfcheck.reports.document import Report
from recp_selfcheck.ui.words import checklist_title

_BESIDE = 2


@dataclass(frozen=True, slots=True)
class Sheet:
    """A checklist that can be printed, blank and where it is answered with the answers."""

    checklist: str
    title: str
    is_answered: bool


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


def draw_files_of(company_id: int, language: str) -> None:
    """Draw the buttons that take the report on another company away."""
    company = str(company_id)
    with st.container(horizontal=True, key="report_files"):
        address = _address("report.pdf", language, company=company)
        st.link_button(text("Report as PDF"), address, type="primary", icon=":material/picture_as_pdf:")
        address = _address("report.xlsx", language, company=company)
        st.link_button(text("Tables for Excel"), address, icon=":material/table:")


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
    titled = [(entry.checklist.id, checklist_title(entry.checklist), entry.answered > 0) for entry in overview]
    draw_sheets([Sheet(name, title, is_answered=answered) for name, title, answered in titled], language)


def draw_sheets(sheets: Sequence[Sheet], language: str, company_id: int = 0) -> None:
    """Draw the links to print checklists; `company_id` is that of another company, whose answers are printed."""
    st.header(text("Checklists on paper"), divider="gray")
    own = text("Blank for a walk through the workshop with a pen, or with your answers to keep.")
    st.caption(text("Blank, or with the answers that were handed in.") if company_id else own)
    for first in range(0, len(sheets), _BESIDE):
        for column, sheet in zip(st.columns(_BESIDE, gap="medium"), sheets[first : first + _BESIDE], strict=False):
            with column, st.container(border=True, key=f"print_{sheet.checklist}"):
                _draw_sheet(sheet, language, company_id)


def _draw_sheet(sheet: Sheet, language: str, company_id: int) -> None:
    whose = {"company": str(company_id)} if company_id else {}
    st.markdown(f"**{sheet.title}**")
    with st.container(horizontal=True):
        path = f"checklist/{sheet.checklist}.pdf"
        st.link_button(text("Blank", context="paper"), _address(path, language, **whose), icon=":material/print:")
        if sheet.is_answered:
            label = text("With the answers") if company_id else text("With my answers")
            filled = _address(path, language, filled="1", **whose)
            st.link_button(label, filled, icon=":material/fact_check:")


def _address(path: str, language: str, **more: str) -> str:
    query = {"language": language, "zone": st.context.timezone or "", **more}
    return f"/export/{path}?{urlencode({key: value for key, value in query.items() if value})}"
