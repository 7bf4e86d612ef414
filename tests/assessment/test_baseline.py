"""The baseline: certified fits, when it is usable, and what it says of each month.

`nist/*.csv` are the data sets Norris and Longley of the NIST Statistical Reference Datasets (public domain,
https://www.itl.nist.gov/div898/strd/lls/lls.shtml); the certified values stand below.
"""

from __future__ import annotations

import csv
import math
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recp_selfcheck.assessment.baseline import Baseline, Regression, fit, least_squares
from recp_selfcheck.assessment.months import Month, run
from tests.effort import tries

JANUARY = Month(2024, 1)
OUTPUT = [310.0, 280, 335, 360, 402, 445, 470, 455, 410, 372, 330, 300]
COLD = [620.0, 540, 430, 240, 80, 10, 0, 0, 60, 230, 420, 570]
NOISE = [40.0, -55, 30, -20, 65, -35, 10, -45, 50, -60, 25, -5]

CERTIFIED = {
    "norris": (
        [-0.262323073774029, 1.00211681802045],
        [0.232818234301152, 0.429796848199937e-3],
        0.999993745883712,
        0.884796396144373,
    ),
    "longley": (
        [
            -3482258.63459582,
            15.0618722713733,
            -0.358191792925910e-1,
            -2.02022980381683,
            -1.03322686717359,
            -0.511041056535807e-1,
            1829.15146461355,
        ],
        [
            890420.383607373,
            84.9149257747669,
            0.334910077722432e-1,
            0.488399681651699,
            0.214274163161675,
            0.226073200069370,
            455.478499142212,
        ],
        0.995479004577296,
        304.854073561965,
    ),
}


def read(name: str) -> list[list[float]]:
    path = Path(__file__).parent / "nist" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = [[float(cell) for cell in row] for row in list(csv.reader(file))[1:]]
    return [list(column) for column in zip(*rows, strict=True)]


def months(count: int) -> tuple[Month, ...]:
    return run(JANUARY, count)


def codes(found: Baseline) -> list[str]:
    return [weakness.code for weakness in found.weaknesses]


@pytest.mark.parametrize("name", CERTIFIED)
def test_certified_values_are_met_to_nine_digits(name: str) -> None:
    coefficients, errors, r_squared, deviation = CERTIFIED[name]
    y, *causes = read(name)
    found = least_squares(y, causes)
    assert isinstance(found, Regression)
    assert found.coefficients == pytest.approx(coefficients, rel=1e-9)
    assert found.standard_errors == pytest.approx(errors, rel=1e-9)
    assert found.r_squared == pytest.approx(r_squared, rel=1e-9)
    assert math.sqrt(sum(one**2 for one in found.residuals) / found.freedom) == pytest.approx(deviation, rel=1e-9)


def test_norris_through_the_baseline_itself() -> None:
    coefficients, errors, r_squared, deviation = CERTIFIED["norris"]
    y, x = read("norris")
    found = fit(months(36), y, x)
    assert [term.value for term in found.terms] == pytest.approx(coefficients, rel=1e-9)
    assert [term.standard_error for term in found.terms] == pytest.approx(errors, rel=1e-9)
    assert found.r_squared == pytest.approx(r_squared, rel=1e-9)
    assert found.cv_rmse == pytest.approx(deviation / (sum(y) / 36), rel=1e-9)
    assert found.usable
    assert found.n == 36


def test_base_load_and_slopes_of_a_known_site() -> None:
    energy = [20_000 + 55 * made + 12 * cold + noise for made, cold, noise in zip(OUTPUT, COLD, NOISE, strict=True)]
    found = fit(months(12), energy, OUTPUT, COLD)
    assert found.usable
    assert [term.cause for term in found.terms] == ["base", "output", "degree_days"]
    assert [term.value for term in found.terms] == pytest.approx([20_000, 55, 12], rel=0.02)
    assert found.months[0].expected == pytest.approx(20_000 + 55 * 310 + 12 * 620, rel=0.005)
    assert found.months[0].degree_days == 620
    term = found.term("output")
    assert term is not None
    assert term.p_value < 1e-6


def test_the_differences_of_the_fitted_months_add_up_to_nothing_and_turn_where_the_sum_is_largest() -> None:
    saved = [0.0] * 8 + [-4_000.0] * 8
    made = [*OUTPUT, *OUTPUT[:4]]
    energy = [20_000 + 55 * one + less for one, less in zip(made, saved, strict=True)]
    found = fit(months(16), energy, made)
    assert found.months[-1].cusum == pytest.approx(0, abs=1e-6)
    running = [sum(one.difference for one in found.months[: place + 1]) for place in range(16)]
    assert [one.cusum for one in found.months] == pytest.approx(running)
    assert found.turn is not None
    assert str(found.turn.month) == "2024-08"
    assert found.turn.cusum == max(running)


