"""From months to a year: complete or not, nothing annualised, each unit with its own factor."""

from __future__ import annotations

import math
import time
from dataclasses import replace
from math import fsum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recp_selfcheck.assessment.bill_year import NOTABLE, bill_year, latest_complete, reporting_end, year_ends
from recp_selfcheck.assessment.bills import Bill, YearlyTotal, series_of
from recp_selfcheck.assessment.indicators import resources
from recp_selfcheck.assessment.months import Month, run, twelve_to
from recp_selfcheck.assessment.series_year import series_year
from tests.assessment.billing import END, FIGURES, PLAIN, Book

ELECTRICITY = series_of("electricity")
assert ELECTRICITY is not None


def used(book: Book, resource: str, end: Month = END) -> float:
    profile = book.year(end).profile
    return resources(profile.totals, FIGURES.factors, profile.country).by_resource[resource].amount


def test_twelve_months_replace_the_typed_total_and_say_how_far_it_was_off() -> None:
    typed = replace(PLAIN, totals=(YearlyTotal("electricity", 100, "MWh", 9, ident="electricity"),), year=2024)
    year = Book().add("electricity", [10_000] * 12, "kWh", costs=0.2).year(profile=typed)
    (total,) = year.profile.totals
    assert (total.amount, total.unit, total.cost) == (120_000, "kWh", pytest.approx(24_000))
    assert year.profile.year == 2025
    (one,) = year.replaced
    assert (one.series, one.typed, one.unit, one.billed) == ("electricity", 100, "MWh", pytest.approx(120))
    assert one.difference == pytest.approx(20)
    assert one.differs
    assert year.idents == {"electricity"}
    assert year.typed_only == ()


@pytest.mark.parametrize(("typed", "differs"), [(118_000, False), (117_647.1, False), (117_600, True), (122_500, True)])
def test_two_per_cent_are_no_difference_worth_saying(typed: float, differs: bool) -> None:
    profile = replace(PLAIN, totals=(YearlyTotal("electricity", typed, "kWh", ident="electricity"),))
    (one,) = Book().add("electricity", [10_000] * 12, "kWh").year(profile=profile).replaced
    assert one.differs is differs
    assert one.difference == pytest.approx((120_000 / typed - 1) * 100)


def test_exactly_two_per_cent_is_not_above() -> None:
    profile = replace(PLAIN, totals=(YearlyTotal("electricity", 100_000, "kWh", ident="electricity"),))
    (one,) = Book().add("electricity", [8_500] * 12, "kWh").year(profile=profile).replaced
    assert one.difference == pytest.approx(NOTABLE)
    assert not one.differs


@pytest.mark.parametrize(
    ("typed", "billed", "difference", "differs"),
    [
        (YearlyTotal("electricity", 0, "kWh", ident="electricity"), 12, None, True),
        (YearlyTotal("electricity", 5, "", ident="electricity"), None, None, False),
    ],
)
def test_what_cannot_be_divided_has_no_per_cent(
    typed: YearlyTotal, billed: float | None, difference: None, differs: bool
) -> None:
    (one,) = Book().add("electricity", [1] * 12, "kWh").year(profile=replace(PLAIN, totals=(typed,))).replaced
    assert (one.billed, one.difference, one.differs) == (billed, difference, differs)


@pytest.mark.parametrize("gap", [0, 5, 11])
def test_a_missing_month_makes_the_year_incomplete_and_is_named(gap: int) -> None:
    amounts: list[float | None] = [100.0] * 12
    amounts[gap] = None
    typed = replace(PLAIN, totals=(YearlyTotal("electricity", 7, "kWh", ident="electricity"),), year=2019)
    year = Book().add("electricity", amounts, "kWh").year(profile=typed)
    assert year.profile == typed  # nothing is annualised
    assert year.typed_only == ("electricity",)
    (one,) = year.year.incomplete
    assert one.missing == (Month(2025, gap + 1),)
    assert year.year.complete == ()


