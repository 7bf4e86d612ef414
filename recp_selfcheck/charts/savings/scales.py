"""How far axes go and where their marks stand: round values, and no division by next to nothing."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from recp_selfcheck.assessment.answers import EQUAL

_KEPT = 0.95  # of all tonnes decide how high a bar may be


def end_of(lengths: Iterable[float]) -> float:
    """Return the length that fills a bar's whole width; never 0, nor so little that nothing can be divided by it."""
    longest = max(lengths, default=0.0)
    return longest if longest > EQUAL else 1.0


def limit_of(costs: Sequence[tuple[float, float]]) -> float:
    """Return the height up to which bars are drawn: that of the bars that hold nearly all tonnes."""
    whole, seen, limit = sum(tonnes for _, tonnes in costs), 0.0, 0.0
    for cost, tonnes in sorted(costs):
        seen, limit = seen + tonnes, cost
        if seen >= _KEPT * whole:
            break
    return limit * 1.1 if limit > EQUAL else 1.0


def round_values(low: float, high: float) -> list[float]:
    """Return the round values between two amounts of money: powers of ten, with 2 and 5 where these are few."""
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    powers = [10.0**power for power in range(first, last + 1)]
    for steps in ((1.0,), (1.0, 3.0), (1.0, 2.0, 5.0)):
        found = [step * power for power in powers for step in steps if low <= step * power <= high]
        if len(found) >= 3:  # noqa: PLR2004 - fewer do not show that each step is so many times the last
            return found
    return found


def even_values(end: float) -> list[float]:
    """Return a few round values from 0 to `end`."""
    if end <= EQUAL:
        return [0.0]
    step = 10.0 ** math.floor(math.log10(end))
    for smaller in (1.0, 2.0, 5.0):
        if end / (step / smaller) >= 2:  # noqa: PLR2004 - zero and two more make a scale
            step /= smaller
            break
    return [step * place for place in range(int(end / step) + 1)]
