"""What a company consumes in a year and where it goes, and how much a measure saves of it when taken alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from recp_selfcheck.assessment.answers import EQUAL, Answer
from recp_selfcheck.assessment.bills import Consumption
from recp_selfcheck.assessment.suitability import absent, unsuited
from recp_selfcheck.checklists.model import Effect, EndUse, Library, Measure, Resource, Status
from recp_selfcheck.errors import AnswerMistakes, Mistake

WHOLE: Final = 100.0  # per cent
ShareBasis = Literal["own", "typical", "raised", "held", "absent", "whole"]


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

    `used` enters the arithmetic; `range` is what the source gives, `status` how good that is. `basis`: the company's
    `own`, the `typical` one, that `raised` by what the company does not have, `held` at what the other shares leave of
    100 %, `absent` where it does not have this use, or the `whole` resource.
    """

    used: float
    range: tuple[float, float, float]
    basis: ShareBasis
    status: Status = "verified"


@dataclass(frozen=True, slots=True)
class EffectSaving:
    """What one effect saves in a year *when its measure is taken alone*, with all that the figure is made of.

    `consumption` is the year's amount of the resource that `share` is a part of, `saves` in per cent, `gap` 0…1;
    `amount` in the unit of `resource`, `money` in the company's currency at `price` per unit, `co2_t` in tonnes.
    `held` says that more was computed than the resource has. `price_basis` says whether the price is the company's
    `own` or the average of its `bills`.
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
    price_basis: Literal["bills", "own"] = "bills"


@dataclass(frozen=True, slots=True)
class Year:
    """What a company consumes in a year, by resource, and where it goes."""

    consumption: Mapping[str, Consumption]
    shares: Mapping[str, Share]
    end_uses: Mapping[str, EndUse]
    co2: Mapping[str, float]  # kg per unit of the resource
    prices: Mapping[str, float] = field(default_factory=dict)  # the company's own, per unit of the resource

    def amount(self, resource: str) -> float | None:
        """Return the year's amount of a resource."""
        used = self.consumption.get(resource)
        return None if used is None else used.amount

    def price(self, resource: str) -> float | None:
        """Return the price of a resource: the company's own, else the average of its bills."""
        used = self.consumption.get(resource)
        return self.prices.get(resource, None if used is None else used.price)

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
    *,
    facts: Mapping[str, Answer] | None = None,
    own_prices: Mapping[str, float] | None = None,
) -> Year:
    """Put together a year's consumption and the shares of the end uses, the company's own before the typical ones.

    What the facts say a company does not have goes to the typical shares of the same resource, all raised by the same
    factor. The shares of one resource never exceed 100 %: typical ones are lowered, all by the same factor, to what the
    own ones leave. Raises AnswerMistakes when the own ones alone are outside 0…100 % or exceed it together.
    """
    own = dict(own_shares or {})
    lacking = {use.id for use in library.end_uses.values() if use.id not in own and absent(use, facts or {})}
    if mistakes := share_mistakes(own, library):
        raise AnswerMistakes(mistakes)
    shares: dict[str, Share] = {}
    for resource in dict.fromkeys(end_use.resource for end_use in library.end_uses.values()):
        uses = [end_use for end_use in library.end_uses.values() if end_use.resource == resource]
        given = sum(own[end_use.id] for end_use in uses if end_use.id in own)
        gone = sum(use.share_for(nace)[1] for use in uses if use.id in lacking)
        rest = sum(use.share_for(nace)[1] for use in uses if use.id not in own and use.id not in lacking)
        factor, basis = _scaled(rest, gone, max(0.0, WHOLE - given))
        for use in uses:
            triple, status = use.share_for(nace), use.status_for(nace)
            if use.id in own:
                shares[use.id] = Share(own[use.id], triple, "own")
            elif use.id in lacking:
                shares[use.id] = Share(0.0, triple, "absent", status)
            else:
                shares[use.id] = Share(triple[1] * factor, triple, basis, status)
    return Year(consumption, shares, library.end_uses, co2 or {}, own_prices or {})


def share_mistakes(own: Mapping[str, float], library: Library) -> list[Mistake]:
    """Return what is wrong with own shares: an unknown end use, outside 0…100 %, or more than that of one resource."""
    mistakes = [_share_mistake(end_use, own[end_use], library) for end_use in own if not 0 <= own[end_use] <= WHOLE]
    mistakes += [_share_mistake(end_use, own[end_use], library) for end_use in own if end_use not in library.end_uses]
    for resource in dict.fromkeys(end_use.resource for end_use in library.end_uses.values()):
        uses = [end_use for end_use in library.end_uses.values() if end_use.resource == resource]
        given = sum(own[end_use.id] for end_use in uses if end_use.id in own)
        if given > WHOLE + EQUAL:
            message = f"The shares given for {resource} add up to {given:.4g} %. They may not exceed 100 %."
            mistakes.append(Mistake("shares-over-100", message, values={"resource": resource, "sum": given}))
    return mistakes


def _scaled(rest: float, gone: float, room: float) -> tuple[float, ShareBasis]:
    """Return the factor for typical shares that sum to `rest`, take over `gone` and have `room`, and its name."""
    if rest + gone > room + EQUAL:
        return (room / rest if rest > 0 else 1.0), "held"
    if rest > 0 and gone > EQUAL:
        return (rest + gone) / rest, "raised"
    return 1.0, "typical"


def savings_alone(
    measure: Measure | None, gap: float, year: Year, facts: Mapping[str, Answer]
) -> tuple[EffectSaving, ...]:
    """Work out what each effect of a measure saves; those on what the company does not have are left out."""
    suited = [effect for effect in (measure.effects if measure else ()) if not unsuited(effect, facts)]
    found = [saving_alone(effect, gap, year) for effect in suited]
    return tuple(one for one in found if one.share is None or one.share.basis != "absent")


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
        price_basis="own" if effect.resource in year.prices else "bills",
        money=year.in_money(effect.resource, amount),
        co2_t=year.in_co2(effect.resource, amount),
    )


def _share_mistake(end_use: str, share: float, library: Library) -> Mistake:
    if end_use not in library.end_uses:
        return Mistake("unknown-end-use", f"'{end_use}' is not an end use.", values={"end_use": end_use})
    message = f"The share of '{end_use}' is {share:.6g} %; it must be between 0 and 100 %."
    return Mistake("share-out-of-range", message, values={"end_use": end_use, "share": share})
