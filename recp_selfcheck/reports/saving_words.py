"""What a measure saves and pays, in words, and how the figures came about."""

from __future__ import annotations

from recp_selfcheck.assessment.bills import RESOURCES
from recp_selfcheck.assessment.opportunities import Opportunity
from recp_selfcheck.assessment.savings import EffectSaving, Range, sum_of
from recp_selfcheck.assessment.totals import GUIDE_SHARES, ResourceTotal
from recp_selfcheck.checklists.model import Library, Measure
from recp_selfcheck.i18n import amount, between, number, text
from recp_selfcheck.i18n.labels import resource_label
from recp_selfcheck.reports.benchmark_words import memory_mark

_DIGITS = 2  # a saving estimated from shares and ranges is not known better


def savings_words(opportunity: Opportunity) -> list[str]:
    """Word what a measure saves of each resource, where the amount is known."""
    return [
        f"{resource_label(name)}: {between(saved.low, saved.high, RESOURCES[name], _DIGITS, scale=True)}"
        for name, saved in savings_by_resource(opportunity).items()
    ]


def savings_by_resource(opportunity: Opportunity) -> dict[str, Range]:
    """Add up what a measure saves of each resource, where the amount is known."""
    known = [effect for effect in opportunity.effects if effect.amount is not None]
    summed = {
        name: sum_of(effect.amount for effect in known if effect.resource == name)
        for name in dict.fromkeys(effect.resource for effect in known)
    }
    return {name: saved for name, saved in summed.items() if saved is not None}


def estimate_mark(measure: Measure | None) -> str:
    """Return the mark of a measure whose saving or payback is an expert estimate, empty where it was seen."""
    figures = measure is not None and (measure.effects or measure.payback)
    return memory_mark() if measure is not None and figures and measure.status == "memory" else ""


def payback_words(opportunity: Opportunity) -> str:
    """Word how fast it pays back, and whether that is the company's own figure or the usual one."""
    if opportunity.pays_back == "at_once":
        return text("pays back at once")
    if opportunity.pays_back == "never":
        return text("never pays back")
    if opportunity.payback is None:
        return text("payback unknown")
    return text("pays back in about {years}", years=amount(opportunity.payback, "year", 2))


def how_words(effect: EffectSaving, library: Library) -> str:
    """Write the reckoning of one effect's saving; without an amount, what is missing for it."""
    use = library.end_uses.get(effect.of)
    low, typical, high = effect.saves
    saves = f"{number(low)}–{number(typical)}–{number(high)} %"
    gap = f"{number(effect.gap * 100)} %"
    if effect.consumption is None or effect.amount is None or effect.share is None:
        return text(
            "{resource}: saves {saves} of «{use}», of which {gap} is open. Enter the yearly amount to see how much.",
            resource=resource_label(effect.resource),
            saves=saves,
            use=use.title if use else text("all use"),
            gap=gap,
        )
    basis = {
        "own": text("your own figure"),
        "typical": text("typical share"),
        "raised": text("typical share, with what you do not have shared out"),
        "absent": text("you do not have this"),
        "held": text("typical share, lowered so that all fit"),
        "whole": text("all use"),
    }[effect.share.basis]
    if effect.share.status == "memory":
        basis += f", {memory_mark()}"
    unit = RESOURCES[effect.resource]
    return text(
        "{resource}: {consumption} × {share} % «{use}» ({basis}) × {saves} × gap {gap} = {low}–{typical}–{high}",
        resource=resource_label(effect.resource),
        consumption=amount(effect.consumption, unit, scale=True),
        share=number(effect.share.used),
        use=use.title if use else text("all use"),
        basis=basis,
        saves=saves,
        gap=gap,
        low=number(effect.amount.low),
        typical=number(effect.amount.typical),
        high=amount(effect.amount.high, unit),
    )


def caution_words(total: ResourceTotal, library: Library) -> str:
    """Say that a total is more than is usually found, and what makes it so; empty where it is not."""
    usual, most = GUIDE_SHARES.get(total.resource, (None, None))
    if total.above_audits:
        said = text(
            "{resource}: {share} % is more than three of four audits find ({audits} %). Take the low end, or "
            "check the answers and the shares.",
            resource=resource_label(total.resource),
            share=number(total.share.typical),
            audits=number(total.audit_share),
        )
    elif total.above_guides:
        said = text(
            "{resource}: {share} % is more than the {usual} % that guides for companies expect; with systematic work "
            "it can be {most} %. Take the low end, or check the answers and the shares.",
            resource=resource_label(total.resource),
            share=number(total.share.typical, 2),
            usual=number(usual),
            most=number(most),
        )
    else:
        return ""
    use = library.end_uses.get(total.largest.of) if total.largest else None
    return f"{said} {text('Most of it: {use}.', use=use.title)}" if use else said
