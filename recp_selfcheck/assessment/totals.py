"""How much measures save together, where one acts on what the others leave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Final, Literal

from recp_selfcheck.assessment.answers import EQUAL
from recp_selfcheck.assessment.savings import WHOLE, EffectSaving, Range, Year
from recp_selfcheck.checklists.model import Resource

# Upper quartiles of what whole audits recommend, in % of the resource: reference rows M059 (electricity, n = 7,429) and
# M060 (gas, n = 3,696), US Industrial Assessment Centers 2010-2025.
AUDIT_SHARES: Final[Mapping[str, float]] = {"electricity": 23.3, "heat": 22.0}
# Audits hardly count water. What guides for businesses promise, in % of the bill: usual and with systematic work
# (Envirowise, quoted by The Manufacturer; Institute of Materials, Minerals and Mining, 2009).
GUIDE_SHARES: Final[Mapping[str, tuple[float, float]]] = {"water": (30.0, 50.0)}


@dataclass(frozen=True, slots=True)
class Part:
    """A step towards a total: what measures together take from `consumption`.

    `kind`: an `end_use` of the resource, what is `recovered` from another resource's end use, or `whole` for measures
    on all that is left.
    """

    kind: Literal["end_use", "recovered", "whole"]
    of: str
    measures: tuple[str, ...]
    consumption: Range
    saving: Range


@dataclass(frozen=True, slots=True)
class ResourceTotal:
    """What all listed measures save of one resource *together*; less than the sum of what each saves alone.

    `share` is `amount` in per cent of the year's `consumption`; `above_audits` says that its typical value is more than
    three of four audits find (`audit_share`).
    """

    resource: Resource
    consumption: float
    amount: Range
    share: Range
    parts: tuple[Part, ...]
    money: Range | None
    co2_t: Range | None
    audit_share: float | None
    above_audits: bool
    basis: Literal["together"] = "together"

    @property
    def above_guides(self) -> bool:
        """Whether its typical value is more than guides promise, of a resource that audits hardly count."""
        usual, _ = GUIDE_SHARES.get(self.resource, (WHOLE, WHOLE))
        return self.share.typical > usual + EQUAL

    @property
    def largest(self) -> Part | None:
        """The part that saves most."""
        return max(self.parts, key=lambda part: part.saving.typical, default=None)


def totals(
    taken: Sequence[tuple[str, Sequence[EffectSaving]]],
    year: Year,
    audit_shares: Mapping[str, float] = AUDIT_SHARES,
) -> dict[str, ResourceTotal]:
    """Add up by resource what measures (id, effects) save together.

    Measures on one end use act on what the others leave: 1 - Π(1 - s). An effect on another resource's end use takes
    what that one still consumes after its own measures, is held at what is left of its own resource, and comes before
    the measures on the whole resource, which act on what is left after everything else.
    """
    effects = [(measure, effect) for measure, several in taken for effect in several if effect.amount is not None]
    resources = dict.fromkeys(effect.resource for _, effect in effects)
    return {resource: _total(resource, effects, year, audit_shares.get(resource)) for resource in resources}


Effects = Sequence[tuple[str, EffectSaving]]


def _total(resource: Resource, effects: Effects, year: Year, audit_share: float | None) -> ResourceTotal:
    consumption = year.amount(resource) or 0.0
    left = (consumption, consumption, consumption)
    parts: list[Part] = []
    own = [(measure, effect) for measure, effect in effects if effect.resource == resource]
    inside = [pair for pair in own if pair[1].of != "all" and year.end_uses[pair[1].of].resource == resource]
    outside = [pair for pair in own if pair[1].of != "all" and year.end_uses[pair[1].of].resource != resource]
    for of in dict.fromkeys(effect.of for _, effect in inside):
        acting = [pair for pair in inside if pair[1].of == of]
        base = consumption * year.shares[of].used / WHOLE
        saved = [base * (1 - kept) for kept in _kept(acting)]
        parts.append(Part("end_use", of, _names(acting), Range(base, base, base), _ordered(saved)))
        left = _less(left, saved)
    free: dict[str, list[float]] = {}  # what an end use of another resource still has to give, by its id
    for measure, effect in outside:
        if effect.of not in free:
            free[effect.of] = _still_consumed(effect.of, effects, year)
        takes = [effect.saves[place] / WHOLE * effect.gap for place in range(3)]
        offered = [amount * take for amount, take in zip(free[effect.of], takes, strict=True)]
        saved = [min(pair) for pair in zip(offered, left, strict=True)]
        parts.append(Part("recovered", effect.of, (measure,), _ordered(free[effect.of]), _ordered(saved)))
        free[effect.of] = [amount - taken for amount, taken in zip(free[effect.of], offered, strict=True)]
        left = _less(left, saved)
    whole = [pair for pair in own if pair[1].of == "all"]
    if whole:
        saved = [rest * (1 - kept) for rest, kept in zip(left, _kept(whole), strict=True)]
        parts.append(Part("whole", "all", _names(whole), _ordered(left), _ordered(saved)))
        left = _less(left, saved)
    amount = _ordered([consumption - rest for rest in left])
    share = amount.times(WHOLE / consumption) if consumption > 0 else None
    share = share or Range(0.0, 0.0, 0.0)
    return ResourceTotal(
        resource=resource,
        consumption=consumption,
        amount=amount,
        share=share,
        parts=tuple(parts),
        money=year.in_money(resource, amount),
        co2_t=year.in_co2(resource, amount),
        audit_share=audit_share,
        above_audits=audit_share is not None and share.typical > audit_share + EQUAL,
    )


def _still_consumed(of: str, effects: Effects, year: Year) -> list[float]:
    """Return what an end use consumes after the measures that save its own resource."""
    resource = year.end_uses[of].resource
    acting = [pair for pair in effects if pair[1].of == of and pair[1].resource == resource]
    base = (year.amount(resource) or 0.0) * year.shares[of].used / WHOLE
    return [base * kept for kept in _kept(acting)]


def _kept(acting: Effects) -> list[float]:
    """Return the part (0…1) that measures acting one after the other leave, for low, typical and high savings."""
    return [prod(1 - effect.saves[place] / WHOLE * effect.gap for _, effect in acting) for place in range(3)]


def _names(acting: Effects) -> tuple[str, ...]:
    return tuple(dict.fromkeys(measure for measure, _ in acting))


def _less(left: Iterable[float], saved: Iterable[float]) -> tuple[float, float, float]:
    low, typical, high = (max(0.0, rest - taken) for rest, taken in zip(left, saved, strict=True))
    return low, typical, high


def _ordered(figures: Iterable[float]) -> Range:
    """Return a range whose ends are its least and greatest figure: a recovery finds less where much is saved before."""
    low, typical, high = figures
    return Range(min(low, typical, high), typical, max(low, typical, high))