def test_a_month_without_a_unit_is_missing_and_a_zero_is_a_reading() -> None:
    bills = [Bill(month, 0.0, "kWh") for month in twelve_to(END)]
    assert series_year(ELECTRICITY, bills, END).complete
    bills[3] = Bill(bills[3].month, 5.0, "")
    assert series_year(ELECTRICITY, bills, END).missing == (Month(2025, 4),)
    bills[3] = Bill(bills[3].month, None, "kWh", 12.0)
    assert series_year(ELECTRICITY, bills, END).missing == (Month(2025, 4),)


@pytest.mark.parametrize("figure", [math.nan, math.inf, -math.inf, 1e308])
def test_what_is_no_number_is_a_missing_month_or_an_unknown_cost(figure: float) -> None:
    book = Book().add("output.1", [*[1.0] * 11, figure], "t").add("water", [1.0] * 12, "m3", costs=[figure] * 12)
    year = book.year()
    assert year.year.by_series["output.1"].missing == (Month(2025, 12),)
    assert (year.output.amount, year.year.by_series["water"].cost) == (None, None)


def test_a_cost_that_is_missing_makes_the_cost_unknown_and_not_the_year_incomplete() -> None:
    costs: list[float | None] = [10.0] * 12
    costs[7] = None
    year = Book().add("electricity", [100] * 12, "kWh", costs=costs).year()
    (one,) = year.year.complete
    assert (one.cost, one.unpriced) == (None, (Month(2025, 8),))
    assert year.profile.totals[0].cost is None
    assert resources(year.profile.totals, FIGURES.factors, "BY").by_resource["electricity"].price is None


def test_a_fixed_charge_without_consumption_is_part_of_the_cost() -> None:
    year = Book().add("electricity", [0, *[100] * 11], "kWh", costs=[30, *[10] * 11]).year()
    assert year.profile.totals[0].cost == 140


def test_months_in_different_units_are_converted_each_with_its_own_factor() -> None:
    units = ["thousand_m3"] * 6 + ["Gcal"] * 3 + ["Nm3"] * 3
    amounts = [2] * 6 + [10] * 3 + [100] * 3
    book = Book().add("natural_gas", amounts, units, costs=5)
    by_unit = {total.unit: total.amount for total in book.year().profile.totals}
    assert by_unit == {"thousand_m3": 12, "Gcal": 30, "Nm3": 300}
    cubic_metre = 1.154 * 8.141  # kWh, BY
    expected = 12_000 * cubic_metre + 30 * 1163 + 300 * cubic_metre * 293.15 / 273.15
    assert used(book, "heat") == pytest.approx(expected, rel=1e-9)


def test_meters_within_and_degree_days_are_not_added() -> None:
    book = Book().add("electricity", [100] * 12, "kWh").add("electricity.sub.1", [60] * 12, "kWh")
    book.add("degree_days", [300] * 12)
    assert used(book, "electricity") == 1200
    assert set(book.year().year.by_series) == {"electricity", "electricity.sub.1", "degree_days"}


def test_materials_are_told_apart_by_their_number() -> None:
    typed = (
        YearlyTotal("material", 10, "t", 5, "Flour", "material.1"),
        YearlyTotal("material", 7, "t", 3, "Sugar", "material.2"),
    )
    book = Book().add("material.2", [500] * 12, "kg", name="Sugar", costs=1)
    year = book.year(profile=replace(PLAIN, totals=typed))
    assert [(total.name, total.amount, total.unit) for total in year.profile.totals] == [
        ("Flour", 10, "t"),
        ("Sugar", 6000, "kg"),
    ]
    assert year.typed_only == ("material.1",)
    assert year.replaced[0].difference == pytest.approx((6 / 7 - 1) * 100)


def test_the_reporting_year_is_the_latest_with_the_most_complete_series() -> None:
    book = Book().add("electricity", [1] * 36, "kWh", first="2023-01").add("water", [1] * 35, "m3", first="2023-01")
    assert latest_complete(book.by_series, book.series) == Month(2025, 11)
    assert year_ends(book.by_series, book.series)[Month(2025, 12)] == 1
    assert reporting_end(book.by_series, book.series, Month(2024, 3)) == Month(2024, 3)


