"""Units: exact, closed (nothing beyond data/units.txt), and never mixed."""

from __future__ import annotations

import math
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recp_selfcheck import units
from recp_selfcheck.checklists.figures import read_units
from recp_selfcheck.errors import UnitMistake

NAMES = units.Units(read_units()).names
DIMENSIONS: dict[str, list[str]] = {}
for _name in NAMES:
    DIMENSIONS.setdefault(units.dimension(_name), []).append(_name)


@pytest.mark.parametrize(
    ("amount", "unit", "to", "expected"),
    [
        (1, "MWh", "kWh", 1000),
        (1, "GJ", "kWh", 1000 / 3.6),
        (1, "Gcal", "GJ", 4.1868),
        (1, "Gcal", "kWh", 1163),
        (1, "tce", "GJ", 29.3076),
        (1, "tce", "Gcal", 7),
        (1, "toe", "Gcal", 10),
        (1, "MMBtu", "GJ", 1.055056),
        (1, "MMBtu", "kWh", 293.0711111111111),
        (1, "lb", "kg", 0.45359237),
        (1, "short_ton_us", "lb", 2000),
        (36605, "short_ton_us", "t", 33207.4974077),
        (1, "gallon_us", "l", 3.785411784),
        (1, "beer_barrel_us", "gallon_us", 31),
        (1, "beer_barrel_us", "m3", 0.117347765304),
        (1, "tonne", "kg", 1000),
        (1, "litre", "m3", 0.001),
        (1, "ft2", "m2", 0.09290304),
        (1, "thousand_board_foot", "m3", 2.359737216),
        (1, "kWh/t", "MJ/kg", 0.0036),
        (5, "m³", "m3", 5),
        (5, "kWh/m²", "MWh/m2", 0.005),
        (7, "%", "percent", 7),
    ],
)
def test_worked_conversions(amount: float, unit: str, to: str, expected: float) -> None:
    assert units.convert(amount, unit, to) == pytest.approx(expected, rel=1e-12)


def test_the_two_definitions_of_a_tonne_of_coal_equivalent_agree() -> None:
    assert units.convert(1, "tce", "GJ") == pytest.approx(7 * units.convert(1, "Gcal", "GJ"), rel=1e-15)


PAIRS = [(a, b) for names in DIMENSIONS.values() for a in names for b in names]


@given(st.sampled_from(PAIRS), st.floats(min_value=1e-6, max_value=1e12))
def test_there_and_back_gives_the_same_amount(pair: tuple[str, str], amount: float) -> None:
    unit, to = pair
    assert units.convert(units.convert(amount, unit, to), to, unit) == pytest.approx(amount, rel=1e-9)


def test_every_pair_of_units_that_converts_comes_back_to_nine_digits() -> None:
    assert len(PAIRS) > 400
    for unit, to in PAIRS:
        for amount in (1.0, 123.456, 1e-6, 9_876_543.21):
            assert units.convert(units.convert(amount, unit, to), to, unit) == pytest.approx(amount, rel=1e-9, abs=0)


def test_every_pair_of_units_that_does_not_convert_is_refused_with_a_sentence_that_names_both() -> None:
    known = units.units()
    for one in (names[0] for names in DIMENSIONS.values()):
        for other in NAMES:
            if known.dimension(one) != known.dimension(other):
                with pytest.raises(UnitMistake) as caught:
                    units.convert(1, one, other)
                said = str(caught.value)
                assert caught.value.code == "mixed-dimensions"
                assert said.startswith(f"{one} (")
                assert f"to {other} (" in said
                assert "Choose a unit of" in said


