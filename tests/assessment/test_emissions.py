"""The footprint: scopes apart, biogenic CO₂ beside it, and no whole without all its parts."""

from __future__ import annotations

import pytest

from recp_selfcheck.assessment.bills import YearlyTotal
from recp_selfcheck.assessment.emissions import Footprint, emission_factors, footprint
from recp_selfcheck.assessment.indicators import resources
from recp_selfcheck.checklists.figures import load_figures

FIGURES = load_figures()
ELECTRICITY = YearlyTotal("electricity", 1000, "MWh")
GAS = YearlyTotal("natural_gas", 3600, "GJ")  # at net calorific value: 3.6 TJ


def of(*totals: YearlyTotal, country: str = "BY", year: int | None = 2025) -> Footprint:
    return footprint(resources(totals, FIGURES.factors, country), FIGURES.factors, country, year, FIGURES.gwp)


def test_a_footprint_is_fossil_co2_and_the_warming_of_methane_and_nitrous_oxide() -> None:
    found = of(ELECTRICITY, GAS)
    gas, power = (
        next(one for one in found.emissions if one.carrier == name) for name in ("natural_gas", "electricity")
    )
    assert gas.co2_t == pytest.approx(3.6 * 56.1)
    assert gas.ch4_t == pytest.approx(3.6 * 1 * 28 / 1000)
    assert gas.n2o_t == pytest.approx(3.6 * 0.1 * 265 / 1000)
    assert power.co2_t == pytest.approx(323.63)
    assert power.ch4_t is power.n2o_t is None
    assert found.scope(1) == pytest.approx(201.96 + 0.1008 + 0.0954)
    assert found.scope(2) == pytest.approx(323.63)
    assert found.tonnes == pytest.approx(525.7862)
    assert {row.set for row in found.gwp} == {"IPCC AR5 GWP100"}


def test_biogenic_co2_stands_apart_but_methane_of_wood_counts() -> None:
    found = of(YearlyTotal("firewood", 3600, "GJ"))
    assert found.biogenic_t == pytest.approx(3.6 * 112)
    assert found.tonnes == pytest.approx(3.6 * (30 * 28 + 4 * 265) / 1000)


def test_purchased_heat_is_scope_2_and_the_fuel_of_vehicles_scope_1() -> None:
    found = of(YearlyTotal("heat", 100, "Gcal"), YearlyTotal("vehicle_fuel", 1000, "l"))
    assert {one.carrier: one.scope for one in found.emissions} == {"heat": 2, "vehicle_fuel": 1}
    assert found.scope(1) == pytest.approx(43 * 0.84 / 0.0036 * (0.26676 + 3.6e-6 * (3 * 28 + 0.6 * 265)) / 1000)
    assert found.scope(2) == pytest.approx(116_300 * 0.23616 / 1000)


@pytest.mark.parametrize(
    ("year", "row"), [(2025, 2024), (2024, 2024), (2023, 2022), (2022, 2022), (2020, 2022), (None, 2024)]
)
def test_the_grid_s_factor_is_that_of_the_reporting_year(year: int | None, row: int) -> None:
    (power,) = of(ELECTRICITY, year=year).emissions
    assert power.row.year == row
    assert power.row.countries == ("BY",)
    assert power.row.use == "footprint"


def test_without_a_factor_of_the_country_there_is_no_whole_and_the_carrier_is_named() -> None:
    found = of(ELECTRICITY, GAS, country="US")
    assert [(one.carrier, one.code) for one in found.uncounted] == [("electricity", "no-factor")]
    assert found.tonnes is found.scope(2) is None
    assert found.scope(1) == pytest.approx(202.1562)


def test_heat_of_an_own_boiler_whose_fuel_is_not_billed_cannot_be_counted() -> None:
    found = of(ELECTRICITY, YearlyTotal("own_heat", 100, "Gcal"))
    assert [(one.carrier, one.code) for one in found.uncounted] == [("own_heat", "own-heat")]
    assert found.tonnes is found.scope(1) is None


def test_an_amount_that_was_refused_leaves_no_whole_but_water_does_not_matter() -> None:
    assert [one.code for one in of(ELECTRICITY, YearlyTotal("coal", 5, "m3")).uncounted] == ["refused"]
    assert of(ELECTRICITY, YearlyTotal("water", 5, "t")).tonnes is not None


def test_nothing_burnt_needs_no_factor_and_nothing_entered_is_no_zero() -> None:
    assert of(YearlyTotal("electricity", 0, "kWh"), GAS, country="US").tonnes is not None
    assert of(YearlyTotal("electricity", 0, "kWh")).tonnes == 0
    assert of().tonnes is None
    assert of().biogenic_t == 0


def test_the_same_fuel_in_two_units_is_one_line_for_each_factor() -> None:
    found = of(YearlyTotal("natural_gas", 100, "m3"), YearlyTotal("natural_gas", 50, "m3"))
    assert [one.kwh for one in found.emissions] == [pytest.approx(150 * 9.394714)]


def test_footprint_and_saving_factors_of_a_grid_differ() -> None:
    year = resources([ELECTRICITY], FIGURES.factors, "BY")
    saving = emission_factors(year, FIGURES.factors, "BY", "saving")["electricity"]
    assert saving.rows[0].use == "saving"
    assert saving.kg_per_unit == 0.292
    assert of(ELECTRICITY).tonnes == pytest.approx(323.63)
