"""What a year costs, and what of it left again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recp_selfcheck.assessment.bills import CARRIERS, YearlyTotal
from recp_selfcheck.assessment.costs import CostView, costs
from recp_selfcheck.assessment.indicators import resources
from recp_selfcheck.checklists.figures import load_figures

FACTORS = load_figures().factors


def of(*totals: YearlyTotal) -> CostView:
    return costs(resources(totals, FACTORS, "BY"))


DAIRY = (
    YearlyTotal("electricity", 1_000_000, "kWh", 300_000),
    YearlyTotal("natural_gas", 200, "thousand_m3", 150_000),
    YearlyTotal("water", 40_000, "m3", 80_000),
    YearlyTotal("wastewater", 30_000, "m3", 90_000),
    YearlyTotal("material", 900, "t", 900_000, "Milk"),
    YearlyTotal("material", 100, "t", 300_000, "Packaging"),
    YearlyTotal("waste", 50, "t", 5_000, "Whey"),
    YearlyTotal("vehicle_fuel", 10_000, "l", 25_000),
)


def test_groups_stand_from_the_dearest_down_and_every_bill_counts_once() -> None:
    found = of(*DAIRY)
    assert [(group.id, group.cost) for group in found.groups] == [
        ("materials", 1_200_000),
        ("electricity", 300_000),
        ("water", 170_000),
        ("heat", 150_000),
        ("vehicle_fuel", 25_000),
        ("waste", 5_000),
    ]
    assert found.total == 1_850_000
    assert found.complete
    assert found.share(found.groups[0].cost) == pytest.approx(1_200_000 / 1_850_000)
    assert [line.name for line in found.groups[0].lines] == ["Milk", "Packaging"]
    assert found.groups[1].lines[0].price == 0.3


def test_non_product_output_is_bought_at_its_price_and_paid_for_again_to_be_rid_of() -> None:
    materials, water = of(*DAIRY).non_product
    assert (materials.amount, materials.price) == (50, 1200)
    assert (materials.bought, materials.disposal, materials.cost) == (60_000, 5_000, 65_000)
    assert materials.between == (50 * 1000 + 5_000, 50 * 3000 + 5_000)
    assert (water.amount, water.price) == (30_000, 2)
    assert (water.bought, water.disposal, water.cost) == (60_000, 90_000, 150_000)
    assert water.complete
    assert of(*DAIRY).non_product_cost == 215_000


def test_a_bill_without_cost_leaves_the_total_short_and_is_named() -> None:
    found = of(*DAIRY[:4], YearlyTotal("material", 900, "t", None, "Milk"), *DAIRY[5:])
    assert not found.complete
    assert [(line.carrier, line.name) for line in found.unknown] == [("material", "Milk")]
    assert found.total == 950_000
    materials = found.non_product[0]
    assert (materials.price, materials.bought, materials.cost) == (None, None, 5_000)
    assert materials.between is None
    assert not materials.complete


def test_more_waste_than_materials_is_held_at_what_came_in() -> None:
    (found,) = of(YearlyTotal("material", 10, "t", 1_000), YearlyTotal("waste", 30, "t", 600)).non_product
    assert found.held
    assert (found.amount, found.bought, found.disposal) == (10, 1_000, 600)


def test_an_amount_that_was_refused_gives_no_price_and_is_named() -> None:
    found = of(YearlyTotal("water", 5, "t", 10), YearlyTotal("wastewater", 30, "m3", 60))
    assert found.refused == ("water",)
    assert not found.complete
    assert (found.non_product[0].bought, found.non_product[0].disposal) == (None, 60)
    assert of(YearlyTotal("water", 50, "m3", 100), YearlyTotal("wastewater", 3, "t", 6)).non_product == ()


def test_heat_metered_behind_the_own_boiler_is_no_cost_of_its_own() -> None:
    found = of(YearlyTotal("own_heat", 100, "Gcal"), YearlyTotal("electricity", 1, "MWh", 200))
    assert found.complete
    assert [group.id for group in found.groups] == ["electricity"]


def test_nothing_entered_costs_nothing() -> None:
    found = of()
    assert (found.groups, found.total, found.non_product, found.non_product_cost) == ((), 0, (), None)
    assert found.share(0.0) is None


bills = st.builds(
    lambda carrier, amount, cost: YearlyTotal(carrier.id, amount, carrier.base, cost),
    st.sampled_from([carrier for carrier in CARRIERS.values() if carrier.id not in ("own_heat", "rain_water")]),
    st.floats(0, 1e6),
    st.one_of(st.none(), st.floats(0, 1e6)),
)


@given(st.lists(bills, max_size=12))
def test_the_total_is_the_sum_of_all_bills_with_a_cost_when_every_bill_has_one(totals: list[YearlyTotal]) -> None:
    found = of(*totals)
    if found.complete:
        assert found.total == pytest.approx(sum(total.cost or 0 for total in totals))
    assert sum(found.share(group.cost) or 0 for group in found.groups) == pytest.approx(1 if found.total > 0 else 0)
    for one in found.non_product:
        if one.between is not None and one.cost is not None:
            low, high = one.between
            assert low <= one.cost * (1 + 1e-9)
            assert one.cost <= high * (1 + 1e-9)
