"""One measured figure beside its budget, and the table of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True)
class Figure:
    """`measured` and `budget` in `unit`; a budget is the most that is allowed, None where there is none."""

    what: str
    measured: float
    unit: str
    budget: float | None = None
    note: str = ""

    @property
    def verdict(self) -> str:
        if self.budget is None:
            return ""
        return "ok" if self.measured <= self.budget else "over"

    def cells(self) -> tuple[str, ...]:
        budget = "" if self.budget is None else f"≤ {_written(self.budget)} {self.unit}"
        ratio = "" if not self.budget else f"{self.measured / self.budget:.2f}"
        return (self.what, f"{_written(self.measured)} {self.unit}", budget, ratio, self.verdict, self.note)


class NotMeasuredError(Exception):
    """Says in one sentence why a figure is missing; `figures` are those that could be measured beside it."""

    def __init__(self, reason: str, *figures: Figure) -> None:
        super().__init__(reason)
        self.figures = figures


HEADINGS = ("what", "measured", "budget", "of budget", "", "note")


def table(figures: Sequence[Figure]) -> str:
    """Write the figures as a Markdown table whose columns line up."""
    rows = [HEADINGS, *(figure.cells() for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    lines = [_line(row, widths) for row in rows]
    return "\n".join([lines[0], _line(["-" * width for width in widths], widths), *lines[1:]])


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    return "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"


def _written(value: float) -> str:
    return f"{value:,.0f}" if value >= 1000 or value == int(value) else f"{value:.3g}"


def seconds(work: Callable[[], object]) -> float:
    before = perf_counter()
    work()
    return perf_counter() - before


def median_seconds(work: Callable[[], object], times: int) -> float:
    return median(seconds(work) for _ in range(times))


def percentile_95(values: Sequence[float]) -> float:
    """Return the smallest value that at least 95 % of the values do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, -(-95 * len(ordered) // 100) - 1)]
