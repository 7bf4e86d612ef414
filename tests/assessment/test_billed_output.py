"""Output of a year of bills: one reference product, others by their factor, else left out and said so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recp_selfcheck.assessment.benchmarks import compare
from recp_selfcheck.assessment.bills import YearlyTotal
from recp_selfcheck.assessment.indicators import resources
from tests.assessment.billing import FIGURES, PLAIN, Book


def test_twelve_months_of_output_replace_the_profiles() -> None:
    typed = replace(PLAIN, output_amount=1000, output_unit="kg")
    year = Book().add("output.1", [5] * 12, "t", name="Bread").year(profile=typed)
    assert (year.profile.output_amount, year.profile.output_unit) == (60, "t")
    (one,) = year.replaced
    assert (one.series, one.typed, one.unit, one.billed) == ("output.1", 1000, "kg", 60_000)
    assert one.differs
    assert year.output.main_share == 1


def test_an_output_with_a_missing_month_leaves_the_typed_one() -> None:
    typed = replace(PLAIN, output_amount=1000, output_unit="kg")
    year = Book().add("output.1", [*[5] * 11, None], "t").year(profile=typed)
    assert (year.profile.output_amount, year.profile.output_unit) == (1000, "kg")
    assert year.replaced == ()
    assert year.output.main_share == 1


def test_the_months_of_a_product_may_be_in_several_units() -> None:
    units = ["t"] * 6 + ["kg"] * 6
    output = Book().add("output.1", [5] * 6 + [2000] * 6, units).year().output
    assert (output.amount, output.unit) == (42, "t")


def test_another_product_counts_by_its_factor_and_is_left_out_without_one() -> None:
    book = Book().add("output.1", [100] * 12, "t").add("output.2", [1000] * 12, "piece", factor=0.01, name="Cakes")
    book.add("output.3", [5] * 12, "t", name="Rusks")
    output = book.year().output
    assert output.amount == pytest.approx(1200 + 120)
    assert [(one.series.id, one.left_out) for one in output.left_out] == [("output.3", "no-factor")]
    assert output.main_share == pytest.approx(1200 / (1200 + 120 + 60))  # left out of the sum, not of the meters


@pytest.mark.parametrize(
    ("second", "factor", "share", "code"),
    [
        (25, 1.0, 0.8, "compared"),  # exactly 80 %
        (25.001, 1.0, 0.79999, "several-products"),
        (10, 5.0, 0.66667, "several-products"),
        (0, None, 1.0, "compared"),
    ],
)
def test_several_products_have_peers_where_one_is_four_fifths(
    second: float, factor: float | None, share: float, code: str
) -> None:
    book = Book().add("output.1", [100] * 12, "t").add("output.2", [second] * 12, "t", factor=factor)
    book.add("electricity", [30_000] * 12, "kWh")
    year = book.year()
    assert year.output.main_share == pytest.approx(share, abs=1e-5)
    used = resources(year.profile.totals, FIGURES.factors, "BY")
    found = compare(year.profile, used, FIGURES, "electricity", main_share=year.output.main_share)
    assert found.why.code == code
    assert (found.position == "no_peer_group") == (code == "several-products")


@pytest.mark.parametrize(
    ("amounts", "unit", "factor", "why"),
    [
        ([5] * 12, "piece", None, "no-factor"),  # pieces beside tonnes: nobody knows how much that is
        ([5.0] * 11 + [None], "t", 1.0, "incomplete"),
    ],
)
def test_a_product_that_cannot_be_weighed_leaves_no_peer_group(
    amounts: list[float | None], unit: str, factor: float | None, why: str
) -> None:
    book = Book().add("output.1", [100] * 12, "t").add("output.2", amounts, unit, factor=factor)
    year = book.add("electricity", [30_000] * 12, "kWh").year()
    assert year.output.amount == 1200
    assert [one.left_out for one in year.output.left_out] == [why]
    assert year.output.main_share is None
    used = resources(year.profile.totals, FIGURES.factors, "BY")
    found = compare(year.profile, used, FIGURES, "electricity", main_share=year.output.main_share)
    assert (found.position, found.why.code) == ("no_peer_group", "products-not-weighed")


def test_months_of_a_product_in_units_that_do_not_mix_are_left_out() -> None:
    output = Book().add("output.1", [5] * 12, ["t"] * 6 + ["piece"] * 6).year().output
    assert (output.amount, output.main_share) == (None, 1)
    assert [one.left_out for one in output.left_out] == ["unit"]


def test_the_worked_bakery_compares_the_same_from_its_months() -> None:
    bakery = replace(PLAIN, country="US", currency="USD")
    book = Book().add("output.1", [36605 / 12] * 12, "short_ton_us").add("electricity", [934_350] * 12, "kWh")
    year = book.year(profile=bakery)
    assert year.profile.totals == (YearlyTotal("electricity", 11_212_200, "kWh"),)
    used = resources(year.profile.totals, FIGURES.factors, "US")
    found = compare(year.profile, used, FIGURES, "electricity", main_share=year.output.main_share)
    assert found.own == pytest.approx(337.6, abs=0.05)
    assert found.position == "poor_quarter"
    assert found.gap_amount == pytest.approx(3.34e6, rel=1e-3)
