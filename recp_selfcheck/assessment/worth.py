"""What a measure is worth under the company's own terms: its quote, running cost and life, and the discount rate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from recp_selfcheck.assessment import money
from recp_selfcheck.checklists.model import Measure

LifeBasis = Literal["own", "measure", "usual"]


@dataclass(frozen=True, slots=True)
class Terms:
    """Investments, yearly running costs and lives (years) that the company gave, by measure, and a year's rate."""

    quotes: Mapping[str, float]
    running_costs: Mapping[str, float]
    lives: Mapping[str, float]
    rate: float

    def life(self, name: str, measure: Measure | None) -> tuple[float, LifeBasis]:
        """Return how long a measure lasts, in years, and whose figure that is."""
        if name in self.lives:
            return self.lives[name], "own"
        if measure and measure.life and measure.life > 0:
            return measure.life, "measure"
        return money.USUAL_LIFE, "usual"


@dataclass(frozen=True, slots=True)
class Worth:
    """Net present value, internal rate of return and the cost of an avoided tonne of CO₂."""

    npv: float | None = None
    irr: float | None = None
    co2_cost: float | None = None


def worth_of(investment: float | None, net: float | None, life: float, rate: float, tonnes: float) -> Worth:
    """Work out what an investment is worth that saves `net` money and `tonnes` of CO₂ a year; nothing without both."""
    if investment is None or net is None:
        return Worth()
    return Worth(
        money.npv(investment, net, life, rate),
        money.irr(investment, net, life),
        money.cost_of_avoided_co2(investment, net, tonnes, life, rate),
    )
