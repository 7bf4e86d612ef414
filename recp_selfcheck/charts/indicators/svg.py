"""The charts of use and cost as SVG, for report and print: the same data, one element on one line each."""

from __future__ import annotations

from collections.abc import Sequence

from recp_selfcheck.charts.elements import bar, coordinate, line, picture, words_at, write
from recp_selfcheck.charts.indicators import notes, words
from recp_selfcheck.charts.indicators.data import CostBars, CostRow, Goodness, ProfileBars
from recp_selfcheck.charts.indicators.svg_timelines import cusum, expected_lines, trend
from recp_selfcheck.charts.style import BAD, GOOD, NEUTRAL, lines

__all__ = ["cost_bars", "cusum", "expected_lines", "recp_profile", "trend"]

_WIDTH = 640
_GAP = 24  # px between the halves of the profile
_FIGURES = 150  # px to the right of cost bars
_COLOURS: dict[Goodness, str] = {"better": GOOD, "worse": BAD}


def recp_profile(chart: ProfileBars, width: int = _WIDTH) -> str:
    """Return changes to either side of 0: what is used on the left, what it is per output on the right."""
    parts: list[str] = []
    half = (width - _GAP) / 2
    y = write(parts, notes.scale_note(), 0, size=11, width=width, opacity=0.7) + 4
    for row in chart.rows:
        pair = [(0.0, row.absolute), *([(half + _GAP, row.relative)] if row.relative is not None else [])]
        written = [(left, lines(one.label, int(half / 12 / 0.56)), one) for left, one in pair]
        deepest = y + 15 * (1 + max(len(labels) for _, labels, _ in written))
        for left, labels, one in written:
            said = [*((label, 1.0) for label in labels), (words.change_words(one), 0.8)]
            for place, (label, opacity) in enumerate(reversed(said)):
                parts.append(words_at(label, left, deepest - 3 - place * 15, size=12, opacity=opacity))
        for left, one in pair:
            zero = left + half / 2
            length = (one.change or 0.0) / chart.reach * half / 2
            colour = _COLOURS.get(one.goodness, NEUTRAL)
            parts.append(bar(min(zero, zero + length), deepest + 3, abs(length), 10, colour=colour))
            parts.append(line((zero, deepest + 1), (zero, deepest + 15), opacity=0.6))
        y = deepest + 24
    return picture(parts, width, y, title=chart.title or words.finding(chart), description=words.alt(chart))


def cost_bars(chart: CostBars, width: int = _WIDTH) -> str:
    """Return what everything costs a year, and below what was paid for things that left again."""
    parts: list[str] = []
    y = _costs(parts, chart.rows, 0.0, chart, width=width, colour=GOOD)
    if chart.left:
        y = write(parts, notes.left_note(), y + 6, size=13, width=width) + 2
        y = _costs(parts, chart.left, y, chart, width=width, colour=BAD)
    if not chart.rows and not chart.left:
        y = write(parts, words.finding(chart), y, size=12, width=width)
    return picture(parts, width, y + 4, title=chart.title or words.finding(chart), description=words.alt(chart))


def _costs(parts: list[str], rows: Sequence[CostRow], y: float, chart: CostBars, *, width: int, colour: str) -> float:
    scale = (width - _FIGURES) / chart.end
    for row in rows:
        y = write(parts, row.label, y, size=13, width=width)
        y = write(parts, row.note, y, size=11, width=width, opacity=0.8)
        length = max(row.cost, 0.0) * scale
        parts.append(bar(0, y + 3, length, 11, colour=colour))
        if colour == BAD:
            parts += _stripes(length, y + 3)
        parts.append(words_at(words.cost_figure(row, chart.currency), length + 6, y + 13, size=12))
        y += 24
    return y


def _stripes(length: float, y: float) -> list[str]:
    """Return white lines across a bar, so that its colour is not all that tells it apart."""
    found = []
    x = 4.0
    while x < length:
        start, end = (x, y + 11), (min(x + 7, length), y)
        found.append(
            f'<path d="M{coordinate(start[0])} {coordinate(start[1])}L{coordinate(end[0])} {coordinate(end[1])}" '
            'stroke="#ffffff" stroke-width="1.4" stroke-opacity="0.7" fill="none"/>'
        )
        x += 12.0
    return found
