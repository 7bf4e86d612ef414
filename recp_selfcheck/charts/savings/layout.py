"""Where everything in the pictures of savings stands: across from 0 to 1, down in pixels, for any width of the page.

Both ways of drawing use it, so that screen and paper show the same.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from recp_selfcheck.assessment.answers import EQUAL
from recp_selfcheck.assessment.opportunities import Group
from recp_selfcheck.charts.savings import words
from recp_selfcheck.charts.savings.data import AbatementCurve, PaybackBubbles
from recp_selfcheck.charts.savings.scales import even_values, limit_of, round_values
from recp_selfcheck.charts.style import GOOD, NEUTRAL
from recp_selfcheck.i18n import number

COLOURS: Final[dict[Group, str]] = {"do_now": GOOD, "plan": "#E69F00", "study": NEUTRAL}
SYMBOLS: Final[dict[Group, str]] = {"do_now": "circle", "plan": "diamond", "study": "square"}
TOP: Final = 22  # px above the plot, for the name of the axis
PLOT: Final = 280  # px
_LEFT = 64  # px for the words of the upright axis, where they are not longer
_SIGN = 7  # px that a letter of an axis takes across
_NARROW: Final = 270  # px that a plot has across on a telephone: what is legible there is legible anywhere
_SMALLEST, _LARGEST = 6.0, 22.0  # px, radius of a bubble
_LETTER = 14  # px, the height of a number at a mark; its width at two digits is a little more
_NUMBERS = 3 * _LETTER  # px beyond the highest bar: numbers of narrow bars stand above each other
_YEARS = (0.0, 0.5, 1.0, 2.0, 3.0, 5.0, 7.0, 10.0, 15.0)
_LEAST_YEARS = 3.4  # the axis always shows the borders of the classes


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis: its place (0…1 across, px down) and its words."""

    at: float
    words: str


@dataclass(frozen=True, slots=True)
class Axes:
    """The ticks and names of both axes."""

    across: tuple[Tick, ...] = ()
    upright: tuple[Tick, ...] = ()
    name_across: str = ""
    name_up: str = ""

    @property
    def left(self) -> int:
        """How many px the words of the upright axis take."""
        return max(_LEFT, *(_SIGN * len(tick.words) + 5 for tick in self.upright), 0)


@dataclass(frozen=True, slots=True)
class Mark:
    """One bubble: its centre and radius; its number stands `number_shift` px beside the centre, at `number_y`."""

    place: int
    group: Group
    x: float
    y: float
    radius: float
    is_open: bool
    number_shift: float
    number_y: float
    hover: str
    id: str


