"""One's own data: who looked at it, taking it away, deleting it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from recp_selfcheck.actions.account import LogLine
from recp_selfcheck.actions.content import content
from recp_selfcheck.actions.session import Session
from recp_selfcheck.i18n import date_time, text
from recp_selfcheck.people.roles import Role
from recp_selfcheck.ui.plain import plain
from recp_selfcheck.ui.plain_link import draw_link
from recp_selfcheck.ui.words import checklist_title

_SHOWN_FIRST = 12


def draw_log(lines: Sequence[LogLine]) -> None:
    """Draw who saw and changed what of the company, the newest first, the older behind a click."""
    if not lines:
        st.caption(text("Nobody has looked at anything yet. Every look of a trainer will stand here."))
        return
    st.markdown("\n".join(map(_line, lines[:_SHOWN_FIRST])))
    if len(lines) > _SHOWN_FIRST:
        with st.expander(text("Older")):
            st.markdown("\n".join(map(_line, lines[_SHOWN_FIRST:])))


def _line(line: LogLine) -> str:
    checklist = content().checklists.get(line.checklist)
    about = f" «{checklist_title(checklist)}»" if checklist else ""
    who = plain(line.name) or text("somebody whose account is deleted")
    return f"- {date_time(line.at, st.context.timezone)}: {who} – {_done(line)}{about}"


def _done(line: LogLine) -> str:
    decided = {
        "return": text("returned with remarks"),
        "accept": text("accepted"),
        "reopen": text("opened again after acceptance"),
    }
    if line.action == "decided":
        return decided.get(line.step, line.step)
    return {
        "opened for review": text("opened for review"),
        "shown in class": text("shown in class"),
        "company read": text("read what the company handed in"),
        "bills read": text("read the handed-in bills"),
        "plan read": text("read the handed-in plan"),
        "bills remarked on": text("wrote a remark on the bills"),
        "plan remarked on": text("wrote a remark on the plan"),
        "draft shared": text("let the trainer look at the draft"),
        "draft no longer shared": text("no longer lets the trainer look at the draft"),
        "version adopted": text("took the newer version"),
        "joined": text("joined the club"),
        "company added": text("entered the company in the club"),
        "company removed": text("took the company out of a club"),
        "invited": text("added a person to the company"),
        "bills handed in": text("handed in the bills"),
        "plan handed in": text("handed in the plan"),
        "homework taken in": text("took in a homework file"),
        "company code made": text("made another code for colleagues"),
        "data exported": text("took all data away as a file"),
        "data taken in": text("took data in from a file"),
        "left the company": text("left the company"),
    }.get(line.action, line.action)


def draw_data(session: Session) -> None:
    """Draw the export of everything and the way to the deletion, which says first what goes and what stays."""
    if session.person.role is Role.MEMBER and session.company_id:
        st.markdown(
            text(
                "Profile, answers with their history, bills, plan, receipts, files and this log: one .zip, with tables "
                "for Excel and the same as JSON."
            )
        )
    else:
        st.markdown(text("What is stored about you: one .zip."))
    draw_link("/export/my-data.zip", text("Take all my data away"))
    draw_link("/delete-account", text("Delete my account …"))
    st.caption(text("Before anything is deleted, the next page says what goes and what stays."))
