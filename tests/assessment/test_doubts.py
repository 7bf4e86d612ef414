"""Doubts about a profile: each rule fires on its slip and stays silent on the plain case."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recp_selfcheck.assessment.bills import CARRIERS, YearlyTotal
from recp_selfcheck.assessment.doubts import profile_doubts
from recp_selfcheck.assessment.profile import Profile
from recp_selfcheck.checklists.figures import load_figures

FIGURES = load_figures()
PLAIN = Profile(
    country="BY",
    nace="10.71",
    currency="BYN",
    employees=40,
    floor_area=1500,
    product="bread",
    output_amount=3000,
    output_unit="t",
    totals=(
        YearlyTotal("electricity", 750, "MWh", 250_000),
        YearlyTotal("natural_gas", 160, "thousand_m3", 150_000),
        YearlyTotal("water", 3500, "m3", 9000),
        YearlyTotal("wastewater", 2500, "m3", 8000),
        YearlyTotal("material", 2100, "t", 1_500_000, "Flour"),
        YearlyTotal("waste", 40, "t", 2000, "Crumbs"),
    ),
)


def codes(profile: Profile) -> list[tuple[str, str, bool]]:
    return [(doubt.code, doubt.subject, doubt.blocking) for doubt in profile_doubts(profile, FIGURES)]


def with_total(total: YearlyTotal) -> Profile:
    return replace(PLAIN, totals=(*(one for one in PLAIN.totals if one.carrier != total.carrier), total))


def test_a_plain_bakery_raises_no_doubt() -> None:
    assert codes(PLAIN) == []
    assert codes(Profile()) == []


@pytest.mark.parametrize(
    ("total", "code", "subject"),
    [
        (YearlyTotal("electricity", -1, "kWh"), "negative", "total.electricity"),
        (YearlyTotal("electricity", 1, "kWh", -1), "negative", "total.electricity"),
        (YearlyTotal("electricity", math.nan, "kWh"), "not-finite", "total.electricity"),
        (YearlyTotal("electricity", math.inf, "kWh"), "not-finite", "total.electricity"),
        (YearlyTotal("electricity", 1e300, "kWh"), "too-large", "total.electricity"),
        (YearlyTotal("electricity", 1, "m3"), "unit-for-carrier", "total.electricity"),
        (YearlyTotal("water", 1, "kg"), "unit-for-carrier", "total.water"),
        (YearlyTotal("water", 1, "cubes"), "unknown-unit", "total.water"),
        (YearlyTotal("material", -5, "t", name="Flour"), "negative", "total.material.Flour"),
        (YearlyTotal("plutonium", 1, "kg"), "unknown-carrier", "total.plutonium"),
    ],
)
def test_what_cannot_be_true_blocks(total: YearlyTotal, code: str, subject: str) -> None:
    assert (code, subject, True) in codes(with_total(total))


@pytest.mark.parametrize("field", ["employees", "floor_area", "output_amount"])
@pytest.mark.parametrize(
    ("value", "code"), [(-1.0, "negative"), (0.0, "zero"), (math.nan, "not-finite"), (1e13, "too-large")]
)
def test_impossible_sizes_block(field: str, value: float, code: str) -> None:
    subject = "output" if field == "output_amount" else field
    assert (code, subject, True) in codes(replace(PLAIN, **{field: value}))  # type: ignore[arg-type]


def test_an_output_without_or_with_an_unknown_unit_is_said() -> None:
    assert ("no-unit", "output", False) in codes(replace(PLAIN, output_unit=""))
    assert ("unknown-unit", "output", True) in codes(replace(PLAIN, output_unit="breads"))


@pytest.mark.parametrize(
    ("profile", "expected"),
    [
        (replace(PLAIN, employees=2), ("staff", "employees", False)),
        (replace(PLAIN, employees=6000), ("staff", "employees", False)),
        (replace(PLAIN, output_amount=300_000), ("output-per-employee", "output", False)),
        (replace(PLAIN, output_amount=3), ("output-per-employee", "output", False)),
        (with_total(YearlyTotal("electricity", 75_000, "MWh")), ("energy-per-employee", "employees", False)),
    ],
)
def test_energy_and_output_per_employee_beyond_every_plant_are_doubted(
    profile: Profile, expected: tuple[str, str, bool]
) -> None:
    assert codes(profile) == [expected]


def test_energy_too_high_and_output_too_low_are_two_doubts_and_not_one_about_staff() -> None:
    profile = replace(with_total(YearlyTotal("electricity", 75_000, "MWh")), output_amount=3)
    assert codes(profile) == [
        ("energy-per-employee", "employees", False),
        ("output-per-employee", "output", False),
    ]


def test_a_small_bakery_that_works_by_hand_is_not_doubted_for_it() -> None:
    assert codes(replace(PLAIN, employees=200)) == []


@pytest.mark.parametrize(
    ("total", "doubted"),
    [
        (YearlyTotal("electricity", 750, "MWh", 250), True),
        (YearlyTotal("electricity", 750, "MWh", 250_000_000), True),
        (YearlyTotal("electricity", 750, "MWh", 0), True),
        (YearlyTotal("electricity", 0, "MWh", 250), False),
        (YearlyTotal("electricity", 750, "MWh"), False),
        (YearlyTotal("natural_gas", 160, "m3", 150_000), True),
        (YearlyTotal("water", 3_500_000, "m3", 9000), True),
        (YearlyTotal("peat_briquettes", 1, "t", 9_000_000), True),
        (YearlyTotal("rain_water", 1, "m3", 9_000_000), False),
    ],
)
def test_a_price_outside_its_band_is_doubted(total: YearlyTotal, doubted: bool) -> None:  # parametrised
    found = [code for code, subject, _ in codes(with_total(total)) if subject == f"total.{total.carrier}"]
    assert ("price-band" in found) == doubted


def test_no_band_in_the_companys_currency_no_test() -> None:
    assert codes(replace(with_total(YearlyTotal("electricity", 750, "MWh", 250)), currency="CHF")) == []


def test_among_three_meters_of_one_carrier_a_price_twice_off_the_median_is_doubted() -> None:
    meters = [YearlyTotal("heat", 100, "Gcal", cost) for cost in (12_000, 13_000, 30_000)]
    profile = replace(PLAIN, totals=(*PLAIN.totals, *meters))
    assert codes(profile) == [("price-spread", "total.heat", False)]
    assert codes(replace(PLAIN, totals=(*PLAIN.totals, *meters[1:]))) == []


def test_more_water_out_than_in_and_more_waste_than_material_are_doubted() -> None:
    assert codes(with_total(YearlyTotal("wastewater", 3600, "m3"))) == [("water-out", "total.wastewater", False)]
    assert codes(with_total(YearlyTotal("wastewater", 3500, "m3"))) == []
    assert codes(with_total(YearlyTotal("waste", 2200, "t"))) == [("waste-over-materials", "total.waste", False)]


def test_mistakes_stand_before_doubts() -> None:
    profile = replace(with_total(YearlyTotal("wastewater", 3600, "m3")), floor_area=-1)
    assert [blocking for _, _, blocking in codes(profile)] == [True, False]


NUMBERS = st.one_of(st.floats(), st.floats(0, 1e7))


@given(
    st.lists(
        st.builds(
            YearlyTotal,
            st.sampled_from([*CARRIERS, "nonsense"]),
            NUMBERS,
            st.sampled_from(["kWh", "t", "m3", "l", "Gcal", "piece", "", "nonsense"]),
            st.none() | NUMBERS,
        ),
        max_size=4,
    ),
    st.none() | NUMBERS,
    st.sampled_from(["10.71", "", "77", "10"]),
)
def test_no_input_raises(totals: list[YearlyTotal], number: float | None, nace: str) -> None:
    profile = Profile(
        nace=nace, currency="BYN", product="bread", employees=number, output_amount=number, output_unit="t",
        totals=tuple(totals),
    )  # fmt: skip
    for doubt in profile_doubts(profile, FIGURES):
        assert doubt.code
        assert doubt.subject
