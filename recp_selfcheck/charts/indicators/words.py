"""What the charts of use and cost say: findings, the text read aloud instead of a picture, and their tables."""

from __future__ import annotations

import math

from recp_selfcheck.charts.indicators.data import (
    Change,
    CostBars,
    CostRow,
    Cusum,
    ExpectedLines,
    ExpectedMonth,
    ProfileBars,
    Trend,
    TrendMonth,
)
from recp_selfcheck.i18n import amount, mark, money, percent, text, text_n

Chart = ProfileBars | Trend | ExpectedLines | Cusum | CostBars
Row = dict[str, str]

_GOODNESS = {
    "better": mark("better", context="change"),
    "worse": mark("worse", context="change"),
    "same": mark("unchanged", context="change"),
}
_MARKS = {"better": "✓", "worse": "!", "same": "="}
_MOST_NAMED = 6  # in a text read aloud
_DIGITS = 3
_WHOLE_PERCENT = 100.0  # from here on tenths are beyond the digits shown


def signed(value: float, unit: str = "%", *, scale: bool = False) -> str:
    """Return a change with its sign: "+16.7%", "−10%", "0%"; per cent to a tenth."""
    if unit == "%" and abs(value) < _WHOLE_PERCENT:
        value = math.copysign(math.floor(abs(value) * 10 + 0.5) / 10, value)
    written = amount(value, unit, _DIGITS, scale=scale)
    return f"+{written}" if value > 0 else written


def change_words(change: Change) -> str:
    """Return "−10 % ✓ better"; what has no direction is without a word, what does not compare says so."""
    if change.change is None:
        return text("no comparison")
    said = signed(change.change)
    if change.goodness not in _GOODNESS:
        return said
    return f"{said} {_MARKS[change.goodness]} {text(_GOODNESS[change.goodness], context='change')}"


def profile_finding(chart: ProfileBars) -> str:
    """Say which relative indicator improved most and which got worse most."""
    compared = [row.relative for row in chart.rows if row.relative is not None and row.relative.change is not None]
    if not compared:
        return text("There is nothing to compare yet.")
    best, worst = (
        max((one for one in compared if one.goodness == kind), key=_size, default=None) for kind in ("better", "worse")
    )
    named = {
        side: f"{one.label} ({signed(one.change or 0.0)})" for side, one in (("best", best), ("worst", worst)) if one
    }
    if best and worst:
        return text("Improved most: {best}. Got worse most: {worst}.", **named)
    if best:
        return text("Improved most: {best}. Per unit of output nothing got worse.", **named)
    if worst:
        return text("Got worse most: {worst}. Per unit of output nothing improved.", **named)
    return text("Per unit of output nothing changed.")


def trend_finding(chart: Trend) -> str:
    """Say how the year moved against the one before, and which month stands out."""
    known = [month for month in chart.months if month.now is not None]
    if not known:
        return text("No bill in these months yet.")
    both = [(month, month.now, month.before) for month in known if month.now is not None and month.before]
    before = sum(earlier for _, _, earlier in both if earlier is not None)
    if not both or before <= 0:
        most = max(known, key=lambda month: month.now or 0.0)
        return text("Most in {month}: {amount}.", month=most.long_label or most.label, amount=_of(most.now, chart.unit))
    moved = (sum(now for _, now, _ in both) / before - 1) * 100
    against = text_n(
        "{change} against the same month a year before.",
        "{change} against the same {n} months a year before.",
        len(both),
        change=signed(moved),
    )
    month, now, earlier = max(both, key=lambda one: abs(one[1] - (one[2] or 0.0)))
    if len(both) == 1 or earlier is None or now == earlier:
        return against
    return f"{against} " + text(
        "The biggest difference: {month}, {change}.",
        month=month.long_label or month.label,
        change=signed(now - earlier, chart.unit, scale=True),
    )


def cusum_finding(chart: Cusum) -> str:
    """Say when use left the expectation, and how far."""
    if chart.turn is None or not chart.months:
        return text("Use stays at what was expected.")
    turn, last = chart.months[chart.turn], chart.months[-1]
    amount_there = _of(abs(turn.cusum), chart.unit)
    values = {"month": turn.long_label or turn.label, "amount": amount_there}
    if chart.turn == len(chart.months) - 1:
        if last.cusum > 0:
            return text("By {month} {amount} more than expected were used.", **values)
        return text("By {month} {amount} less than expected were used.", **values)
    if turn.cusum > 0:
        return text("It turns in {month}: until then {amount} more than expected, since then less.", **values)
    return text("It turns in {month}: until then {amount} less than expected, since then more.", **values)


