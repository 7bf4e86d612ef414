"""Savings over companies: what counts, twice nothing, and never a figure that gives one company away."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recp_selfcheck.assessment.expected import Expected
from recp_selfcheck.assessment.follow_ups import Basis, FollowUp
from recp_selfcheck.assessment.months import Month
from recp_selfcheck.assessment.plan import PlanEntry, PlanState
from recp_selfcheck.assessment.programme import (
    ClubSaving,
    CompanySaving,
    ProgrammeSaving,
    company_savings,
    programme_savings,
)
from recp_selfcheck.assessment.savings import EffectSaving, Range
from recp_selfcheck.checklists.model import Resource

SINCE = Month(2026, 1)


def entry(ident: int, state: PlanState, *, kwh: float = 1000, resource: Resource = "electricity") -> PlanEntry:
    """Return an own measure expected to save so much, worth 0.1 a unit."""
    effect = EffectSaving(
        resource=resource,
        of="",
        consumption=None,
        share=None,
        saves=(0, 0, 0),
        gap=1,
        amount=Range(kwh / 2, kwh, kwh * 2),
        held=False,
        price=0.1,
        money=Range(kwh / 20, kwh / 10, kwh / 5),
        co2_t=Range(kwh / 2000, kwh / 1000, kwh / 500),
    )
    worth = Range(kwh / 20, kwh / 10, kwh / 5)
    expected = Expected((effect,), worth, effect.co2_t, currency="BYN")
    return PlanEntry(ident, title="x", state=state, expected=expected)


def shown(
    saved: float, months: int = 6, basis: Basis = "own", others: tuple[int, ...] = (), resource: str = "electricity"
) -> FollowUp:
    return FollowUp(months, date(2026, 7, 1), SINCE, resource, basis, saved, others=others)


def by_kind(savings: tuple[CompanySaving, ...]) -> Mapping[tuple[str, str], tuple[float, int]]:
    return {(one.stage, one.what): (one.saved.typical, one.measures) for one in savings}


def test_each_stage_counts_its_measures_and_the_rejected_nowhere() -> None:
    entries = [entry(n, state) for n, state in enumerate(PlanState, 1)]
    found = by_kind(company_savings(entries, "BYN", {4: (shown(300), shown(700, 12))}))
    assert found["planned", "electricity"] == (4000, 4)
    assert found["done", "electricity"] == (2000, 2)
    assert found["verified", "electricity"] == (700, 1), "the longer follow-up, nothing made a year of"
    assert (found["planned", "money"], found["done", "money"], found["verified", "money"]) == (
        (400, 4),
        (200, 2),
        (70, 1),
    )
    assert found["verified", "co2"] == (pytest.approx(0.7), 1)


def test_what_the_bills_show_of_several_measures_counts_once() -> None:
    entries = [entry(n, PlanState.VERIFIED) for n in (1, 2, 3)]
    measured = {
        1: (shown(500, basis="per_output", others=(2,)),),
        2: (shown(480, basis="plain", others=(1,)),),
        3: (shown(50),),
    }
    assert by_kind(company_savings(entries, "BYN", measured))["verified", "electricity"] == (550, 2)
    measured[3] = (shown(50),)
    measured[1] = (shown(500, basis="per_output", others=(2, 3)),)
    assert by_kind(company_savings(entries, "BYN", measured))["verified", "electricity"] == (500, 1)


def test_money_in_another_currency_and_what_saves_nothing_are_left_out() -> None:
    found = by_kind(company_savings([entry(1, PlanState.VERIFIED)], "USD", {1: (shown(10),)}))
    assert ("planned", "money") not in found
    assert ("verified", "money") not in found
    assert company_savings([entry(1, PlanState.PLANNED, kwh=0)], "BYN", {}) == ()


def saving(typical: float, n: int, club: int = 1, what: str = "electricity", currency: str = "") -> ClubSaving:
    """Return what `n` companies save together, each with three measures."""
    return ClubSaving(
        club, n, CompanySaving("planned", what, currency, Range(typical / 2, typical, typical * 2), 3 * n)
    )


def test_a_programme_of_five_has_a_figure_and_one_of_four_says_that_it_has_none() -> None:
    five = programme_savings([saving(500, 5)])
    assert [(one.clubs, one.n, one.measures, one.saved.typical) for one in five.figures] == [
        ((), 5, 15, 500),
        ((1,), 5, 15, 500),
    ]
    four = programme_savings([saving(400, 4)])
    assert (four.figures, four.withheld) == ((), (("planned", "electricity"),))


def test_each_figure_is_of_one_currency() -> None:
    found = programme_savings([saving(4, 4, what="money", currency="BYN"), saving(5, 5, what="money", currency="EUR")])
    assert {(one.currency, one.n) for one in found.figures} == {("EUR", 5)}
    assert found.withheld == (("planned", "money"),)


def test_figures_leave_rounded_to_three_digits() -> None:
    (whole, _club) = programme_savings([saving(617.28, 5)]).figures
    assert whole.saved == Range(309, 617, 1230)


@given(st.dictionaries(st.integers(1, 9), st.integers(1, 12)))
def test_no_club_and_nothing_left_by_subtracting_is_of_fewer_than_five(companies: dict[int, int]) -> None:
    found = programme_savings([saving(100, n, club) for club, n in companies.items()]).figures
    whole: list[ProgrammeSaving] = [one for one in found if not one.clubs]
    parts = [one for one in found if one.clubs]
    assert all(one.n >= 5 for one in found)
    assert sum(one.n for one in whole) == sum(one.n for one in parts)
    clubs = [club for one in parts for club in one.clubs]
    assert len(clubs) == len(set(clubs))
