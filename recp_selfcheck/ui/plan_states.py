"""The buttons that move a measure of the plan on, back or out; each says what happens."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from recp_selfcheck.actions import plan
from recp_selfcheck.actions.answering import Cell
from recp_selfcheck.actions.plan_fields import LONGEST_SENTENCE
from recp_selfcheck.actions.session import Session
from recp_selfcheck.assessment.plan import MOVES, PlanEntry, PlanState
from recp_selfcheck.errors import AnswerMistakes, Conflict, NotFound, NotPossibleNow
from recp_selfcheck.i18n import text
from recp_selfcheck.i18n.mistakes import word
from recp_selfcheck.reports.plan_words import state_word
from recp_selfcheck.ui.own_rejection import RejectionField
from recp_selfcheck.ui.plain import plain
from recp_selfcheck.ui.plan_fields import PlanFields
from recp_selfcheck.ui.plan_view import PlanView
from recp_selfcheck.ui.session import resume

_TROUBLE = "plan_trouble"


def draw_states(view: PlanView, entry: PlanEntry, fields: PlanFields) -> None:
    """Draw a button for each state that may follow, and why the last one pressed was refused."""
    session, cells = view.session, view.cells(entry)
    _show_trouble(entry.id)
    seen = cells["state"].version if "state" in cells else 0
    with st.container(horizontal=True, key=f"plan_states_{entry.id}"):
        for place, to in enumerate(MOVES[entry.state]):
            if to is PlanState.REJECTED:
                continue
            st.button(
                _button_word(entry.state, to),
                key=f"plan_to_{entry.id}_{to}",
                type="primary" if place == 0 else "secondary",
                on_click=_pressed(entry.id, partial(plan.change_state, session, entry.id, to, seen, today=view.today)),
            )
        if PlanState.REJECTED in MOVES[entry.state]:
            with st.popover(text("We will not do this")):
                key = _draw_reason(view, entry, fields)
                st.button(
                    text("Reject the measure"),
                    key=f"plan_to_{entry.id}_rejected",
                    on_click=_pressed(entry.id, lambda: _reject(session, entry.id, seen, key)),
                )
        if plan.is_removable(entry, cells):
            st.button(
                text("Remove"),
                key=f"plan_remove_{entry.id}",
                icon=":material/delete:",
                on_click=_pressed(entry.id, lambda: plan.remove(session, entry.id)),
            )


def _draw_reason(view: PlanView, entry: PlanEntry, fields: PlanFields) -> str:
    """Draw the field for why not, of a library's measure the one among the opportunities; return the widget's key."""
    if entry.is_own:
        return fields.lines("reason", text("Why not? It stays in the plan with the reason."), LONGEST_SENTENCE)
    field = RejectionField(view.session, entry.measure, view.plan.rejections.get(entry.measure), entry.reason)
    field.draw()
    return field.key


def draw_renewal(session: Session, entry: PlanEntry, frozen: Cell) -> None:
    """Draw the button that takes today's figures in place of the frozen ones."""
    st.button(
        text("Take today's figures"),
        key=f"plan_renew_{entry.id}",
        icon=":material/refresh:",
        type="tertiary",
        on_click=_pressed(entry.id, lambda: plan.renew(session, entry.id, frozen.version)),
    )


def _button_word(state: PlanState, to: PlanState) -> str:
    return {
        (PlanState.PLANNED, PlanState.STARTED): text("We have started"),
        (PlanState.PLANNED, PlanState.DONE): text("It is done"),
        (PlanState.STARTED, PlanState.DONE): text("It is done"),
        (PlanState.STARTED, PlanState.PLANNED): text("Not started yet after all"),
        (PlanState.DONE, PlanState.VERIFIED): text("We have checked what it saves"),
        (PlanState.DONE, PlanState.STARTED): text("Not done yet after all"),
        (PlanState.VERIFIED, PlanState.DONE): text("Not verified yet after all"),
        (PlanState.REJECTED, PlanState.PLANNED): text("Take it up again"),
    }[state, to]


def _reject(session: Session, entry_id: int, seen: int, key: str) -> None:
    """Reject with what stands in the field: the click may arrive together with the words."""
    plan.change_state(session, entry_id, PlanState.REJECTED, seen, reason=st.session_state.get(key) or "")


def _pressed(entry_id: int, step: Callable[[], object]) -> Callable[[], None]:
    """Return what a button does: the step, or a sentence that says why not."""

    def callback() -> None:
        resume()
        trouble: dict[int, str] = st.session_state.setdefault(_TROUBLE, {})
        trouble.pop(entry_id, None)
        try:
            step()
        except Conflict as conflict:
            state = conflict.current.value
            known = state_word(PlanState(state)) if isinstance(state, str) else ""
            trouble[entry_id] = (
                text("Another window has changed it meanwhile: it is {state} now.", state=known)
                if known
                else text("Another window has changed it meanwhile. Look again and repeat.")
            )
        except (AnswerMistakes, NotPossibleNow) as refusal:
            trouble[entry_id] = " ".join(word(mistake) for mistake in refusal.mistakes)
        except NotFound:
            pass  # removed in another window: the row is gone, which says it

    return callback


def _show_trouble(entry_id: int) -> None:
    said = st.session_state.get(_TROUBLE, {}).get(entry_id)
    if said:
        st.error(plain(said), icon=":material/error:")
