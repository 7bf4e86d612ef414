"""From a ranking to the charts of savings, in the reader's words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from recp_selfcheck.assessment.bills import RESOURCES, Consumption
from recp_selfcheck.assessment.opportunities import Opportunities
from recp_selfcheck.assessment.savings import WHOLE, Range
from recp_selfcheck.charts.savings import words
from recp_selfcheck.charts.savings.data import (
    AbatementCurve,
    AbatementStep,
    BillBars,
    BillRow,
    PaybackBubbles,
    Saver,
    TogetherBars,
    TogetherRow,
)
from recp_selfcheck.i18n import amount, text
from recp_selfcheck.i18n.labels import resource_label

_DIGITS = 2  # a saving estimated from shares and ranges is not known better

TitleOf = Callable[[str], str]


def payback_bubbles(ranking: Opportunities, title_of: TitleOf, currency: str) -> PaybackBubbles:
    """Return every listed measure with money; `title_of` names a measure by its id."""
    rows = tuple(
        Saver(
            place=place,
            label=title_of(one.measure),
            group=one.group,
            money=one.money.typical,
            payback=one.payback,
            co2_t=one.co2_t.typical if one.co2_t else None,
            id=one.measure,
        )
        for place, one in enumerate(ranking.listed, start=1)
        if one.money is not None
    )
    chart = PaybackBubbles(rows, currency, text("Payback and yearly saving"))
    return replace(chart, finding=words.bubbles_finding(chart))


def abatement_curve(ranking: Opportunities, title_of: TitleOf, currency: str) -> AbatementCurve:
    """Return every listed measure that avoids CO₂ at a known cost."""
    rows = tuple(
        AbatementStep(place, title_of(one.measure), one.group, one.co2_t.typical, one.co2_cost, one.measure)
        for place, one in enumerate(ranking.listed, start=1)
        if one.co2_t is not None and one.co2_cost is not None
    )
    chart = AbatementCurve(rows, currency, text("What a tonne of avoided CO₂ costs"))
    return replace(chart, finding=words.abatement_finding(chart))


def together_bars(ranking: Opportunities) -> TogetherBars:
    """Return what the listed measures save of each resource together, beside the sum of what each saves alone."""
    rows = []
    for resource, total in ranking.totals.items():
        if total.consumption <= 0:
            continue
        alone = sum(
            effect.amount.typical
            for one in ranking.listed
            for effect in one.effects
            if effect.resource == resource and effect.amount is not None
        )
        unit = RESOURCES[resource]
        said = [amount(figure, unit, _DIGITS, scale=True) for figure in (total.amount.typical, alone)]
        rows.append(
            TogetherRow(
                label=resource_label(resource),
                together=total.share.typical,
                alone=100 * alone / total.consumption,
                audits=total.audit_share,
                values=text("{together}, not {alone}", together=said[0], alone=said[1]),
                id=resource,
            )
        )
    chart = TogetherBars(tuple(rows), text("Together, and each alone added up"))
    return replace(chart, finding=words.together_finding(chart))


def bill_bars(
    ranking: Opportunities, consumption: Mapping[str, Consumption], currency: str, year: int | None
) -> BillBars:
    """Return the part of each bill that the listed measures address together."""
    rows = []
    for resource, total in ranking.totals.items():
        used = consumption.get(resource)
        if used is None or not used.cost:
            continue
        saved = Range(
            *(used.cost * share / WHOLE for share in (total.share.low, total.share.typical, total.share.high))
        )
        rows.append(BillRow(resource_label(resource), used.cost, saved.low, saved.typical, saved.high, resource))
    rows.sort(key=lambda row: -row.bill)
    chart = BillBars(tuple(rows), currency, year, text("How much of each bill the measures address"))
    return replace(chart, finding=words.bills_finding(chart))
