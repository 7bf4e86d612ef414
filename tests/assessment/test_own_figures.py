"""What the company knows better: its own figures change what they should, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recp_selfcheck.assessment.answers import read_answers
from recp_selfcheck.assessment.bills import Consumption
from recp_selfcheck.assessment.opportunities import GROUPS, Opportunities, rank
from recp_selfcheck.assessment.own_figures import is_doubtful
from recp_selfcheck.assessment.savings import Range
from recp_selfcheck.assessment.scoring import score
from recp_selfcheck.checklists.model import Effect, EndUse, Library, Measure
from recp_selfcheck.errors import AnswerMistakes
from tests.assessment.strategies import checklist, choice, section
from tests.assessment.test_opportunities import all_at_zero, end_use, measure, the_one

YEAR = {"electricity": Consumption(1_000_000, 100_000), "heat": Consumption(400_000, 20_000)}
USES = {"light": ("electricity", 12.0), "air": ("electricity", 20.0), "ovens": ("heat", 55.0), "rooms": ("heat", 30.0)}


def test_an_own_price_counts_before_the_bills_and_needs_none() -> None:
    repair = measure("m", ("electricity", "all", 10))
    billed = the_one(all_at_zero([repair], year={"electricity": Consumption(1_000, 100)}))
    assert (billed.money, billed.effects[0].price_basis) == (Range(10, 10, 10), "bills")
    for cost in (100.0, None):
        found = all_at_zero([repair], year={"electricity": Consumption(1_000, cost)}, prices={"electricity": 0.3})
        one = the_one(found)
        assert one.money is not None
        assert one.money.typical == pytest.approx(30)
        assert (one.effects[0].price, one.effects[0].price_basis) == (0.3, "own")
        assert found.totals["electricity"].money is not None
    nothing = the_one(all_at_zero([repair], year={}, prices={"electricity": 0.3}))
    assert nothing.money is None


def test_what_saves_nothing_never_pays_back_even_if_nobody_knows_what_it_costs() -> None:
    found = the_one(all_at_zero([measure("m", ("electricity", "all", 4))], running_costs={"m": 4_000}))
    assert (found.investment, found.pays_back, found.group) == (None, "never", "study")


def test_an_own_life_counts_before_the_measures() -> None:
    fans = measure("m", ("electricity", "all", 4), payback=(1, 2, 4), life=12)
    found = the_one(all_at_zero([fans], quotes={"m": 10_000}, lives={"m": 5}))
    assert (found.life, found.life_basis) == (5, "own")
    assert found.npv == pytest.approx(5163.15, abs=0.005)


def test_where_a_part_of_the_energy_has_no_factor_a_tonne_avoided_has_no_cost() -> None:
    monitor = measure("m", ("electricity", "all", 5), ("heat", "all", 10), ("water", "all", 5))
    year = {**YEAR, "water": Consumption(100, 100)}
    whole = the_one(all_at_zero([monitor], year=year, quotes={"m": 1}, co2={"electricity": 0.4, "heat": 0.2}))
    assert not whole.co2_partial
    assert whole.co2_cost is not None
    part = the_one(all_at_zero([monitor], year=year, quotes={"m": 1}, co2={"heat": 0.2}))
    assert part.co2_partial
    assert (part.co2_t, part.co2_cost) == (Range(8, 8, 8), None)


@pytest.mark.parametrize("terms", [{"prices": {"electricity": 0.0}}, {"lives": {"m": -1.0}}, {"lives": {"m": 0.0}}])
def test_a_price_or_life_that_cannot_be_is_refused(terms: Mapping[str, Any]) -> None:
    with pytest.raises(AnswerMistakes, match="must be above 0"):
        all_at_zero([measure("m")], **terms)


def test_a_price_for_another_unit_is_doubted() -> None:
    assert is_doubtful(250.0, 0.25)
    assert is_doubtful(0.1, 0.25)
    assert not is_doubtful(0.5, 0.25)
    assert not is_doubtful(7.0, 0.0)


def test_the_shares_that_were_used_are_told() -> None:
    found = all_at_zero([measure("m", ("electricity", "light", 10))], [end_use("light", 30)], shares={"light": 40.0})
    assert (found.shares["light"].used, found.shares["light"].basis) == (40, "own")


@st.composite
def situations(draw: st.DrawFn) -> dict[str, Any]:
    """Draw measures with their questions answered at random, a year, and own figures."""
    measures, answers = {}, {}
    for place in range(draw(st.integers(1, 6))):
        name = f"m{place}"
        effects = tuple(
            Effect(resource=resource, of=of, saves=tuple(sorted(draw(st.tuples(*[st.floats(0, 100)] * 3)))))
            for of in draw(st.lists(st.sampled_from([*USES, "all"]), max_size=3, unique=True))
            for resource in [draw(st.sampled_from(["electricity", "heat"]))]
        )
        measures[name] = Measure(
            id=name,
            title=name,
            cost=draw(st.sampled_from(["none", "low", "high"])),
            sources=("x",),
            effects=effects,
            payback=draw(st.sampled_from([None, (0.0, 0.5, 1.0), (1.0, 2.0, 3.0), (2.0, 8.0, 20.0)])),
        )
        answers[f"s.{name}"] = draw(st.sampled_from(["o0", "o1", "o2", "dont_know"]))
    uses = {
        name: EndUse(id=name, resource=of, title=name, share=(share / 2, share, share), sources=("x",))
        for name, (of, share) in USES.items()
    }  # type: ignore[arg-type]  # one of the resources
    names = sorted(measures)
    return {
        "library": Library(measures=measures, end_uses=uses),
        "answers": answers,
        "year": draw(st.sampled_from([YEAR, {"electricity": Consumption(5_000)}, {"heat": Consumption(0, 0)}, {}])),
        "shares": draw(st.fixed_dictionaries({}, optional=dict.fromkeys(USES, st.floats(0, 50)))),
        "prices": draw(st.fixed_dictionaries({}, optional={"electricity": st.floats(0.001, 10)})),
        "quotes": draw(st.dictionaries(st.sampled_from(names), st.floats(0, 1e9), max_size=3)),
        "running_costs": draw(st.dictionaries(st.sampled_from(names), st.floats(0, 1e6), max_size=3)),
        "lives": draw(st.dictionaries(st.sampled_from(names), st.floats(0.1, 100), max_size=3)),
        "rate": draw(st.floats(0, 1)),
    }


def worked_out(case: Mapping[str, Any], **changes: Any) -> Opportunities:
    given = {**case, **changes}
    names = [question.removeprefix("s.") for question in given["answers"]]
    made = checklist(section("s", *(choice(f"s.{name}", measures=(name,)) for name in names)))
    sheet = read_answers(made, given.pop("answers"))
    return rank([(made, score(made, sheet))], given.pop("library"), {}, **given)


@settings(deadline=None)
@given(situations(), st.sampled_from(sorted(USES)), st.floats(0, 50))
def test_a_larger_own_share_saves_no_less(case: dict[str, Any], use: str, more: float) -> None:
    small = {**case["shares"], use: min(case["shares"].get(use, 0.0), more)}
    large = {**case["shares"], use: max(case["shares"].get(use, 0.0), more)}
    before, after = worked_out(case, shares=small), worked_out(case, shares=large)
    grown = {one.measure: one for one in after.listed}
    for one in before.listed:
        for effect, larger in zip(one.effects, grown[one.measure].effects, strict=True):
            if effect.of == use and effect.amount is not None:
                assert larger.amount is not None
                assert larger.amount.typical >= effect.amount.typical - 1e-6
                if more > small[use] and effect.saves[1] > 0 and not larger.held and effect.consumption:
                    assert larger.amount.typical > effect.amount.typical


@settings(deadline=None)
@given(situations(), st.integers(0, 5))
def test_rejecting_takes_a_measure_out_of_every_list_and_total(case: dict[str, Any], place: int) -> None:
    name = sorted(case["library"].measures)[place % len(case["library"].measures)]
    without = {key: answer for key, answer in case["answers"].items() if key != f"s.{name}"}
    found = worked_out(case, rejected={name: "Too loud."})
    assert name not in (*found.listed_ids, *found.to_find_out_ids)
    assert [(one.measure, one.reason) for one in found.rejected] == [(name, "Too loud.")]
    assert all(name not in part.measures for total in found.totals.values() for part in total.parts)
    if without:
        as_if_never_asked = worked_out(case, answers=without)
        assert found.totals == as_if_never_asked.totals
        assert found.to_find_out_ids == as_if_never_asked.to_find_out_ids


@settings(deadline=None)
@given(situations())
def test_nothing_saves_more_than_there_is_nor_more_than_each_alone(case: dict[str, Any]) -> None:
    found = worked_out(case)
    for resource, total in found.totals.items():
        most = case["year"][resource].amount
        assert -1e-6 <= total.amount.low <= total.amount.typical + 1e-6
        assert total.amount.typical <= total.amount.high + 1e-6
        assert total.amount.high <= most + 1e-6
        alone = [one for listed in found.listed for one in listed.effects if one.resource == resource and one.amount]
        assert total.amount.typical <= sum(one.amount.typical for one in alone if one.amount) + 1e-6


@settings(deadline=None)
@given(situations())
def test_the_order_is_that_of_classes_then_money_then_loss(case: dict[str, Any]) -> None:
    listed = worked_out(case).listed
    for one, following in pairwise(listed):
        assert GROUPS.index(one.group) <= GROUPS.index(following.group)
        if one.group == following.group:
            assert one.money is not None or following.money is None
            if one.money is not None and following.money is not None:
                assert one.money.typical >= following.money.typical - 1e-6
            elif one.money is None and following.money is None:
                assert one.loss >= following.loss - 1e-6


@settings(deadline=None)
@given(situations())
def test_what_pays_back_says_so_in_one_way(case: dict[str, Any]) -> None:
    for one in worked_out(case).listed:
        if one.net_saving is not None and one.net_saving <= 0:
            assert (one.pays_back, one.payback, one.group) == ("never", None, "study")
        elif one.investment == 0 and one.net_saving is not None:
            assert (one.pays_back, one.payback) == ("at_once", 0)
        elif one.payback is not None and one.net_saving is not None:
            assert one.investment is not None
            assert one.payback == pytest.approx(one.investment / one.net_saving)
