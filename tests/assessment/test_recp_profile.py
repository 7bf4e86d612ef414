"""The RECP indicators: worked numbers, what is good, and years that lack something."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recp_selfcheck.assessment.answers import Answer
from recp_selfcheck.assessment.bill_year import apply_bills
from recp_selfcheck.assessment.bills import Bill, YearlyTotal, series_of
from recp_selfcheck.assessment.emissions import footprint
from recp_selfcheck.assessment.indicators import resources
from recp_selfcheck.assessment.months import Month, twelve_to
from recp_selfcheck.assessment.profile import Profile
from recp_selfcheck.assessment.recp_profile import RELATIVE, RecpProfile, recp_profile
from recp_selfcheck.assessment.year_figures import ABSOLUTE, Figure, Lack, YearFigures, year_figures
from recp_selfcheck.checklists.figures import load_figures

FIGURES = load_figures()
BEFORE = {"energy": 1000.0, "materials": 500.0, "water": 80.0, "emissions": 300.0, "wastewater": 60.0, "waste": 20.0}
END = Month(2025, 12)


def year(values: Mapping[str, float], output: float | None, **lacking: Lack) -> YearFigures:
    by_key = {
        key: Figure(
            None if key in lacking else values[key], unit, frozenset({key}), tuple(filter(None, [lacking.get(key)]))
        )
        for key, (_, unit) in ABSOLUTE.items()
    }
    return YearFigures(END, 2025, by_key, Figure(output, "t", frozenset({"output.1"})))


def of_bills(
    bills: Mapping[str, tuple[float, str]],
    end: Month = END,
    without: Mapping[str, tuple[Month, ...]] | None = None,
    profile: Profile | None = None,
) -> YearFigures:
    """Return the figures of a company with the same bill each month of a year, except those `without`."""
    without = without or {}
    by_series = {
        name: tuple(Bill(month, amount, unit) for month in twelve_to(end) if month not in without.get(name, ()))
        for name, (amount, unit) in bills.items()
    }
    series = {name: found for name in bills if (found := series_of(name)) is not None}
    billed = apply_bills(profile or Profile(country="BY"), by_series, series, end, FIGURES.factors)
    used = resources(billed.profile.totals, FIGURES.factors, "BY")
    emitted = footprint(used, FIGURES.factors, "BY", end.year, FIGURES.gwp)
    return year_figures(billed.profile, used, billed, emitted)


def test_the_worked_numbers() -> None:
    found = recp_profile(year({**BEFORE, "energy": 900, "emissions": 270}, 105), year(BEFORE, 100)).indicators
    assert found["energy"].change == pytest.approx(-10)
    assert found["output"].change == pytest.approx(5)
    assert found["energy_productivity"].change == pytest.approx(16.666666666666668)
    assert found["emissions_intensity"].change == pytest.approx(-14.285714285714285)
    assert found["water_productivity"].change == pytest.approx(5)


def test_goodness_is_less_used_more_made_of_it_and_less_left_behind() -> None:
    found = recp_profile(
        year({"energy": 900, "materials": 550, "water": 80, "emissions": 270, "wastewater": 66, "waste": 20}, 100),
        year(BEFORE, 100),
    ).indicators
    assert {key: one.goodness for key, one in found.items()} == {
        "energy": "better",
        "materials": "worse",
        "water": "same",
        "emissions": "better",
        "wastewater": "worse",
        "waste": "same",
        "output": "neutral",
        "energy_productivity": "better",
        "materials_productivity": "worse",
        "water_productivity": "same",
        "emissions_intensity": "better",
        "wastewater_intensity": "worse",
        "waste_intensity": "same",
    }


def test_relative_indicators_are_written_in_units_that_can_be_read() -> None:
    found = recp_profile(year(BEFORE, 100)).indicators
    assert [(found[key].now, found[key].unit) for key in RELATIVE] == [
        (pytest.approx(100), "t/MWh"),
        (pytest.approx(0.2), "t/t"),
        (pytest.approx(1.25), "t/m3"),
        (pytest.approx(3000), "kgCO2e/t"),
        (pytest.approx(0.6), "m3/t"),
        (pytest.approx(200), "kg/t"),
    ]
    assert all(one.change is one.goodness is one.before is None for one in found.values())


def test_each_absolute_indicator_stands_beside_its_relative_one() -> None:
    pairs = recp_profile(year(BEFORE, 100)).pairs
    assert [(one.key, other.key) for one, other in pairs] == [(of, key) for key, of in RELATIVE.items()]


def test_a_year_that_lacks_something_has_no_change_and_says_what_it_lacks() -> None:
    lack = Lack("months", "natural_gas", months=(Month(2024, 6),))
    found = recp_profile(year(BEFORE, 100), year(BEFORE, 100, energy=lack)).indicators
    for key in ("energy", "energy_productivity"):
        assert found[key].change is None
        assert found[key].now is not None
        assert found[key].lacking == ()
        assert found[key].lacking_before == (lack,)
    assert found["water"].change == 0


def test_nothing_is_divided_by_nothing() -> None:
    nothing = recp_profile(year(BEFORE, 0), year({**BEFORE, "waste": 0}, 100)).indicators
    assert nothing["waste_intensity"].now is None
    assert nothing["waste_intensity"].lacking == (Lack("zero", "output"),)
    assert nothing["waste"].change is None
    assert nothing["energy_productivity"].now == 0
    unused = recp_profile(year({**BEFORE, "water": 0}, 100)).indicators["water_productivity"]
    assert (unused.now, unused.lacking) == (None, (Lack("zero", "water"),))


def test_the_earlier_output_is_brought_to_the_unit_of_the_later_one() -> None:
    before = year(BEFORE, None)
    kilograms = replace(before, output=Figure(100_000, "kg", frozenset({"output.1"})))
    pieces = replace(before, output=Figure(100, "piece", frozenset({"output.1"})))
    assert recp_profile(year(BEFORE, 110), kilograms).indicators["output"].change == pytest.approx(10)
    found = recp_profile(year(BEFORE, 110), pieces).indicators
    assert found["output"].change is found["energy_productivity"].change is None
    assert found["energy_productivity"].lacking_before == (Lack("unit", "output.1"),)
    assert found["energy"].change == 0


BILLS = {
    "electricity": (1000.0, "kWh"),
    "natural_gas": (100.0, "m3"),
    "water": (20.0, "m3"),
    "wastewater": (15.0, "m3"),
    "material.1": (10.0, "t"),
    "waste.1": (1.0, "t"),
    "output.1": (8.0, "t"),
}


def test_a_whole_year_of_bills_gives_all_thirteen() -> None:
    found = recp_profile(of_bills(BILLS)).indicators
    assert found["energy"].now == pytest.approx(12 * (1000 + 939.4714))
    assert found["materials"].now == 120
    assert found["water"].now == 240
    assert found["wastewater"].now == 180
    assert found["waste"].now == 12
    assert found["output"].now == 96
    emitted = 12 * (323.63 + 939.4714 * (0.20196 + 3.6e-6 * (28 + 0.1 * 265))) / 1000
    assert found["emissions"].now == pytest.approx(emitted)
    assert found["emissions_intensity"].now == pytest.approx(emitted * 1000 / 96)
    assert len(found) == 13


def test_a_month_that_is_missing_leaves_its_sums_out_and_is_named() -> None:
    june = (Month(2025, 6),)
    found = of_bills(BILLS, without={"natural_gas": june, "output.1": june})
    for key in ("energy", "emissions"):
        assert found.by_key[key].value is None
        assert found.by_key[key].lacking == (Lack("months", "natural_gas", months=june),)
    assert found.output.value is None
    assert found.output.lacking == (Lack("months", "output.1", months=june),)
    assert found.by_key["water"].value == 240


def test_a_typed_total_stands_in_for_months_that_are_missing() -> None:
    typed = Profile(country="BY", totals=(YearlyTotal("natural_gas", 1000, "m3", ident="natural_gas"),))
    found = of_bills(BILLS, without={"natural_gas": (Month(2025, 6),)}, profile=typed)
    assert found.by_key["energy"].value == pytest.approx(12_000 + 9394.714)


def test_what_was_never_entered_is_named() -> None:
    found = of_bills({"electricity": (1.0, "MWh")})
    assert found.by_key["energy"].value == 12_000
    assert {
        key: [lack.series for lack in figure.lacking] for key, figure in found.by_key.items() if figure.lacking
    } == {
        "materials": ["material"],
        "water": ["water"],
        "wastewater": ["wastewater"],
        "waste": ["waste"],
    }
    assert found.output.lacking == (Lack("not-entered", "output.1"),)


def test_energy_the_facts_speak_of_must_be_there() -> None:
    facts = {
        "site.fuels": Answer(("natural_gas",)),
        "site.systems": Answer(("vehicles",)),
    }
    found = of_bills({"electricity": (1.0, "MWh")}, profile=Profile(country="BY", facts=facts))
    assert found.by_key["energy"].lacking == (Lack("not-entered", "natural_gas"),)
    assert found.by_key["emissions"].lacking == (
        Lack("not-entered", "natural_gas"),
        Lack("not-entered", "vehicle_fuel"),
    )
    without_power = of_bills({"natural_gas": (100.0, "m3")})
    assert without_power.by_key["energy"].lacking == (Lack("not-entered", "electricity"),)


def test_a_fuel_without_a_factor_leaves_energy_alone() -> None:
    found = of_bills({"electricity": (1.0, "MWh"), "own_heat": (10.0, "Gcal")})
    assert found.by_key["energy"].value == pytest.approx(12_000 + 120 * 1163)
    assert found.by_key["emissions"].lacking == (Lack("own-heat", "own_heat"),)
    assert found.by_key["emissions"].value is None


def test_sums_of_different_bills_do_not_compare() -> None:
    without_gas = {name: bill for name, bill in BILLS.items() if name != "natural_gas"}
    found = recp_profile(of_bills(BILLS), of_bills(without_gas, Month(2024, 12))).indicators
    for key in ("energy", "emissions", "energy_productivity", "emissions_intensity"):
        assert found[key].change is None
        assert found[key].unmatched == {"natural_gas"}
    assert found["water"].change == 0
    zero = recp_profile(of_bills(BILLS), of_bills({**BILLS, "natural_gas": (0.0, "m3")}, Month(2024, 12))).indicators
    assert zero["energy"].change is not None


amounts = st.floats(1, 1000)


@given(st.lists(amounts, min_size=14, max_size=14))
def test_a_productivity_rises_exactly_when_less_is_used_for_the_same(values: list[float]) -> None:
    now, before = dict(zip(ABSOLUTE, values[:6], strict=True)), dict(zip(ABSOLUTE, values[6:12], strict=True))
    found: RecpProfile = recp_profile(year(now, values[12]), year(before, values[13]))
    for one, other in found.pairs:
        assert one.change is not None
        assert other.change is not None
        made = (found.indicators["output"].change or 0) / 100 + 1
        used = one.change / 100 + 1
        expected = made / used if other.kind == "productivity" else used / made
        assert other.change / 100 + 1 == pytest.approx(expected, rel=1e-6)
