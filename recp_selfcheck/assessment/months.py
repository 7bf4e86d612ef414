"""Calendar months: what bills are counted in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

MONTHS_A_YEAR = 12
_WRITTEN = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)


@dataclass(frozen=True, order=True, slots=True)
class Month:
    """One month of one year; `str` and `read` write it as `2025-03`."""

    year: int
    number: int

    @classmethod
    def read(cls, written: str) -> Month:
        """Return the month written as `2025-03`; ValueError for anything else."""
        return _read(written)  # the same few months again and again

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"

    def plus(self, months: int) -> Month:
        """Return the month so many months later, or earlier.

        >>> str(Month(2025, 11).plus(3)), str(Month(2025, 1).plus(-1))
        ('2026-02', '2024-12')
        """
        year, number = divmod(self.year * MONTHS_A_YEAR + self.number - 1 + months, MONTHS_A_YEAR)
        return Month(year, number + 1)

    def since(self, earlier: Month) -> int:
        """Return how many months lie between; negative where `earlier` is later."""
        return (self.year - earlier.year) * MONTHS_A_YEAR + self.number - earlier.number


@lru_cache(maxsize=2000)
def _read(written: str) -> Month:
    found = _WRITTEN.fullmatch(written)
    if found is None:
        raise ValueError(f"'{written}' is not a month; write it as 2025-03")
    return Month(int(found[1]), int(found[2]))


def run(first: Month, count: int) -> tuple[Month, ...]:
    """Return so many consecutive months from `first` on."""
    return tuple(first.plus(place) for place in range(count))


def twelve_to(end: Month) -> tuple[Month, ...]:
    """Return the twelve months that end with this one."""
    return run(end.plus(1 - MONTHS_A_YEAR), MONTHS_A_YEAR)
