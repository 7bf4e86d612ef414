"""Handed-in bills or a plan before a trainer: read whole, remarked on, marked as read; nothing is accepted here."""

from __future__ import annotations

from typing import Any

import streamlit as st

from recp_selfcheck.actions import part_reading
from recp_selfcheck.actions.answering import Cell
from recp_selfcheck.actions.content import translated_library
from recp_selfcheck.actions.part_reading import PartReading
from recp_selfcheck.actions.session import Session
from recp_selfcheck.i18n import date, language, text
from recp_selfcheck.ui.clock import reader_today
from recp_selfcheck.ui.club_table import part_title
from recp_selfcheck.ui.handed_in_bills import draw_handed_in_bills, draw_receipt
from recp_selfcheck.ui.handed_in_plan import draw_plan_entries
from recp_selfcheck.ui.plain import plain
from recp_selfcheck.ui.saved import Tied
from recp_selfcheck.ui.session import resume

_LOOKED = "parts_looked_at"


def draw_part(session: Session, part_id: int) -> None:
    """Draw a part with the trainer's remark beside it."""
    looked: set[int] = st.session_state.setdefault(_LOOKED, set())
    reading = part_reading.open_part(session, part_id, again=part_id in looked)
    looked.add(part_id)
    st.title(f"{plain(reading.company) or '–'}: {part_title(reading.part.part)}")
    draw_company_link(reading.part.company_id)
    _draw_remark(session, reading)
    if reading.years is not None:
        draw_handed_in_bills(reading.part, reading.years)
    if reading.plan is not None:
        draw_receipt(reading.part)
        draw_plan_entries(reading.plan, translated_library(language()), reader_today())


def draw_company_link(company_id: int) -> None:
    """Draw the way to everything else the company has handed in."""
    st.page_link(
        "../../pages/results.py",
        label=text("What else the company has handed in"),
        icon=":material/arrow_forward:",
        query_params={"company": str(company_id)},
    )


def _draw_remark(session: Session, reading: PartReading) -> None:
    part = reading.part

    def save(raw: Any, seen: int) -> Cell:
        return part_reading.remark_part(session, part.company_id, part.id, raw or "", seen)

    with st.container(border=True, key=f"part_remark_{part.id}"):
        tie = Tied(f"part{part.id}", "remark", reading.remark, save, lambda typed: (typed or "").strip() or None)
        seed = tie.value or ""
        shown = st.text_area(
            text("Remark to the company"),
            seed,
            key=tie.key,
            on_change=tie.changed(),
            max_chars=part_reading.LONGEST_REMARK,
            height=110,
            placeholder=text("What to look at or complete. The company sees it as soon as it is saved."),
            disabled=not reading.may_write,
        )
        if reading.may_write:
            tie.drawn(shown, seed)
            tie.show_trouble(lambda raw: raw or text("empty"))
            _draw_read(session, reading)


def _draw_read(session: Session, reading: PartReading) -> None:
    part = reading.part
    if part.read_at is None:
        st.button(
            text("I have read it"),
            key="part_read",
            icon=":material/done_all:",
            on_click=_mark,
            args=(session, part.id),
            kwargs={"read": True},
        )
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        day, name = date(part.read_at, st.context.timezone), plain(part.read_by) or "–"
        st.markdown(f":material/done_all: {text('read by {name}, {when}', name=name, when=day)}", width="content")
        st.button(
            text("Not read yet after all"),
            key="part_unread",
            type="tertiary",
            on_click=_mark,
            args=(session, part.id),
            kwargs={"read": False},
        )


def _mark(session: Session, part_id: int, *, read: bool) -> None:
    resume()
    part_reading.mark_part_read(session, part_id, read=read)
