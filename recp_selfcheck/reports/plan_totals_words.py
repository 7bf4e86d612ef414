"""Sentences about what the measures of a plan were expected to save together, on page and paper."""

from __future__ import annotations

from collections.abc import Mapping

from recp_selfcheck.assessment.bills import RESOURCES
from recp_selfcheck.assessment.plan_totals import PlannedSaving, PlanTotals
from recp_selfcheck.checklists.model import Library
from recp_selfcheck.i18n import between, text, text_n
from recp_selfcheck.i18n.labels import resource_label
from recp_selfcheck.reports.plan_words import saved_money

_DIGITS = 2


def totals_words(totals: PlanTotals, currency: str) -> str:
    """Say what some entries save together in a year: by resource, in money and CO₂."""
    parts = [f"{resource_label(resource)}: {amount_words(saving)}" for resource, saving in totals.by_resource.items()]
    if totals.money is not None:
        parts.append(text("{money} a year", money=saved_money(totals.money, currency)))
    if totals.co2_t is not None:
        parts.append(between(totals.co2_t.low, totals.co2_t.high, "tCO2", _DIGITS))
    return " · ".join(parts) or text("no figures yet")


def amount_words(saving: PlannedSaving) -> str:
    """Write what is saved of one resource."""
    return between(saving.amount.low, saving.amount.high, RESOURCES[saving.resource], _DIGITS, scale=True)


def together_words(saving: PlannedSaving, library: Library, titles: Mapping[int, str]) -> list[str]:
    """Say of each use which measures act on what the others leave, so that their savings were not added."""
    found = []
    for together in saving.together:
        use = library.end_uses.get(together.of)
        found.append(
            text(
                "{resource}, {use}: {measures}",
                resource=resource_label(saving.resource),
                use=use.title if use else text("all use"),
                measures="; ".join(titles[entry] for entry in together.entries if entry in titles),
            )
        )
    return found


def left_out_words(totals: PlanTotals) -> list[str]:
    """Say what is not in the figures."""
    found = []
    if totals.unknown:
        found.append(
            text_n(
                "{n} measure has no figure and is not in it.",
                "{n} measures have no figure and are not in it.",
                len(totals.unknown),
            )
        )
    if totals.other_currency:
        found.append(
            text_n(
                "The money of {n} measure was reckoned in another currency and is not in it.",
                "The money of {n} measures was reckoned in another currency and is not in it.",
                len(totals.other_currency),
            )
        )
    return found