@given(st.sampled_from(NAMES), st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_a_way_over_a_third_unit_ends_in_the_same_place_or_is_refused_all_the_way(
    one: str, two: str, three: str
) -> None:
    if units.dimension(one) == units.dimension(two) == units.dimension(three):
        over = units.convert(units.convert(1, one, two), two, three)
        assert over == pytest.approx(units.convert(1, one, three), rel=1e-9)
    elif units.dimension(one) != units.dimension(two):
        with pytest.raises(UnitMistake) as caught:
            units.convert(1, one, two)
        assert caught.value.code == "mixed-dimensions"


@given(st.sampled_from(PAIRS), st.floats(1e-3, 1e6), st.floats(1e-3, 1e6))
def test_conversion_keeps_sums(pair: tuple[str, str], first: float, second: float) -> None:
    unit, to = pair
    apart = units.convert(first, unit, to) + units.convert(second, unit, to)
    assert units.convert(first + second, unit, to) == pytest.approx(apart, rel=1e-9)


@pytest.mark.parametrize(
    ("unit", "to"),
    [
        ("kWh", "t"),
        ("m3", "t"),
        ("kWh_gross", "kWh"),
        ("Nm3", "m3"),
        ("stacked_m3", "solid_m3"),
        ("loose_m3", "m3"),
        ("piece", "loaf"),
        ("piece", "kg"),
        ("kgCO2", "kg"),
        ("percent", "kWh"),
        ("employee", "head"),
        ("kWh/t", "kWh/m3"),
    ],
)
def test_dimensions_do_not_mix(unit: str, to: str) -> None:
    with pytest.raises(UnitMistake) as caught:
        units.convert(1, unit, to)
    assert caught.value.code == "mixed-dimensions"
    assert caught.value.values["unit"] == unit
    assert caught.value.values["to"] == to
    assert unit in str(caught.value)


@pytest.mark.parametrize(
    ("unit", "suggestion"),
    [("kwh", "kWh"), ("KWH", "kWh"), ("mmbtu", "MMBtu"), ("tonnes", "tonne"), ("Gkal", "Gcal"), ("зюзя", "")],
)
def test_an_unknown_unit_is_refused_with_the_nearest_one(unit: str, suggestion: str) -> None:
    with pytest.raises(UnitMistake) as caught:
        units.convert(1, unit, "kWh")
    assert caught.value.code == "unknown-unit"
    assert caught.value.values == {"unit": unit, "suggestion": suggestion}


@pytest.mark.parametrize(
    "text", ["", " ", "2", "2 kWh", "kWh**9", "kWh/", "/t", "mt", "kt", "TWh", "ton", "cal", "degC", "kWh;t", "m3" * 60]
)
def test_nothing_outside_the_file_is_a_unit(text: str) -> None:
    assert not units.is_known(text)
    with pytest.raises(UnitMistake):
        units.convert(1, text, "kWh")


@given(st.text(max_size=100))
def test_any_text_is_known_or_refused_and_never_anything_else(text: str) -> None:
    if units.is_known(text):
        assert units.convert(1, text, text) == 1
    else:
        with pytest.raises(UnitMistake):
            units.dimension(text)


@pytest.mark.parametrize("amount", [math.nan, math.inf, -math.inf])
def test_only_finite_amounts_are_converted(amount: float) -> None:
    with pytest.raises(UnitMistake) as caught:
        units.convert(amount, "kWh", "MWh")
    assert caught.value.code == "not-finite"


def test_fits_says_whether_two_units_measure_the_same() -> None:
    assert units.fits("lb", "t")
    assert not units.fits("lb", "m3")
    assert not units.fits("lb", "nonsense")


@pytest.mark.parametrize("text", ["kWh = [energy]\nkWh = [mass]", "kWh = 3 wombat", "= = =\nkWh = (("])
def test_a_broken_definition_file_is_a_unit_mistake(text: str) -> None:
    with pytest.raises(UnitMistake) as caught:
        units.Units(text).convert(1, "kWh", "MWh")
    assert caught.value.code in {"unit-definitions", "unknown-unit"}


def test_asking_whether_a_unit_is_known_does_not_import_pint() -> None:
    code = (
        "import sys; from recp_selfcheck.checklists import figures; from recp_selfcheck import units;"
        "figures.load_figures(); assert units.is_known('kWh/t'); assert 'pint' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
