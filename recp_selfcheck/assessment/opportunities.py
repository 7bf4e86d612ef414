"""Opportunities: from the gaps in the answers to the measures worth taking, in the order worth taking them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cmp_to_key
from math import inf
from typing import Final, Literal

from recp_selfcheck.assessment import money
from recp_selfcheck.assessment.answers import EQUAL, Answer, AnswerSheet
from recp_selfcheck.assessment.bills import Consumption
from recp_selfcheck.assessment.conditions import hidden_ids
from recp_selfcheck.assessment.mentions import Mention, gap_of, mentions_of
from recp_selfcheck.assessment.savings import EffectSaving, Range, Share, savings_alone, sum_of, year_of
from recp_selfcheck.assessment.scoring import ScoreCard
from recp_selfcheck.assessment.suitability import unsuited
from recp_selfcheck.assessment.totals import ResourceTotal, totals
from recp_selfcheck.assessment.worth import LifeBasis, Terms, worth_of
from recp_selfcheck.checklists.model import Checklist, CostClass, Library, Measure

Group = Literal["do_now", "plan", "study"]
PaysBack = Literal["at_once", "years", "never", "unknown"]
GROUPS: Final[tuple[Group, ...]] = ("do_now", "plan", "study")
ENERGY: Final = frozenset({"electricity", "heat"})  # what causes CO₂ here; water and materials are not counted
SHOWN_FIRST: Final = 6  # opportunities; the rest is one click away
SOON: Final = 1.0  # year of payback, up to which a cheap measure is to do now
PLANNED: Final = 3.0  # years of payback, up to which a measure is to plan


@dataclass(frozen=True, slots=True)
class Opportunity:
    """A measure that closes a gap (0…1), with what it saves *when taken alone* and what it costs.

    `questions` are its rated questions, `loss` the largest of theirs. `money` and `co2_t` (tonnes) are a year's, over
    the effects that have them; `partial` says that some effect has an amount but no price, `co2_partial` that some
    energy has no CO₂ factor: then a tonne avoided has no cost. `investment` comes from the company's `quote` or from
    the saving and the typical `payback`. `payback` in years is 0 for `at_once` and None for `never` and `unknown`; its
    basis is the `investment`, or the content's `typical` one where there is no money.
    """

    measure: str
    group: Group
    gap: float
    loss: float
    questions: tuple[Mention, ...]
    cost: CostClass | None
    effects: tuple[EffectSaving, ...]
    money: Range | None
    partial: bool
    co2_t: Range | None
    investment: float | None
    investment_basis: Literal["quote", "payback"] | None
    running_cost: float
    net_saving: float | None
    pays_back: PaysBack
    payback: float | None
    payback_basis: Literal["investment", "typical"] | None
    npv: float | None
    irr: float | None
    life: float
    life_basis: LifeBasis
    rate: float
    co2_cost: float | None
    co2_partial: bool = False


@dataclass(frozen=True, slots=True)
class ToFindOut:
    """A measure none of whose questions is rated yet, and those questions."""

    measure: str
    questions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A measure the company does not want, and why."""

    measure: str
    reason: str


@dataclass(frozen=True, slots=True)
class Opportunities:
    """All measures the checklists mention, each in one list at most.

    `totals` by resource are of those listed; `shares` of every end use are those all savings were reckoned with.
    """

    listed: tuple[Opportunity, ...]
    to_find_out: tuple[ToFindOut, ...]
    unsuited: tuple[str, ...]
    rejected: tuple[Rejected, ...]
    totals: Mapping[str, ResourceTotal] = field(default_factory=dict)
    shares: Mapping[str, Share] = field(default_factory=dict)

    @property
    def listed_ids(self) -> tuple[str, ...]:
        """Ids of the listed measures in order."""
        return tuple(opportunity.measure for opportunity in self.listed)

    @property
    def to_find_out_ids(self) -> tuple[str, ...]:
        """Ids of the measures that need an answer first."""
        return tuple(measure.measure for measure in self.to_find_out)


