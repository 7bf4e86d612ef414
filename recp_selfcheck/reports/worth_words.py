"""What a measure costs and is worth, in words: investment, payback, net present value, rate of return, cost of CO₂."""

from __future__ import annotations

from recp_selfcheck.assessment.answers import EQUAL
from recp_selfcheck.assessment.opportunities import Opportunity
from recp_selfcheck.checklists.model import Measure
from recp_selfcheck.i18n import amount, money, percent, text, unit_label

_HIGH = 1.0  # a year: beyond it nobody compares it with a loan
_DIGITS = 2  # what rests on an estimated saving is not known better


def investment_words(one: Opportunity, currency: str) -> str:
    """Return the investment alone, with the sign of an estimate where it is one."""
    if one.investment is None:
        return "–"
    if one.investment_basis == "quote":
        return money(one.investment, currency)
    if one.investment <= EQUAL:
        return text("none", context="investment")
    return text("about {money}", money=money(one.investment, currency, digits=_DIGITS))


def investment_basis_words(one: Opportunity, measure: Measure | None) -> str:
    """Say what the investment rests on."""
    if one.investment is None:
        return text("not known: no saving in money, or no usual payback")
    if one.investment_basis == "quote":
        return text("your own quote")
    typical = measure.payback[1] if measure and measure.payback else 0.0
    return text("saving × usual payback of {years}, not a quote", years=amount(typical, "year", _DIGITS))


def payback_short(one: Opportunity) -> str:
    """Return the payback in a few words."""
    if one.pays_back == "at_once":
        return text("at once")
    if one.pays_back == "never":
        return text("never pays back")
    if one.payback is None:
        return text("unknown")
    return text("about {years}", years=amount(one.payback, "year", _DIGITS))


def life_basis_words(one: Opportunity) -> str:
    """Say whose figure the life is."""
    return {
        "own": text("your own figure"),
        "measure": text("usual for such equipment"),
        "usual": text("taken where nothing is known"),
    }[one.life_basis]


def npv_words(one: Opportunity, currency: str) -> str:
    """Return the net present value and what it is."""
    return text(
        "Net present value: **{npv}** — what is left over its life after paying for it, in today's money.",
        npv=money(one.npv, currency, digits=_DIGITS),
    )


def irr_words(one: Opportunity) -> str:
    """Return the rate of return and what it is."""
    if one.irr is None:
        return text("Rate of return: **none** — nothing is invested, or nothing comes back.")
    return text(
        "Rate of return: **{irr} a year** — a loan that costs less than this pays for itself.",
        irr=percent(one.irr, _DIGITS) if one.irr <= _HIGH else text("more than {share}", share=percent(_HIGH)),
    )


def co2_cost_words(one: Opportunity, currency: str) -> str:
    """Return the cost of an avoided tonne of CO₂ and what it is."""
    if one.co2_partial:
        return text("Cost of avoided CO₂: not known, a part of the energy has no factor yet.")
    if one.co2_cost is None:
        return ""
    cost = f"{money(one.co2_cost, currency, digits=_DIGITS)}/{unit_label('tCO2')}"
    if one.co2_cost < 0:
        return text("Cost of avoided CO₂: **{cost}** — below zero: each tonne avoided earns money.", cost=cost)
    return text("Cost of avoided CO₂: **{cost}** — what you pay for each tonne, savings counted.", cost=cost)
