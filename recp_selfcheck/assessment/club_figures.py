"""Figures over companies, only where there are enough of them that none can be made out.

A club figure is about *other* companies: fewer than five give nothing, from five on the median, from ten the quartiles,
from twenty the percentiles. Everything is rounded as it is displayed before it leaves the server. A programme figure
never leaves a remainder of one to four companies that somebody could work out by subtracting.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from statistics import median, quantiles
from typing import Final

from recp_selfcheck.assessment.scoring import displayed

FEWEST: Final = 5  # companies behind any figure
FEWEST_SHOWN_ROWS: Final = 6  # on a projector every member looks on, and knows the own row
_QUARTILES_FROM: Final = 10
_PERCENTILES_FROM: Final = 20


@dataclass(frozen=True, slots=True)
class ClubFigure:
    """A score over `n` other companies, rounded: median, from ten on the quartiles, from twenty the 10th and 90th."""

    n: int
    median: int
    quartiles: tuple[int, int] | None = None
    percentiles: tuple[int, int] | None = None


def club_figure(scores: Sequence[float]) -> ClubFigure | None:
    """Return the figure over the scores (0…100) of other companies, None where they are fewer than five.

    >>> club_figure([20, 30, 40, 50, 61])
    ClubFigure(n=5, median=40, quartiles=None, percentiles=None)
    """
    n = len(scores)
    if n < FEWEST:
        return None
    quarters = tenths = None
    if n >= _QUARTILES_FROM:
        low, _, high = quantiles(scores, n=4, method="inclusive")
        quarters = (displayed(low), displayed(high))
    if n >= _PERCENTILES_FROM:
        cuts = quantiles(scores, n=10, method="inclusive")
        tenths = (displayed(cuts[0]), displayed(cuts[-1]))
    return ClubFigure(n, displayed(median(scores)), quarters, tenths)


def merged(sizes: Mapping[int, int]) -> tuple[tuple[int, ...], ...]:
    """Return the clubs (by id, with their number of companies) in groups of five companies or more, smallest first.

    A club below five is merged with the next smallest group until none is; all together below five give no group.
    Clubs without companies are left out.

    >>> merged({1: 3, 2: 4, 3: 12})
    ((1, 2), (3,))
    >>> merged({1: 2, 2: 9, 3: 12})
    ((1, 2), (3,))
    >>> merged({1: 4})
    ()
    """
    groups: list[tuple[int, tuple[int, ...]]] = sorted((size, (club,)) for club, size in sizes.items() if size > 0)
    while groups and groups[0][0] < FEWEST:
        first, clubs = heappop(groups)
        if not groups:
            return ()
        second, others = heappop(groups)
        heappush(groups, (first + second, (*clubs, *others)))
    return tuple(clubs for _size, clubs in sorted(groups))