def rank(
    results: Sequence[tuple[Checklist, ScoreCard]],
    library: Library,
    facts: Mapping[str, Answer],
    *,
    year: Mapping[str, Consumption] | None = None,
    nace: str = "",
    co2: Mapping[str, float] | None = None,
    shares: Mapping[str, float] | None = None,
    rejected: Mapping[str, str] | None = None,
    quotes: Mapping[str, float] | None = None,
    running_costs: Mapping[str, float] | None = None,
    rate: float = money.USUAL_RATE,
    prices: Mapping[str, float] | None = None,
    lives: Mapping[str, float] | None = None,
) -> Opportunities:
    """Rank the measures that the questions of some checklists name.

    `year` is the consumption by resource, `co2` kg per unit of each resource, `shares` the company's own shares of end
    uses in per cent and `prices` its own ones by resource; `rejected` (reasons), `quotes` (investments),
    `running_costs` (a year) and `lives` (years) go by measure. Without `year` the order is that of classes and losses.
    Raises AnswerMistakes for shares, amounts, lives or a rate that cannot be.

    A measure the library does not know is kept with its gap and nothing else.
    """
    money.check_terms(quotes or {}, running_costs or {}, rate, prices, lives)
    terms = Terms(quotes or {}, running_costs or {}, lives or {}, rate)
    known_facts = _live_facts(results, facts)
    consumption = year_of(library, year or {}, nace, shares, co2, facts=known_facts, own_prices=prices)
    listed: list[Opportunity] = []
    to_find_out: list[ToFindOut] = []
    ruled_out: list[str] = []
    refused: list[Rejected] = []
    for measure_id, mentions in mentions_of(results).items():
        measure = library.measures.get(measure_id)
        counting = [mention for mention in mentions if mention.state not in ("not_asked", "not_applicable")]
        rated = tuple(mention for mention in counting if mention.state == "rated")
        if measure is not None and unsuited(measure, known_facts):
            ruled_out.append(measure_id)
        elif rejected is not None and measure_id in rejected:
            refused.append(Rejected(measure_id, rejected[measure_id]))
        elif rated:
            gap = gap_of(rated)
            if gap > EQUAL:
                effects = savings_alone(measure, gap, consumption, known_facts)
                listed.append(_opportunity(measure_id, measure, rated, effects, terms))
        elif counting:
            to_find_out.append(ToFindOut(measure_id, tuple(counting)))
    together = totals([(opportunity.measure, opportunity.effects) for opportunity in listed], consumption)
    listed.sort(key=cmp_to_key(_compare))  # stable: ties stay in order of first mention
    return Opportunities(
        tuple(listed), tuple(to_find_out), tuple(ruled_out), tuple(refused), together, consumption.shares
    )


def _live_facts(results: Sequence[tuple[Checklist, ScoreCard]], facts: Mapping[str, Answer]) -> Mapping[str, Answer]:
    """Leave out the kept answers to facts that are no longer asked."""
    hidden = {name for checklist, _ in results for name in hidden_ids(checklist, AnswerSheet(facts=facts)).questions}
    return {name: answer for name, answer in facts.items() if name not in hidden}


def _opportunity(
    name: str, measure: Measure | None, rated: tuple[Mention, ...], effects: tuple[EffectSaving, ...], terms: Terms
) -> Opportunity:
    saved = sum_of(effect.money for effect in effects)
    co2_t = sum_of(effect.co2_t for effect in effects)
    typical = measure.payback[1] if measure and measure.payback else None
    life, life_basis = terms.life(name, measure)
    running_cost = terms.running_costs.get(name, 0.0)
    investment = terms.quotes.get(name)
    basis: Literal["quote", "payback"] | None = "quote" if investment is not None else None
    if investment is None and saved is not None and typical is not None:
        investment, basis = saved.typical * typical, "payback"
    net = None if saved is None else saved.typical - running_cost
    years = typical if net is None else _years(investment, net)
    co2_partial = any(one.resource in ENERGY and one.amount is not None and one.co2_t is None for one in effects)
    worth = worth_of(investment, net, life, terms.rate, co2_t.typical if co2_t and not co2_partial else 0.0)
    return Opportunity(
        measure=name,
        group=_group(years, measure.cost if measure else None),
        gap=gap_of(rated),
        loss=max(mention.loss or 0.0 for mention in rated),
        questions=rated,
        cost=measure.cost if measure else None,
        effects=effects,
        money=saved,
        partial=saved is not None and any(effect.money is None for effect in effects),
        co2_t=co2_t,
        investment=investment,
        investment_basis=basis,
        running_cost=running_cost,
        net_saving=net,
        pays_back=_pays_back(years),
        payback=None if years in (None, inf) else years,
        payback_basis=None if years is None else "typical" if net is None else "investment",
        npv=worth.npv,
        irr=worth.irr,
        life=life,
        life_basis=life_basis,
        rate=terms.rate,
        co2_cost=worth.co2_cost,
        co2_partial=co2_partial,
    )


def _years(investment: float | None, net: float) -> float | None:
    """Return the payback; what saves nothing never pays back, whatever it costs."""
    if investment is None and net > EQUAL:
        return None
    return money.payback(investment or 0.0, net)


def _group(years: float | None, cost: CostClass | None) -> Group:
    """Return the class; a payback on a border belongs to the shorter one."""
    if years is None or years > PLANNED + EQUAL:
        return "study"
    return "do_now" if years <= SOON + EQUAL and cost in ("none", "low") else "plan"


def _pays_back(years: float | None) -> PaysBack:
    if years is None:
        return "unknown"
    if years == inf:
        return "never"
    return "years" if years > EQUAL else "at_once"


def _compare(one: Opportunity, other: Opportunity) -> int:
    """Order by class, then those with money by its typical amount before the others by their loss."""
    if one.group != other.group:
        return GROUPS.index(one.group) - GROUPS.index(other.group)
    if (one.money is None) != (other.money is None):
        return 1 if one.money is None else -1
    difference = other.loss - one.loss
    if one.money is not None and other.money is not None:
        difference = other.money.typical - one.money.typical
    return 0 if abs(difference) < EQUAL else 1 if difference > 0 else -1
