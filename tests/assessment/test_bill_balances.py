"""What several series say together: water out, meters within, the same heat twice, waste, last year's intensity."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recp_selfcheck.assessment.bills import YearlyTotal
from recp_selfcheck.assessment.doubts import profile_doubts
from recp_selfcheck.assessment.months import Month
from tests.assessment.billing import FIGURES, PLAIN, Book, found

STEADY = [100.0] * 12


@pytest.mark.parametrize(
    ("out", "rain", "doubted"), [(100.0, None, False), (100.1, None, True), (120.0, 20.0, False), (121.0, 20.0, True)]
)
def test_no_more_water_goes_out_than_came_in_with_the_rain(out: float, rain: float | None, doubted: bool) -> None:
    book = Book().add("water", STEADY, "m3").add("wastewater", [*[80.0] * 11, out], "m3")
    if rain is not None:
        book.add("rain_water", [*[0.0] * 11, rain], "m3")
    assert found(book.doubts()) == (["water-out bill.wastewater.2025-12"] if doubted else [])


def test_a_month_without_a_water_bill_says_nothing_about_wastewater() -> None:
    assert found(Book().add("wastewater", STEADY, "m3").doubts()) == []
    book = Book().add("water", [*STEADY[:11], None], "m3").add("wastewater", [*[80.0] * 11, 500.0], "m3")
    assert found(book.doubts()) == []


@pytest.mark.parametrize(("second", "doubted"), [(40.0, False), (40.5, True)])
def test_the_meters_within_measure_no_more_than_the_main_one(second: float, doubted: bool) -> None:
    book = Book().add("electricity", [0.1] * 12, "MWh").add("electricity.sub.1", [60] * 12, "kWh")
    book.add("electricity.sub.2", [*[30.0] * 11, second], "kWh")
    assert found(book.doubts()) == (["meters-over-main bill.electricity.2025-12"] if doubted else [])
    book.add("water.sub.1", [1e6] * 12, "m3")  # a meter without its main one
    assert ("meters-over-main bill.water" in found(book.doubts())) is False


def test_rounded_readings_that_add_up_to_the_bill_are_no_doubt() -> None:
    book = Book().add("electricity", [0.3] * 12, "kWh").add("electricity.sub.1", [0.1] * 12, "kWh")
    book.add("electricity.sub.2", [0.2] * 12, "kWh")
    assert found(book.doubts()) == []


def test_the_same_heat_as_fuel_and_as_own_heat_in_one_month_is_a_mistake() -> None:
    book = Book().add("natural_gas", [*[0.0] * 11, 5.0], "thousand_m3").add("own_heat", [*[30.0] * 11, 40.0], "Gcal")
    (doubt,) = book.doubts()
    assert found([doubt]) == ["heat-twice! bill.own_heat.2025-12"]
    assert doubt.values["carriers"] == ("natural_gas",)
    assert not doubt.explainable


def test_own_heat_beside_bought_heat_or_fuel_for_vehicles_is_no_mistake() -> None:
    book = Book().add("own_heat", STEADY, "Gcal").add("heat", STEADY, "Gcal").add("vehicle_fuel", STEADY, "l")
    assert found(book.doubts()) == []


def test_heat_twice_in_every_month_is_said_once() -> None:
    book = Book().add("natural_gas", STEADY, "kWh").add("own_heat", [80.0] * 12, "kWh").add("coal", STEADY, "t")
    (doubt,) = book.doubts()
    assert found([doubt]) == ["heat-twice! bill.own_heat"]
    assert len(doubt.months) == 12
    assert doubt.values["carriers"] == ("natural_gas", "coal")


def test_heat_twice_in_typed_totals_is_a_mistake_too() -> None:
    gas, own = YearlyTotal("natural_gas", 5, "MWh", ident="natural_gas"), YearlyTotal("own_heat", 4, "MWh")
    assert found(profile_doubts(replace(PLAIN, totals=(gas, own)), FIGURES)) == ["heat-twice! total.own_heat"]
    assert found(profile_doubts(replace(PLAIN, totals=(own,)), FIGURES)) == []
    half = Book().add("own_heat", STEADY, "kWh").year(profile=replace(PLAIN, totals=(gas,)))
    assert found(profile_doubts(half.profile, FIGURES, billed=half.idents)) == ["heat-twice! total.own_heat"]


def test_rain_water_is_counted_in_the_yearly_balance() -> None:
    water, out = YearlyTotal("water", 100, "m3"), YearlyTotal("wastewater", 110, "m3")
    assert found(profile_doubts(replace(PLAIN, totals=(water, out)), FIGURES)) == ["water-out total.wastewater"]
    rain = YearlyTotal("rain_water", 10, "m3")
    assert found(profile_doubts(replace(PLAIN, totals=(water, out, rain)), FIGURES)) == []


def test_waste_is_held_against_materials_over_the_year_and_not_month_by_month() -> None:
    lumpy = [600.0, *[0.0] * 5] * 2
    book = Book().add("material.1", lumpy, "t").add("waste.1", [90.0] * 12, "t")
    assert "waste-over-materials" not in {doubt.code for doubt in book.doubts()}
    book.add("waste.2", [10_500] * 12, "kg")
    assert "waste-over-materials bill.waste" in found(book.doubts())


def test_waste_is_not_held_against_materials_of_which_a_month_is_missing() -> None:
    book = Book().add("material.1", [*STEADY[:11], None], "t").add("material.2", [1.0] * 12, "t")
    book.add("waste.1", [50.0] * 12, "t")
    assert "waste-over-materials" not in {doubt.code for doubt in book.doubts()}


@pytest.mark.parametrize(
    ("now", "doubted"), [(300.0, True), (299.0, False), (100 / 3, True), (34.0, False), (100.0, False)]
)
def test_an_intensity_three_times_off_last_years_is_doubted(now: float, doubted: bool) -> None:
    book = Book().add("wood_chips", [*STEADY, *[now] * 12], "t", first="2024-01")
    book.add("output.1", [10.0] * 24, "t", first="2024-01")
    wanted = ["intensity-change bill.heat"] if doubted else []
    assert [one for one in found(book.doubts()) if "intensity" in one] == wanted


def test_an_intensity_in_another_unit_of_output_is_not_compared() -> None:
    book = Book().add("natural_gas", [*STEADY, *[900.0] * 12], "kWh", first="2024-01")
    book.add("output.1", [10.0] * 24, ["t"] * 12 + ["piece"] * 12, first="2024-01")
    assert "intensity-change" not in {doubt.code for doubt in book.doubts()}


def test_months_of_several_years_are_all_looked_at() -> None:
    book = Book().add("water", [100.0] * 24, "m3", first="2024-01")
    book.add("wastewater", [*[80.0] * 5, 500.0, *[80.0] * 18], "m3", first="2024-01")
    assert "water-out bill.wastewater.2024-06" in found(book.doubts(end=Month(2025, 12)))
