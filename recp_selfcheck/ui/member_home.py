"""A member's start page: what is due, the one next step, how far each checklist is, the bills."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from recp_selfcheck.actions import answering, club_homework, company, part_handing_in, part_reading
from recp_selfcheck.actions.part_reading import PartRow
from recp_selfcheck.actions.session import Session
from recp_selfcheck.errors import NotPossibleNow
from recp_selfcheck.i18n import date, text
from recp_selfcheck.i18n.mistakes import word
from recp_selfcheck.settings import settings
from recp_selfcheck.ui.adopted import draw_adopted_links
from recp_selfcheck.ui.bill_book import open_book
from recp_selfcheck.ui.bill_card import draw_bill_card
from recp_selfcheck.ui.clock import last_month
from recp_selfcheck.ui.club_table import part_title, state_words
from recp_selfcheck.ui.home import draw_checklists, draw_step, next_step, profile_is_filled
from recp_selfcheck.ui.part_remarks import read_words, remark_title, remark_words
from recp_selfcheck.ui.plain import plain
from recp_selfcheck.ui.plan_home import plan_step
from recp_selfcheck.ui.session import resume


def draw_member_home(session: Session) -> None:
    """Draw the whole page."""
    firm = company.read_company(session)
    overview = answering.overview(session)
    years = company.read_years(session)
    draw_step(next_step(firm, overview, years.now.billed, plan_step(session)))
    if settings().mode == "club":
        draw_adopted_links(session)
        _draw_due(session)
    st.header(text("Your checklists"), divider="gray")
    if not profile_is_filled(firm):
        st.caption(text("They are shorter once the company page is filled in: what you do not have is not asked."))
    draw_checklists(overview)
    st.header(text("Your figures"), divider="gray")
    draw_bill_card(open_book(session, firm, years, last_month()))
    if any(entry.answered for entry in overview):
        st.page_link("../../pages/opportunities.py", label=text("What to improve first"), icon=":material/checklist:")
        st.page_link("../../pages/report.py", label=text("Report for the director"), icon=":material/description:")


def _draw_due(session: Session) -> None:
    """Draw the homework of all clubs with its last day; bills and the plan are handed in here."""
    found, remarks = club_homework.due(session), part_reading.own_remarks(session)
    if not found:
        return
    st.header(text("Homework"), divider="gray")
    for due in found:
        until = date(dt.date.fromisoformat(due.homework.due)) if due.homework.due else ""
        said = text("until {day}", day=until) if until else text("no last day")
        st.markdown(f"**{plain(due.homework.title)}** · {plain(due.club)} · {said}")
        for part in due.parts:
            with st.container(horizontal=True, vertical_alignment="center"):
                row = remarks.get(part.part)
                how_far = [f"{part_title(part.part)}: {state_words(part)}", read_words(row) if row else ""]
                st.markdown(" · ".join(filter(None, how_far)), width="content")
                if part.part in part_handing_in.FROZEN:
                    label = text("Hand in as it is now") if part.handed_in_at is None else text("Hand in once more")
                    st.button(
                        label,
                        key=f"hand_in:{due.homework.id}:{part.part}",
                        type="tertiary",
                        on_click=_hand_in,
                        args=(session, part.part),
                    )
            if row is not None and row.remark:
                _draw_remark(row)
        _show_receipt()


def _draw_remark(row: PartRow) -> None:
    page = "bills" if row.part == part_handing_in.BILLS else "action_plan"
    with st.container(border=True, key=f"home_remark_{row.part}", gap="xxsmall"):
        st.markdown(f"**{remark_title(row)}**  \n{remark_words(row)}")
        st.page_link(f"../../pages/{page}.py", label=part_title(row.part), icon=":material/arrow_forward:")


def _hand_in(session: Session, part: str) -> None:
    resume()
    try:
        st.session_state["part_receipt"] = (part, part_handing_in.hand_in_part(session, part))
    except NotPossibleNow as refusal:
        st.session_state["part_refused"] = tuple(plain(word(mistake)) for mistake in refusal.mistakes)


def _show_receipt() -> None:
    for sentence in st.session_state.pop("part_refused", ()):
        st.error(sentence, icon=":material/error:")
    handed_in = st.session_state.pop("part_receipt", None)
    if handed_in:
        part, checksum = handed_in
        title = part_title(part)
        st.success(
            text("Handed in: {part}. Checksum of the receipt (SHA-256): {checksum}", part=title, checksum=checksum)
        )
