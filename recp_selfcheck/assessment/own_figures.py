"""What a company knows better than the library: its own figures in place of typical ones, and what it will not do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from recp_selfcheck.assessment.answers import EQUAL

_LOW, _HIGH = 0.5, 2.0  # of the average price of the bills
SHORTEST_REASON: Final = 5  # characters


@dataclass(frozen=True, slots=True)
class OwnFigures:
    """A company's own figures; what it did not give is not in them.

    `shares` are per cent of their resource by end use, `prices` money per unit by resource; investments (`quotes`),
    `running_costs` a year and `lives` in years go by measure. `rate` is a year's real discount rate, 0.1 for 10 %.
    `rejected` holds the reasons by measure.
    """

    shares: Mapping[str, float] = field(default_factory=dict)
    prices: Mapping[str, float] = field(default_factory=dict)
    quotes: Mapping[str, float] = field(default_factory=dict)
    running_costs: Mapping[str, float] = field(default_factory=dict)
    lives: Mapping[str, float] = field(default_factory=dict)
    rate: float | None = None
    rejected: Mapping[str, str] = field(default_factory=dict)


def is_doubtful(price: float, billed: float | None) -> bool:
    """Say whether an own price is so far from the average of the bills that its unit should be looked at.

    >>> is_doubtful(310.0, 0.31), is_doubtful(0.25, 0.31), is_doubtful(0.25, None)
    (True, False, False)
    """
    return billed is not None and billed > 0 and not _LOW - EQUAL <= price / billed <= _HIGH + EQUAL
