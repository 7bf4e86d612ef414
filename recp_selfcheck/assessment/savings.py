"""What a company consumes in a year and where it goes, and how much a measure saves of it when taken alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from recp_selfcheck.assessment.answers import EQUAL
from recp_selfcheck.assessment.bills import Consumption
from recp_selfcheck.checklists.model import Effect, EndUse, Library, Resource
from recp_selfcheck.errors import AnswerMistakes, Mistake

WHOLE: Final = 100.0  # per cent
ShareBasis = Literal["own", "typical", "held", "whole"]


@dataclass(frozen=True, slots=True)
class Range:
    """A figure with its low, typical and high value."""

    low: float
    typical: float
    high: float

    def times(self, factor: float | None) -> Range | None:
        """Return the range multiplied, None without a factor."""
        return None if factor is None else Range(self.low * factor, self.typical * factor, self.high * factor)


def sum_of(ranges: Iterable[Range | None]) -> Range | None:
    """Add up the ranges that are known, end by end; None when none is."""
    known = [figure for figure in ranges if figure is not None]
    if not known:
        return None
    return Range(*(sum(getattr(figure, end) for figure in known) for end in ("low", "typical", "high")))


@dataclass(frozen=True, slots=True)
class Share:
    """The part of a resource that goes into an end use, in per cent.

    `used` enters the arithmetic; `range` is what the source gives. `basis`: the company's `own`, the `typical` one,
    `held` at what the other shares leave of 100 %, or the `whole` resource.
    """

    used: float
    range: tuple[float, float, float]
    basis: ShareBasis


@dataclass(frozen=True, slots=True)
class EffectSaving:
    """What one effect saves in a year *when its measure is taken alone*, with all that the figure is made of.

    `consumption` is the year's amount of the resource that `share` is a part of, `saves` in per cent, `gap` 0…1;
    `amount` in the unit of `resource`, `money` in the company's currency at `price` per unit, `co2_t` in tonnes.
    `held` says that more was computed than the resource has.
    """

    resource: Resource
    of: str
    consumption: float | None
    share: Share | None
    saves: tuple[float, float, float]
    gap: float
    amount: Range | None
    held: bool
    price: float | None
    money: Range | None
    co2_t: Range | None
    basis: Literal["alone"] = "alone"


@dataclass(frozen=True, slots=True)
class Year:
    """What a company consumes in a year, by resource, and where it goes."""

    consumption: Mapping[str, Consumption]
    shares: Mapping[str, Share]
    end_uses: Mapping[str, EndUse]
    co2: Mapping[str, float]  # kg per unit of the resource

    def amount(self, resource: str) -> float | None:
        """Return the year's amount of a resource."""
        used = self.consumption.get(resource)
        return None if used is None else used.amount

    def price(self, resource: str) -> float | None:
        """Return the average price of a resource."""
        used = self.consumption.get(resource)
        return None if used is None else used.price

    def in_money(self, resource: str, amount: Range | None) -> Range | None:
        """Return what an amount of a resource costs."""
        return amount.times(self.price(resource)) if amount else None

    def in_co2(self, resource: str, amount: Range | None) -> Range | None:
        """Return the tonnes of CO₂ that an amount of a resource causes."""
        factor = self.co2.get(resource)
        return amount.times(None if factor is None else factor / 1000) if amount else None


def year_of(
    library: Library,
    consumption: Mapping[str, Consumption],
    nace: str = "",
    own_shares: Mapping[str, float] | None = None,
    co2: Mapping[str, float] | None = None,
) -> Year:
    """Put together a year's consumption and the shares of the end uses, the company's own before the typical ones.

    The shares of one resource never exceed 100 %: typical ones are lowered, all by the same factor, to what the own
    ones leave. Raises AnswerMistakes when the own ones alone are outside 0…100 % or exceed it together.
    """
    own = dict(own_shares or {})
    mistakes = [_share_mistake(end_use, own[end_use], library) for end_use in own if not 0 <= own[end_use] <= WHOLE]
    mistakes += [_share_mistake(end_use, own[end_use], library) for end_use in own if end_use not in library.end_uses]
    shares: dict[str, Share] = {}
    for resource in dict.fromkeys(end_use.resource for end_use in library.end_uses.values()):
        uses = [end_use for end_use in library.end_uses.values() if end_use.resource == resource]
        given = sum(own[end_use.id] for end_use in uses if end_use.id in own)
        if given > WHOLE + EQUAL:
            message = f"The shares given for {resource} add up to {given:.4g} %. They may not exceed 100 %."
            mistakes.append(Mistake("shares-over-100", message, values={"resource": resource, "sum": given}))
        typical = {end_use.id: end_use.share_for(nace) for end_use in uses}
        rest = sum(typical[end_use.id][1] for end_use in uses if end_use.id not in own)
        room = max(0.0, WHOLE - given)
        factor = room / rest if rest > room + EQUAL else 1.0
        for name, triple in typical.items():
            if name in own:
                shares[name] = Share(own[name], triple, "own")
            else:
                shares[name] = Share(triple[1] * factor, triple, "typical" if factor == 1.0 else "held")
    if mistakes:
        raise AnswerMistakes(mistakes)
    return Year(consumption, shares, library.end_uses, co2 or {})


def saving_alone(effect: Effect, gap: float, year: Year) -> EffectSaving:
    """Work out what one effect saves when nothing else is done: consumption x share x saves x gap.

    An effect on another resource's end use saves at most what its own resource has.
    """
    end_use = year.end_uses.get(effect.of)
    source = effect.resource if effect.of == "all" else end_use.resource if end_use else None
    consumption = year.amount(source) if source else None
    share = Share(WHOLE, (WHOLE, WHOLE, WHOLE), "whole") if effect.of == "all" else year.shares.get(effect.of)
    most = year.amount(effect.resource)
    amount, held = None, False
    if consumption is not None and share is not None and most is not None:
        base = consumption * share.used / WHOLE
        full = [base * saves / WHOLE * gap for saves in effect.saves]
        held = max(full) > most + EQUAL
        amount = Range(*(min(figure, most) for figure in full))
    return EffectSaving(
        resource=effect.resource,
        of=effect.of,
        consumption=consumption,
        share=share,
        saves=effect.saves,
        gap=gap,
        amount=amount,
        held=held,
        price=year.price(effect.resource),
        money=year.in_money(effect.resource, amount),
        co2_t=year.in_co2(effect.resource, amount),
    )


def _share_mistake(end_use: str, share: float, library: Library) -> Mistake:
    if end_use not in library.end_uses:
        return Mistake("unknown-end-use", f"'{end_use}' is not an end use.", values={"end_use": end_use})
    message = f"The share of '{end_use}' is {share:.6g} %; it must be between 0 and 100 %."
    return Mistake("share-out-of-range", message, values={"end_use": end_use, "share": share})
