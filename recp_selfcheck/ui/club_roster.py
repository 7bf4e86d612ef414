"""People of a club from one workbook: who would be added, and the links of the new ones, shown until they are kept."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from recp_selfcheck.actions.clubs import Club
from recp_selfcheck.actions.roster import Effect, Invited, RosterLine, RosterPreview, preview_roster, take_roster_in
from recp_selfcheck.actions.session import Session
from recp_selfcheck.errors import NotPossibleNow
from recp_selfcheck.i18n import language, text, text_n
from recp_selfcheck.i18n.mistakes import word
from recp_selfcheck.reports.company_archive import csv_of
from recp_selfcheck.reports.listings.listing import Field, Listing
from recp_selfcheck.ui.club import base_url
from recp_selfcheck.ui.plain import plain
from recp_selfcheck.ui.session import resume
from recp_selfcheck.ui.workbook_upload import draw_faults, draw_upload, forget_upload

_FEW, _HEIGHT = 10, 400  # so many links are shown whole; pixels, beyond which one scrolls


def draw_roster(session: Session, club: Club) -> None:
    """Draw the way out and back in of the roster."""
    place = f"roster:{club.id}"
    made: Sequence[Invited] = st.session_state.get(f"{place}:made", ())
    if made:
        _draw_links(made, place)
    is_in_use = place in st.session_state or f"{place}:done" in st.session_state
    title = text("Add people from an Excel workbook")
    with st.expander(title, icon=":material/table:", expanded=is_in_use, key=f"{place}:box", on_change="rerun") as box:
        if box.open or is_in_use:
            _draw(session, club, place)


def _draw(session: Session, club: Club, place: str) -> None:
    st.markdown(
        text(
            "One row a person: company, name, login. Nobody gets a password here; you get a link for each new person, "
            "and hand it out yourself. Who has an account keeps it as it is."
        )
    )
    address = f"/export/roster/{club.id}.xlsx?language={language()}"
    st.link_button(text("Download the workbook to fill in"), address, icon=":material/download:")
    done = st.session_state.get(f"{place}:done")
    if done is not None:
        st.success(text_n("Added: {n} person.", "Added: {n} people.", done), icon=":material/check:")
    given = draw_upload(place, text("The filled-in workbook (.xlsx, 10 MB at most)"))
    if given is None:
        return
    st.session_state.pop(f"{place}:done", None)
    known = st.session_state.get(place)
    if known is None or known[0] != given.file_id:
        with st.spinner(text("Reading the workbook …")):
            known = (given.file_id, preview_roster(session, club.id, given.getvalue(), given.name))
        st.session_state[place] = known
    stale = st.session_state.pop(f"{place}:stale", "")
    if stale:
        st.warning(stale, icon=":material/warning:")
    preview: RosterPreview = known[1]
    if preview.faults:
        draw_faults(preview.faults)
        return
    _draw_lines(preview.lines)
    if preview.changes_anything:
        st.button(
            text("Add these people"),
            type="primary",
            key=f"{place}:take",
            icon=":material/check:",
            on_click=_take,
            args=(session, club.id, place, preview),
        )


def _draw_lines(lines: Sequence[RosterLine]) -> None:
    said = {
        Effect.NEW_COMPANY: text("✚ new person, new company"),
        Effect.NEW_PERSON: text("✚ new person"),
        Effect.JOINS: text("→ has an account, comes into the club"),
        Effect.IS_IN: text("✓ is in the club"),
    }
    st.markdown(f"**{text('What the workbook does. Nobody is added yet.')}**")
    rows = [
        {
            text("What happens"): said[line.effect],
            text("Company"): plain(line.company),
            text("Person and login"): f"{plain(line.name)} · {plain(line.login)}",
        }
        for line in lines
    ]
    with st.container(key="roster_lines"):
        st.table(rows, hide_index=True, border="horizontal")


def _take(session: Session, club_id: int, place: str, preview: RosterPreview) -> None:
    resume()
    given = st.session_state.get(f"{place}:file:{st.session_state[f'{place}:number']}")
    if given is None:
        return
    try:
        made = take_roster_in(session, club_id, given.getvalue(), given.name, preview.seen)
    except NotPossibleNow as refusal:
        st.session_state[f"{place}:stale"] = plain(word(refusal.mistakes[0]))
        st.session_state.pop(place, None)
        return
    before = st.session_state.get(f"{place}:made", ())
    st.session_state[f"{place}:made"] = (*before, *made)
    st.session_state[f"{place}:done"] = len(preview.lines) - sum(one.effect is Effect.IS_IN for one in preview.lines)
    forget_upload(place)


def _draw_links(made: Sequence[Invited], place: str) -> None:
    """Draw the links of the new people until the trainer has kept them: nobody can read them later."""
    with st.container(border=True, key=f"{place}:links"):
        st.markdown(
            "**"
            + text_n(
                "The link of {n} new person. Keep it now: it is shown only here.",
                "The links of {n} new people. Keep them now: they are shown only here.",
                len(made),
            )
            + "**"
        )
        st.caption(text("Each works once, for 14 days. With it the person sets a password and is signed in."))
        address = base_url()
        lines = [f"{one.company} · {one.name} · {one.login}\n{address}/reset/{one.token}" for one in made]
        height: Literal["content"] | int = "content" if len(made) <= _FEW else _HEIGHT
        st.code("\n\n".join(lines), language=None, wrap_lines=True, height=height)
        with st.container(horizontal=True):
            st.download_button(
                text("Save the list (.csv)"),
                csv_of(_listing(made, address)),
                file_name=f"{text('links', context='file')}.csv",
                mime="text/csv; charset=utf-8",
                key=f"{place}:save",
                icon=":material/download:",
                on_click="ignore",
            )
            st.button(text("I have kept them"), key=f"{place}:kept", on_click=_forget, args=(place,))


def _listing(made: Sequence[Invited], address: str) -> Listing:
    fields = (Field(text("Company")), Field(text("Name of the person")), Field(text("Login")), Field(text("Link")))
    rows = tuple((one.company, one.name, one.login, f"{address}/reset/{one.token}") for one in made)
    return Listing("links", text("Links"), fields, rows)


def _forget(place: str) -> None:
    st.session_state.pop(f"{place}:made", None)