@dataclass(frozen=True, slots=True)
class _Bubble:
    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class BubbleLayout:
    """The whole picture of payback against saving; `key` names the numbers."""

    marks: tuple[Mark, ...]
    axes: Axes
    key: tuple[tuple[Group, str], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One bar of the abatement curve, from `left` to `right` and from `top` to `bottom`; `is_cut` at the edge."""

    place: int
    group: Group
    left: float
    right: float
    top: float
    bottom: float
    is_cut: bool
    number_y: float
    hover: str
    id: str


@dataclass(frozen=True, slots=True)
class CurveLayout:
    """The whole abatement curve; `zero` is where a tonne costs nothing, in px."""

    blocks: tuple[Block, ...]
    axes: Axes
    zero: float
    key: tuple[tuple[Group, str], ...]


def place_bubbles(chart: PaybackBubbles) -> BubbleLayout:
    """Lay out the bubbles: payback across by its square root, money up by powers of ten."""
    rows = chart.drawn
    if not rows:
        return BubbleLayout((), Axes(), ())
    last = max(_LEAST_YEARS, max(row.payback or 0.0 for row in rows) * 1.1)
    low, high = min(row.money for row in rows) / 1.6, max(row.money for row in rows) * 1.6
    most = max((row.co2_t or 0.0 for row in rows), default=0.0)
    bubbles = [
        _Bubble(
            x=_across(row.payback or 0.0, last),
            y=TOP + PLOT * (1 - math.log(row.money / low) / math.log(high / low)),
            radius=max(_SMALLEST, _LARGEST * math.sqrt((row.co2_t or 0.0) / most if most > 0 else 0.0)),
        )
        for row in rows
    ]
    marks: list[Mark] = []
    for row, own in zip(rows, bubbles, strict=True):
        spot = _free_spot(own, [other for other in bubbles if other is not own], marks)
        hover = f"{row.place} {row.label}: {words.saver_words(row, chart.currency)}"
        marks.append(
            Mark(row.place, row.group, own.x, own.y, own.radius, row.co2_t is None, *spot, hover=hover, id=row.id)
        )
    return BubbleLayout(
        marks=tuple(marks),
        axes=Axes(
            across=tuple(Tick(_across(years, last), words.axis_years(years)) for years in _YEARS if years <= last),
            upright=tuple(
                Tick(TOP + PLOT * (1 - math.log(value / low) / math.log(high / low)), words.axis_money(value))
                for value in round_values(low, high)
            ),
            name_across=words.years_axis(),
            name_up=words.money_axis(chart.currency),
        ),
        key=_key([(row.place, row.group, row.label) for row in rows]),
    )


def place_curve(chart: AbatementCurve) -> CurveLayout:
    """Lay out the bars; one far higher than those that avoid most is cut, and says so by its figure."""
    rows = chart.drawn
    if not rows:
        return CurveLayout((), Axes(), TOP, ())
    whole = sum(row.tonnes for row in rows)
    limit = limit_of([(abs(row.cost), row.tonnes) for row in rows])
    up = min(limit, max(0.0, *(row.cost for row in rows), 0.0))
    down = min(limit, max(0.0, *(-row.cost for row in rows), 0.0))
    above, below = (_NUMBERS if up > 0 else 0), (_NUMBERS if down > 0 else 0)
    scale = (PLOT - above - below) / (up + down if up + down > EQUAL else 1.0)
    zero = TOP + above + up * scale
    return CurveLayout(
        blocks=tuple(_blocks(chart, zero, scale, limit)),
        axes=Axes(
            across=tuple(Tick(value / whole, number(value)) for value in even_values(whole)),
            upright=tuple(
                Tick(zero - value * scale, words.axis_money(value))
                for value in (0.0, *even_values(up)[1:], *(-value for value in even_values(down)[1:]))
            ),
            name_across=words.tonnes_axis(),
            name_up=words.cost_axis(chart.currency),
        ),
        zero=zero,
        key=_key([(row.place, row.group, row.label) for row in rows]),
    )


def _blocks(chart: AbatementCurve, zero: float, scale: float, limit: float) -> list[Block]:
    rows = chart.drawn
    whole = sum(row.tonnes for row in rows)
    blocks: list[Block] = []
    numbers: list[tuple[float, float]] = []
    left = 0.0
    for row in rows:
        right = left + row.tonnes / whole
        shown = max(-limit, min(limit, row.cost))
        end = zero - shown * scale
        outward = -1 if row.cost >= 0 else 1
        number_y = _clear((left + right) / 2, end + outward * (_LETTER / 2 + 2), outward, numbers)
        numbers.append(((left + right) / 2, number_y))
        hover = f"{row.place} {row.label}: {words.step_words(row, chart.currency)}"
        blocks.append(
            Block(
                place=row.place,
                group=row.group,
                left=left,
                right=right,
                top=min(zero, end),
                bottom=max(zero, end),
                is_cut=abs(row.cost) > limit,
                number_y=number_y,
                hover=hover,
                id=row.id,
            )
        )
        left = right
    return blocks


def _across(years: float, last: float) -> float:
    """Return where a payback stands: the short ones, where most measures are, get more room."""
    return 0.05 + 0.9 * math.sqrt(years / last)


def _free_spot(own: _Bubble, others: Sequence[_Bubble], placed: Sequence[Mark]) -> tuple[float, float]:
    """Return where a number stands: px beside its bubble, and moved up or down until nothing else is there."""
    shift = (-1 if own.x > 0.8 else 1) * (own.radius + 10)  # noqa: PLR2004 - near the right edge numbers stand left
    beside = own.x + shift / _NARROW
    for step in (0, 1, -1, 2, -2, 3, -3, 4, -4):
        spot = own.y + step * _LETTER
        on_number = any(
            abs(one.x + one.number_shift / _NARROW - beside) < 20 / _NARROW and abs(one.number_y - spot) < _LETTER
            for one in placed
        )
        on_bubble = any(
            abs(one.x - beside) * _NARROW < one.radius + 8 and abs(one.y - spot) < one.radius + _LETTER / 3
            for one in others
        )
        if not on_number and not on_bubble and TOP <= spot <= TOP + PLOT:
            return shift, spot
    return shift, own.y


def _clear(centre: float, y: float, step: int, placed: Sequence[tuple[float, float]]) -> float:
    """Return how far out a bar's number stands so that it covers none of those placed before."""
    while any(abs(x - centre) < 20 / _NARROW and abs(other - y) < _LETTER for x, other in placed):
        y += step * _LETTER
    return y


def _key(rows: Sequence[tuple[int, Group, str]]) -> tuple[tuple[Group, str], ...]:
    """Return the names of the numbers in their order, each with its class's sign."""
    return tuple((group, f"{place} {words.SIGNS[group]} {label}") for place, group, label in sorted(rows))
