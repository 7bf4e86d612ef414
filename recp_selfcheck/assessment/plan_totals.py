"""What the measures of a plan were expected to save together: never the sum of what each saves alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, get_args

from recp_selfcheck.assessment.bills import Consumption
from recp_selfcheck.assessment.expected import Expected
from recp_selfcheck.assessment.plan import PlanEntry, PlanState
from recp_selfcheck.assessment.savings import EffectSaving, Range, Share, Year, sum_of
from recp_selfcheck.assessment.totals import ResourceTotal, totals
from recp_selfcheck.checklists.model import EndUse, Resource

_KG_A_TONNE: Final = 1000


@dataclass(frozen=True, slots=True)
class Together:
    """Measures (by entry) that act on one use of a resource, each on what the others leave; `of` may be `all`."""

    of: str
    entries: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PlannedSaving:
    """What some entries save of one resource in a year; `together` are those whose savings were not just added.

    `typed` are the company's own measures: their figures are added as they are.
    """

    resource: Resource
    amount: Range
    money: Range | None
    co2_t: Range | None
    together: tuple[Together, ...]
    typed: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class PlanTotals:
    """What some entries of a plan were expected to save in a year.

    `money` is in the company's currency, savings in money alone included; `unknown` are entries without any figure,
    `other_currency` those whose money was reckoned in another one and is left out.
    """

    entries: int
    by_resource: Mapping[str, PlannedSaving]
    money: Range | None
    co2_t: Range | None
    unknown: tuple[int, ...]
    other_currency: tuple[int, ...]


def totals_by_state(entries: Sequence[PlanEntry], currency: str) -> dict[PlanState, PlanTotals]:
    """Return the totals of each state that some entry is in, rejected ones left out.

    The totals of two states do not add up to that of both: measures act on what others leave.
    """
    states = [state for state in PlanState if state is not PlanState.REJECTED]
    grouped = {state: [entry for entry in entries if entry.state is state] for state in states}
    return {state: plan_totals(group, currency) for state, group in grouped.items() if group}


def plan_totals(entries: Sequence[PlanEntry], currency: str) -> PlanTotals:
    """Add up what entries were expected to save together, from their frozen figures.

    Where they were frozen at different times, the latest year's consumption, price and shares count for all.
    """
    known = {entry.id: entry.expected for entry in entries if entry.expected is not None}
    usable = {ident: expected for ident, expected in known.items() if expected.main or expected.money}
    foreign = tuple(ident for ident, expected in usable.items() if expected.money and expected.currency != currency)
    in_currency = [expected for ident, expected in usable.items() if ident not in foreign]
    taken = [(str(ident), [effect for effect in expected.effects if effect.of]) for ident, expected in usable.items()]
    reckoned = totals(taken, _frozen_year(usable.values(), in_currency))
    typed = [
        (ident, effect, ident not in foreign)
        for ident, expected in usable.items()
        for effect in expected.effects
        if not effect.of
    ]
    found: dict[str, PlannedSaving] = {}
    for resource in get_args(Resource):
        own = [(ident, effect, counts) for ident, effect, counts in typed if effect.resource == resource]
        if resource in reckoned or own:
            found[resource] = _saving(resource, reckoned.get(resource), own)
    alone = [expected.money for expected in in_currency if not expected.effects]
    return PlanTotals(
        entries=len(entries),
        by_resource=found,
        money=sum_of([*(saving.money for saving in found.values()), *alone]),
        co2_t=sum_of(saving.co2_t for saving in found.values()),
        unknown=tuple(entry.id for entry in entries if entry.id not in usable),
        other_currency=foreign,
    )


def _saving(
    resource: Resource, reckoned: ResourceTotal | None, own: Sequence[tuple[int, EffectSaving, bool]]
) -> PlannedSaving:
    amounts = [effect.amount for _, effect, _ in own]
    moneys = [effect.money for _, effect, counts in own if counts]
    shared = reckoned.parts if reckoned else ()
    return PlannedSaving(
        resource=resource,
        amount=sum_of([reckoned.amount if reckoned else None, *amounts]) or Range(0.0, 0.0, 0.0),
        money=sum_of([reckoned.money if reckoned else None, *moneys]),
        co2_t=reckoned.co2_t if reckoned else None,
        together=tuple(
            Together(part.of, tuple(map(int, part.measures)))
            for part in shared
            if part.kind != "recovered" and len(part.measures) > 1
        ),
        typed=tuple(ident for ident, _, _ in own),
    )


def _frozen_year(expectations: Iterable[Expected], in_currency: Iterable[Expected]) -> Year:
    """Put together the year the savings were reckoned with, the latest one where there are several."""
    uses: dict[str, float] = {}
    prices: dict[str, float] = {}
    shares: dict[str, Share] = {}
    co2: dict[str, float] = {}
    sources: dict[str, Resource] = {}
    for expected in _oldest_first(expectations):
        uses.update(expected.uses)
        sources.update(expected.sources)
        for effect in expected.effects:
            if effect.share is not None and effect.of in expected.sources:
                shares[effect.of] = effect.share
            if effect.co2_t is not None and effect.amount is not None and effect.amount.high > 0:
                co2[effect.resource] = effect.co2_t.high / effect.amount.high * _KG_A_TONNE
    for expected in _oldest_first(in_currency):
        prices.update({one.resource: one.price for one in expected.effects if one.price is not None})
    return Year(
        consumption={
            name: Consumption(amount, prices[name] * amount if name in prices else None)
            for name, amount in uses.items()
        },
        shares=shares,
        end_uses={
            name: EndUse(id=name, resource=resource, title=name, share=shares[name].range, sources=())
            for name, resource in sources.items()
            if name in shares
        },
        co2=co2,
    )


def _oldest_first(expectations: Iterable[Expected]) -> list[Expected]:
    return sorted(expectations, key=lambda expected: expected.year or 0)
