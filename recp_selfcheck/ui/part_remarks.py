"""What became of bills and plan that were handed in, as their company sees it: read, and the trainer's remark."""

from __future__ import annotations

import streamlit as st

from recp_selfcheck.actions import part_reading
from recp_selfcheck.actions.part_reading import PartRow
from recp_selfcheck.actions.session import Session
from recp_selfcheck.i18n import date, date_time, text
from recp_selfcheck.settings import settings
from recp_selfcheck.ui.plain import plain


def draw_part_remark(session: Session, part: str) -> None:
    """Draw on the page of bills or plan what the trainer wrote; nobody remarks in solo mode."""
    with st.container():  # keeps its place when empty
        row = part_reading.own_remarks(session).get(part) if settings().mode == "club" else None
        if row is not None and row.remark:
            with st.container(border=True, key=f"remark_{part}"):
                st.markdown(f"**{remark_title(row)}**  \n{remark_words(row)}")
                st.caption(text("It is about what was handed in on {day}.", day=date(row.at, st.context.timezone)))


def read_words(row: PartRow) -> str:
    """Say that the trainer has read a part, "" while not."""
    if row.read_at is None:
        return ""
    return text("read by {name}, {when}", name=plain(row.read_by) or "–", when=date(row.read_at, st.context.timezone))


def remark_title(row: PartRow) -> str:
    """Say who wrote a remark, and when."""
    when = date_time(row.remarked_at, st.context.timezone) if row.remarked_at else ""
    return text("Remark by {name}, {when}", name=plain(row.remarked_by) or "–", when=when)


def remark_words(row: PartRow) -> str:
    """Return a remark ready for markdown, its lines kept."""
    return "  \n".join(plain(line) for line in row.remark.splitlines())
