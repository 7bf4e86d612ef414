"""What an investment is worth: payback, net present value, internal rate of return, cost of avoided CO₂."""

from __future__ import annotations

from collections.abc import Mapping
from math import inf, isfinite
from typing import Final

from recp_selfcheck.assessment.answers import EQUAL
from recp_selfcheck.errors import AnswerMistakes, Mistake

USUAL_RATE: Final = 0.10  # a year, real, where the company names none
USUAL_LIFE: Final = 10.0  # years, where a measure names none


def payback(investment: float, net_saving: float) -> float:
    """Return the simple payback in years: 0 without an investment, infinite when nothing is saved.

    `net_saving` is a year's saving less the measure's own running cost.

    >>> payback(10_000, 4_000)
    2.5
    """
    if net_saving <= EQUAL:
        return inf
    return 0.0 if investment <= EQUAL else investment / net_saving


def npv(investment: float, net_saving: float, life: float, rate: float = USUAL_RATE) -> float:
    """Return the net present value of an investment now and a saving at the end of each year of its life.

    >>> round(npv(10_000, 4_000, 5), 2)
    5163.15
    """
    from pyxirr import npv as present_value  # noqa: PLC0415 - only companies with bills need it

    return float(present_value(rate, _flows(investment, net_saving, life)) or 0.0)


def irr(investment: float, net_saving: float, life: float) -> float | None:
    """Return the rate at which the investment is just worth it, None without an investment or a saving.

    >>> round(irr(10_000, 4_000, 5), 4)
    0.2865
    """
    from pyxirr import irr as rate_of_return  # noqa: PLC0415 - only companies with bills need it

    if investment <= EQUAL or net_saving <= EQUAL:
        return None
    return rate_of_return(_flows(investment, net_saving, life))


def annualised(investment: float, life: float, rate: float = USUAL_RATE) -> float:
    """Return the investment as equal yearly payments over its life, interest included.

    >>> round(annualised(10_000, 5), 2)
    2637.97
    """
    if abs(rate) <= EQUAL:
        return investment / life
    return float(investment * rate / (1 - (1 + rate) ** -life))


def cost_of_avoided_co2(
    investment: float, net_saving: float, tonnes: float, life: float, rate: float = USUAL_RATE
) -> float | None:
    """Return the cost of one avoided tonne of CO₂, negative where the measure earns money; None when none is avoided.

    `tonnes` are those of one year.
    """
    return (annualised(investment, life, rate) - net_saving) / tonnes if tonnes > EQUAL else None


def check_terms(
    quotes: Mapping[str, float],
    running_costs: Mapping[str, float],
    rate: float,
    prices: Mapping[str, float] | None = None,
    lives: Mapping[str, float] | None = None,
) -> None:
    """Raise AnswerMistakes for every investment, running cost or life by measure, price and rate that cannot be."""
    mistakes = [
        Mistake(
            f"{kind}-negative",
            f"The {kind.replace('-', ' ')} of '{measure}' is {amount:.6g}; it must be a number from 0 up.",
            values={"measure": measure, "amount": amount},
        )
        for kind, by_measure in (("quote", quotes), ("running-cost", running_costs))
        for measure, amount in by_measure.items()
        if not (isfinite(amount) and amount >= 0)
    ]
    mistakes += [
        Mistake(
            "not-above-zero", f"The {kind} of '{name}' is {given:.6g}; it must be above 0.", values={"given": given}
        )
        for kind, by_name in (("price", prices or {}), ("life", lives or {}))
        for name, given in by_name.items()
        if not (isfinite(given) and given > 0)
    ]
    if not (isfinite(rate) and rate > -1):
        message = f"The rate is {rate:.6g}; 0.10 means 10 % a year, and it must be above -1."
        mistakes.append(Mistake("rate-out-of-range", message, values={"rate": rate}))
    if mistakes:
        raise AnswerMistakes(mistakes)


def _flows(investment: float, net_saving: float, life: float) -> list[float]:
    """Return the money of year 0, 1, 2 …; a life that ends within a year earns its part of that year."""
    years = int(life + EQUAL)
    rest = life - years
    return [-investment, *[net_saving] * years, *([net_saving * rest] if rest > EQUAL else [])]
