"""Axes both kinds of drawing share: a few round ticks, and which months are named."""

from __future__ import annotations

import math
from collections.abc import Sequence

from recp_selfcheck.charts.style import lines
from recp_selfcheck.i18n import number

_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


def ticks(low: float, high: float, most: int = 5) -> tuple[float, ...]:
    """Return at most `most` round numbers between two ends.

    >>> ticks(0, 47), ticks(-30, 55, 4)
    ((0.0, 20.0, 40.0), (0.0, 50.0))
    """
    if not high > low:
        return (low,)
    rough = (high - low) / max(most - 1, 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * one for one in _STEPS if power * one >= rough * (1 - 1e-9))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return tuple(place * step for place in range(first, last + 1))


def tick_words(marks: Sequence[float]) -> list[str]:
    """Return ticks as the reader writes numbers."""
    return [number(mark, 4) for mark in marks]


def named(labels: Sequence[str], most: int) -> list[int]:
    """Return the places of at most `most` labels, the last always among them."""
    every = max(1, -(-len(labels) // max(most, 1)))
    return [place for place in range(len(labels)) if (len(labels) - 1 - place) % every == 0]


def over_lines(label: str, width: int = 6) -> list[str]:
    """Cut a month's label into lines that fit below a tick."""
    return lines(label, width)
