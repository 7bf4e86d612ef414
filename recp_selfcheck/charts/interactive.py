"""The charts as Plotly figures for the screen.

Heights are laid out in pixels (the vertical axis counts them), widths follow the page. Labels stand above their bars,
so that a telephone and a projector show the same. No text colour is set: the page's theme gives it. Everything a person
may have typed is escaped, and none of it goes into a template (`%{…}` would be read as one).
"""

from __future__ import annotations

from typing import Any

import plotly.graph_objects as go  # type: ignore[import-untyped]  # it ships no types

from recp_selfcheck.assessment.scoring import displayed
from recp_selfcheck.charts import words
from recp_selfcheck.charts.data import Bullet, GapBars, History, ScoredRow, SectionBars
from recp_selfcheck.charts.stack import SMALL, SMALL_LINE, SPACE, TEXT, WIDTH, Stack, escaped
from recp_selfcheck.charts.style import BAD, COLOUR_OF_POSITION, GOOD, LIGHT, NEUTRAL, lines
from recp_selfcheck.i18n import unit_label

_VALUES = 92  # px to the right for the values


def gap_bars(chart: GapBars, most: int = 8) -> go.Figure:
    """Draw where points are lost, the `most` dearest questions first; a light bar shows what each carries."""
    rows = chart.worst_first[:most]
    stack = Stack()
    for row in rows:
        stack.label([(row.group, SMALL, 1), (row.label, TEXT, 2)])
        stack.bar()
    figure = go.Figure()
    names = [row.id for row in rows]
    hover = [_hover(row.group, row.label, words.gap_words(row)) for row in rows]
    figure.add_bar(**_bars(stack, [row.worth for row in rows], LIGHT), hoverinfo="skip")
    figure.add_bar(**_bars(stack, [row.loss for row in rows], BAD), customdata=names, hovertext=hover, hoverinfo="text")
    for row, centre in zip(rows, stack.centres, strict=True):
        stack.note(words.gap_words(row), row.worth, centre)
    stack.small(words.gap_note() if rows else words.gap_finding(()))
    return _finished(figure, stack, max((row.worth for row in rows), default=1.0), right=_VALUES)


def section_bars(chart: SectionBars) -> go.Figure:
    """Draw the sections' scores from the lowest up, each with its range as a light band."""
    rows = chart.worst_first
    stack = Stack()
    for row in rows:
        stack.label([(row.label, TEXT, 2), (words.score_words(row), SMALL, 1)])
        stack.bar()
    figure = go.Figure()
    hover = [_hover(row.label, words.score_words(row)) for row in rows]
    spans = [_span(row) for row in rows]
    figure.add_bar(**_bars(stack, [100.0] * len(rows), "rgba(138,148,156,0.12)"), hoverinfo="skip")
    scores = _bars(stack, [row.score or 0.0 for row in rows], GOOD)
    scores["marker"]["pattern"] = {
        "shape": ["/" if row.provisional else "" for row in rows],
        "fillmode": "overlay",
        "fgcolor": "rgba(255,255,255,0.65)",
        "size": 6,
    }
    figure.add_bar(**scores, customdata=[row.id for row in rows], hovertext=hover, hoverinfo="text")
    ranges = _bars(stack, [high - low for low, high in spans], "rgba(138,148,156,0.45)")
    figure.add_bar(**ranges, base=[low for low, _ in spans], hoverinfo="skip")
    if rows:
        for place, anchor in ((0, "left"), (50, "center"), (100, "right")):
            stack.note(str(place), place, stack.height - 4, anchor=anchor, shift=0)
        stack.room(SMALL_LINE)
    else:
        stack.small(words.section_finding(()))
    return _finished(figure, stack, 100.0)


def bullet(chart: Bullet) -> go.Figure:
    """Draw one intensity beside its benchmark: bands, a mark at typical, the own value as a diamond with its word."""
    stack = Stack()
    stack.label([(f"{chart.label}, {unit_label(chart.unit)}", TEXT, 2)])
    stack.room(SMALL_LINE + 2)
    stack.bar(22)
    centre, end = stack.centres[0], chart.end
    figure = go.Figure()
    for start, stop, colour in _bands(chart):
        figure.add_bar(
            orientation="h",
            y=[centre],
            x=[stop - start],
            base=[start],
            width=22,
            marker={"color": colour},
            hoverinfo="skip",
        )
    if chart.typical is not None:
        figure.add_scatter(
            x=[chart.typical] * 2,
            y=[centre - 11, centre + 11],
            mode="lines",
            line={"color": NEUTRAL, "width": 3},
            hoverinfo="skip",
        )
    if chart.own is not None:
        colour = COLOUR_OF_POSITION.get(chart.position, NEUTRAL)
        figure.add_scatter(
            x=[chart.own],
            y=[centre],
            mode="markers",
            marker={"symbol": "diamond", "size": 17, "color": colour, "line": {"color": "white", "width": 2}},
            hovertext=[_hover(chart.label, chart.finding or words.bullet_finding(chart))],
            hoverinfo="text",
            cliponaxis=False,
        )
        stack.note(words.own_words(chart), chart.own, centre - 20, anchor=_anchor(chart.own / end), shift=0)
    stack.room(4 - SPACE)
    stack.small(words.mark_words(chart))
    return _finished(figure, stack, end)


