"""Charts for the wall: how a class answered, and its sections beside its companies."""

from __future__ import annotations

from collections.abc import Sequence

import plotly.graph_objects as go  # type: ignore[import-untyped]  # it ships no types

from recp_selfcheck.charts.stack import escaped
from recp_selfcheck.charts.style import GOOD, lines

_BIG = 20  # px: read from the last row
_MAP = ((0.0, "#D55E00"), (0.5, "#E8E8E8"), (1.0, "#0072B2"))  # bad to good, as everywhere


def answer_bars(answers: Sequence[tuple[str, int]], *, narrow: bool = False) -> go.Figure:
    """Draw how many companies gave each answer, in the order of the question; the number stands at the bar.

    `narrow` is for a telephone: an answer stands above its bar.
    """
    broken = [lines(label, 40 if narrow else 56, 3) for label, _count in answers]
    labels = ["<br>".join(map(escaped, found)) for found in broken]
    figure = go.Figure(
        go.Bar(
            x=[count for _label, count in answers],
            y=labels,
            orientation="h",
            marker={"color": GOOD},
            text=[str(count) for _label, count in answers],
            textposition="outside",
            textfont={"size": _BIG},
            cliponaxis=False,
            hoverinfo="skip",
        )
    )
    figure.update_layout(
        height=30 + max(52, 16 + 24 * max(map(len, broken), default=1)) * len(answers),  # no scrolling on a projector
        margin={"l": 10, "r": 50, "t": 10, "b": 10},
        font={"size": _BIG},
        yaxis={"autorange": "reversed", "automargin": True, "fixedrange": True, "tickfont": {"size": _BIG - 2}},
        xaxis={"visible": False, "fixedrange": True, "rangemode": "tozero"},
        dragmode=False,
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
    )
    if narrow:
        figure.update_layout(yaxis={"visible": False}, height=90 + 100 * len(answers), bargap=0.7)
        for label in labels:
            figure.add_annotation(
                x=0, y=label, text=label, showarrow=False, xanchor="left", yanchor="bottom", yshift=16, align="left",
                font={"size": 14},
            )  # fmt: skip
    return figure


def heat_map(
    sections: Sequence[str], rows: Sequence[tuple[str, Sequence[int | None]]], *, narrow: bool = False
) -> go.Figure:
    """Draw scores (0…100, None for none) of sections by company; the figure stands in each field.

    `narrow` is for a telephone: the titles stand upright.
    """
    room = max(9, 92 // max(1, len(sections)))  # signs that fit above a column
    longest = max((len(word) for title in sections for word in title.split()), default=0)
    broad = 28 if narrow else min(max(room, longest), room + 4)  # a word goes in one piece, in smaller letters
    titles = ["<br>".join(map(escaped, lines(title, broad, 1 if narrow else 3))) for title in sections]
    named = [escaped(name) if name else f"{place}" for place, (name, _scores) in enumerate(rows, start=1)]
    scores = [list(scores) for _name, scores in rows]
    figure = go.Figure(
        go.Heatmap(
            z=scores,
            x=titles,
            y=named,
            zmin=0,
            zmax=100,
            colorscale=_MAP,
            showscale=False,
            text=[["" if score is None else str(score) for score in row] for row in scores],
            texttemplate="%{text}",
            textfont={"size": 12 if narrow else 18},
            xgap=3,
            ygap=3,
            hoverinfo="skip",
        )
    )
    figure.update_layout(
        height=(220 if narrow else 110) + max(30, min(46, 440 // max(1, len(rows)))) * len(rows),
        margin={"l": 10, "r": 10, "t": 10, "b": 10},
        font={"size": 16},
        xaxis={
            "side": "top",
            "fixedrange": True,
            "automargin": True,
            "tickangle": -90 if narrow else 0,
            "type": "category",
            "tickfont": {"size": 14 if narrow or broad == room else 12},
        },
        yaxis={
            "autorange": "reversed",
            "fixedrange": True,
            "automargin": True,
            "type": "category",
            "tickfont": {"size": 15},
        },
        dragmode=False,
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
    )
    return figure
