"""Homework files of companies that work on their own computer: dropped in, looked through, taken in one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from recp_selfcheck.actions.club_companies import companies_of
from recp_selfcheck.actions.clubs import Club, thing_of
from recp_selfcheck.actions.content import content
from recp_selfcheck.actions.homework_files import (
    MOST_FILES,
    Acceptance,
    Dropped,
    Owner,
    look_at_file,
    mark_twice,
    take_file_in,
)
from recp_selfcheck.actions.session import Session
from recp_selfcheck.errors import NotPossibleNow
from recp_selfcheck.i18n import language, text, text_n
from recp_selfcheck.people.roles import Permission, may
from recp_selfcheck.reports.acceptance import BILLS, Standing, lines_of, report_text, standing_words
from recp_selfcheck.ui.club_table import part_title
from recp_selfcheck.ui.plain import plain
from recp_selfcheck.ui.workbook_upload import draw_uploads, forget_upload

_NEW = 0  # among the companies to choose from
_MOST_LISTED = 30


@dataclass(slots=True)
class _Desk:
    """The files that lie before a trainer, by the id of their upload: whose they are, and what was found."""

    owners: dict[str, Owner]
    reports: dict[str, Acceptance]


def draw_homework_files(session: Session, club: Club) -> None:
    """Draw the field to drop files into, what each would do, and the button that takes them in."""
    if not may(session.person, Permission.IMPORT_HOMEWORK, thing_of(club.id)):
        st.caption(text("Homework files are taken in by whoever this club is assigned to."))
        return
    place = f"club_files:{club.id}"
    st.markdown(
        text(
            "Workbooks of checklists and of bills that companies filled in on their own computer. Each is looked "
            "through as a whole; nothing is stored before you say so."
        )
    )
    _draw_blanks()
    label = text("Homework files (.xlsx), {n} at once, 10 MB each at most", n=MOST_FILES)
    given = draw_uploads(place, label)
    if not given:
        st.session_state.pop(place, None)
        return
    if len(given) > MOST_FILES:
        said = text_n("{n} file was chosen.", "{n} files were chosen.", len(given))
        rest = text("The first {n} are here. Take them in, empty the list, then choose the others.", n=MOST_FILES)
        st.warning(f"{said} {rest}", icon=":material/warning:")
        given = given[:MOST_FILES]
    desk: _Desk = st.session_state.setdefault(place, _Desk({}, {}))
    _look(session, club, desk, given)
    reports = mark_twice(desk.reports[one.file_id] for one in given)
    companies = companies_of(session, club.id)
    _draw_table(reports, companies)
    _draw_buttons(session, club, place, given, reports)
    for upload, report in zip(given, reports, strict=True):
        _draw_file(desk, place, upload, report, companies)


def _draw_blanks() -> None:
    """Draw the links to empty workbooks, for companies that have neither the program nor an account."""
    with st.expander(text("Empty workbooks to hand out"), icon=":material/table:"):
        st.markdown(
            text("For a company without the program: Excel or LibreOffice is enough. It writes its name into it.")
        )
        with st.container(horizontal=True):
            for part in (*content().checklists, BILLS):
                address = f"/export/blank/{part}.xlsx?language={language()}"
                st.link_button(plain(part_title(part)), address, icon=":material/download:")


def _look(session: Session, club: Club, desk: _Desk, given: Sequence[UploadedFile]) -> None:
    """Look at the files nobody has looked at yet, with a bar while that takes time."""
    new = [one for one in given if one.file_id not in desk.reports]
    if not new:
        return
    bar = st.progress(0.0)
    for place, upload in enumerate(new):
        bar.progress(place / len(new), text("Looking at {file} …", file=plain(upload.name)))
        desk.reports[upload.file_id] = look_at_file(session, club.id, _dropped(desk, upload))
    bar.empty()


def _dropped(desk: _Desk, upload: UploadedFile) -> Dropped:
    return Dropped(upload.name, upload.getvalue(), desk.owners.get(upload.file_id))


def _draw_table(reports: Sequence[Acceptance], companies: Mapping[int, str]) -> None:
    rows = [
        {
            text("Result"): standing_words(report),
            text("File"): plain(report.file),
            text("Company and what is handed in"): f"{plain(_company(report, companies)) or '–'} · {_part(report)}"
            if report.part
            else "–",
        }
        for report in reports
    ]
    with st.container(key="dropped_files"):
        st.table(rows, hide_index=True, border="horizontal")


def _company(report: Acceptance, companies: Mapping[int, str]) -> str:
    if report.owner is None:
        return ""
    return companies.get(report.owner.company_id, "") if report.owner.company_id else report.owner.name


def _part(report: Acceptance) -> str:
    counted = (
        text_n("{n} month", "{n} months", report.number)
        if report.part == BILLS
        else text_n("{n} answer", "{n} answers", report.number)
    )
    return f"{plain(part_title(report.part))} ({counted})" if report.number else plain(part_title(report.part))


def _draw_buttons(
    session: Session, club: Club, place: str, given: Sequence[UploadedFile], reports: Sequence[Acceptance]
) -> None:
    ready = [upload for upload, one in zip(given, reports, strict=True) if one.standing is Standing.READY]
    with st.container(horizontal=True):
        label = text_n("Take in {n} file", "Take in {n} files", len(ready))
        asked = bool(ready) and st.button(label, type="primary", icon=":material/check:", key=f"{place}:take")
        st.button(text("Empty the list"), key=f"{place}:forget", on_click=forget_upload, args=(place,))
    if asked:
        _take(session, club, place, ready)


def _take(session: Session, club: Club, place: str, ready: Sequence[UploadedFile]) -> None:
    """Take the files in, each by itself; what could not be taken in by now is looked at anew."""
    desk: _Desk = st.session_state[place]
    bar = st.progress(0.0)
    for number, upload in enumerate(ready):
        bar.progress(number / len(ready), text("Taking in {file} …", file=plain(upload.name)))
        dropped = Dropped(upload.name, upload.getvalue(), desk.reports[upload.file_id].owner)
        try:
            desk.reports[upload.file_id] = take_file_in(session, club.id, dropped)
        except NotPossibleNow:
            desk.reports[upload.file_id] = look_at_file(session, club.id, dropped)
    st.rerun()


def _draw_file(desk: _Desk, place: str, upload: UploadedFile, report: Acceptance, companies: Mapping[int, str]) -> None:
    is_open = report.standing in {Standing.FAULTY, Standing.REFUSED}
    title = f"{plain(report.file)} · {standing_words(report)}"
    with st.expander(title, expanded=is_open, key=f"{place}:box:{upload.file_id}"):
        if report.part and report.standing is not Standing.TAKEN:
            _draw_owner(desk, place, upload, report, companies)
        lines = lines_of(report)
        if lines:
            if is_open:
                st.markdown(f"**{text('Nothing of this file is taken in.')}**")
            st.markdown("\n".join(f"- {plain(line)}" for line in lines[:_MOST_LISTED]))
            if len(lines) > _MOST_LISTED:
                st.caption(text_n("and {n} more", "and {n} more", len(lines) - _MOST_LISTED))
        if report.receipt:
            st.caption(text("Receipt (SHA-256)"))
            st.code(report.receipt, language=None, wrap_lines=True)
        part = part_title(report.part) if report.part else ""
        st.download_button(
            text("Report on this file (.txt)"),
            report_text(report, _company(report, companies), part, st.context.timezone),
            file_name=f"{report.file.rpartition('.')[0] or report.file}.txt",
            mime="text/plain; charset=utf-8",
            key=f"{place}:report:{upload.file_id}",
            icon=":material/download:",
            on_click="ignore",
            type="tertiary",
        )


def _draw_owner(
    desk: _Desk, place: str, upload: UploadedFile, report: Acceptance, companies: Mapping[int, str]
) -> None:
    """Draw the choice whose file it is: a company of the club, or one to be made by its name."""
    options = [*companies, _NEW]
    owner = report.owner
    index = None if owner is None else options.index(owner.company_id) if owner.company_id in options else None
    ident = f"{place}:owner:{upload.file_id}"
    chosen = st.selectbox(
        text("Whose homework it is"),
        options,
        index=index,
        format_func=lambda company: companies[company] if company else text("a company not in the list: name it"),
        placeholder=text("Choose"),
        key=ident,
    )
    wanted = Owner(chosen) if chosen else None
    if chosen == _NEW:
        proposed = owner.name if owner and owner.name else report.written
        name = st.text_input(text("Name of the company"), proposed, max_chars=200, key=f"{ident}:name")
        wanted = Owner(name=name) if name.strip() else None
    if wanted is not None and wanted != owner:
        desk.owners[upload.file_id] = wanted
        del desk.reports[upload.file_id]
        st.rerun()