def cost_finding(chart: CostBars) -> str:
    """Say what costs most, and what was paid for things that left again."""
    if not chart.rows:
        return text("No costs are entered yet.")
    first = chart.rows[0]
    said = text("{what} costs most: {money} a year.", what=first.label, money=_paid(first, chart.currency))
    left = sum(row.cost for row in chart.left)
    if left <= 0:
        return said
    return f"{said} " + text(
        "{money} a year went into what left again as waste or wastewater.", money=money(left, chart.currency)
    )


def finding(chart: Chart) -> str:
    """Return the one sentence of a chart: its own, else the one its numbers give."""
    if chart.finding:
        return chart.finding
    if isinstance(chart, ProfileBars):
        return profile_finding(chart)
    if isinstance(chart, Trend):
        return trend_finding(chart)
    if isinstance(chart, Cusum):
        return cusum_finding(chart)
    if isinstance(chart, CostBars):
        return cost_finding(chart)
    return text("Actual and expected use, month by month.")


def alt(chart: Chart) -> str:
    """Return what is read aloud instead of the picture: the finding and the first values."""
    if isinstance(chart, ProfileBars):
        parts = [
            f"{one.label} {change_words(one)}"
            for row in chart.rows
            for one in (row.absolute, row.relative)
            if one is not None and one.change is not None
        ]
        parts = parts[: 2 * _MOST_NAMED + 1]
    else:
        parts = ["; ".join(" ".join(row.values()) for row in table(chart)[:_MOST_NAMED])]
    return " ".join([finding(chart), "; ".join(parts)]).strip()


def table(chart: Chart) -> list[Row]:
    """Return the rows the chart was drawn from, worded; the keys of the first row are the headings."""
    if isinstance(chart, ProfileBars):
        return [
            {text("Indicator"): one.label, text("Change"): change_words(one), text("From – to"): one.values}
            for row in chart.rows
            for one in (row.absolute, row.relative)
            if one is not None
        ]
    if isinstance(chart, Trend):
        return [
            {
                text("Month"): month.long_label or month.label,
                text("This year"): _of(month.now, chart.unit),
                text("A year before"): _of(month.before, chart.unit),
            }
            for month in chart.months
        ]
    if isinstance(chart, CostBars):
        return [
            {text("What"): row.label, text("Cost a year"): cost_words(row, chart.currency)}
            for row in (*chart.rows, *chart.left)
        ]
    return [_expected_row(month, chart.unit) for month in chart.months]


def cost_words(row: CostRow, currency: str) -> str:
    """Return "96 thousand BYN · 21 %", with what is not known."""
    parts = [money(row.cost, currency), percent(row.share, 2) if row.share is not None else "", row.note]
    return " · ".join(part for part in parts if part)


def cost_figure(row: CostRow, currency: str) -> str:
    """Return the figures beside a bar: "96 thousand BYN · 21 %"."""
    share = f" · {percent(row.share, 2)}" if row.share is not None else ""
    return money(row.cost, currency) + share


def trend_words(month: TrendMonth, unit: str) -> str:
    """Say a month and the one a year before."""
    return text("{now}; a year before {before}", now=_of(month.now, unit), before=_of(month.before, unit))


def month_words(month: ExpectedMonth, unit: str) -> str:
    """Say a month's actual and expected use and the sum up to it."""
    return text(
        "actual {actual}, expected {expected}, added up {sum}",
        actual=_of(month.actual, unit),
        expected=_of(month.expected, unit),
        sum=signed(month.cusum, unit, scale=True),
    )


def turn_words(chart: Cusum) -> str:
    """Name the month it turns."""
    if chart.turn is None:
        return ""
    month = chart.months[chart.turn]
    if chart.turn == len(chart.months) - 1:
        return text("furthest: {month}", month=month.label)
    return text("turns: {month}", month=month.label)


def _paid(row: CostRow, currency: str) -> str:
    share = f" ({percent(row.share, 2)})" if row.share is not None else ""
    return money(row.cost, currency) + share


def _expected_row(month: ExpectedMonth, unit: str) -> Row:
    return {
        text("Month"): month.long_label or month.label,
        text("Actual"): _of(month.actual, unit),
        text("Expected"): _of(month.expected, unit),
        text("Difference"): signed(month.actual - month.expected, unit, scale=True),
        text("Added up"): signed(month.cusum, unit, scale=True),
    }


def _of(value: float | None, unit: str) -> str:
    return amount(value, unit, _DIGITS, scale=True)


def _size(change: Change) -> float:
    return abs(change.change or 0.0)
