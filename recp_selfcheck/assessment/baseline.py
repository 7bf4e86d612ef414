"""The baseline: what a month's energy is expected to be from what was made and how cold it was (ISO 50006).

Ordinary least squares of monthly energy on output and, optionally, heating degree days. Where the relation is too weak
to expect anything from, the baseline says why and is not used.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from recp_selfcheck.assessment.answers import EQUAL
from recp_selfcheck.assessment.indicators import LARGEST
from recp_selfcheck.assessment.months import Month

FEWEST_MONTHS: Final = 12
LEAST_R_SQUARED: Final = 0.75
MOST_P: Final = 0.1

Cause = Literal["base", "output", "degree_days"]


@dataclass(frozen=True, slots=True)
class Regression:
    """A least squares fit; the first of `coefficients`, `standard_errors` and `p_values` is the intercept's.

    `residuals` are actual less expected, `freedom` is n - p.
    """

    coefficients: tuple[float, ...]
    standard_errors: tuple[float, ...]
    p_values: tuple[float, ...]
    r_squared: float
    residuals: tuple[float, ...]
    freedom: int


@dataclass(frozen=True, slots=True)
class Term:
    """A part of the expected energy: kWh a month (`base`), or kWh for each unit of output or degree day."""

    cause: Cause
    value: float
    standard_error: float
    p_value: float


@dataclass(frozen=True, slots=True)
class BaselineMonth:
    """One month beside what was expected of it; `cusum` is the sum of all differences up to and with this month."""

    month: Month
    actual: float
    expected: float
    cusum: float
    output: float
    degree_days: float | None = None

    @property
    def difference(self) -> float:
        """Actual less expected: above 0 more was used than expected."""
        return self.actual - self.expected


@dataclass(frozen=True, slots=True)
class Weakness:
    """Why a relation is not usable: a code, and the numbers its sentence needs.

    Codes: `too-few-months` (n), `constant-energy`, `constant-output`, `constant-degree-days`, `collinear` (output and
    degree days move together), `weak` (r_squared), `falling` (cause: more of it goes with less energy), `uncertain`
    (cause, p_value).
    """

    code: str
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Baseline:
    """A relation between energy and its causes, fitted to `n` months, and every month beside it.

    `terms`, `r_squared`, `cv_rmse` (root mean square error over the mean, both of the fitted months) and `months` are
    empty where nothing could be fitted. `left_out` are months that lack one of the figures.
    """

    n: int
    terms: tuple[Term, ...] = ()
    r_squared: float | None = None
    cv_rmse: float | None = None
    months: tuple[BaselineMonth, ...] = ()
    left_out: tuple[Month, ...] = ()
    weaknesses: tuple[Weakness, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether anything may be expected from it."""
        return not self.weaknesses

    @property
    def turn(self) -> BaselineMonth | None:
        """The month the cumulative sum turns: where it is largest, whatever its sign; None where it never leaves 0."""
        furthest = max(self.months, key=lambda one: abs(one.cusum), default=None)
        scale = sum(abs(one.actual) for one in self.months)
        return furthest if furthest is not None and abs(furthest.cusum) > EQUAL * scale else None

    def term(self, cause: Cause) -> Term | None:
        """Return the part that goes with a cause."""
        return next((term for term in self.terms if term.cause == cause), None)


def fit(
    months: Sequence[Month],
    energy: Sequence[float | None],
    output: Sequence[float | None],
    degree_days: Sequence[float | None] | None = None,
    *,
    period: Collection[Month] | None = None,
) -> Baseline:
    """Fit monthly energy to output and, where given, heating degree days; nothing is raised for what does not fit.

    The sequences go by month. A month that lacks a figure is left out. `period` are the months the relation is fitted
    to, by default all; the others are only set beside it.
    """
    whole = _whole_rows(months, energy, output, degree_days)
    fitted = [row for row in whole if period is None or row.month in period]
    used = [row.used for row in fitted]
    columns: dict[Cause, list[float]] = {"output": [row.made for row in fitted]}
    if degree_days is not None:
        columns["degree_days"] = [row.cold for row in fitted]
    n, lacking = len(fitted), _unfit(used, columns)
    left_out = tuple(sorted(set(months) - {row.month for row in whole}))
    found = None if lacking else least_squares(used, list(columns.values()))
    if found is None:
        return Baseline(n, left_out=left_out, weaknesses=lacking or (Weakness("collinear"),))
    terms = tuple(map(Term, ("base", *columns), found.coefficients, found.standard_errors, found.p_values))
    squares, mean = math.fsum(residual**2 for residual in found.residuals), math.fsum(used) / n
    return Baseline(
        n=n,
        terms=terms,
        r_squared=found.r_squared,
        cv_rmse=math.sqrt(squares / found.freedom) / mean if mean > 0 else None,
        months=_beside(whole, found.coefficients, with_degree_days=degree_days is not None),
        left_out=left_out,
        weaknesses=_weaknesses(n, found.r_squared, terms),
    )


