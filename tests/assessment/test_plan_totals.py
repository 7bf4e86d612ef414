"""What the measures of a plan save together, from what was frozen when each was taken over."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recp_selfcheck.assessment.bills import Consumption
from recp_selfcheck.assessment.expected import Expected, expect, from_json, to_json
from recp_selfcheck.assessment.plan import PlanEntry, PlanState
from recp_selfcheck.assessment.plan_totals import plan_totals, totals_by_state
from recp_selfcheck.assessment.savings import EffectSaving, Range
from recp_selfcheck.checklists.model import EndUse, Measure
from tests.assessment.test_opportunities import all_at_zero, end_use, measure

MWH = 1000
POWER = {"electricity": Consumption(1000 * MWH, 100_000.0), "heat": Consumption(60 * MWH, 6000.0)}
AIR = end_use("air", 10)
DRYING = end_use("drying", 20, "heat")


def taken(
    measures: Sequence[Measure],
    end_uses: Sequence[EndUse] = (AIR, DRYING),
    year: dict[str, Consumption] = POWER,
    **more: Any,
) -> list[PlanEntry]:
    """Take measures over, all with a gap of 1, as the company's answers and bills are on that day."""
    ranking = all_at_zero(measures, end_uses, year, co2={"electricity": 0.4})
    frozen = {"currency": "BYN", "year": 2025, "consumption": year, "end_uses": {one.id: one for one in end_uses}}
    by_measure = {one.measure: expect(one, title=one.measure, **{**frozen, **more}) for one in ranking.listed}
    return [
        PlanEntry(id=place, measure=one.id, expected=by_measure[one.id]) for place, one in enumerate(measures, start=1)
    ]


def own(ident: int, resource: str, amount: float | None, money: float | None = None) -> PlanEntry:
    worth = None if money is None else Range(money, money, money)
    effects = ()
    if amount is not None:
        effects = (
            EffectSaving(
                resource, "", None, None, (0.0, 0.0, 0.0), 1.0, Range(amount, amount, amount), False, None, worth, None
            ),
        )
    return PlanEntry(id=ident, title="own", expected=Expected(effects=effects, money=worth, currency="BYN"))


def typical(entries: Sequence[PlanEntry], resource: str = "electricity") -> float:
    return plan_totals(entries, "BYN").by_resource[resource].amount.typical


def test_measures_on_one_use_act_on_what_the_others_leave_and_the_site_on_the_rest() -> None:
    """The worked example of the rules: 28 MWh of an end use, 76.6 MWh with a measure on the whole site."""
    entries = taken([measure("a", ("electricity", "air", 20)), measure("b", ("electricity", "air", 10))])
    totals = plan_totals(entries, "BYN")
    saving = totals.by_resource["electricity"]
    assert saving.amount.typical == pytest.approx(28 * MWH)
    assert [(one.of, one.entries) for one in saving.together] == [("air", (1, 2))]
    assert saving.money is not None
    assert saving.money.typical == pytest.approx(2800)
    assert saving.co2_t is not None
    assert saving.co2_t.typical == pytest.approx(11.2)
    site = [*entries, *(replace(one, id=3) for one in taken([measure("site", ("electricity", "all", 5))]))]
    assert typical(site) == pytest.approx(76.6 * MWH)


def test_a_measure_alone_saves_in_the_plan_what_its_row_says() -> None:
    [one] = taken([measure("a", ("electricity", "air", (10, 20, 30)), ("heat", "drying", (1, 2, 3)))])
    totals = plan_totals([one], "BYN")
    assert one.expected is not None
    for effect in one.expected.effects:
        assert effect.amount is not None
        saving = totals.by_resource[effect.resource]
        for end in ("low", "typical", "high"):
            assert getattr(saving.amount, end) == pytest.approx(getattr(effect.amount, end))
        assert saving.together == ()
    assert one.expected.money is not None
    assert totals.money is not None
    assert totals.money.typical == pytest.approx(one.expected.money.typical)


def test_heat_recovered_never_exceeds_what_is_left() -> None:
    """The worked example: 80 MWh of heat are offered by the compressors, 60 are left and count."""
    air = end_use("air", 20)
    entries = taken(
        [measure("leaks", ("electricity", "air", 20)), measure("recovery", ("heat", "air", 50))], (air, DRYING)
    )
    assert typical(entries, "heat") == pytest.approx(60 * MWH)
    assert typical(entries) == pytest.approx(40 * MWH)


