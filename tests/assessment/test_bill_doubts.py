"""Doubts about monthly bills: each rule fires on its slip, stays silent beside it, and says a long slip once."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recp_selfcheck.assessment.bill_doubts import typed_doubts
from recp_selfcheck.assessment.bills import CARRIERS, YearlyTotal
from recp_selfcheck.assessment.doubts import profile_doubts
from recp_selfcheck.assessment.explained import Explanation
from recp_selfcheck.assessment.months import Month
from recp_selfcheck.i18n import LANGUAGES, use
from recp_selfcheck.i18n.mistakes import word_doubt
from tests.assessment.billing import FIGURES, PLAIN, Book, found

STEADY = [100.0] * 12
PRICE = 0.3  # BYN/kWh, well inside the band


def with_month(place: int, amount: float | None, steady: list[Any] = STEADY) -> list[Any]:
    return [*steady[:place], amount, *steady[place + 1 :]]


def test_plain_bills_raise_no_doubt() -> None:
    book = Book().add("electricity", STEADY, "kWh", costs=PRICE).add("electricity.sub.1", [40] * 12, "kWh")
    book.add("water", STEADY, "m3", costs=2).add("wastewater", [80] * 12, "m3", costs=3)
    book.add("material.1", STEADY, "t", costs=900).add("waste.1", [1] * 12, "t", costs=5).add("output.1", STEADY, "t")
    assert book.doubts() == ()
    assert Book().add("electricity", [100], "kWh").doubts() == ()


@pytest.mark.parametrize(
    ("amount", "unit", "expected"),
    [
        (-5.0, "kWh", "negative! bill.electricity.2025-03"),
        (math.nan, "kWh", "not-finite! bill.electricity.2025-03"),
        (math.inf, "kWh", "not-finite! bill.electricity.2025-03"),
        (100.0, "", "no-unit! bill.electricity.2025-03"),
        (100.0, "m3", "unit-for-carrier! bill.electricity.2025-03"),
        (100.0, "kwh", "unknown-unit! bill.electricity.2025-03"),
    ],
)
def test_what_cannot_be_true_blocks_and_no_sentence_lifts_it(amount: float, unit: str, expected: str) -> None:
    book = Book().add("electricity", with_month(2, amount), with_month(2, unit, ["kWh"] * 12))
    (doubt,) = book.doubts()
    assert found([doubt]) == [expected]
    assert not doubt.explainable
    explained = {doubt.key: Explanation("It is so.", amount)}
    assert found(book.doubts(explained=explained)) == [expected]


def test_a_negative_cost_blocks() -> None:
    book = Book().add("electricity", STEADY, "kWh", costs=[*[30.0] * 11, -30.0])
    assert "negative! bill.electricity.2025-12" in found(book.doubts())


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (30_000, ["far-above-median! bill.natural_gas.2025-05"]),
        (29_999, []),
        (100 / 300, ["far-below-median! bill.natural_gas.2025-05"]),
        (0.34, []),
        (0, []),
    ],
)
def test_three_hundred_times_its_own_median_is_a_mistake(amount: float, expected: list[str]) -> None:
    assert found(Book().add("natural_gas", with_month(4, amount), "kWh").doubts()) == expected


def test_the_median_needs_six_months_that_are_not_zero() -> None:
    few = [100.0, 100.0, 100.0, 100.0, 40_000.0, *[0.0] * 7]
    assert found(Book().add("natural_gas", few, "kWh").doubts()) == []
    assert found(Book().add("natural_gas", [100.0, *few[:-1]], "kWh").doubts()) == [
        "far-above-median! bill.natural_gas.2025-06"
    ]


def test_a_month_in_another_unit_is_no_doubt_and_a_month_in_the_wrong_one_is() -> None:
    units = with_month(6, "MWh", ["kWh"] * 12)
    assert found(Book().add("electricity", with_month(6, 0.1), units, costs=None).doubts()) == []
    (doubt,) = Book().add("electricity", STEADY, units).doubts()
    assert found([doubt]) == ["far-above-median! bill.electricity.2025-07"]
    assert doubt.values["times"] == pytest.approx(1000)
    assert (doubt.series, doubt.months) == ("electricity", (Month(2025, 7),))


def test_an_explanation_lifts_the_three_hundred_times_while_the_figure_is_the_one_seen() -> None:
    book = Book().add("natural_gas", with_month(4, 40_000), "kWh")
    (doubt,) = book.doubts()
    assert doubt.key == "far-above-median.natural_gas.2025-05"
    assert doubt.explainable
    explained = {doubt.key: Explanation("The tank was filled for the year.", doubt.figure)}
    (lifted,) = book.doubts(explained=explained)
    assert (lifted.blocking, lifted.explanation) == (False, "The tank was filled for the year.")
    (again,) = Book().add("natural_gas", with_month(4, 41_000), "kWh").doubts(explained=explained)
    assert (again.blocking, again.explanation) == (True, "")
    (unseen,) = book.doubts(explained={doubt.key: Explanation("The tank was filled for the year.")})
    assert unseen.blocking


@pytest.mark.parametrize(
    ("series", "unit", "amount", "code"),
    [
        ("electricity", "kWh", 151, "change-on-median"),
        ("electricity", "kWh", 150, None),
        ("electricity", "kWh", 50, None),
        ("electricity", "kWh", 49, "change-on-median"),
        ("electricity", "kWh", 0, None),
        ("water", "m3", 151, "change-on-median"),
        ("material.1", "t", 151, "change-on-median"),
        ("natural_gas", "kWh", 151, None),  # heats more in winter
        ("waste.1", "t", 151, None),
        ("output.1", "t", 151, None),
        ("electricity.sub.1", "kWh", 151, None),
    ],
)
def test_without_a_year_before_even_carriers_are_held_against_their_median(
    series: str, unit: str, amount: float, code: str | None
) -> None:
    book = Book().add(series, with_month(8, amount), unit)
    assert found(book.doubts()) == ([f"{code} bill.{series}.2025-09"] if code else [])


@pytest.mark.parametrize("series", ["electricity", "natural_gas", "waste.1", "output.1"])
@pytest.mark.parametrize(("amount", "doubted"), [(151, True), (150, False), (50, False), (49, True), (0, False)])
def test_half_more_or_less_than_a_year_before_is_doubted(series: str, amount: float, doubted: bool) -> None:
    unit = "t" if series in {"waste.1", "output.1"} else "kWh"
    book = Book().add(series, [*STEADY, *with_month(3, amount)], unit, first="2024-01")
    assert found(book.doubts()) == ([f"change-on-year bill.{series}.2025-04"] if doubted else [])


def test_a_season_is_doubted_once_in_the_first_year_and_not_where_the_year_before_had_it_too() -> None:
    season = [300.0, 280, 220, 140, 60, 50, 50, 50, 70, 150, 230, 290]
    (doubt,) = Book().add("electricity", season * 2, "kWh", first="2024-01").doubts()
    assert found([doubt]) == ["change-on-median bill.electricity"]
    assert {month.year for month in doubt.months} == {2024}
    assert found(Book().add("natural_gas", season * 2, "kWh", first="2024-01").doubts()) == []


def test_a_month_of_a_wrong_unit_is_said_once_and_not_again_as_change_or_price() -> None:
    book = Book().add("electricity", [*STEADY, *with_month(2, 100_000)], "kWh", costs=None, first="2024-01")
    book.by_series["electricity"] = tuple(replace(bill, cost=30.0) for bill in book.by_series["electricity"])
    assert found(book.doubts()) == ["far-above-median! bill.electricity.2025-03"]


@pytest.mark.parametrize(
    ("cost", "code"),
    [
        (30, None),
        (30 * 2, None),
        (30 * 2.01, "price-spread"),
        (30 * 0.5, None),
        (30 * 0.49, "price-spread"),
        (30 * 20, "price-band"),
        (0, "price-band"),
        (None, None),
    ],
)
def test_a_price_far_from_its_own_median_or_outside_the_band_is_doubted(cost: float | None, code: str | None) -> None:
    book = Book().add("electricity", STEADY, "kWh", costs=with_month(5, cost, [30.0] * 12))
    assert found(book.doubts()) == ([f"{code} bill.electricity.2025-06"] if code else [])


def test_doubts_speak_in_the_unit_of_the_bill() -> None:
    book = Book().add("natural_gas", [*[2.0] * 12, *with_month(3, 9.0, [2.0] * 12)], "thousand_m3", first="2024-01")
    book.by_series["natural_gas"] = tuple(
        replace(bill, cost=1500.0 if bill.month != Month(2025, 6) else 90_000.0)
        for bill in book.by_series["natural_gas"]
    )
    by_code = {doubt.code: doubt.values for doubt in book.doubts()}
    change, price = by_code["change-on-year"], by_code["price-band"]
    assert (change["own"], change["before"], change["unit"]) == (9, pytest.approx(2), "thousand_m3")
    assert (price["price"], price["unit"]) == (pytest.approx(45_000), "thousand_m3")
    assert price["high"] == pytest.approx(0.5 * 9394.714, rel=1e-6)  # of 0.01 … 0.5 BYN/kWh


def test_a_fixed_charge_without_consumption_has_no_price() -> None:
    book = Book().add("electricity", with_month(5, 0), "kWh", costs=[30.0] * 12)
    assert found(book.doubts()) == []


def test_no_band_in_the_companys_currency_leaves_the_median() -> None:
    book = Book().add("electricity", STEADY, "kWh", costs=[*[9e6] * 11, 9e7])
    assert found(book.doubts(replace(PLAIN, currency="CHF"))) == ["price-spread bill.electricity.2025-12"]


def test_a_year_in_the_wrong_unit_is_said_once() -> None:
    book = Book().add("electricity", STEADY * 2, ["kWh"] * 12 + ["MWh"] * 12, first="2024-01")
    assert found(book.doubts()) == ["far-below-median! bill.electricity"]
    book = Book().add("electricity", STEADY * 2, ["MJ"] * 12 + ["kWh"] * 12, first="2024-01")
    assert found(book.doubts()) == ["change-on-median bill.electricity", "change-on-year bill.electricity"]


def test_a_whole_series_in_the_wrong_unit_is_said_once() -> None:
    book = Book().add("electricity", STEADY, "MWh", costs=30 / 1)
    (doubt,) = book.doubts()
    assert found([doubt]) == ["price-band bill.electricity"]
    assert len(doubt.months) == 12
    assert (doubt.values["months"], doubt.values["first"], doubt.values["last"]) == (12, "2025-01", "2025-12")
    explained = {doubt.key: Explanation("Cheap hydropower.", doubt.figure)}
    assert doubt.key == "price-band.electricity"
    assert book.doubts(explained=explained)[0].explanation == "Cheap hydropower."
    longer = Book().add("electricity", [*STEADY, 100.0], "MWh", costs=30 / 1)
    assert longer.doubts(explained=explained)[0].explanation == ""  # a month nobody has explained yet


def test_four_months_are_said_one_by_one() -> None:
    book = Book().add("electricity", STEADY, "kWh", costs=[30.0] * 8 + [700.0] * 4)
    assert found(book.doubts()) == [f"price-band bill.electricity.2025-{month:02d}" for month in range(9, 13)]


def test_mistakes_stand_first_and_what_is_explained_last() -> None:
    book = Book().add("electricity", with_month(1, 151), "kWh").add("water", with_month(3, 151), "m3")
    book.add("material.1", with_month(2, -1), "t")
    explained = {"change-on-median.electricity.2025-02": Explanation("An order from abroad.", 151.0)}
    assert found(book.doubts(explained=explained)) == [
        "negative! bill.material.1.2025-03",
        "change-on-median bill.water.2025-04",
        "change-on-median bill.electricity.2025-02",
    ]


def test_what_was_typed_and_is_not_what_the_bills_say_is_doubted_where_it_was_typed() -> None:
    typed = (YearlyTotal("electricity", 2, "MWh", ident="electricity"), YearlyTotal("water", 5, "m3", ident="water"))
    profile = replace(PLAIN, totals=typed, output_amount=60, output_unit="t", employees=None)
    book = Book().add("electricity", STEADY, "kWh").add("output.1", [6] * 12, "t")
    book.add("material.1", STEADY, "t", name="Flour")
    year = book.year(profile=profile)
    assert found(typed_doubts(year)) == ["typed-differs total.electricity", "typed-differs output"]
    assert profile_doubts(year.profile, FIGURES, billed=year.idents) == ()


def test_a_billed_total_is_not_doubted_once_more_as_a_yearly_one() -> None:
    year = Book().add("electricity", STEADY, "MWh", costs=30 / 1).year()
    assert [doubt.code for doubt in profile_doubts(year.profile, FIGURES)] == ["price-band"]
    assert profile_doubts(year.profile, FIGURES, billed=year.idents) == ()


@pytest.fixture(params=list(LANGUAGES))
def reader(request: pytest.FixtureRequest) -> Iterator[None]:
    use(request.param)
    yield
    use("en")


def test_every_doubt_about_bills_is_a_sentence_in_every_language(reader: None) -> None:
    book = Book().add("electricity", [*STEADY, *with_month(3, 160)], "kWh", costs=PRICE, first="2024-01")
    book.add("electricity.sub.1", [*[0.0] * 12, *[500.0] * 12], "kWh", first="2024-01")
    book.add("natural_gas", [*STEADY, *with_month(4, 40_000)], "kWh", first="2024-01")
    book.add("coal", [*STEADY, *with_month(4, 0.001)], "t", first="2024-01").add("own_heat", [0.0, 5.0], "Gcal")
    book.add("water", with_month(6, 151), "m3", costs=[*[200.0] * 11, 500.0]).add("wastewater", [0.0, 500.0], "m3")
    book.add("heat", STEADY, "Gcal", costs=[*[12_000.0] * 9, *[30_000.0] * 3])
    book.add("material.1", [1.0] * 12, "t").add("waste.1", [2.0] * 12, "t")
    book.add("output.1", [*[100.0] * 12, *[10.0] * 12], "t", first="2024-01")
    doubts = [*book.doubts(), *typed_doubts(book.year(profile=replace(PLAIN, output_amount=5, output_unit="t")))]
    assert {doubt.code for doubt in doubts} >= {
        "change-on-year",
        "change-on-median",
        "meters-over-main",
        "far-above-median",
        "far-below-median",
        "heat-twice",
        "price-spread",
        "water-out",
        "waste-over-materials",
        "intensity-change",
        "typed-differs",
    }
    for doubt in doubts:
        said = word_doubt(doubt)
        assert said != doubt.code
        assert "{" not in said
    again = [word_doubt(doubt) for doubt in doubts if len(doubt.months) > 1]
    assert again
    assert all("12" in said for said in again)


AMOUNTS = st.lists(st.none() | st.floats(), min_size=1, max_size=30)


@given(
    st.dictionaries(
        st.sampled_from([*(carrier.id for carrier in CARRIERS.values() if not carrier.named), "material.1", "output.1",
                         "water.sub.1", "degree_days", "waste.3"]),
        st.tuples(AMOUNTS, st.sampled_from(["kWh", "t", "m3", "Gcal", "piece", "", "nonsense"]), st.none() | st.floats()),
        max_size=4,
    )
)  # fmt: skip
def test_no_bills_raise_an_error(given_series: dict[str, tuple[list[float | None], str, float | None]]) -> None:
    book = Book()
    for ident, (amounts, unit, cost) in given_series.items():
        book.add(ident, amounts, [unit] * len(amounts), costs=[cost] * len(amounts), first="2023-08")
    for doubt in book.doubts():
        assert doubt.subject.startswith("bill.")
        assert doubt.months or doubt.code in {"intensity-change", "waste-over-materials"}


@given(st.lists(st.floats(0.01, 1e5), min_size=12, max_size=24), st.floats(0.01, 100))
def test_amounts_ten_times_as_large_raise_the_same_doubts_about_amounts(amounts: list[float], scale: float) -> None:
    def codes(factor: float) -> list[str]:
        book = Book().add("electricity", [amount * factor for amount in amounts], "kWh", first="2024-01")
        return found(book.doubts())

    borders = [abs(one / other - edge) for one in amounts for other in amounts for edge in (0.5, 1.5, 300, 1 / 300)]
    if min(borders) > 1e-6:
        assert codes(scale) == codes(1)


@given(st.lists(st.floats(1, 1e6), min_size=12, max_size=12))
def test_explaining_every_doubt_leaves_only_what_must_be_corrected(amounts: list[float]) -> None:
    book = Book().add("electricity", amounts, "kWh", costs=[30.0] * 12).add("wastewater", amounts, "m3")
    book.add("water", [1e5] * 12, "m3")
    explained = {doubt.key: Explanation("So it is.", doubt.figure) for doubt in book.doubts()}
    for doubt in book.doubts(explained=explained):
        assert doubt.explanation or not doubt.explainable
