from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recp_selfcheck.assessment.answers import Answer
from recp_selfcheck.assessment.bill_series import expected, in_order, likely, next_series
from recp_selfcheck.assessment.bills import CARRIERS, DEGREE_DAYS, MOST_NAMED, OUTPUT, series_of

ALWAYS = {"electricity", "material.1", "waste.1", "output.1"}


def facts(**ticked: tuple[str, ...] | str) -> dict[str, Answer]:
    return {f"site.{fact}": Answer(value) for fact, value in ticked.items()}


@pytest.mark.parametrize(
    ("known", "more"),
    [
        ({}, {"water", "wastewater"}),
        (facts(water_source=("mains",)), {"water", "wastewater"}),
        (facts(water_source=()), set()),
        (facts(water_source=(), fuels=("natural_gas", "peat")), {"natural_gas", "peat_briquettes"}),
        (facts(water_source=(), fuels=("heating_oil", "wood")), set()),
        (facts(water_source=(), heating="district"), {"heat"}),
        (facts(water_source=(), heating="own_boiler"), set()),
        (facts(water_source=(), systems=("bought_steam", "vehicles")), {"heat", "vehicle_fuel"}),
    ],
)
def test_bills_are_asked_for_what_the_facts_speak_of(known: dict[str, Answer], more: set[str]) -> None:
    assert set(expected(known)) == ALWAYS | more


def test_a_fuel_that_may_be_several_carriers_is_left_to_choose() -> None:
    known = facts(fuels=("wood", "heating_oil", "coal"))
    assert likely(known) == ("firewood", "wood_chips", "pellets", "diesel_heating", "mazut")
    assert not set(likely(known)) & set(expected(known))


KINDS = (*CARRIERS, "electricity.sub", "water.sub", OUTPUT, DEGREE_DAYS)


@given(kinds=st.lists(st.sampled_from(KINDS), max_size=12))
def test_what_is_added_is_a_series_of_its_own_until_none_is_left(kinds: list[str]) -> None:
    taken: list[str] = []
    for kind in kinds:
        found = next_series(kind, taken)
        if found is None:
            assert kind in taken
            continue
        assert found.id not in taken
        assert series_of(found.id) is not None
        assert found.id == kind or found.id.startswith(f"{kind}.")
        taken.append(found.id)
    assert sorted(in_order(taken)) == sorted(taken)


def test_there_are_as_many_materials_as_are_told_apart() -> None:
    assert next_series("material", [f"material.{number}" for number in range(1, MOST_NAMED + 1)]) is None
