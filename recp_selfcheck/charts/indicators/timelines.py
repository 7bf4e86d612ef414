"""The charts over months, as Plotly figures: trend, expected beside actual use, and the cumulative sum."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go  # type: ignore[import-untyped]  # it ships no types

from recp_selfcheck.charts.indicators import words
from recp_selfcheck.charts.indicators.axes import named, over_lines, tick_words, ticks
from recp_selfcheck.charts.indicators.data import Cusum, ExpectedLines, ExpectedMonth, Trend
from recp_selfcheck.charts.stack import SMALL, WIDTH, escaped
from recp_selfcheck.charts.style import BAD, GOOD, LIGHT, NEUTRAL, lines
from recp_selfcheck.i18n import unit_label

COMMON: dict[str, Any] = {
    "showlegend": False,
    "barmode": "overlay",
    "dragmode": False,
    "paper_bgcolor": "rgba(0,0,0,0)",
    "plot_bgcolor": "rgba(0,0,0,0)",
    "hoverlabel": {"align": "left"},
}
ZERO: dict[str, Any] = {"mode": "lines", "line": {"color": NEUTRAL, "width": 1.5}, "hoverinfo": "skip"}
_MOST_TICKS = 6  # months named on a telephone
_HEIGHT = 300


def trend(chart: Trend) -> go.Figure:
    """Draw twelve months as bars, the same months of the year before as wide pale bars behind them."""
    figure = go.Figure()
    labels = [month.long_label or month.label for month in chart.months]
    places = list(range(len(labels)))
    figure.add_bar(
        x=places,
        y=[month.before for month in chart.months],
        width=0.86,
        marker={"color": LIGHT, "line": {"width": 1, "color": NEUTRAL}},
        hovertext=_hovers(labels, [words.trend_words(month, chart.unit) for month in chart.months]),
        hoverinfo="text",
    )
    figure.add_bar(
        x=places,
        y=[month.now for month in chart.months],
        width=0.5,
        marker={"color": GOOD, "line": {"width": 0}},
        hovertext=_hovers(labels, [words.trend_words(month, chart.unit) for month in chart.months]),
        hoverinfo="text",
    )
    lowest = min((value for month in chart.months for value in (month.now, month.before) if value), default=0.0)
    missing = [place for place in places if chart.months[place].now is None]
    marks = [{**_mark("×", place, 0.0), "yshift": 9} for place in missing]
    ends = (min(lowest * 1.08, 0.0), chart.end)
    return _over_months(figure, [month.label for month in chart.months], ends, chart.unit, marks, most=len(labels))


def expected_lines(chart: ExpectedLines) -> go.Figure:
    """Draw actual use as a line with dots, expected use as a dashed one."""
    figure = go.Figure()
    places = list(range(len(chart.months)))
    hover = _month_hovers(chart.months, chart.unit)
    figure.add_scatter(
        x=places,
        y=[month.expected for month in chart.months],
        mode="lines",
        line={"color": NEUTRAL, "width": 3, "dash": "dash"},
        hoverinfo="skip",
    )
    figure.add_scatter(
        x=places,
        y=[month.actual for month in chart.months],
        mode="lines+markers",
        line={"color": GOOD, "width": 2},
        marker={"size": 9, "color": GOOD},
        hovertext=hover,
        hoverinfo="text",
    )
    return _over_months(figure, [month.label for month in chart.months], (chart.start, chart.end), chart.unit, [])


def cusum(chart: Cusum) -> go.Figure:
    """Draw the cumulative sum: above 0 more than expected was used, below less; a diamond marks where it turns."""
    figure = go.Figure()
    places = list(range(len(chart.months)))
    values = [month.cusum for month in chart.months]
    figure.add_scatter(
        x=places,
        y=values,
        mode="lines+markers",
        line={"color": NEUTRAL, "width": 2},
        marker={
            "size": 10,
            "color": [BAD if value > 0 else GOOD for value in values],
            "symbol": ["triangle-up" if value > 0 else "triangle-down" for value in values],
        },
        hovertext=_month_hovers(chart.months, chart.unit),
        hoverinfo="text",
        cliponaxis=False,
    )
    figure.add_scatter(x=[-0.5, len(places) - 0.5], y=[0, 0], **ZERO)
    marks = []
    if chart.turn is not None:
        value = values[chart.turn]
        figure.add_scatter(
            x=[chart.turn],
            y=[value],
            mode="markers",
            marker={
                "symbol": "diamond-open",
                "size": 20,
                "color": BAD if value > 0 else GOOD,
                "line": {"width": 3},
            },
            hoverinfo="skip",
            cliponaxis=False,
        )
        share = chart.turn / max(len(places) - 1, 1)
        said = _mark(words.turn_words(chart), chart.turn, value)
        marks.append({**said, "yshift": 22 if value > 0 else -22, "xanchor": _anchor(share)})
    return _over_months(figure, [month.label for month in chart.months], chart.ends, chart.unit, marks)


def _over_months(
    figure: go.Figure,
    labels: Sequence[str],
    ends: tuple[float, float],
    unit: str,
    marks: list[dict[str, Any]],
    *,
    most: int = _MOST_TICKS,
) -> go.Figure:
    places = named(labels, most)
    rungs = ticks(*ends)
    above = {
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "y": 1,
        "yshift": 20,
        "xshift": -40,
        "text": escaped(unit_label(unit)),
        "showarrow": False,
        "xanchor": "left",
        "font": {"size": SMALL},
    }
    figure.update_layout(
        height=_HEIGHT,
        margin={"l": 44, "r": 20, "t": 36, "b": 40},
        annotations=[above, *marks],
        xaxis={
            "tickvals": places,
            "ticktext": _named_below([labels[place] for place in places]),
            "range": [-0.6, max(len(labels), 1) - 0.4],
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
            "tickangle": 0,
        },
        yaxis={
            "range": list(ends),
            "tickvals": rungs,
            "ticktext": tick_words(rungs),
            "fixedrange": True,
            "zeroline": False,
        },
        **COMMON,
    )
    return figure


def _named_below(labels: Sequence[str]) -> list[str]:
    """Write labels below their ticks; where they are many, every other one a line lower: they would meet on a phone."""
    written = ["<br>".join(map(escaped, over_lines(label))) for label in labels]
    if len(written) <= _MOST_TICKS:
        return written
    return [f"<br>{label}" if place % 2 else label for place, label in enumerate(written)]


def _mark(said: str, x: float, y: float) -> dict[str, Any]:
    return {"x": x, "y": y, "text": escaped(said), "showarrow": False, "font": {"size": SMALL + 1}}


def _anchor(place: float) -> str:
    return "left" if place < 0.25 else "right" if place > 0.6 else "center"  # noqa: PLR2004 - keeps words on the picture


def _month_hovers(months: Sequence[ExpectedMonth], unit: str) -> list[str]:
    return _hovers(
        [month.long_label or month.label for month in months], [words.month_words(one, unit) for one in months]
    )


def _hovers(labels: Sequence[str], said: Sequence[str]) -> list[str]:
    return [hover(label, one) for label, one in zip(labels, said, strict=True)]


def hover(*parts: str) -> str:
    """Return the lines shown when a mark is pointed at."""
    return "<br>".join(escaped(line) for part in parts if part for line in lines(part, WIDTH, 4))
