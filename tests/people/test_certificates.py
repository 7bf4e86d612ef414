"""What a certificate needs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recp_selfcheck.people.certificates import Missing, Record, Rules, what_is_missing

RULES = Rules(meetings=4, measures=True)
EARNED = Record(attended=4, homework={"energy": True, "bills": True}, plan_handed_in=True, done=3, in_plan=6)


def test_whoever_did_everything_gets_it() -> None:
    assert what_is_missing(RULES, EARNED) == ()


@pytest.mark.parametrize(
    ("changed", "missing"),
    [
        ({"attended": 3}, Missing("meetings", {"attended": 3, "needed": 4})),
        ({"homework": {"energy": False, "bills": True}}, Missing("homework", {"part": "energy"})),
        ({"plan_handed_in": False}, Missing("plan", {})),
        ({"done": 2}, Missing("measures", {"done": 2, "done_needed": 3, "in_plan": 6, "in_plan_needed": 6})),
        ({"in_plan": 5}, Missing("measures", {"done": 3, "done_needed": 3, "in_plan": 5, "in_plan_needed": 6})),
    ],
)
def test_each_rule_alone_keeps_it_back(changed: dict[str, object], missing: Missing) -> None:
    assert what_is_missing(RULES, replace(EARNED, **changed)) == (missing,)


def test_a_rule_the_club_does_not_have_asks_for_nothing() -> None:
    easy = Rules(meetings=0, homework=False, plan=False, measures=False)
    nothing = Record(attended=0, homework={"energy": False}, plan_handed_in=False)
    assert what_is_missing(easy, nothing) == ()


def test_rules_come_back_as_they_were_stored() -> None:
    assert Rules.of(RULES.stored()) == RULES
    assert Rules.of({}) == Rules()
    assert Rules.of({"meetings": 2, "no longer known": 1}) == Rules(meetings=2)
