"""The charts of savings as SVG, for report and print; `layout.py` says where everything stands."""

from __future__ import annotations

from collections.abc import Sequence

from recp_selfcheck.charts.elements import bar, coordinate, line, picture, words_at, write
from recp_selfcheck.charts.savings import words
from recp_selfcheck.charts.savings.data import AbatementCurve, BillBars, PaybackBubbles, TogetherBars
from recp_selfcheck.charts.savings.layout import (
    COLOURS,
    PLOT,
    TOP,
    Axes,
    Mark,
    place_bubbles,
    place_curve,
)
from recp_selfcheck.charts.savings.scales import end_of
from recp_selfcheck.charts.style import GOOD, NEUTRAL

_WIDTH = 640
_RIGHT = 24  # px, for what stands beside the last mark
_SIZE = 12


def payback_bubbles(chart: PaybackBubbles, width: int = _WIDTH) -> str:
    """Return payback against saving: colour and marker are the class, size is CO₂, numbers are named below."""
    layout, parts = place_bubbles(chart), list[str]()
    left = layout.axes.left
    across = width - left - _RIGHT
    if layout.marks:
        _draw_axes(parts, layout.axes, width)
    for mark in layout.marks:
        parts.append(_shape(mark, left + mark.x * across))
        x = left + mark.x * across + mark.number_shift
        parts.append(words_at(str(mark.place), x, mark.number_y + 4, size=_SIZE, anchor="middle"))
    note = words.bubbles_note() if layout.marks else words.bubbles_finding(chart)
    y = _write_below(parts, layout.key, note, width)
    return picture(parts, width, y, title=chart.finding or words.bubbles_finding(chart), description=words.alt(chart))


def abatement_curve(chart: AbatementCurve, width: int = _WIDTH) -> str:
    """Return the marginal abatement cost curve: each measure a bar, its width tonnes, its height the cost of one."""
    layout, parts = place_curve(chart), list[str]()
    left = layout.axes.left
    across = width - left - _RIGHT
    if layout.blocks:
        _draw_axes(parts, layout.axes, width)
    for block in layout.blocks:
        start, wide = left + block.left * across, (block.right - block.left) * across
        height = max(1.0, block.bottom - block.top)
        opacity = 0.6 if block.is_cut else 1
        parts.append(bar(start, block.top, max(wide - 0.7, 0.3), height, colour=COLOURS[block.group], opacity=opacity))
        parts.append(words_at(str(block.place), start + wide / 2, block.number_y + 4, size=_SIZE, anchor="middle"))
    if layout.blocks:
        parts.append(line((left, layout.zero), (width - _RIGHT, layout.zero), colour=NEUTRAL, thick=2))
    note = words.abatement_note() if layout.blocks else words.abatement_finding(chart)
    y = _write_below(parts, layout.key, note, width)
    return picture(parts, width, y, title=chart.finding or words.abatement_finding(chart), description=words.alt(chart))


def together_bars(chart: TogetherBars, width: int = _WIDTH) -> str:
    """Return what all measures save together beside the sum of each alone, in per cent of each resource."""
    parts: list[str] = []
    end = end_of(max(row.alone, row.together, row.audits or 0.0) for row in chart.rows)
    scale, y = (width - 2) / end, 0.0
    for row in chart.rows:
        y = write(parts, f"{row.label}: {words.together_words(row)}", y, size=13, width=width)
        y = write(parts, row.values, y, size=11, width=width, opacity=0.7)
        parts.append(bar(0, y + 3, row.alone * scale, 13, opacity=0.18))
        parts.append(bar(0, y + 3, row.together * scale, 13, colour=GOOD))
        if row.audits is not None:
            x = row.audits * scale
            parts.append(line((x, y), (x, y + 19), colour=NEUTRAL, thick=3))
        y += 30
    y = write(parts, words.together_note() if chart.rows else "", y, size=11, width=width, opacity=0.8)
    if any(row.audits is not None for row in chart.rows):
        y = write(parts, words.audits_note(), y, size=11, width=width, opacity=0.8)
    finding = chart.finding or words.together_finding(chart)
    if not chart.rows:
        y = write(parts, finding, y, size=13, width=width)
    return picture(parts, width, y + 4, title=finding, description=words.alt(chart))


def bill_bars(chart: BillBars, width: int = _WIDTH) -> str:
    """Return each bill and the part of it that all measures together address."""
    parts: list[str] = []
    end = end_of(row.bill for row in chart.rows)
    scale, y = width / end, 0.0
    for row in chart.rows:
        y = write(parts, row.label, y, size=13, width=width, most=1)
        y = write(parts, words.bill_words(row, chart), y, size=11, width=width, opacity=0.8)
        parts.append(bar(0, y + 3, row.bill * scale, 13, opacity=0.18))
        parts.append(bar(0, y + 3, row.saved * scale, 13, colour=GOOD))
        y += 28
    finding = chart.finding or words.bills_finding(chart)
    y = write(parts, words.bills_note() if chart.rows else finding, y, size=11, width=width, opacity=0.8)
    return picture(parts, width, y + 4, title=finding, description=words.alt(chart))


def _draw_axes(parts: list[str], axes: Axes, width: int) -> None:
    left, right, bottom = axes.left, width - _RIGHT, TOP + PLOT
    for tick in axes.upright:
        parts.append(line((left, tick.at), (right, tick.at), colour=NEUTRAL, opacity=0.35))
        parts.append(words_at(tick.words, left - 5, tick.at + 4, size=11, anchor="end"))
    for tick in axes.across:
        x = left + tick.at * (right - left)
        parts.append(line((x, bottom), (x, bottom + 5), colour=NEUTRAL))
        parts.append(words_at(tick.words, x, bottom + 18, size=11, anchor="middle"))
    parts.append(words_at(axes.name_up, 0, TOP / 2 + 1, size=11))
    parts.append(words_at(axes.name_across, right, bottom + 36, size=11, anchor="end"))


def _shape(mark: Mark, x: float) -> str:
    """Return a bubble in the shape of its class."""
    colour, radius = COLOURS[mark.group], mark.radius
    fill = f'fill="{"none" if mark.is_open else colour}" fill-opacity="0.8" stroke="{colour}" stroke-width="2"'
    if mark.group == "do_now":
        return f'<circle cx="{coordinate(x)}" cy="{coordinate(mark.y)}" r="{coordinate(radius)}" {fill}/>'
    side = coordinate(radius)
    if mark.group == "plan":
        outline = f"M{coordinate(x)} {coordinate(mark.y - radius)}l{side} {side}l-{side} {side}l-{side} -{side}z"
    else:
        start = f"M{coordinate(x - radius)} {coordinate(mark.y - radius)}"
        outline = f"{start}h{coordinate(2 * radius)}v{coordinate(2 * radius)}h-{coordinate(2 * radius)}z"
    return f'<path d="{outline}" {fill}/>'


def _write_below(parts: list[str], key: Sequence[tuple[object, str]], note: str, width: int) -> float:
    y = write(parts, note, TOP + PLOT + 44 if key else 0.0, size=11, width=width, opacity=0.8, most=3) + 6
    y = write(parts, words.signs_note() if key else "", y, size=_SIZE, width=width)
    for _group, name in key:
        y = write(parts, name, y, size=_SIZE, width=width, most=2)
    return y + 4