def test_a_series_that_ended_holds_no_year_back() -> None:
    book = Book().add("electricity", [1] * 36, "kWh", first="2023-01").add("coal", [1] * 18, "t", first="2023-01")
    book.add("water", [1] * 36, "m3", first="2023-01")
    assert latest_complete(book.by_series, book.series) == Month(2025, 12)


def test_a_bill_of_a_year_far_ahead_does_not_hide_the_others() -> None:
    book = Book().add("electricity", [1] * 12, "kWh").add("water", [1] * 12, "m3")
    book.by_series["water"] += (Bill(Month(2095, 1), 1.0, "m3"),)
    assert latest_complete(book.by_series, book.series) == END


def test_without_a_complete_year_the_newest_bills_say_which_months_are_missing() -> None:
    book = Book().add("electricity", [1] * 3, "kWh", first="2025-04")
    assert latest_complete(book.by_series, book.series) is None
    assert reporting_end(book.by_series, book.series) == Month(2025, 6)
    assert reporting_end({}, {}) is None
    (one,) = bill_year(book.by_series, book.series, Month(2025, 6)).incomplete
    assert len(one.missing) == 9


def test_meters_and_degree_days_alone_make_no_year() -> None:
    book = Book().add("electricity.sub.1", [1] * 12, "kWh").add("degree_days", [1] * 12)
    assert reporting_end(book.by_series, book.series) is None


def test_a_year_of_twenty_series_over_three_years_takes_less_than_a_twentieth_of_a_second() -> None:
    book = Book()
    for number in range(1, 11):
        book.add(f"material.{number}", [100.0 + number] * 36, "t", costs=9, first="2023-01")
        book.add(f"waste.{number}", [1.0 + number] * 36, "t", costs=9, first="2023-01")
    best = min(_seconds(book) for _ in range(5))
    assert best < 0.05


def _seconds(book: Book) -> float:
    start = time.perf_counter()
    assert reporting_end(book.by_series, book.series) == END
    book.doubts()  # works out both years and every doubt
    return time.perf_counter() - start


AMOUNTS = st.lists(st.floats(0, 1e5), min_size=12, max_size=12)
UNITS = st.lists(st.sampled_from(["kWh", "MWh", "GJ"]), min_size=12, max_size=12)


@given(AMOUNTS, UNITS, st.randoms(use_true_random=False))
def test_the_order_of_bills_does_not_matter(amounts: list[float], units: list[str], random: object) -> None:
    book = Book().add("electricity", amounts, units, costs=0.3)
    before = book.year()
    shuffled = list(book.by_series["electricity"])
    random.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis gives a Random
    book.by_series["electricity"] = tuple(shuffled)
    assert book.year() == before
    assert book.doubts() == Book().add("electricity", amounts, units, costs=0.3).doubts()


@given(AMOUNTS, UNITS, st.floats(1e-3, 1e3))
def test_scaling_the_amounts_scales_the_sum(amounts: list[float], units: list[str], scale: float) -> None:
    one = used(Book().add("electricity", amounts, units), "electricity")
    many = used(Book().add("electricity", [amount * scale for amount in amounts], units), "electricity")
    assert many == pytest.approx(one * scale, rel=1e-9, abs=1e-12)


@given(AMOUNTS)
def test_a_year_in_one_unit_is_the_sum_of_its_months(amounts: list[float]) -> None:
    assert used(Book().add("water", amounts, "m3"), "water") == fsum(amounts)


@given(st.sets(st.integers(0, 47), max_size=48))
def test_the_latest_complete_year_is_what_counting_by_hand_gives(given_months: set[int]) -> None:
    months = run(Month(2022, 1), 48)
    bills = {"electricity": tuple(Bill(months[place], 1.0, "kWh") for place in sorted(given_months))}
    by_hand = [months[end] for end in range(11, 48) if set(range(end - 11, end + 1)) <= given_months]
    assert latest_complete(bills, {"electricity": ELECTRICITY}) == (by_hand[-1] if by_hand else None)
