"""Where a company stands beside reference figures: borders, order of rows, bases, and what is never compared."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from recp_selfcheck.assessment.benchmarks import compare, compare_all, position, screens
from recp_selfcheck.assessment.bills import YearlyTotal
from recp_selfcheck.assessment.indicators import resources
from recp_selfcheck.assessment.profile import Profile
from recp_selfcheck.checklists.figures import load_figures
from recp_selfcheck.checklists.model import BenchmarkRow, Figures

FIGURES = load_figures()
ROWS = {row.id: row for row in FIGURES.benchmarks}
BREAD = ROWS["bread_electricity_1"]
RANGE = replace(BREAD, id="range", kind="range", n=None)
POINT = replace(BREAD, id="point", kind="point", low=None, high=None, n=None)
MEMORY = replace(BREAD, id="memory", status="memory")


@pytest.mark.parametrize(
    ("own", "place"),
    [
        (0.2 * 179 - 1e-6, "check_data"),
        (0.2 * 179, "best_quarter"),
        (179 - 1e-6, "best_quarter"),
        (179, "best_quarter"),
        (179 + 1e-6, "middle"),
        (237, "middle"),
        (326 - 1e-6, "middle"),
        (326, "poor_quarter"),
        (5 * 326, "poor_quarter"),
        (5 * 326 + 1e-6, "check_data"),
        (0, "check_data"),
    ],
)
def test_borders_of_quartiles(own: float, place: str) -> None:
    assert position(BREAD, own) == place


@pytest.mark.parametrize(
    ("own", "place"),
    [
        (0.2 * 179 - 1e-6, "check_data"),
        (0.2 * 179, "below_range"),
        (179 - 1e-6, "below_range"),
        (179, "in_range"),
        (326, "in_range"),
        (326 + 1e-6, "above_range"),
        (5 * 326, "above_range"),
        (5 * 326 + 1e-6, "check_data"),
    ],
)
def test_borders_of_a_range(own: float, place: str) -> None:
    assert position(RANGE, own) == place


@pytest.mark.parametrize("nudge", [-9e-10, 0.0, 9e-10])
def test_less_than_a_billionth_from_a_border_is_the_border(nudge: float) -> None:
    assert position(BREAD, 179 + nudge) == "best_quarter"
    assert position(BREAD, 326 + nudge) == "poor_quarter"
    assert position(RANGE, 179 + nudge) == "in_range"
    assert position(RANGE, 326 + nudge) == "in_range"
    assert position(BREAD, 0.2 * 179 + nudge) == "best_quarter"
    assert position(BREAD, 5 * 326 + nudge) == "poor_quarter"


@given(st.floats(0, 1e6))
def test_a_point_and_a_figure_from_memory_give_no_position(own: float) -> None:
    assert position(POINT, own) == "context"
    assert position(MEMORY, own) == "context"
    assert position(replace(RANGE, status="memory"), own) == "context"


@pytest.mark.parametrize(
    ("low", "high", "own", "place"),
    [
        (None, 326.0, 400.0, "above_range"),
        (None, 326.0, 100.0, "context"),
        (179.0, None, 100.0, "below_range"),
        (179.0, None, 400.0, "context"),
        (179.0, None, 1e6, "context"),
        (None, 326.0, 1.0, "context"),
    ],
)
def test_a_missing_bound_gives_no_position_on_its_side(
    low: float | None, high: float | None, own: float, place: str
) -> None:
    assert position(replace(RANGE, low=low, high=high), own) == place


ORDER = ["best_quarter", "middle", "poor_quarter", "below_range", "in_range", "above_range"]
BOUNDS = st.tuples(st.floats(0.01, 1e5), st.floats(0.01, 1e5), st.floats(0.01, 1e5)).map(sorted).map(tuple)


@given(BOUNDS, st.floats(0, 1e6), st.floats(0, 1e6), st.sampled_from(["quartiles", "range"]))
def test_using_more_never_improves_a_position(
    bounds: tuple[float, float, float], first: float, second: float, kind: str
) -> None:
    low, typical, high = bounds
    assume(high - low > 1e-6)
    row = replace(BREAD, low=low, typical=typical, high=high, kind=kind)  # type: ignore[arg-type]
    less, more = position(row, min(first, second)), position(row, max(first, second))
    if "check_data" not in (less, more):
        assert ORDER.index(less) <= ORDER.index(more)


@given(BOUNDS, st.floats(0.01, 1e5), st.floats(1e-3, 1e3))
def test_the_unit_of_a_row_changes_no_position(bounds: tuple[float, float, float], own: float, factor: float) -> None:
    low, typical, high = bounds
    assume(high - low > 1e-3)
    borders = [0.2 * low, low, high, 5 * high]
    assume(all(abs(own - border) * min(1, factor) > 1e-6 for border in borders))
    row = replace(BREAD, low=low, typical=typical, high=high)
    scaled = replace(BREAD, low=low * factor, typical=typical * factor, high=high * factor)
    assert position(row, own) == position(scaled, own * factor)


def bakery(*totals: YearlyTotal, **changes: object) -> Profile:
    filled = {"nace": "10.71", "product": "bread", "output_amount": 1000.0, "output_unit": "t", "employees": 50.0}
    return Profile(country="BY", totals=totals, **{**filled, **changes})  # type: ignore[arg-type]


def beside(profile: Profile, resource: str = "electricity", figures: Figures = FIGURES, **options: float):  # noqa: ANN201
    return compare(profile, resources(profile.totals, figures.factors, "BY"), figures, resource, **options)


ELECTRICITY = YearlyTotal("electricity", 300_000, "kWh", 30_000)


def test_a_comparison_shows_its_inputs_and_its_gap() -> None:
    found = beside(bakery(ELECTRICITY))
    assert found.position == "middle"
    assert found.own == 300
    assert found.row == BREAD
    assert found.gap_amount == pytest.approx(63_000)
    assert found.gap_money == pytest.approx(6_300)
    assert found.why.code == "compared"
    assert found.why.values["amount"] == 300_000
    assert found.why.values["per_amount"] == 1000
    assert [row.id for row in found.alternatives] == ["bread_electricity_2"]


def test_better_than_typical_has_no_gap() -> None:
    found = beside(bakery(YearlyTotal("electricity", 200_000, "kWh", 1)))
    assert (found.gap_amount, found.gap_money) == (0, 0)


def test_no_cost_no_money() -> None:
    assert beside(bakery(YearlyTotal("electricity", 300_000, "kWh"))).gap_money is None


def test_far_outside_says_check_the_data_and_promises_no_gap() -> None:
    found = beside(bakery(YearlyTotal("electricity", 3e7, "kWh", 1)))
    assert found.position == "check_data"
    assert found.gap_amount is None


def test_fuels_are_brought_to_gross_one_by_one_and_purchased_heat_stays() -> None:
    profile = bakery(
        ELECTRICITY,
        YearlyTotal("natural_gas", 180_000, "kWh", 9_000),
        YearlyTotal("mazut", 190_000, "kWh", 19_000),
        YearlyTotal("heat", 100_000, "kWh", 12_000),
    )
    heat = beside(profile, "heat")
    assert heat.basis == "gross"
    assert heat.own == pytest.approx((200_000 + 200_000 + 100_000) / 1000)
    assert heat.why.values["amount_net"] == 470_000
    assert beside(profile, "energy_total").own == pytest.approx(800)


def test_a_row_on_net_basis_takes_the_energy_as_it_is() -> None:
    profile = bakery(ELECTRICITY, YearlyTotal("natural_gas", 200_000, "kWh"), nace="10.51", product="market_milk_raw")
    found = beside(profile, "energy_total")
    assert found.row is not None
    assert (found.basis, found.row.kind) == ("net", "range")
    assert found.own == pytest.approx(500)
    assert found.position == "in_range"


def test_a_fuel_without_a_known_gross_value_makes_the_row_context() -> None:
    found = beside(bakery(YearlyTotal("firewood", 500_000, "kWh", 1)), "heat")
    assert found.position == "context"
    assert found.why.code == "basis-unknown"
    assert (found.own, found.basis) == (500, "net")
    assert found.gap_amount is None


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"product": ""}, "no-product"),
        ({"output_unit": "loaf"}, "unit"),
        ({"output_unit": "m3"}, "unit"),
        ({"output_unit": ""}, "unit"),
        ({"output_unit": "nonsense"}, "unit"),
        ({"product": "jams"}, "no-row"),
    ],
)
def test_without_peers_there_is_no_position_and_a_reason(changes: dict[str, object], code: str) -> None:
    found = beside(bakery(ELECTRICITY, **changes))
    assert (found.position, found.why.code, found.row, found.own) == ("no_peer_group", code, None, None)


def test_several_products_on_one_meter_have_no_peers_below_four_fifths() -> None:
    assert beside(bakery(ELECTRICITY), main_share=0.79).position == "no_peer_group"
    assert beside(bakery(ELECTRICITY), main_share=0.79).why.code == "several-products"
    assert beside(bakery(ELECTRICITY), main_share=0.8).position == "middle"
    assert beside(bakery(ELECTRICITY), main_share=0.7 + 0.1).position == "middle"


@pytest.mark.parametrize(("profile", "code"), [(bakery(), "no-amount"), (bakery(output_amount=None), "no-output")])
def test_what_the_company_has_not_entered_yet_gives_no_position(profile: Profile, code: str) -> None:
    found = beside(profile)
    assert found.position is None
    assert found.why.code == code


def test_litres_of_product_are_compared_per_cubic_metre_and_kilograms_per_tonne() -> None:
    milk = bakery(ELECTRICITY, nace="10.51", product="fluid_milk", output_unit="l", output_amount=3_000_000.0)
    found = beside(milk)
    assert found.row is not None
    assert found.row.unit == "kWh/m3"
    assert found.own == pytest.approx(100)
    in_kg = beside(replace(milk, output_unit="kg"))
    assert in_kg.row is not None
    assert in_kg.row.unit == "kWh/t"
    assert in_kg.own == pytest.approx(100)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (BREAD, replace(BREAD, status="memory", n=999, year="2030")),
        (RANGE, MEMORY),
        (BREAD, replace(RANGE, n=999, year="2030")),
        (RANGE, POINT),
        (replace(BREAD, n=20), replace(BREAD, n=19, year="2030")),
        (replace(BREAD, year="2001-2020"), replace(BREAD, year="2003-2019")),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_the_best_founded_row_is_shown_and_the_other_stands_behind(
    one: BenchmarkRow,
    other: BenchmarkRow,
    turned: bool,  # parametrised
) -> None:
    first, second = replace(one, id="one"), replace(other, id="other")
    figures = replace(FIGURES, benchmarks=(second, first) if turned else (first, second))
    found = beside(bakery(ELECTRICITY), figures=figures)
    assert found.row is not None
    assert (found.row.id, [row.id for row in found.alternatives]) == ("one", ["other"])


def test_a_hotel_is_compared_by_floor_area_as_context() -> None:
    hotel = Profile(nace="55.10", product="hotel", floor_area=2000, totals=(ELECTRICITY,))
    found = beside(hotel)
    assert found.row is not None
    assert (found.own, found.row.per, found.position) == (150, "floor_area", "context")


def test_the_rough_screen_follows_only_where_there_are_no_peers() -> None:
    profile = bakery(ELECTRICITY, YearlyTotal("water", 2000, "m3"), product="")
    year = resources(profile.totals, FIGURES.factors, "BY")
    rough = [one for one in compare_all(profile, year, FIGURES) if one.why.code == "rough-screen"]
    assert [(one.resource, one.position, one.own) for one in rough] == [
        ("electricity", "context", 6000),
        ("water", "context", 40),
    ]
    with_product = replace(profile, product="bread")
    assert all(one.why.code == "compared" for one in compare_all(with_product, year, FIGURES))
    assert screens(replace(profile, nace="94"), year, FIGURES) == ()
    assert screens(replace(profile, employees=None), year, FIGURES) == ()
