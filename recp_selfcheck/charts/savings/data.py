"""What the charts of savings show: frozen, complete, in words the reader already understands.

The same data goes to the interactive figures and to SVG. Texts may hold anything; who draws them escapes them. Numbers
are finite; None means there is none. `place` is a measure's number in the list of opportunities: names that do not fit
beside a mark stand below the picture under it. All money is of one currency, all of it and all tonnes are a year's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from recp_selfcheck.assessment.answers import EQUAL
from recp_selfcheck.assessment.opportunities import Group
from recp_selfcheck.charts.data import Finite

MOST_DRAWN: Final = 12  # measures in one picture; the table has all
LONGEST_SHOWN: Final = 15.0  # years of payback; what takes longer is in the table alone


@dataclass(frozen=True, slots=True)
class Saver(Finite):
    """A measure taken alone: `money` it saves, `payback` in years (None for never), `co2_t` None where unknown."""

    place: int
    label: str
    group: Group
    money: float
    payback: float | None
    co2_t: float | None
    id: str = ""


@dataclass(frozen=True, slots=True)
class PaybackBubbles:
    """Payback against yearly saving, rows in any order."""

    rows: tuple[Saver, ...]
    currency: str
    title: str = ""
    finding: str = ""

    @property
    def drawn(self) -> tuple[Saver, ...]:
        """The largest savings that pay back in a time that can be shown, largest first."""
        fit = [
            row for row in self.rows if row.money > EQUAL and row.payback is not None and row.payback <= LONGEST_SHOWN
        ]
        return tuple(sorted(fit, key=lambda row: -row.money)[:MOST_DRAWN])


@dataclass(frozen=True, slots=True)
class AbatementStep(Finite):
    """A measure taken alone: the `tonnes` of CO₂ it avoids and the `cost` of one, negative where it earns money."""

    place: int
    label: str
    group: Group
    tonnes: float
    cost: float
    id: str = ""


@dataclass(frozen=True, slots=True)
class AbatementCurve:
    """Marginal abatement cost: width is tonnes, height the cost of one; rows in any order."""

    rows: tuple[AbatementStep, ...]
    currency: str
    title: str = ""
    finding: str = ""

    @property
    def drawn(self) -> tuple[AbatementStep, ...]:
        """The measures that avoid most, the cheapest tonne first."""
        most = sorted((row for row in self.rows if row.tonnes > EQUAL), key=lambda row: -row.tonnes)[:MOST_DRAWN]
        return tuple(sorted(most, key=lambda row: row.cost))


@dataclass(frozen=True, slots=True)
class TogetherRow(Finite):
    """One resource, in per cent of the year's use: what all measures save `together`, and the sum of each `alone`.

    `audits` is what three of four whole audits stay below, None where that is not known; `values` the amounts in words.
    """

    label: str
    together: float
    alone: float
    audits: float | None = None
    values: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class TogetherBars:
    """Together against summed up, rows in their order."""

    rows: tuple[TogetherRow, ...]
    title: str = ""
    finding: str = ""


@dataclass(frozen=True, slots=True)
class BillRow(Finite):
    """One resource: what it costs a year and what all measures together save of that: low, typical and high."""

    label: str
    bill: float
    low: float
    saved: float
    high: float
    id: str = ""

    @property
    def share(self) -> float:
        """The typical part of the bill that is addressed, in per cent."""
        return 100 * self.saved / self.bill if self.bill > 0 else 0.0


@dataclass(frozen=True, slots=True)
class BillBars:
    """The part of each bill that measures address, the dearest bill first."""

    rows: tuple[BillRow, ...]
    currency: str
    year: int | None = None
    title: str = ""
    finding: str = ""
