"""What a measure was expected to save when it was taken into the plan: frozen, with all it was reckoned from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from recp_selfcheck.assessment.bills import Consumption
from recp_selfcheck.assessment.opportunities import Opportunity
from recp_selfcheck.assessment.savings import EffectSaving, Range, Share
from recp_selfcheck.checklists.model import EndUse, Resource


@dataclass(frozen=True, slots=True)
class Expected:
    """The saving of a year as it was reckoned on the day the measure was taken over.

    `effects`, `money` and `co2_t` (tonnes) are of the measure *taken alone*; `year` is the year of the bills they rest
    on and `currency` that of the money. `uses` are the year's amounts of the resources, `sources` the resource each end
    use belongs to; both are what savings together are reckoned with. An own measure has neither, its figures are typed.
    """

    effects: tuple[EffectSaving, ...] = ()
    money: Range | None = None
    co2_t: Range | None = None
    investment: float | None = None
    currency: str = ""
    year: int | None = None
    title: str = ""
    uses: Mapping[str, float] = field(default_factory=dict)
    sources: Mapping[str, Resource] = field(default_factory=dict)

    @property
    def main(self) -> EffectSaving | None:
        """The effect that is worth most in money, else the first with an amount."""
        known = [effect for effect in self.effects if effect.amount is not None]
        return max(known, key=lambda effect: effect.money.typical if effect.money else -1.0, default=None)


def expect(
    opportunity: Opportunity | None,
    *,
    title: str,
    currency: str,
    year: int | None,
    consumption: Mapping[str, Consumption],
    end_uses: Mapping[str, EndUse],
) -> Expected:
    """Freeze what a measure is expected to save; None for one that today's answers do not call for: no figures."""
    if opportunity is None:
        return Expected(currency=currency, year=year, title=title)
    sources = {effect.of: end_uses[effect.of].resource for effect in opportunity.effects if effect.of in end_uses}
    resources = {*sources.values(), *(effect.resource for effect in opportunity.effects)}
    return Expected(
        effects=opportunity.effects,
        money=opportunity.money,
        co2_t=opportunity.co2_t,
        investment=opportunity.investment,
        currency=currency,
        year=year,
        title=title,
        uses={name: used.amount for name, used in consumption.items() if name in resources},
        sources=sources,
    )


def to_json(expected: Expected) -> dict[str, Any]:
    """Return what is stored."""
    return {
        "effects": [_effect_to_json(effect) for effect in expected.effects],
        "money": _triple(expected.money),
        "co2_t": _triple(expected.co2_t),
        "investment": expected.investment,
        "currency": expected.currency,
        "year": expected.year,
        "title": expected.title,
        "uses": dict(expected.uses),
        "sources": dict(expected.sources),
    }


def from_json(stored: Mapping[str, Any]) -> Expected:
    """Return what `to_json` stored."""
    return Expected(
        effects=tuple(_effect_from_json(effect) for effect in stored["effects"]),
        money=_range(stored["money"]),
        co2_t=_range(stored["co2_t"]),
        investment=stored["investment"],
        currency=stored["currency"],
        year=stored["year"],
        title=stored["title"],
        uses=stored["uses"],
        sources=stored["sources"],
    )


def _effect_to_json(effect: EffectSaving) -> dict[str, Any]:
    share = effect.share
    return {
        "resource": effect.resource,
        "of": effect.of,
        "consumption": effect.consumption,
        "share": None if share is None else _share_to_json(share),
        "saves": list(effect.saves),
        "gap": effect.gap,
        "amount": _triple(effect.amount),
        "held": effect.held,
        "price": effect.price,
        "money": _triple(effect.money),
        "co2_t": _triple(effect.co2_t),
    }


def _effect_from_json(stored: Mapping[str, Any]) -> EffectSaving:
    share = stored["share"]
    low, typical, high = stored["saves"]
    return EffectSaving(
        resource=stored["resource"],
        of=stored["of"],
        consumption=stored["consumption"],
        share=share and Share(share["used"], _three(share["range"]), share["basis"], share["status"]),
        saves=(low, typical, high),
        gap=stored["gap"],
        amount=_range(stored["amount"]),
        held=stored["held"],
        price=stored["price"],
        money=_range(stored["money"]),
        co2_t=_range(stored["co2_t"]),
    )


def _share_to_json(share: Share) -> dict[str, Any]:
    return {"used": share.used, "range": list(share.range), "basis": share.basis, "status": share.status}


def _triple(figure: Range | None) -> list[float] | None:
    return None if figure is None else [figure.low, figure.typical, figure.high]


def _three(stored: list[float]) -> tuple[float, float, float]:
    low, typical, high = stored
    return low, typical, high


def _range(stored: list[float] | None) -> Range | None:
    return None if stored is None else Range(*_three(stored))
