"""The charts of savings as Plotly figures; `layout.py` says where everything stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go  # type: ignore[import-untyped]  # it ships no types

from recp_selfcheck.charts.savings import words
from recp_selfcheck.charts.savings.data import AbatementCurve, BillBars, PaybackBubbles, TogetherBars
from recp_selfcheck.charts.savings.layout import (
    COLOURS,
    PLOT,
    SYMBOLS,
    TOP,
    Axes,
    place_bubbles,
    place_curve,
)
from recp_selfcheck.charts.savings.scales import end_of
from recp_selfcheck.charts.stack import SMALL, TEXT, WIDTH, Stack, escaped
from recp_selfcheck.charts.style import GOOD, LIGHT, NEUTRAL, lines

_VALUES = 24  # px to the right
_DRAWN = {"circle": 1.0, "diamond": 0.77, "square": 1.13}  # Plotly draws a diamond larger than it is told
_GRID = "rgba(138,148,156,0.35)"


def payback_bubbles(chart: PaybackBubbles) -> go.Figure:
    """Draw payback against saving: colour and marker are the class, size is CO₂, numbers are named below."""
    figure, layout = go.Figure(), place_bubbles(chart)
    stack = _below(layout.key, words.bubbles_note() if layout.marks else words.bubbles_finding(chart))
    if layout.marks:
        _draw_axes(figure, stack, layout.axes)
        figure.add_scatter(
            x=[mark.x for mark in layout.marks],
            y=[mark.y for mark in layout.marks],
            mode="markers",
            marker={
                "symbol": [
                    f"{SYMBOLS[mark.group]}-open" if mark.is_open else SYMBOLS[mark.group] for mark in layout.marks
                ],
                "size": [2 * mark.radius * _DRAWN[SYMBOLS[mark.group]] for mark in layout.marks],
                "color": [COLOURS[mark.group] for mark in layout.marks],
                "opacity": 0.8,
                "line": {"width": 2, "color": [COLOURS[mark.group] for mark in layout.marks]},
            },
            customdata=[mark.id for mark in layout.marks],
            hovertext=[_hover(mark.hover) for mark in layout.marks],
            hoverinfo="text",
            cliponaxis=False,
        )
        for mark in layout.marks:
            stack.note(str(mark.place), mark.x, mark.number_y, anchor="center", shift=round(mark.number_shift))
    return _finished(figure, stack, left=layout.axes.left if layout.marks else 2)


def abatement_curve(chart: AbatementCurve) -> go.Figure:
    """Draw the marginal abatement cost curve: each measure a bar, its width tonnes, its height the cost of one."""
    figure, layout = go.Figure(), place_curve(chart)
    stack = _below(layout.key, words.abatement_note() if layout.blocks else words.abatement_finding(chart))
    if layout.blocks:
        _draw_axes(figure, stack, layout.axes)
        for block in layout.blocks:
            figure.add_bar(
                x=[(block.left + block.right) / 2],
                y=[max(1.0, block.bottom - block.top)],
                base=[block.top],
                width=[block.right - block.left],
                marker={
                    "color": COLOURS[block.group],
                    "line": {"width": 1, "color": "white"},
                    "pattern": {"shape": "/" if block.is_cut else "", "fgcolor": "white", "size": 6},
                },
                customdata=[block.id],
                hovertext=[_hover(block.hover)],
                hoverinfo="text",
            )
            stack.note(str(block.place), (block.left + block.right) / 2, block.number_y, anchor="center", shift=0)
        figure.add_shape(type="line", x0=0, x1=1, y0=layout.zero, y1=layout.zero, line={"color": NEUTRAL, "width": 2})
    return _finished(figure, stack, left=layout.axes.left if layout.blocks else 2)


def together_bars(chart: TogetherBars) -> go.Figure:
    """Draw what all measures save together beside the sum of each alone, in per cent of each resource."""
    stack = Stack()
    for row in chart.rows:
        stack.label([(f"{row.label}: {words.together_words(row)}", TEXT, 2), (row.values, SMALL, 2)])
        stack.bar()
    end = end_of(max(row.alone, row.together, row.audits or 0.0) for row in chart.rows)
    figure = go.Figure()
    hover = [_hover(f"{row.label}: {words.together_words(row)}") for row in chart.rows]
    figure.add_bar(**_bars(stack, [row.alone / end for row in chart.rows], LIGHT), hoverinfo="skip")
    figure.add_bar(
        **_bars(stack, [row.together / end for row in chart.rows], GOOD),
        customdata=[row.id for row in chart.rows],
        hovertext=hover,
        hoverinfo="text",
    )
    for row, centre in zip(chart.rows, stack.centres, strict=True):
        if row.audits is not None:
            x = min(row.audits / end, 1)
            line = {"color": NEUTRAL, "width": 3}
            figure.add_shape(type="line", x0=x, x1=x, y0=centre - 11, y1=centre + 11, line=line)
    stack.small(words.together_note() if chart.rows else words.together_finding(chart))
    if any(row.audits is not None for row in chart.rows):
        stack.small(words.audits_note())
    return _finished(figure, stack)


def bill_bars(chart: BillBars) -> go.Figure:
    """Draw each bill and the part of it that all measures together address."""
    stack = Stack()
    for row in chart.rows:
        stack.label([(row.label, TEXT, 1), (words.bill_words(row, chart), SMALL, 2)])
        stack.bar()
    end = end_of(row.bill for row in chart.rows)
    figure = go.Figure()
    figure.add_bar(**_bars(stack, [row.bill / end for row in chart.rows], LIGHT), hoverinfo="skip")
    figure.add_bar(
        **_bars(stack, [row.saved / end for row in chart.rows], GOOD),
        customdata=[row.id for row in chart.rows],
        hovertext=[_hover(f"{row.label}: {words.bill_words(row, chart)}") for row in chart.rows],
        hoverinfo="text",
    )
    stack.small(words.bills_note() if chart.rows else words.bills_finding(chart))
    return _finished(figure, stack)


def _below(key: Sequence[tuple[Any, str]], note: str) -> Stack:
    """Begin with the note and the names below the plot, or with the sentence alone where there is none."""
    stack = Stack()
    if key:
        stack.room(TOP + PLOT + 40)
    stack.small(note)
    stack.room(6)
    if key:
        stack.label([(words.signs_note(), SMALL, 2)])
    for _group, name in key:
        stack.label([(name, SMALL, 2)])
    return stack


def _draw_axes(figure: go.Figure, stack: Stack, axes: Axes) -> None:
    bottom = TOP + PLOT
    for tick in axes.upright:
        figure.add_shape(type="line", x0=0, x1=1, y0=tick.at, y1=tick.at, line={"color": _GRID, "width": 1})
        stack.note(tick.words, 0, tick.at, anchor="right", shift=-4)
    for tick in axes.across:
        figure.add_shape(type="line", x0=tick.at, x1=tick.at, y0=bottom, y1=bottom + 5, line={"color": NEUTRAL})
        stack.note(tick.words, tick.at, bottom + 14, anchor="center", shift=0)
    stack.note(axes.name_up, 0, TOP / 2 - 4, anchor="left", shift=-axes.left)
    stack.note(axes.name_across, 1, bottom + 32, anchor="right", shift=0)


def _finished(figure: go.Figure, stack: Stack, left: int = 2) -> go.Figure:
    for annotation in stack.annotations:
        if annotation.get("xref") == "paper":
            annotation["xshift"] -= left - 2
    figure.update_layout(
        height=round(stack.height) + 8,
        margin={"l": left, "r": _VALUES, "t": 4, "b": 4, "pad": 0},
        annotations=stack.annotations,
        xaxis={"range": [0, 1], "fixedrange": True, "visible": False},
        yaxis={"range": [stack.height or 1, 0], "fixedrange": True, "visible": False},
        showlegend=False,
        barmode="overlay",
        dragmode=False,
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        hoverlabel={"align": "left"},
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


def _hover(said: str) -> str:
    return "<br>".join(escaped(line) for line in lines(said, WIDTH, 5))
