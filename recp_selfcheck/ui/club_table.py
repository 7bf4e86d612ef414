"""Companies beside each other with their homework: what the trainer sees first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import streamlit as st

from recp_selfcheck.actions import club_homework
from recp_selfcheck.actions.club_homework import PartState, Progress
from recp_selfcheck.actions.clubs import Club
from recp_selfcheck.actions.part_handing_in import BILLS, PLAN
from recp_selfcheck.actions.session import Session
from recp_selfcheck.i18n import date, text, text_n
from recp_selfcheck.ui.plain import plain
from recp_selfcheck.ui.review import translated_title


def part_title(part: str) -> str:
    """Return what a part of homework is called."""
    return {BILLS: text("Twelve months of bills"), PLAN: text("Action plan")}.get(part) or translated_title(part)


def state_words(part: PartState) -> str:
    """Return a mark and a word for how far a part is; late is a word too."""
    if part.handed_in_at is None:
        said = {"draft": text("◔ being answered"), None: text("○ not begun")}.get(part.state, text("◔ being answered"))
        return f"{said}, {text('late')}" if part.late else said
    words = {"submitted": text("● handed in"), "returned": text("↩ returned"), "accepted": text("✓ accepted")}
    said = words.get(part.state or "submitted", text("● handed in"))
    if part.state == "draft":
        said = text("◔ new round")
    return f"{said}, {text('late')}" if part.late else said


def draw_progress(session: Session, club: Club) -> None:
    """Draw every piece of homework of a club: companies × parts, and who has not handed in with a text to copy."""
    pieces = [one for one in club_homework.list_homework(session, club.id) if not one.withdrawn]
    if not pieces:
        st.caption(text("No homework is given yet."))
        return
    for homework in pieces:
        rows = club_homework.progress(session, homework.id)
        st.markdown(
            f"**{plain(homework.title)}**"
            + (f" · {text('until {day}', day=date(dt.date.fromisoformat(homework.due)))}" if homework.due else "")
        )
        st.table(
            [
                {text("Company"): _company(row)} | {part_title(p.part): state_words(p) for p in row.parts}
                for row in rows
            ],
            hide_index=True,
            border="horizontal",
        )
        _draw_missing(rows, homework.title)


def _company(row: Progress) -> str:
    """Return a company's name, which leads to what it has handed in."""
    return f"[{plain(row.company) or text('Company without a name')}](results?company={row.company_id})"


def _draw_missing(rows: Sequence[Progress], title: str) -> None:
    late = [row for row in rows if row.missing]
    if not late:
        return
    said = text_n("{n} company has not handed in everything", "{n} companies have not handed in everything", len(late))
    with st.expander(said):
        st.caption(text("To copy into a message:"))
        lines = [f"{row.company}: {', '.join(part_title(part) for part in row.missing)}" for row in late]
        asked = text("Homework «{title}»: these parts are still missing.", title=title)
        st.code("\n".join([asked, *lines]), language=None, wrap_lines=True)
