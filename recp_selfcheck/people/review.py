"""The way of a submission between company and trainer: one table of states and steps."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from recp_selfcheck.errors import Mistake, NotPossibleNow


class State(StrEnum):
    """Where a submission is."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"


class Step(StrEnum):
    """What moves it."""

    HAND_IN = "hand in"
    TAKE_BACK = "take back"
    RETURN = "return"
    ACCEPT = "accept"
    REOPEN = "reopen"


EDITABLE = frozenset({State.DRAFT, State.RETURNED})
"""The states in which the company may change its answers."""

_NEXT: Mapping[tuple[State, Step], State] = {
    (State.DRAFT, Step.HAND_IN): State.SUBMITTED,
    (State.RETURNED, Step.HAND_IN): State.SUBMITTED,
    (State.SUBMITTED, Step.TAKE_BACK): State.DRAFT,  # or RETURNED, where it was handed in from that
    (State.SUBMITTED, Step.RETURN): State.RETURNED,
    (State.SUBMITTED, Step.ACCEPT): State.ACCEPTED,
    (State.ACCEPTED, Step.REOPEN): State.RETURNED,
}


def advance(state: State, step: Step, *, handed_in_from: State | None = None, opened: bool = False) -> State:
    """Return the state after a step; NotPossibleNow (code `wrong-state`, or `opened`) where it is not possible.

    `handed_in_from` is where taking back leads. `opened` says that a trainer has looked at what was handed in, after
    which it cannot be taken back; nobody opens it in solo mode.
    """
    following = _NEXT.get((state, step))
    if following is None:
        raise NotPossibleNow(
            [
                Mistake(
                    "wrong-state",
                    f"A checklist that is {state} cannot be changed by '{step}'. Reload the page.",
                    values={"state": state.value, "step": step.value},
                )
            ]
        )
    if step is not Step.TAKE_BACK:
        return following
    if opened:
        raise NotPossibleNow(
            [
                Mistake(
                    "opened",
                    "The trainer has opened it, so it cannot be taken back. Ask the trainer to return it.",
                    values={"state": state.value, "step": step.value},
                )
            ]
        )
    return handed_in_from or following


def may_begin_round(state: State, *, solo: bool) -> bool:
    """Say whether a new round may begin: after acceptance, in solo mode after handing in."""
    return state is State.ACCEPTED or (solo and state is State.SUBMITTED)
