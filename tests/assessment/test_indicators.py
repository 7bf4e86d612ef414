"""From bills to resources: one unit each, every conversion kept, nothing taken in that cannot be right."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recp_selfcheck import units
from recp_selfcheck.assessment.bills import CARRIERS, RESOURCES, Carrier, YearlyTotal
from recp_selfcheck.assessment.emissions import emission_factors
from recp_selfcheck.assessment.indicators import amount_of, cost_of, intensities, resources, take_in
from recp_selfcheck.assessment.profile import Profile
from recp_selfcheck.checklists.figures import load_figures
from recp_selfcheck.errors import UnitMistake

FACTORS = load_figures().factors


@pytest.mark.parametrize(
    ("total", "country", "kwh"),
    [
        (YearlyTotal("electricity", 3, "MWh"), "BY", 3000),
        (YearlyTotal("heat", 2, "Gcal"), "BY", 2326),
        (YearlyTotal("natural_gas", 1, "MMBtu"), "US", 263.764),
        (YearlyTotal("natural_gas", 60931, "MMBtu"), "US", 60931 * 263.764),
        (YearlyTotal("natural_gas", 100, "kWh_gross"), "DE", 90),
        (YearlyTotal("natural_gas", 100, "kWh"), "DE", 100),
        (YearlyTotal("natural_gas", 1, "thousand_m3"), "BY", 1.154 * 8141),
        (YearlyTotal("natural_gas", 1, "m³"), "BY", 1.154 * 8.141),
        (YearlyTotal("natural_gas", 1, "Nm3"), "BY", 1.154 * 8.141 * 293.15 / 273.15),
        (YearlyTotal("natural_gas", 1, "tce"), "BY", 8141),
        (YearlyTotal("mazut", 1, "t"), "BY", 1.37 * 8141),
        (YearlyTotal("mazut", 1000, "kg"), "BY", 1.37 * 8141),
        (YearlyTotal("mazut", 1, "t"), "DE", 40.4 / 0.0036),
        (YearlyTotal("diesel_heating", 1000, "l"), "DE", 43 * 0.84 / 0.0036),
        (YearlyTotal("firewood", 1, "stacked_m3"), "BY", 0.176 * 8141),
        (YearlyTotal("firewood", 0.75, "solid_m3"), "BY", 0.176 * 8141),
        (YearlyTotal("wood_chips", 1, "loose_m3"), "BY", 0.35 * 0.42 * 0.42 * 8141),
        (YearlyTotal("pellets", 1, "t"), "BY", 17 / 0.0036),
    ],
)
def test_energy_is_counted_in_kwh_at_net_calorific_value(total: YearlyTotal, country: str, kwh: float) -> None:
    part = take_in(total, FACTORS, country)
    assert part.converted == pytest.approx(kwh, rel=1e-9)
    assert part.base == "kWh"
    assert (part.amount, part.unit) == (total.amount, total.unit)


def test_the_row_that_was_used_is_kept_with_its_source() -> None:
    part = take_in(YearlyTotal("mazut", 1, "t"), FACTORS, "BY")
    assert part.factor is not None
    assert part.factor.id == "mazut_t_cis"
    assert part.factor.source
    assert take_in(YearlyTotal("mazut", 1, "t"), FACTORS, "US").factor != part.factor
    assert take_in(YearlyTotal("electricity", 1, "MWh"), FACTORS, "BY").factor is None


@pytest.mark.parametrize(
    ("total", "code"),
    [
        (YearlyTotal("uranium", 1, "kg"), "unknown-carrier"),
        (YearlyTotal("electricity", -1, "kWh"), "negative"),
        (YearlyTotal("electricity", 1, "kWh", -5), "negative"),
        (YearlyTotal("electricity", math.nan, "kWh"), "not-finite"),
        (YearlyTotal("electricity", math.inf, "kWh"), "not-finite"),
        (YearlyTotal("electricity", 1, "kWh", math.nan), "not-finite"),
        (YearlyTotal("electricity", 1e13, "kWh"), "too-large"),
        (YearlyTotal("electricity", 1, "kwh"), "unknown-unit"),
        (YearlyTotal("electricity", 1, "m3"), "unit-for-carrier"),
        (YearlyTotal("natural_gas", 1, "stacked_m3"), "unit-for-carrier"),
        (YearlyTotal("pellets", 1, "m3"), "unit-for-carrier"),
        (YearlyTotal("water", 1, "t"), "unit-for-carrier"),
        (YearlyTotal("material", 1, "m3"), "unit-for-carrier"),
        (YearlyTotal("heat", 1, "kWh_gross"), "unit-for-carrier"),
    ],
)
def test_what_cannot_be_taken_in_is_refused_with_its_reason(total: YearlyTotal, code: str) -> None:
    with pytest.raises(UnitMistake) as caught:
        take_in(total, FACTORS, "BY")
    assert caught.value.code == code
    (refusal,) = resources([total], FACTORS, "BY").refused
    assert (refusal.code, refusal.carrier) == (code, total.carrier)


@pytest.mark.parametrize("carrier", CARRIERS.values(), ids=lambda carrier: carrier.id)
def test_every_unit_a_carrier_offers_leads_to_its_base_unit(carrier) -> None:  # noqa: ANN001  # parametrised
    assert carrier.units
    for unit in carrier.units:
        assert take_in(YearlyTotal(carrier.id, 1, unit), FACTORS, "BY").converted > 0
        assert take_in(YearlyTotal(carrier.id, 1, unit), FACTORS, "").converted > 0
    if carrier.resource:
        assert RESOURCES[carrier.resource] == carrier.base


@pytest.mark.parametrize("country", ["BY", "LT", "US", ""])
@pytest.mark.parametrize("carrier", [one for one in CARRIERS.values() if one.is_fuel], ids=lambda carrier: carrier.id)
def test_whatever_depends_on_a_fuel_rests_on_a_dated_row_with_its_source(carrier: Carrier, country: str) -> None:
    for unit in carrier.units:
        row = take_in(YearlyTotal(carrier.id, 1, unit), FACTORS, country).factor
        if row is None:
            assert units.fits(unit, "kWh")  # energy as it is, at net calorific value
            continue
        assert row.carrier == carrier.id
        assert row.source
        assert 1990 < row.year <= 2026
        assert not row.countries or country in row.countries
        assert units.fits(unit, row.unit)


@given(
    st.sampled_from([(carrier, one, two) for carrier in CARRIERS.values() for one in carrier.units for two in carrier.units]),
    st.sampled_from(["BY", "PL", "US"]),
    st.floats(1e-6, 1e6),
)  # fmt: skip
def test_a_bill_in_any_two_units_of_its_carrier_is_there_and_back_to_nine_digits(
    pair: tuple[Carrier, str, str], country: str, amount: float
) -> None:
    carrier, one, two = pair
    rate = {unit: take_in(YearlyTotal(carrier.id, 1, unit), FACTORS, country).converted for unit in (one, two)}
    in_two = take_in(YearlyTotal(carrier.id, amount, one), FACTORS, country).converted / rate[two]
    back = take_in(YearlyTotal(carrier.id, in_two, two), FACTORS, country).converted / rate[one]
    assert back == pytest.approx(amount, rel=1e-9)


@pytest.mark.parametrize(
    ("carrier", "one", "two", "ratio"),
    [
        ("natural_gas", "Nm3", "m3", 293.15 / 273.15),
        ("natural_gas", "thousand_m3", "m3", 1000),
        ("firewood", "solid_m3", "stacked_m3", 1 / 0.75),
        ("wood_chips", "solid_m3", "loose_m3", 1 / 0.42),
        ("lpg", "l", "t", 0.00054),
        ("mazut", "l", "t", 0.00094),
        ("diesel_heating", "l", "t", 0.00084),
    ],
)
def test_a_fuel_is_the_same_heat_by_volume_and_by_mass_as_its_density_says(
    carrier: str, one: str, two: str, ratio: float
) -> None:
    kwh = [take_in(YearlyTotal(carrier, 1, unit), FACTORS, "DE").converted for unit in (one, two)]
    assert kwh[0] / kwh[1] == pytest.approx(ratio, rel=1e-9)


def test_own_heat_is_heat_whose_fuel_nobody_knows() -> None:
    year = resources([YearlyTotal("own_heat", 2, "Gcal"), YearlyTotal("electricity", 1, "kWh")], FACTORS, "BY")
    assert amount_of(year, "heat") == pytest.approx(2326)
    assert amount_of(year, "heat", "gross") is None  # a boiler stands between, of unknown fuel
    assert set(emission_factors(year, FACTORS, "BY", "footprint")) == {"electricity"}
    with_gas = resources([YearlyTotal("own_heat", 2, "Gcal"), YearlyTotal("heat", 1, "kWh")], FACTORS, "BY")
    assert emission_factors(with_gas, FACTORS, "BY", "saving") == {}


def test_rain_water_stands_for_itself() -> None:
    year = resources([YearlyTotal("rain_water", 30, "m3", 5), YearlyTotal("water", 100, "m3", 200)], FACTORS, "BY")
    assert (year.by_resource["water"].amount, year.by_resource["water"].cost) == (100, 200)
    assert [part.converted for part in year.parts["rain_water"]] == [30]
    alone = resources([YearlyTotal("rain_water", 30, "m3")], FACTORS, "BY")
    assert alone.by_resource == {}


AMOUNTS = st.floats(1e-3, 1e6)


@given(st.sampled_from([(carrier.id, unit) for carrier in CARRIERS.values() for unit in carrier.units]), AMOUNTS)
def test_conversion_is_proportional(pair: tuple[str, str], amount: float) -> None:
    carrier, unit = pair
    one = take_in(YearlyTotal(carrier, 1, unit), FACTORS, "BY").converted
    assert take_in(YearlyTotal(carrier, amount, unit), FACTORS, "BY").converted == pytest.approx(amount * one, rel=1e-9)


def test_fuels_are_added_up_and_vehicle_fuel_stays_out_of_heat() -> None:
    year = resources(
        [
            YearlyTotal("natural_gas", 1000, "kWh", 50),
            YearlyTotal("heat", 1, "MWh", 70),
            YearlyTotal("vehicle_fuel", 1000, "l", 900),
        ],
        FACTORS,
        "BY",
    )
    assert year.by_resource["heat"].amount == pytest.approx(2000)
    assert year.by_resource["heat"].cost == 120
    assert year.by_resource["heat"].price == pytest.approx(0.06)
    assert set(year.by_resource) == {"heat"}
    assert year.parts["vehicle_fuel"][0].converted == pytest.approx(1000 * 43 * 0.84 / 3.6)


def test_gross_energy_is_taken_fuel_by_fuel_and_purchased_heat_stays() -> None:
    year = resources(
        [YearlyTotal("natural_gas", 900, "kWh"), YearlyTotal("mazut", 95, "kWh"), YearlyTotal("heat", 10, "kWh")],
        FACTORS,
        "BY",
    )
    assert amount_of(year, "heat") == pytest.approx(1005)
    assert amount_of(year, "heat", "gross") == pytest.approx(1000 + 100 + 10)
    with_coal = resources([YearlyTotal("coal", 190, "kWh")], FACTORS, "BY")
    assert amount_of(with_coal, "heat", "gross") == pytest.approx(200)


def test_wood_has_no_known_gross_value() -> None:
    year = resources([YearlyTotal("firewood", 1, "t"), YearlyTotal("natural_gas", 1, "kWh")], FACTORS, "BY")
    assert amount_of(year, "heat") is not None
    assert amount_of(year, "heat", "gross") is None
    assert amount_of(year, "energy_total", "gross") is None


def test_a_cost_missing_somewhere_leaves_the_resource_without_cost() -> None:
    totals = [YearlyTotal("natural_gas", 1, "MWh", 50), YearlyTotal("heat", 1, "MWh")]
    assert resources(totals, FACTORS, "BY").by_resource["heat"].cost is None


def test_water_costs_supply_and_discharge_materials_purchase_and_disposal() -> None:
    year = resources(
        [
            YearlyTotal("water", 100, "m3", 200),
            YearlyTotal("wastewater", 80, "m3", 240),
            YearlyTotal("material", 10, "t", 5000, "Flour"),
            YearlyTotal("material", 500, "kg", 1000, "Sugar"),
            YearlyTotal("waste", 1, "t", 60, "Dough"),
        ],
        FACTORS,
        "BY",
    )
    assert year.by_resource["water"].cost == 440
    assert year.by_resource["water"].price == pytest.approx(4.4)
    assert year.by_resource["materials"].amount == pytest.approx(10.5)
    assert year.by_resource["materials"].cost == 6060
    assert year.by_resource["waste"].cost == 60
    assert amount_of(year, "wastewater") == pytest.approx(80)


def test_a_refused_total_leaves_its_resource_out_and_the_others_in() -> None:
    totals = [YearlyTotal("natural_gas", 1, "MWh"), YearlyTotal("coal", 1, "m3"), YearlyTotal("electricity", 1, "kWh")]
    year = resources(totals, FACTORS, "BY")
    assert set(year.by_resource) == {"electricity"}
    assert [refusal.carrier for refusal in year.refused] == ["coal"]


def test_nothing_entered_is_nothing_and_a_zero_is_a_reading() -> None:
    assert resources([], FACTORS, "BY").by_resource == {}
    year = resources([YearlyTotal("heat", 0, "Gcal", 0)], FACTORS, "BY")
    assert year.by_resource["heat"].amount == 0
    assert year.by_resource["heat"].price is None


def test_saving_and_footprint_use_different_factors_for_electricity_and_the_same_for_gas() -> None:
    year = resources([YearlyTotal("electricity", 1, "kWh"), YearlyTotal("natural_gas", 1, "kWh")], FACTORS, "BY")
    saving = emission_factors(year, FACTORS, "BY", "saving")
    footprint = emission_factors(year, FACTORS, "BY", "footprint")
    assert saving["electricity"].kg_per_unit == 0.292
    assert footprint["electricity"].kg_per_unit == 0.32363
    assert saving["electricity"].rows[0].use == "saving"
    assert footprint["electricity"].rows[0].year == 2024
    assert saving["heat"].kg_per_unit == footprint["heat"].kg_per_unit == pytest.approx(56.1 * 0.0036)


def test_heat_has_the_mean_factor_of_its_carriers_with_wood_on_its_own_line() -> None:
    year = resources([YearlyTotal("natural_gas", 1, "MWh"), YearlyTotal("firewood", 3, "MWh")], FACTORS, "BY")
    heat = emission_factors(year, FACTORS, "BY", "saving")["heat"]
    assert heat.kg_per_unit == pytest.approx(0.25 * 56.1 * 0.0036)
    assert heat.biogenic_kg_per_unit == pytest.approx(0.75 * 112 * 0.0036)


def test_a_country_without_a_grid_factor_has_none_rather_than_a_neighbours() -> None:
    year = resources([YearlyTotal("electricity", 1, "kWh"), YearlyTotal("heat", 1, "Gcal")], FACTORS, "US")
    assert set(emission_factors(year, FACTORS, "US", "saving")) == {"heat"}


def test_intensities_of_output_staff_and_floor_area() -> None:
    totals = (
        YearlyTotal("electricity", 10, "MWh"),
        YearlyTotal("natural_gas", 9, "MWh"),
        YearlyTotal("water", 50, "m3"),
    )
    profile = Profile(output_amount=20_000, output_unit="kg", employees=4, floor_area=200, totals=totals)
    found = {(one.resource, one.basis, one.per): one for one in intensities(profile, resources(totals, FACTORS, "BY"))}
    assert found["electricity", "", "output"].value == pytest.approx(500)
    assert found["electricity", "", "output"].unit == "kWh/t"
    assert found["heat", "net", "output"].value == pytest.approx(450)
    assert found["heat", "gross", "output"].value == pytest.approx(500)
    assert found["energy_total", "net", "output"].value == pytest.approx(950)
    assert found["energy_total", "gross", "output"].value == pytest.approx(1000)
    assert found["water", "", "output"].value == pytest.approx(2.5)
    assert found["water", "", "output"].unit == "m3/t"
    assert found["electricity", "", "employee"].value == pytest.approx(2500)
    assert found["electricity", "", "floor_area"].unit == "kWh/m2"
    assert found["water", "", "floor_area"].value == pytest.approx(0.25)


@pytest.mark.parametrize("value", [None, 0.0, -1.0, math.nan, math.inf])
def test_nothing_is_divided_by_nothing(value: float | None) -> None:
    totals = (YearlyTotal("electricity", 10, "MWh"),)
    profile = Profile(output_amount=value, output_unit="t", employees=value, floor_area=value, totals=totals)
    assert intensities(profile, resources(totals, FACTORS, "BY")) == ()


def test_a_counted_product_keeps_its_own_unit() -> None:
    totals = (YearlyTotal("electricity", 10, "kWh"),)
    profile = Profile(output_amount=5, output_unit="loaf", totals=totals)
    (one,) = intensities(profile, resources(totals, FACTORS, "BY"))
    assert (one.value, one.unit) == (2, "kWh/loaf")


def test_total_energy_costs_what_both_cost() -> None:
    year = resources([YearlyTotal("electricity", 1, "kWh", 3), YearlyTotal("heat", 1, "kWh", 4)], FACTORS, "BY")
    assert cost_of(year, "energy_total") == 7
    assert cost_of(resources([YearlyTotal("heat", 1, "kWh", 4)], FACTORS, "BY"), "energy_total") is None


def test_the_offered_units_are_all_defined() -> None:
    assert all(units.is_known(unit) for carrier in CARRIERS.values() for unit in (*carrier.units, carrier.base))
