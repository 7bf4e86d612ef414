"""The charts over months as SVG: trend, expected beside actual use, and the cumulative sum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from recp_selfcheck.charts.elements import Anchor, bar, coordinate, line, picture, words_at, write
from recp_selfcheck.charts.indicators import notes, words
from recp_selfcheck.charts.indicators.axes import named, over_lines, tick_words, ticks
from recp_selfcheck.charts.indicators.data import Cusum, ExpectedLines, Trend
from recp_selfcheck.charts.style import BAD, GOOD, NEUTRAL
from recp_selfcheck.i18n import unit_label

_WIDTH = 640
_LEFT, _TOP, _BOTTOM = 52, 22, 34
_HEIGHT = 240
_NAMED = 12  # months


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where months and amounts stand on the picture."""

    width: float
    count: int
    low: float
    high: float

    def x(self, place: float) -> float:
        return _LEFT + (place + 0.5) * self.step

    @property
    def step(self) -> float:
        return (self.width - _LEFT - 8) / max(self.count, 1)

    def y(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return _TOP + (1 - share) * (_HEIGHT - _TOP - _BOTTOM)


def trend(chart: Trend, width: int = _WIDTH) -> str:
    """Return twelve months as bars, those of the year before as wide pale bars behind them."""
    amounts = [amount for month in chart.months for amount in (month.now, month.before) if amount is not None]
    frame = _Frame(width, len(chart.months), min(min(amounts, default=0.0), 0.0), chart.end)
    parts = _axes(frame, [month.label for month in chart.months], chart.unit)
    for place, month in enumerate(chart.months):
        for amount, share, colour, opacity in ((month.before, 0.86, NEUTRAL, 0.4), (month.now, 0.5, GOOD, 1.0)):
            if amount is not None:
                ends = sorted((frame.y(amount), frame.y(0.0)))
                left = frame.x(place) - frame.step * share / 2
                parts.append(bar(left, ends[0], frame.step * share, ends[1] - ends[0], colour=colour, opacity=opacity))
        if month.now is None:
            parts.append(words_at("×", frame.x(place), frame.y(0.0) - 4, size=12, anchor="middle"))
    y = write(parts, notes.trend_note(chart), _HEIGHT, size=11, width=width * 0.88, opacity=0.7)
    return picture(parts, width, y + 4, title=chart.title or words.finding(chart), description=words.alt(chart))


def expected_lines(chart: ExpectedLines, width: int = _WIDTH) -> str:
    """Return actual use as a line with dots, expected use as a dashed one."""
    frame = _Frame(width, len(chart.months), chart.start, chart.end)
    parts = _axes(frame, [month.label for month in chart.months], chart.unit)
    parts.append(_path(frame, [month.expected for month in chart.months], NEUTRAL, 2.5, dashed=True))
    parts.append(_path(frame, [month.actual for month in chart.months], GOOD, 2))
    for place, month in enumerate(chart.months):
        parts.append(_dot(frame.x(place), frame.y(month.actual), GOOD))
    y = write(parts, notes.lines_note(), _HEIGHT, size=11, width=width * 0.88, opacity=0.7)
    return picture(parts, width, y + 4, title=chart.title or words.finding(chart), description=words.alt(chart))


def cusum(chart: Cusum, width: int = _WIDTH) -> str:
    """Return the cumulative sum with a diamond where it turns; above 0 more than expected was used."""
    frame = _Frame(width, len(chart.months), *chart.ends)
    parts = _axes(frame, [month.label for month in chart.months], chart.unit)
    parts.append(line((_LEFT, frame.y(0)), (width - 8, frame.y(0)), opacity=0.6))
    parts.append(_path(frame, [month.cusum for month in chart.months], NEUTRAL, 2))
    for place, month in enumerate(chart.months):
        x, y = frame.x(place), frame.y(month.cusum)
        tip = -5 if month.cusum > 0 else 5
        colour = BAD if month.cusum > 0 else GOOD
        parts.append(f'<path d="M{coordinate(x)} {coordinate(y + tip)}l5 {-1.6 * tip:.1f}l-10 0z" fill="{colour}"/>')
    if chart.turn is not None:
        month = chart.months[chart.turn]
        x, y = frame.x(chart.turn), frame.y(month.cusum)
        colour = BAD if month.cusum > 0 else GOOD
        parts.append(
            f'<path d="M{coordinate(x)} {coordinate(y - 11)}l11 11l-11 11l-11 -11z" fill="none" stroke="{colour}" '
            'stroke-width="2.5"/>'
        )
        share = chart.turn / max(len(chart.months) - 1, 1)
        anchor: Anchor = "start" if share < 0.25 else "end" if share > 0.6 else "middle"  # noqa: PLR2004 - on the picture
        above = y - 16 if month.cusum > 0 else y + 24
        parts.append(words_at(words.turn_words(chart), x, above, size=12, anchor=anchor))
    y = write(parts, notes.cusum_note(), _HEIGHT, size=11, width=width * 0.88, opacity=0.7)
    return picture(parts, width, y + 4, title=chart.title or words.finding(chart), description=words.alt(chart))


def _axes(frame: _Frame, labels: Sequence[str], unit: str) -> list[str]:
    parts = [words_at(unit_label(unit), 0, 12, size=11, opacity=0.8)]
    rungs = ticks(frame.low, frame.high)
    for rung, said in zip(rungs, tick_words(rungs), strict=True):
        parts.append(line((_LEFT, frame.y(rung)), (frame.width - 8, frame.y(rung)), opacity=0.15))
        parts.append(words_at(said, _LEFT - 6, frame.y(rung) + 4, size=11, anchor="end", opacity=0.8))
    for place in named(labels, _NAMED):
        for row, written in enumerate(over_lines(labels[place])):
            y = _HEIGHT - _BOTTOM + 14 + row * 12
            parts.append(words_at(written, frame.x(place), y, size=11, anchor="middle", opacity=0.8))
    return parts


def _path(frame: _Frame, values: Sequence[float], colour: str, thick: float, *, dashed: bool = False) -> str:
    points = [f"{coordinate(frame.x(place))} {coordinate(frame.y(value))}" for place, value in enumerate(values)]
    dashes = ' stroke-dasharray="7 5"' if dashed else ""
    way = f"M{'L'.join(points)}" if points else "M0 0"
    return f'<path d="{way}" fill="none" stroke="{colour}" stroke-width="{thick}"{dashes}/>'


def _dot(x: float, y: float, colour: str) -> str:
    return f'<circle cx="{coordinate(x)}" cy="{coordinate(y)}" r="4" fill="{colour}"/>'
