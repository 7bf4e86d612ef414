"""The charts as SVG: the score strip on the screen, gap bars and bullets for report and print.

Text and outlines take the colour of the text around (`currentColor`), so that one picture serves the light page, the
dark page and paper. Each is one element on one line with a title and a description; labels are escaped.
"""

from __future__ import annotations

from collections.abc import Sequence

from recp_selfcheck.assessment.scoring import displayed
from recp_selfcheck.charts import words
from recp_selfcheck.charts.data import Bullet, GapBars, ScoredRow
from recp_selfcheck.charts.elements import Anchor, bar, coordinate, line, picture, words_at, write
from recp_selfcheck.charts.style import BAD, COLOUR_OF_POSITION, GOOD, NEUTRAL
from recp_selfcheck.i18n import text, unit_label

_STRIP_WIDTH, _STRIP_HEIGHT = 320, 30
_EDGE = 6  # px left and right of the strip's track, so that a mark at 0 or 100 is whole
_WIDTH = 640


def score_strip(
    low: float | None,
    score: float | None,
    high: float | None,
    *,
    provisional: bool = False,
    borders: Sequence[float] = (),
    label: str = "",
) -> str:
    """Return the strip of one score: a track 0…100, the range as a light band, a mark at the score, band borders.

    The mark is open while the score is provisional and absent without one. It is wrapped in a `<div>`, so that
    Markdown around it leaves its texts alone. All numbers are 0…100.
    """
    row = ScoredRow(label, score, low, high, provisional=provisional)
    return f'<div class="score-strip" style="max-width:{_STRIP_WIDTH * 1.5:.0f}px">{strip(row, borders)}</div>'


def strip(row: ScoredRow, borders: Sequence[float] = ()) -> str:
    """Return the strip of one score as a picture alone, with the borders of its bands."""
    low, score, high = row.low, row.score, row.high
    middle = 12.0
    parts = [bar(_place(0), middle - 4, _place(100) - _place(0), 8, opacity=0.12, rounded=4)]
    if low is not None and high is not None:
        left = _place(low)
        parts.append(bar(left, middle - 4, max(2.0, _place(high) - left), 8, colour=GOOD, opacity=0.4, rounded=4))
    parts += [
        line((_place(border), middle - 6), (_place(border), middle + 6), opacity=0.45)
        for border in borders
        if 0 < border < 100  # noqa: PLR2004 - the ends need no border
    ]
    if score is None or score > 8:  # noqa: PLR2004 - else the score itself stands there
        parts.append(words_at("0", 0, _STRIP_HEIGHT - 2, size=9, opacity=0.7))
    if score is None or score < 88:  # noqa: PLR2004 - same
        parts.append(words_at("100", _STRIP_WIDTH, _STRIP_HEIGHT - 2, size=9, anchor="end", opacity=0.7))
    if score is not None:
        fill, thick = ("none", 2.5) if row.provisional else (GOOD, 1.5)
        parts.append(
            f'<circle cx="{coordinate(_place(score))}" cy="{coordinate(middle)}" r="5.5" fill="{fill}" '
            f'stroke="currentColor" stroke-width="{thick}"/>'
        )
        beside = min(max(_place(score), 6), _STRIP_WIDTH - 9)
        parts.append(words_at(str(displayed(score)), beside, _STRIP_HEIGHT - 2, size=10, anchor="middle"))
    return picture(
        parts, _STRIP_WIDTH, _STRIP_HEIGHT, title=row.label or text("Score"), description=words.score_words(row)
    )


def gap_bars(chart: GapBars, most: int = 12, width: int = _WIDTH) -> str:
    """Return where points are lost, the dearest first: a light bar of what is at stake, a dark one of the loss."""
    parts: list[str] = []
    rows = chart.worst_first[:most]
    scale = (width - 110) / max((row.worth for row in rows), default=1.0)
    y = 0.0
    for row in rows:
        y = write(parts, row.group, y, size=11, width=width, opacity=0.7, most=1)
        y = write(parts, row.label, y, size=13, width=width)
        parts.append(bar(0, y + 3, row.worth * scale, 11, opacity=0.15))
        parts.append(bar(0, y + 3, row.loss * scale, 11, colour=BAD))
        parts.append(words_at(words.gap_words(row), row.worth * scale + 6, y + 13, size=12))
        y += 26
    y = write(parts, words.gap_note() if rows else words.gap_finding(()), y, size=11, width=width, opacity=0.7)
    finding = chart.finding or words.gap_finding(chart.rows)
    return picture(parts, width, y + 4, title=chart.title or finding, description=words.alt(chart))


def bullet(chart: Bullet, width: int = _WIDTH) -> str:
    """Return one intensity beside its benchmark: bands, the typical mark, the own value as a diamond."""
    parts: list[str] = []
    scale = width / chart.end
    top = write(parts, f"{chart.label}, {unit_label(chart.unit)}", 0, size=13, width=width) + 20
    _draw_bands(parts, chart, top, scale, width)
    if chart.own is not None:
        x = min(max(chart.own * scale, 9), width - 9)
        colour = COLOUR_OF_POSITION.get(chart.position, NEUTRAL)
        diamond = f"M{coordinate(x)} {coordinate(top + 1)}l9 9l-9 9l-9 -9z"
        parts.append(f'<path d="{diamond}" fill="{colour}" stroke="currentColor" stroke-width="1.2"/>')
        anchor: Anchor = "start" if x < width * 0.25 else "end" if x > width * 0.75 else "middle"
        parts.append(words_at(words.own_words(chart), x, top - 6, size=12, anchor=anchor))
    y = write(parts, words.mark_words(chart), top + 24, size=11, width=width, opacity=0.8)
    if chart.source:
        y = write(parts, chart.source, y, size=10, width=width, opacity=0.7)
    return picture(
        parts, width, y + 4, title=chart.finding or words.bullet_finding(chart), description=words.alt(chart)
    )


def _draw_bands(parts: list[str], chart: Bullet, top: float, scale: float, width: float) -> None:
    low = chart.low if chart.low is not None else 0.0
    high = chart.high if chart.high is not None else chart.end
    parts.append(bar(0, top, width, 20, opacity=0.10))
    if chart.kind == "quartiles":
        parts.append(bar(0, top, low * scale, 20, colour=GOOD, opacity=0.4))
        parts.append(bar(high * scale, top, width - high * scale, 20, colour=BAD, opacity=0.45))
    if chart.kind != "point":
        parts.append(bar(low * scale, top, (high - low) * scale, 20, opacity=0.18))
    if chart.typical is not None:
        x = chart.typical * scale
        parts.append(line((x, top), (x, top + 20), colour=NEUTRAL, thick=3))


def _place(score: float) -> float:
    return _EDGE + score / 100 * (_STRIP_WIDTH - 2 * _EDGE)
