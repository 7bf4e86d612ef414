"""What an investment is worth."""

from __future__ import annotations

from math import inf, nan

import pytest

from recp_selfcheck.assessment.money import annualised, check_terms, cost_of_avoided_co2, irr, npv, payback
from recp_selfcheck.errors import AnswerMistakes


def test_the_worked_example() -> None:
    assert payback(10_000, 4_000) == 2.5
    assert npv(10_000, 4_000, 5, 0.10) == pytest.approx(5163.15, abs=0.005)
    assert irr(10_000, 4_000, 5) == pytest.approx(0.2865, abs=0.00005)


def test_nothing_saved_never_pays_back_even_when_it_costs_nothing() -> None:
    assert payback(10_000, 0) == payback(10_000, -5) == payback(0, 0) == inf


def test_without_an_investment_it_pays_back_at_once() -> None:
    assert payback(0, 100) == 0
    assert irr(0, 100, 5) is None
    assert npv(0, 100, 5, 0.10) == pytest.approx(379.0787, abs=1e-4)


def test_an_investment_that_earns_nothing_has_no_rate_of_return() -> None:
    assert irr(100, 0, 5) is None
    assert irr(100, -1, 5) is None
    assert npv(100, 0, 5) == pytest.approx(-100)


def test_a_loss_has_a_negative_rate_of_return() -> None:
    rate = irr(100, 10, 5)
    assert rate is not None
    assert rate < 0


def test_a_life_that_ends_within_a_year_earns_its_part_of_it() -> None:
    assert npv(100, 50, 2.5, 0) == pytest.approx(25)
    assert npv(100, 50, 0.5, 0) == pytest.approx(-75)


def test_an_annualised_investment_is_worth_the_investment() -> None:
    yearly = annualised(10_000, 5, 0.10)
    assert npv(10_000, yearly, 5, 0.10) == pytest.approx(0, abs=1e-6)
    assert annualised(10_000, 5, 0) == 2_000


def test_cost_of_avoided_co2() -> None:
    assert cost_of_avoided_co2(10_000, 2_000, 10, 5, 0) == 0
    assert cost_of_avoided_co2(10_000, 1_000, 10, 5, 0) == 100
    assert cost_of_avoided_co2(10_000, 3_000, 10, 5, 0) == -100
    assert cost_of_avoided_co2(10_000, 3_000, 0, 5, 0) is None


def test_impossible_terms_are_all_named() -> None:
    check_terms({"m": 0.0}, {"m": 10.0}, 0.0)
    with pytest.raises(AnswerMistakes) as wrong:
        check_terms({"a": -1.0, "b": nan}, {"a": inf}, -1.0)
    assert [mistake.code for mistake in wrong.value.mistakes] == [
        *("quote-negative", "quote-negative", "running-cost-negative", "rate-out-of-range"),
    ]
