"""The states of a submission and the steps between them: the whole table."""

from __future__ import annotations

import pytest

from recp_selfcheck.errors import NotPossibleNow
from recp_selfcheck.people.review import EDITABLE, State, Step, advance, may_begin_round

POSSIBLE = {
    (State.DRAFT, Step.HAND_IN): State.SUBMITTED,
    (State.RETURNED, Step.HAND_IN): State.SUBMITTED,
    (State.SUBMITTED, Step.TAKE_BACK): State.DRAFT,
    (State.SUBMITTED, Step.RETURN): State.RETURNED,
    (State.SUBMITTED, Step.ACCEPT): State.ACCEPTED,
    (State.ACCEPTED, Step.REOPEN): State.RETURNED,
}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("step", Step)
def test_a_step_is_possible_exactly_where_the_table_says(state: State, step: Step) -> None:
    if (state, step) in POSSIBLE:
        assert advance(state, step) == POSSIBLE[state, step]
        return
    with pytest.raises(NotPossibleNow) as caught:
        advance(state, step)
    assert caught.value.mistakes[0].code == "wrong-state"
    assert caught.value.mistakes[0].values == {"state": state.value, "step": step.value}


def test_taking_back_leads_to_where_it_was_handed_in_from() -> None:
    assert advance(State.SUBMITTED, Step.TAKE_BACK, handed_in_from=State.RETURNED) is State.RETURNED
    assert advance(State.SUBMITTED, Step.TAKE_BACK, handed_in_from=State.DRAFT) is State.DRAFT


def test_what_a_trainer_has_opened_cannot_be_taken_back_but_still_be_decided() -> None:
    with pytest.raises(NotPossibleNow) as caught:
        advance(State.SUBMITTED, Step.TAKE_BACK, opened=True)
    assert caught.value.mistakes[0].code == "opened"
    assert advance(State.SUBMITTED, Step.ACCEPT, opened=True) is State.ACCEPTED


def test_a_company_may_edit_drafts_and_what_was_returned() -> None:
    assert {State.DRAFT, State.RETURNED} == EDITABLE


@pytest.mark.parametrize("state", State)
def test_a_new_round_begins_after_acceptance_and_in_solo_mode_after_handing_in(state: State) -> None:
    assert may_begin_round(state, solo=False) == (state is State.ACCEPTED)
    assert may_begin_round(state, solo=True) == (state in {State.ACCEPTED, State.SUBMITTED})
