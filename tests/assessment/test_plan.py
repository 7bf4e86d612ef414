"""The action plan: states, what is late, what counts for the certificate, what comes next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recp_selfcheck.assessment.plan import (
    FINISHED,
    MOVES,
    Completeness,
    PlanEntry,
    PlanState,
    advance,
    completeness,
    is_overdue,
    months_after,
    next_dates,
)
from recp_selfcheck.errors import NotPossibleNow

TODAY = date(2027, 5, 12)
DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


def entry(state: PlanState = PlanState.PLANNED, ident: int = 1, **more: Any) -> PlanEntry:
    return PlanEntry(id=ident, title="Shut the gate", state=state, **more)


def after(before: PlanEntry, changes: dict[str, Any]) -> PlanEntry:
    """Apply what `advance` returned as storage would."""
    given = dict(changes)
    if "done_on" in given:
        given["done_on"] = date.fromisoformat(given["done_on"]) if given["done_on"] else None
    return replace(before, **{**given, "state": PlanState(given["state"])})


def refused(before: PlanEntry, to: PlanState, **more: Any) -> str:
    with pytest.raises(NotPossibleNow) as caught:
        advance(before, to, today=TODAY, **more)
    [mistake] = caught.value.mistakes
    return mistake.code


def test_the_usual_way_from_planned_to_verified() -> None:
    one = entry()
    one = after(one, advance(one, PlanState.STARTED, today=TODAY))
    one = after(one, advance(one, PlanState.DONE, today=TODAY))
    assert one.done_on == TODAY
    assert refused(one, PlanState.VERIFIED) == "no-follow-up"
    assert advance(one, PlanState.VERIFIED, today=TODAY, found=True) == {"state": "verified"}
    for shown in ({"measured": {6: -3.0}}, {"explained": {12: "The meter broke"}}):
        assert advance(replace(one, **shown), PlanState.VERIFIED, today=TODAY) == {"state": "verified"}


def test_a_rejection_needs_its_reason_and_keeps_it_when_taken_up_again() -> None:
    one = entry()
    assert refused(one, PlanState.REJECTED) == "reject-reason"
    assert refused(one, PlanState.REJECTED, reason="  no   ") == "reject-reason"
    one = after(one, advance(one, PlanState.REJECTED, today=TODAY, reason="The hall is let"))
    one = after(one, advance(one, PlanState.PLANNED, today=TODAY))
    assert one.reason == "The hall is let"
    assert advance(one, PlanState.REJECTED, today=TODAY)["reason"] == "The hall is let"


def test_not_done_after_all_takes_the_date_away_and_the_next_time_is_dated_anew() -> None:
    one = entry(PlanState.DONE, done_on=TODAY)
    one = after(one, advance(one, PlanState.STARTED, today=TODAY))
    assert one.done_on is None
    later = TODAY + timedelta(days=30)
    assert advance(one, PlanState.DONE, today=later) == {"state": "done", "done_on": later.isoformat()}


def test_not_verified_after_all_keeps_the_day_it_was_done() -> None:
    assert advance(entry(PlanState.VERIFIED, done_on=TODAY), PlanState.DONE, today=TODAY) == {"state": "done"}


@given(st.lists(st.tuples(st.sampled_from(list(PlanState)), st.booleans(), st.booleans()), max_size=20), DAYS)
def test_no_state_is_reached_that_the_table_forbids(steps: list[tuple[PlanState, bool, bool]], today: date) -> None:
    one = entry()
    for to, reasoned, found in steps:
        allowed = (
            to in MOVES[one.state]
            and (to is not PlanState.REJECTED or reasoned or bool(one.reason))
            and (to is not PlanState.VERIFIED or found)
        )
        try:
            changed = after(one, advance(one, to, today=today, reason="Too dear now" if reasoned else "", found=found))
        except NotPossibleNow:
            assert not allowed
            continue
        assert allowed
        assert changed.state is to
        assert (changed.done_on is not None) == (to in FINISHED)
        one = changed


def test_every_state_can_be_reached_and_left_again() -> None:
    assert set(MOVES) == set(PlanState)
    assert {to for following in MOVES.values() for to in following} == set(PlanState)
    back = [(PlanState.STARTED, PlanState.PLANNED), (PlanState.DONE, PlanState.STARTED)]
    back += [(PlanState.VERIFIED, PlanState.DONE), (PlanState.REJECTED, PlanState.PLANNED)]
    assert all(to in MOVES[state] for state, to in back), "a mis-click can be taken back"


@pytest.mark.parametrize("state", list(PlanState))
def test_only_what_is_not_done_by_its_day_is_late(state: PlanState) -> None:
    still_open = state in {PlanState.PLANNED, PlanState.STARTED}
    assert not is_overdue(entry(state, due=TODAY), TODAY)
    assert is_overdue(entry(state, due=TODAY - timedelta(days=1)), TODAY) is still_open
    assert not is_overdue(entry(state), TODAY)


@given(st.lists(st.sampled_from(list(PlanState)), max_size=30))
def test_what_counts_for_the_certificate(states: list[PlanState]) -> None:
    reached = completeness([entry(state, place) for place, state in enumerate(states)])
    done = [state for state in states if state in {PlanState.DONE, PlanState.VERIFIED}]
    kept = [state for state in states if state is not PlanState.REJECTED]
    assert (reached.done, reached.in_all) == (len(done), len(kept))
    assert reached.is_complete == (len(done) >= 3 and len(kept) >= 6)


def test_two_done_of_nine_are_not_enough_nor_three_done_of_five() -> None:
    assert not Completeness(2, 9).is_complete
    assert not Completeness(3, 5).is_complete
    assert Completeness(3, 6).is_complete


def test_what_comes_next_stands_first() -> None:
    entries = [
        entry(ident=1, due=date(2027, 9, 1)),
        entry(PlanState.DONE, 2, done_on=date(2027, 1, 31), explained={12: "Nothing to see yet"}),
        entry(PlanState.STARTED, 3, due=date(2027, 6, 1)),
        entry(PlanState.REJECTED, 4, due=date(2027, 5, 1)),
        entry(PlanState.VERIFIED, 5, done_on=date(2027, 1, 1)),
        entry(ident=6),
    ]
    found = [(one.on, one.entry.id, one.months) for one in next_dates(entries)]
    assert found == [(date(2027, 6, 1), 3, 0), (date(2027, 7, 31), 2, 6), (date(2027, 9, 1), 1, 0)]


@given(DAYS, st.sampled_from([6, 12]))
def test_months_later_is_the_same_day_or_the_last_of_a_shorter_month(day: date, months: int) -> None:
    later = months_after(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)
