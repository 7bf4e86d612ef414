"""What each chart of use and cost holds, made from the core's results in the reader's words."""

from __future__ import annotations

from collections.abc import Mapping

from recp_selfcheck.assessment.baseline import Baseline
from recp_selfcheck.assessment.costs import CostGroup, CostView, NonProduct
from recp_selfcheck.assessment.months import MONTHS_A_YEAR, Month, twelve_to
from recp_selfcheck.assessment.recp_profile import Indicator, RecpProfile
from recp_selfcheck.charts.indicators import sentences, words
from recp_selfcheck.charts.indicators.data import (
    Change,
    CostBars,
    CostRow,
    Cusum,
    ExpectedLines,
    ExpectedMonth,
    Goodness,
    ProfileBars,
    ProfileRow,
    Trend,
    TrendMonth,
)
from recp_selfcheck.i18n import amount, month, month_name, text
from recp_selfcheck.i18n.labels import carrier_label, indicator_label, resource_label
from recp_selfcheck.i18n.quantities import larger_unit

_SHOWN = 0.05  # per cent: what is less is shown as 0


def profile_chart(profile: RecpProfile) -> ProfileBars:
    """Return the changes of all indicators that compare, the output last."""
    rows = [
        ProfileRow(indicator_label(one.key), _change(one), _change(other))
        for one, other in profile.pairs
        if one.change is not None or other.change is not None
    ]
    output = profile.indicators["output"]
    chart = ProfileBars((*rows, ProfileRow(indicator_label("output"), _change(output))))
    finding = words.profile_finding(chart)
    return ProfileBars(chart.rows, title=finding, finding=finding)


def trend_chart(label: str, unit: str, amounts: Mapping[Month, float], end: Month) -> Trend:
    """Return the twelve months up to `end` with the year before; `label` is inserted as it was typed."""
    months = twelve_to(end)
    earlier = tuple(one.plus(-MONTHS_A_YEAR) for one in months)
    factor, unit = larger_unit(max((abs(amounts.get(one, 0.0)) for one in (*months, *earlier)), default=0.0), unit)
    rows = tuple(
        TrendMonth(
            label=month_name(one.number, short=True),
            now=_scaled(amounts.get(one), factor),
            before=_scaled(amounts.get(before), factor),
            long_label=month(one.year, one.number),
        )
        for one, before in zip(months, earlier, strict=True)
    )
    chart = Trend(label, unit, rows)
    finding = words.trend_finding(chart)
    return Trend(label, unit, rows, title=f"{label}: {finding}", finding=finding)


def expected_chart(baseline: Baseline, label: str, output_unit: str) -> ExpectedLines:
    """Return actual and expected use of a baseline, of which `label` says what energy it is about."""
    unit, months = _expected_months(baseline)
    finding = sentences.relation_words(baseline, output_unit)
    return ExpectedLines(label, unit, months, title=f"{label}: {finding}", finding=finding)


def cusum_chart(baseline: Baseline, label: str) -> Cusum:
    """Return the cumulative sum of a baseline with the month it turns."""
    unit, months = _expected_months(baseline)
    turn = next((place for place, one in enumerate(baseline.months) if one == baseline.turn), None)
    finding = words.cusum_finding(Cusum(label, unit, months, turn))
    return Cusum(label, unit, months, turn, title=f"{label}: {finding}", finding=finding)


def cost_chart(view: CostView, currency: str) -> CostBars:
    """Return what each group costs a year, and what of it left again."""
    rows = tuple(
        CostRow(_group_label(group), group.cost, view.share(group.cost), _unknown(group))
        for group in view.groups
        if group.cost > 0 or not group.complete
    )
    left = tuple(
        CostRow(_left_label(one), one.cost, view.share(one.cost), _missing_part(one))
        for one in view.non_product
        if one.cost is not None
    )
    chart = CostBars(rows, currency, left)
    finding = words.cost_finding(chart)
    return CostBars(rows, currency, left, title=finding, finding=finding)


def _change(one: Indicator) -> Change:
    goodness: Goodness = one.goodness or "unknown"
    if one.change is not None and abs(one.change) < _SHOWN and goodness != "neutral":
        goodness = "same"  # what is shown as 0 % is neither better nor worse
    values = f"{value_words(one.before, one.unit)} → {value_words(one.now, one.unit)}"
    return Change(indicator_label(one.key), one.change, goodness, values if one.change is not None else "")


def value_words(value: float | None, unit: str) -> str:
    """Return an indicator's value: an amount in the unit that reads best, a quotient as it is."""
    return amount(value, unit, scale="/" not in unit)


def _expected_months(baseline: Baseline) -> tuple[str, tuple[ExpectedMonth, ...]]:
    biggest = max((abs(one.actual) for one in baseline.months), default=0.0)
    factor, unit = larger_unit(biggest, "kWh")
    months = tuple(
        ExpectedMonth(
            label=month(one.month.year, one.month.number, short=True),
            actual=one.actual / factor,
            expected=one.expected / factor,
            cusum=one.cusum / factor,
            long_label=month(one.month.year, one.month.number),
        )
        for one in baseline.months
    )
    return unit, months


def _scaled(value: float | None, factor: float) -> float | None:
    return None if value is None else value / factor


def _group_label(group: CostGroup) -> str:
    if group.id == "vehicle_fuel":
        return carrier_label(group.id)
    if group.id == "water" and len({line.carrier for line in group.lines}) > 1:
        return text("Water and its discharge")
    return text("Disposal of waste") if group.id == "waste" else resource_label(group.id)


def _unknown(group: CostGroup) -> str:
    if group.complete:
        return ""
    names = [line.name or carrier_label(line.carrier) for line in group.lines if line.cost is None]
    return text("without {names}: no cost entered", names=", ".join(names))


def _left_label(one: NonProduct) -> str:
    if one.resource == "water":
        return text("Water that left as wastewater, {amount}", amount=amount(one.amount, one.unit))
    return text("Materials that left as waste, {amount}", amount=amount(one.amount, one.unit))


def _missing_part(one: NonProduct) -> str:
    if one.bought is None:
        return text("only getting rid of it: its purchase price is not known")
    if one.disposal is None:
        return text("only its purchase: what getting rid of it costs is not known")
    return ""
