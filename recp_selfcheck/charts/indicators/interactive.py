"""The charts of use and cost as Plotly figures for the screen.

As in the charts of scores: heights in pixels, no text colour set, everything typed escaped and kept out of templates.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go  # type: ignore[import-untyped]  # it ships no types

from recp_selfcheck.charts.indicators import notes, words
from recp_selfcheck.charts.indicators.data import (
    Change,
    CostBars,
    CostRow,
    Cusum,
    ExpectedLines,
    Goodness,
    ProfileBars,
    ProfileRow,
    Trend,
)
from recp_selfcheck.charts.indicators.timelines import COMMON, ZERO, cusum, expected_lines, hover, trend
from recp_selfcheck.charts.stack import SMALL, SMALL_LINE, TEXT, Stack, escaped
from recp_selfcheck.charts.style import BAD, GOOD, NEUTRAL, lines

_COLOURS: dict[Goodness, str] = {"better": GOOD, "worse": BAD}
_HALVES = ((0.0, 0.47), (0.53, 1.0))
_HALF_WIDTH = 22  # characters of a label over half a telephone
_COSTS = 150  # px to the right for the figures


def draw(chart: words.Chart) -> go.Figure:
    """Draw any chart of this family."""
    if isinstance(chart, ProfileBars):
        return recp_profile(chart)
    if isinstance(chart, Trend):
        return trend(chart)
    if isinstance(chart, ExpectedLines):
        return expected_lines(chart)
    if isinstance(chart, Cusum):
        return cusum(chart)
    return cost_bars(chart)


def recp_profile(chart: ProfileBars) -> go.Figure:
    """Draw changes to either side of 0: what is used on the left, what it is per output beside it on the right."""
    figure, stack = go.Figure(), Stack()
    for row in chart.rows:
        _write_pair(stack, row)
        stack.bar(12)
    if not chart.rows:
        stack.small(words.finding(chart))
    rows = list(zip(chart.rows, stack.centres, strict=True))
    for axis, pairs in (
        ("x", [(row.absolute, centre) for row, centre in rows]),
        ("x2", [(row.relative, centre) for row, centre in rows if row.relative is not None]),
    ):
        figure.add_bar(**_changes(pairs), xaxis=axis)
        zero = [(centre - 10, centre + 10, None) for _, centre in pairs]  # a short line a bar: words stand between
        figure.add_scatter(x=[0, 0, None] * len(pairs), y=[y for ends in zero for y in ends], xaxis=axis, **ZERO)
    reach = chart.reach * 1.02
    sides = {"range": [-reach, reach], "fixedrange": True, "visible": False}
    figure.update_layout(
        height=round(stack.height) + 8,
        margin={"l": 2, "r": 2, "t": 4, "b": 4, "pad": 0},
        annotations=stack.annotations,
        xaxis={**sides, "domain": _HALVES[0]},
        xaxis2={**sides, "domain": _HALVES[1]},
        yaxis={"range": [stack.height or 1, 0], "fixedrange": True, "visible": False},
        **COMMON,
    )
    return figure


def _write_pair(stack: Stack, row: ProfileRow) -> None:
    """Write both labels of a row beside each other, each with its change below it, both ending at the bar."""
    written = [
        (left, [*lines(one.label, _HALF_WIDTH), words.change_words(one)])
        for (left, _right), one in zip(_HALVES, (row.absolute, row.relative), strict=True)
        if one is not None
    ]
    stack.room(max(len(said) for _, said in written) * SMALL_LINE)
    for left, said in written:
        for place, line in enumerate(reversed(said)):
            y = stack.height - (place + 0.5) * SMALL_LINE
            stack.annotations.append(_label(line, left, y, bold=place == 0))


def cost_bars(chart: CostBars) -> go.Figure:
    """Draw what everything costs a year, the dearest first, and below what was paid for things that left again."""
    figure, stack = go.Figure(), Stack()
    for row in chart.rows:
        _write_cost(stack, row, chart.currency)
    if chart.left:
        stack.room(6)
        stack.label([(notes.left_note(), TEXT, 2)])
        stack.room(4)
    for row in chart.left:
        _write_cost(stack, row, chart.currency)
    rows = (*chart.rows, *chart.left)
    figure.add_bar(
        orientation="h",
        y=stack.centres,
        x=[max(row.cost, 0.0) for row in rows],
        width=stack.heights,
        marker={
            "color": [GOOD] * len(chart.rows) + [BAD] * len(chart.left),
            "pattern": {"shape": [""] * len(chart.rows) + ["/"] * len(chart.left), "fillmode": "overlay", "size": 6},
            "line": {"width": 0},
        },
        hovertext=[hover(row.label, words.cost_words(row, chart.currency)) for row in rows],
        hoverinfo="text",
    )
    if not rows:
        stack.small(words.finding(chart))
    figure.update_layout(
        height=round(stack.height) + 8,
        margin={"l": 2, "r": _COSTS, "t": 4, "b": 4, "pad": 0},
        annotations=stack.annotations,
        xaxis={"range": [0, chart.end], "fixedrange": True, "visible": False},
        yaxis={"range": [stack.height or 1, 0], "fixedrange": True, "visible": False},
        **COMMON,
    )
    return figure


def _write_cost(stack: Stack, row: CostRow, currency: str) -> None:
    stack.label([(row.label, TEXT, 2), *([(row.note, SMALL, 2)] if row.note else [])])
    stack.bar()
    stack.note(words.cost_figure(row, currency), max(row.cost, 0.0), stack.centres[-1])


def _changes(pairs: Sequence[tuple[Change, float]]) -> dict[str, Any]:
    changes = [change for change, _ in pairs]
    return {
        "orientation": "h",
        "y": [centre for _, centre in pairs],
        "x": [change.change or 0.0 for change in changes],
        "width": [12.0] * len(changes),
        "marker": {"color": [_COLOURS.get(change.goodness, NEUTRAL) for change in changes], "line": {"width": 0}},
        "hovertext": [hover(change.label, words.change_words(change), change.values) for change in changes],
        "hoverinfo": "text",
    }


def _label(line: str, x: float, y: float, *, bold: bool) -> dict[str, Any]:
    return {
        "xref": "paper",
        "x": x,
        "y": y,
        "text": escaped(line),
        "showarrow": False,
        "xanchor": "left",
        "yanchor": "middle",
        "xshift": -2,
        "font": {"size": SMALL + 1 if bold else SMALL, "weight": "bold" if bold else "normal"},
    }