def test_later_months_are_set_beside_a_relation_fitted_to_the_baseline_year() -> None:
    energy = [20_000 + 55 * made + noise for made, noise in zip(OUTPUT, NOISE, strict=True)]
    later = [used - 3_000 for used in energy]
    found = fit(months(24), [*energy, *later], OUTPUT * 2, period=months(12))
    assert found.n == 12
    assert len(found.months) == 24
    assert [one.difference for one in found.months[12:]] == pytest.approx([noise - 3_000 for noise in NOISE], abs=60)
    assert found.months[-1].cusum == pytest.approx(-36_000, rel=1e-6)
    alone = fit(months(12), energy, OUTPUT)
    assert found.terms == alone.terms
    assert found.cv_rmse == alone.cv_rmse


def test_cv_rmse_counts_what_is_left_after_the_parameters() -> None:
    found = fit(months(4), [1.0, 3, 2, 4], [1.0, 2, 3, 4])
    assert [term.value for term in found.terms] == pytest.approx([0.5, 0.8])
    assert found.cv_rmse == pytest.approx(math.sqrt(1.8 / 2) / 2.5)
    assert found.r_squared == pytest.approx(0.64)
    assert codes(found) == ["too-few-months", "weak", "uncertain"]
    assert not found.usable


def test_energy_that_follows_nothing_has_no_usable_relation() -> None:
    energy = [30_000.0, 31_000, 29_500, 30_200, 30_900, 29_800, 30_100, 31_100, 29_700, 30_400, 30_800, 29_900]
    found = fit(months(12), energy, OUTPUT)
    assert not found.usable
    assert codes(found)[0] == "weak"
    assert found.weaknesses[0].values["r_squared"] == found.r_squared


def test_energy_that_falls_with_output_has_no_usable_relation() -> None:
    found = fit(months(12), [90_000 - 50 * made for made in OUTPUT], OUTPUT)
    assert codes(found) == ["falling"]
    assert found.weaknesses[0].values == {"cause": "output"}


def test_degree_days_that_explain_nothing_are_named() -> None:
    energy = [20_000 + 55 * made + noise for made, noise in zip(OUTPUT, NOISE, strict=True)]
    shuffled = [300.0, 10, 200, 310, 20, 180, 290, 15, 210, 305, 5, 190]
    found = fit(months(12), energy, OUTPUT, shuffled)
    assert {(weakness.code, weakness.values["cause"]) for weakness in found.weaknesses} <= {
        ("uncertain", "degree_days"),
        ("falling", "degree_days"),
    }
    assert not found.usable


def test_eleven_months_are_too_few_and_twelve_enough() -> None:
    energy = [20_000 + 55 * made for made in OUTPUT]
    assert codes(fit(months(11), energy[:11], OUTPUT[:11])) == ["too-few-months"]
    assert fit(months(12), energy, OUTPUT).usable


@pytest.mark.parametrize(
    ("energy", "output", "cold", "code"),
    [
        ([5.0] * 12, OUTPUT, None, "constant-energy"),
        (OUTPUT, [5.0] * 12, None, "constant-output"),
        (OUTPUT, [0.0] * 12, None, "constant-output"),
        (OUTPUT, OUTPUT, [0.0] * 12, "constant-degree-days"),
        (COLD, OUTPUT, [2 * made for made in OUTPUT], "collinear"),
        (COLD, OUTPUT, [1000 - 3 * made for made in OUTPUT], "collinear"),
        (OUTPUT[:2], OUTPUT[:2], None, "too-few-months"),
        ([], [], None, "too-few-months"),
        ([math.nan] * 12, OUTPUT, None, "too-few-months"),
    ],
)
def test_what_cannot_be_fitted_says_why(
    energy: list[float | None], output: list[float | None], cold: list[float | None] | None, code: str
) -> None:
    found = fit(months(len(energy)), energy, output, cold)
    assert codes(found) == [code]
    assert found.terms == found.months == ()
    assert found.r_squared is found.cv_rmse is found.turn is None


def test_months_that_lack_a_figure_are_left_out_and_named() -> None:
    energy: list[float | None] = [20_000 + 55 * made for made in OUTPUT]
    output: list[float | None] = list(OUTPUT)
    energy[2], output[5] = None, math.nan
    found = fit(months(12), energy, output)
    assert [str(month) for month in found.left_out] == ["2024-03", "2024-06"]
    assert found.n == 10
    assert codes(found) == ["too-few-months"]


figures = st.one_of(st.none(), st.floats(allow_nan=True, allow_infinity=True), st.sampled_from([0.0, 1.0, 1e12, -5.0]))


@settings(max_examples=tries(200))
@given(st.lists(st.tuples(figures, figures, figures), max_size=16), st.booleans())
def test_no_figures_whatever_raise_or_leave_a_number_that_is_none(
    rows: list[tuple[float | None, float | None, float | None]], warm: bool
) -> None:
    energy, output, cold = ([row[place] for row in rows] for place in range(3))
    found = fit(months(len(rows)), energy, output, cold if warm else None)
    assert found.usable == (not found.weaknesses)
    assert len(found.months) + len(found.left_out) in (len(rows), len(found.left_out))
    for one in found.months:
        assert math.isfinite(one.expected)
        assert math.isfinite(one.cusum)
    if found.usable:
        assert found.n >= 12
        assert found.r_squared is not None
        assert found.r_squared >= 0.75 - 1e-9


def test_only_a_fit_imports_statsmodels() -> None:
    code = "import sys; import recp_selfcheck.assessment.baseline; sys.exit('statsmodels' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