def least_squares(values: Sequence[float], causes: Sequence[Sequence[float]]) -> Regression | None:
    """Return the ordinary least squares fit of values to causes with an intercept, by QR decomposition.

    None where the causes depend on each other or are more than the values can tell apart.
    """
    import numpy as np  # noqa: PLC0415 - only a baseline needs it
    from statsmodels.regression import linear_model as lm  # type: ignore[import-untyped]  # noqa: PLC0415 - untyped, slow

    given = np.column_stack([np.ones(len(values)), *(np.asarray(cause, dtype=float) for cause in causes)])
    rows, parameters = given.shape
    back = np.eye(parameters)
    back[0, 1:] = -given[:, 1:].mean(axis=0)
    centred = given @ back  # keeps the digits of causes that are large and vary little
    widths = np.abs(centred).max(axis=0)
    if rows <= parameters or not widths.all() or np.linalg.matrix_rank(centred / widths, rtol=EQUAL) < parameters:
        return None
    with np.errstate(all="ignore"):  # a perfect fit divides by an error of 0
        found = lm.OLS(np.asarray(values, dtype=float), centred).fit(method="qr")
        tested = found.t_test(back)
    numbers = (tested.effect, tested.sd, np.nan_to_num(tested.pvalue, nan=1.0), found.resid)
    coefficients, errors, chances, residuals = (tuple(float(one) for one in several) for several in numbers)
    return Regression(coefficients, errors, chances, float(found.rsquared), residuals, rows - parameters)


@dataclass(frozen=True, slots=True)
class _Row:
    month: Month
    used: float
    made: float
    cold: float


def _whole_rows(
    months: Sequence[Month],
    energy: Sequence[float | None],
    output: Sequence[float | None],
    degree_days: Sequence[float | None] | None,
) -> list[_Row]:
    """Return the months that have every figure, in order of time."""
    warmth = [0.0] * len(months) if degree_days is None else degree_days
    found = []
    for month, *figures in zip(months, energy, output, warmth, strict=True):
        used, made, cold = (math.nan if figure is None else figure for figure in figures)
        if all(abs(figure) <= LARGEST for figure in (used, made, cold)):  # not for NaN either
            found.append(_Row(month, used, made, cold))
    return sorted(found, key=lambda row: row.month)


def _beside(
    rows: Sequence[_Row], coefficients: Sequence[float], *, with_degree_days: bool
) -> tuple[BaselineMonth, ...]:
    found, cusum = [], 0.0
    for row in rows:
        causes = (1.0, row.made, row.cold) if with_degree_days else (1.0, row.made)
        expected = math.fsum(factor * cause for factor, cause in zip(coefficients, causes, strict=True))
        cusum += row.used - expected
        cold = row.cold if with_degree_days else None
        found.append(BaselineMonth(row.month, row.used, expected, cusum, row.made, cold))
    return tuple(found)


def _unfit(used: Sequence[float], columns: Mapping[Cause, Sequence[float]]) -> tuple[Weakness, ...]:
    """Return why nothing can be fitted at all."""
    if len(used) < len(columns) + 2:
        return (Weakness("too-few-months", {"n": len(used), "needed": FEWEST_MONTHS}),)
    named = {"constant-energy": used, "constant-output": columns["output"]}
    if "degree_days" in columns:
        named["constant-degree-days"] = columns["degree_days"]
    return tuple(Weakness(code) for code, several in named.items() if _is_constant(several))


def _weaknesses(n: int, r_squared: float, terms: Sequence[Term]) -> tuple[Weakness, ...]:
    found = []
    if n < FEWEST_MONTHS:
        found.append(Weakness("too-few-months", {"n": n, "needed": FEWEST_MONTHS}))
    if r_squared < LEAST_R_SQUARED - EQUAL:
        found.append(Weakness("weak", {"r_squared": r_squared, "needed": LEAST_R_SQUARED}))
    for term in terms:
        if term.cause == "base":
            continue
        if term.value < 0:
            found.append(Weakness("falling", {"cause": term.cause}))
        elif not term.p_value < MOST_P - EQUAL:
            found.append(Weakness("uncertain", {"cause": term.cause, "p_value": term.p_value, "needed": MOST_P}))
    return tuple(found)


def _is_constant(values: Sequence[float]) -> bool:
    return max(values) - min(values) <= EQUAL * max(abs(value) for value in values)
