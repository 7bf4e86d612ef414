"""What the charts of use and cost show: frozen, complete, in words the reader already understands.

The same data goes to the interactive figures and to SVG. Texts may hold anything a person typed; who draws them escapes
them. Numbers are finite; None means there is none. Months are in order of time, labels as the reader writes them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from recp_selfcheck.charts.data import Finite

Goodness = Literal["better", "worse", "same", "neutral", "unknown"]


@dataclass(frozen=True, slots=True)
class Change(Finite):
    """One indicator's change in per cent; None where two years do not compare. `values` says from what to what."""

    label: str
    change: float | None
    goodness: Goodness = "unknown"
    values: str = ""


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """One resource: its amount beside what it is per output; the output itself has no second."""

    label: str
    absolute: Change
    relative: Change | None = None


@dataclass(frozen=True, slots=True)
class ProfileBars:
    """The RECP profile: rows in their fixed order, both changes of each on one scale."""

    rows: tuple[ProfileRow, ...]
    title: str = ""
    finding: str = ""

    @property
    def reach(self) -> float:
        """How far the axis goes to either side, in per cent; never 0."""
        changes = [change for row in self.rows for change in (row.absolute, row.relative) if change is not None]
        return max((abs(one.change) for one in changes if one.change is not None), default=0.0) or 1.0


@dataclass(frozen=True, slots=True)
class TrendMonth(Finite):
    """One month and the same month a year before; None without a bill."""

    label: str
    now: float | None
    before: float | None = None
    long_label: str = ""


@dataclass(frozen=True, slots=True)
class Trend:
    """Twelve months of one series with the year before behind them; amounts in `unit`."""

    label: str
    unit: str
    months: tuple[TrendMonth, ...]
    title: str = ""
    finding: str = ""

    @property
    def end(self) -> float:
        """Where the axis ends, never 0."""
        amounts = [amount for month in self.months for amount in (month.now, month.before) if amount is not None]
        return max(max(amounts, default=0.0), 0.0) * 1.08 or 1.0

    @property
    def has_before(self) -> bool:
        """Whether any month of the year before is known."""
        return any(month.before is not None for month in self.months)


@dataclass(frozen=True, slots=True)
class ExpectedMonth(Finite):
    """A month's actual amount beside the expected one, and the sum of all differences up to and with it."""

    label: str
    actual: float
    expected: float
    cusum: float
    long_label: str = ""


@dataclass(frozen=True, slots=True)
class ExpectedLines:
    """The baseline: actual and expected amounts by month, in `unit`."""

    label: str
    unit: str
    months: tuple[ExpectedMonth, ...]
    title: str = ""
    finding: str = ""

    @property
    def start(self) -> float:
        """Where the axis begins: at 0 where that leaves the differences to be seen, else a little below the lowest."""
        amounts = [amount for month in self.months for amount in (month.actual, month.expected)]
        low, high = min(amounts, default=0.0), max(amounts, default=0.0)
        return low - (high - low) * 0.15 if low < 0 or high - low < low / 2 else 0.0

    @property
    def end(self) -> float:
        """Where the axis ends, always beyond its start."""
        high = max((max(month.actual, month.expected) for month in self.months), default=0.0)
        return high + ((high - self.start) * 0.08 or 1.0)


@dataclass(frozen=True, slots=True)
class Cusum:
    """The cumulative sum of actual less expected, in `unit`; `turn` is the place of the month it turns, if any."""

    label: str
    unit: str
    months: tuple[ExpectedMonth, ...]
    turn: int | None = None
    title: str = ""
    finding: str = ""

    @property
    def ends(self) -> tuple[float, float]:
        """Where the axis begins and ends: around 0 and every sum, with room for words beyond."""
        sums = [month.cusum for month in self.months]
        low, high = min(sums, default=0.0), max(sums, default=0.0)
        room = (max(high, 0.0) - min(low, 0.0)) * 0.25 or 1.0
        return min(low, 0.0) - room, max(high, 0.0) + room


@dataclass(frozen=True, slots=True)
class CostRow(Finite):
    """What something costs a year; `share` of the whole (0…1); `note` says what is not known."""

    label: str
    cost: float
    share: float | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class CostBars:
    """Costs a year, the dearest first, and `left`: what of it was paid for things that left again."""

    rows: tuple[CostRow, ...]
    currency: str
    left: tuple[CostRow, ...] = ()
    title: str = ""
    finding: str = ""

    @property
    def end(self) -> float:
        """Where the axis ends, never 0."""
        return max((row.cost for row in (*self.rows, *self.left) if row.cost > 0), default=1.0)