def history(chart: History) -> go.Figure:
    """Draw the score over time with its ranges; a provisional one is an open mark."""
    rows = chart.rows
    places = list(range(len(rows)))
    rated = [(place, row) for place, row in enumerate(rows) if row.score is not None]
    figure = go.Figure()
    spans = [_span(row) for row in rows]
    for place, (low, high) in zip(places, spans, strict=True):
        figure.add_scatter(
            x=[place, place], y=[low, high], mode="lines", line={"color": LIGHT, "width": 14}, hoverinfo="skip"
        )
    figure.add_scatter(
        x=[place for place, _ in rated],
        y=[row.score for _, row in rated],
        mode="lines+markers",
        line={"color": GOOD, "width": 2},
        marker={
            "symbol": ["circle-open" if row.provisional else "circle" for _, row in rated],
            "size": 11,
            "color": GOOD,
            "line": {"width": 2, "color": GOOD},
        },
        customdata=[row.id for _, row in rated],
        hovertext=[_hover(row.label, words.score_words(row)) for _, row in rated],
        hoverinfo="text",
        cliponaxis=False,
    )
    for place, row in rated:
        figure.add_annotation(
            x=place,
            y=max(row.score or 0, row.high or 0),
            text=str(displayed(row.score or 0)),
            showarrow=False,
            yshift=17,
            font={"size": TEXT},
        )
    every = max(1, -(-len(rows) // 5))  # five dates fit a telephone
    named = [place for place in places if (len(rows) - 1 - place) % every == 0]
    labels = ["<br>".join(map(escaped, lines(rows[place].label, 12))) for place in named]
    figure.update_layout(
        height=260,
        margin={"l": 34, "r": 34, "t": 30, "b": 44},
        xaxis={
            "tickvals": named,
            "ticktext": labels,
            "range": [-0.5, max(len(rows), 1) - 0.5],
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
            "tickangle": 0,
        },
        yaxis={"range": [0, 100], "tickvals": [0, 50, 100], "fixedrange": True, "zeroline": False},
        **_COMMON,
    )
    return figure


_COMMON: dict[str, Any] = {
    "showlegend": False,
    "barmode": "overlay",
    "dragmode": False,
    "paper_bgcolor": "rgba(0,0,0,0)",
    "plot_bgcolor": "rgba(0,0,0,0)",
    "hoverlabel": {"align": "left"},
}


def _finished(figure: go.Figure, stack: Stack, end: float, right: int = 12) -> go.Figure:
    figure.update_layout(
        height=round(stack.height) + 8,
        margin={"l": 2, "r": right, "t": 4, "b": 4, "pad": 0},
        annotations=stack.annotations,
        xaxis={"range": [0, end], "fixedrange": True, "visible": False},
        yaxis={"range": [stack.height or 1, 0], "fixedrange": True, "visible": False},
        **_COMMON,
    )
    return figure


def _bars(stack: Stack, lengths: list[float], colour: str) -> dict[str, Any]:
    return {
        "orientation": "h",
        "y": stack.centres,
        "x": lengths,
        "width": stack.heights,
        "marker": {"color": colour, "line": {"width": 0}},
    }


def _bands(chart: Bullet) -> list[tuple[float, float, str]]:
    good, middle, bad = "rgba(0,114,178,0.38)", "rgba(138,148,156,0.30)", "rgba(213,94,0,0.42)"
    low, high, end = chart.low, chart.high, chart.end
    if chart.kind == "point" or (low is None and high is None):
        return [(0.0, end, "rgba(138,148,156,0.18)")]
    if chart.kind == "range":
        good = bad = "rgba(138,148,156,0.14)"
        middle = "rgba(138,148,156,0.42)"
    start, stop = (low if low is not None else 0.0), (high if high is not None else end)
    bands = [(0.0, start, good), (start, stop, middle), (stop, end, bad)]
    return [(first, last, colour) for first, last, colour in bands if last > first]


def _span(row: ScoredRow) -> tuple[float, float]:
    return (row.low, row.high) if row.low is not None and row.high is not None else (0.0, 0.0)


def _anchor(place: float) -> str:
    return "left" if place < 0.3 else "right" if place > 0.6 else "center"  # noqa: PLR2004 - keeps words on the picture


def _hover(*parts: str) -> str:
    return "<br>".join(escaped(line) for part in parts for line in lines(part, WIDTH, 4))
