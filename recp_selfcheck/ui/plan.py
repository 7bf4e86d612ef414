"""The action plan's rows: a compact line for each measure, grouped by state, that opens into its fields."""

from __future__ import annotations

from datetime import date

import streamlit as st

from recp_selfcheck.actions.plan import Plan
from recp_selfcheck.assessment.plan import Completeness, PlanEntry, PlanState, completeness
from recp_selfcheck.i18n import text, text_n
from recp_selfcheck.reports.plan_words import group_word
from recp_selfcheck.ui.clock import when_saved
from recp_selfcheck.ui.plan_entry import draw_entry
from recp_selfcheck.ui.plan_view import PlanView
from recp_selfcheck.ui.plan_words import entry_title, row_words

_OPENED = "plan_opened"
_SHOWN_FIRST, _SHOWN_MORE = 20, 50  # rows of a group
_Place = tuple[date, int]
_ORDER = (PlanState.STARTED, PlanState.PLANNED, PlanState.DONE, PlanState.VERIFIED, PlanState.REJECTED)


def open_entry(entry_id: int) -> None:
    """Show an entry's fields from the next drawing on."""
    _opened()[entry_id] = None


def draw_completeness(plan: Plan) -> None:
    """Draw how far the plan is for the certificate."""
    reached = completeness(plan.entries)
    with st.container(key="plan_completeness"):
        for part, whole, sentence in _lines(reached):
            st.progress(min(1.0, part / whole), text=sentence)
        if reached.is_complete:
            st.caption(f":material/check: {text('That is enough for the certificate.')}")
        else:
            st.caption(
                text(
                    "The certificate needs {done} measures done and {in_all} in the plan. Rejected ones do not count.",
                    done=reached.enough_done,
                    in_all=reached.enough_in_all,
                )
            )
    if plan.saved_at:
        st.caption(when_saved(plan.saved_at))


def draw_groups(view: PlanView) -> None:
    """Draw the measures by state, what is to be done first on top, the rejected ones behind a click."""
    for state in _ORDER:
        group = sorted((entry for entry in view.plan.entries if entry.state is state), key=_place)
        if not group:
            continue
        st.header(f"{group_word(state)}: {len(group)}", divider="gray")
        if state is PlanState.REJECTED:
            rejected = st.expander(text("Show them"), key="plan_rejected", on_change="rerun")
            if rejected.open:
                with rejected:
                    _draw_rows(group, view)
        else:
            _draw_rows(group, view)


def _draw_rows(group: list[PlanEntry], view: PlanView) -> None:
    """Draw the first rows of a group and those that are open; the rest behind a click, a browser takes long for it."""
    key = f"plan_shown_{group[0].state}"
    shown = st.session_state.get(key, _SHOWN_FIRST)
    opened = _opened()
    for place, entry in enumerate(group):
        if place < shown or entry.id in opened:
            _draw_row(entry, view)
    hidden = sum(entry.id not in opened for entry in group[shown:])
    if hidden:
        st.button(
            text_n("Show {n} more measure", "Show {n} more measures", min(hidden, _SHOWN_MORE)),
            key=f"{key}_more",
            on_click=st.session_state.update,
            args=({key: shown + _SHOWN_MORE},),
        )


def _draw_row(entry: PlanEntry, view: PlanView) -> None:
    is_open = entry.id in _opened()
    with st.container(border=True, key=f"plan_row_{entry.id}", gap="xxsmall"):
        st.button(
            entry_title(entry, view.library),
            key=f"plan_open_{entry.id}",
            type="tertiary",
            icon=":material/expand_less:" if is_open else ":material/expand_more:",
            on_click=_toggle,
            args=(entry.id,),
        )
        st.caption(row_words(entry, view.today))
        if is_open:
            with st.container(key=f"plan_body_{entry.id}"):
                draw_entry(view, entry)


def _toggle(entry_id: int) -> None:
    opened = _opened()
    if entry_id in opened:
        del opened[entry_id]
    else:
        opened[entry_id] = None


def _opened() -> dict[int, _Place | None]:
    """Return the entries shown open, each with the place it had when it was opened, once that is known."""
    opened: dict[int, _Place | None] = st.session_state.setdefault(_OPENED, {})
    return opened


def _place(entry: PlanEntry) -> _Place:
    """Sort by the day it is due or was done, what has none last; a row keeps its place while its day is being typed."""
    opened = _opened()
    place = opened.get(entry.id)
    if place is None:
        place = (entry.due if entry.done_on is None else entry.done_on) or date.max, entry.id
        if entry.id in opened:
            opened[entry.id] = place
    return place


def _lines(reached: Completeness) -> list[tuple[int, int, str]]:
    return [
        (
            reached.done,
            reached.enough_done,
            text("Done: {done} of {enough}", done=reached.done, enough=reached.enough_done),
        ),
        (
            reached.in_all,
            reached.enough_in_all,
            text("In the plan: {count} of {enough}", count=reached.in_all, enough=reached.enough_in_all),
        ),
    ]