def test_own_measures_are_added_as_they_were_typed() -> None:
    entries = [*taken([measure("a", ("electricity", "air", 20))]), own(7, "electricity", 500.0, 40.0)]
    totals = plan_totals(entries, "BYN")
    saving = totals.by_resource["electricity"]
    assert saving.amount.typical == pytest.approx(20.5 * MWH)
    assert saving.typed == (7,)
    assert saving.money is not None
    assert saving.money.typical == pytest.approx(2040)


def test_a_saving_in_money_alone_counts_in_money_alone() -> None:
    totals = plan_totals([own(1, "electricity", None, 300.0)], "BYN")
    assert totals.by_resource == {}
    assert totals.money == Range(300, 300, 300)


def test_what_has_no_figure_or_another_currency_is_said() -> None:
    entries = [
        *taken([measure("a", ("electricity", "air", 20))], currency="USD"),
        PlanEntry(id=2, title="no figure"),
        PlanEntry(id=3, measure="known later", expected=Expected(title="x")),
    ]
    totals = plan_totals(entries, "BYN")
    assert totals.other_currency == (1,)
    assert totals.unknown == (2, 3)
    assert totals.money is None
    assert totals.by_resource["electricity"].amount.typical == pytest.approx(20 * MWH)


def test_measures_of_an_older_year_are_reckoned_with_the_newer_one() -> None:
    before = taken([measure("a", ("electricity", "air", 20))], year={"electricity": Consumption(500 * MWH)})
    newer = [
        replace(one, id=2, expected=replace(one.expected, year=2026))
        for one in taken([measure("b", ("electricity", "air", 10))])
        if one.expected
    ]
    assert typical([*before, *newer]) == pytest.approx(28 * MWH)


def test_rejected_measures_are_in_no_total() -> None:
    entries = [
        replace(one, state=state)
        for one, state in zip(
            taken([measure("a", ("electricity", "air", 20)), measure("b", ("electricity", "air", 10))]),
            (PlanState.DONE, PlanState.REJECTED),
            strict=True,
        )
    ]
    by_state = totals_by_state(entries, "BYN")
    assert list(by_state) == [PlanState.DONE]
    assert by_state[PlanState.DONE].by_resource["electricity"].amount.typical == pytest.approx(20 * MWH)


EFFECTS = st.lists(
    st.tuples(
        st.sampled_from([("electricity", "air"), ("electricity", "all"), ("heat", "drying"), ("heat", "air")]),
        st.lists(st.floats(0, 100), min_size=3, max_size=3).map(sorted),
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda pair: pair[0],
)


@given(st.lists(EFFECTS, min_size=1, max_size=8))
def test_together_is_never_more_than_the_sum_nor_than_there_is(several: list[Any]) -> None:
    measures = [
        measure(f"m{place}", *((resource, of, tuple(saves)) for (resource, of), saves in effects))
        for place, effects in enumerate(several)
    ]
    entries = taken(measures)
    totals = plan_totals(entries, "BYN")
    for resource, saving in totals.by_resource.items():
        alone = [
            effect.amount
            for entry in entries
            if entry.expected
            for effect in entry.expected.effects
            if effect.resource == resource and effect.amount
        ]
        for end in ("low", "typical", "high"):
            together = getattr(saving.amount, end)
            assert -1e-6 <= together <= POWER[resource].amount + 1e-6
        assert saving.amount.typical <= sum(one.typical for one in alone) + 1e-6


@given(st.lists(EFFECTS, min_size=1, max_size=4))
def test_what_is_frozen_comes_back_the_same(several: list[Any]) -> None:
    measures = [
        measure(f"m{place}", *((resource, of, tuple(saves)) for (resource, of), saves in effects))
        for place, effects in enumerate(several)
    ]
    for entry in taken(measures):
        assert entry.expected is not None
        assert from_json(json.loads(json.dumps(to_json(entry.expected)))) == entry.expected


def test_the_main_effect_is_the_one_worth_most() -> None:
    [one] = taken([measure("a", ("heat", "drying", 1), ("electricity", "air", 20))])
    assert one.expected is not None
    assert one.expected.main is not None
    assert one.expected.main.resource == "electricity"
