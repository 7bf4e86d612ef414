"""What a company says about doubts: a sentence settles one while the figure is the one it was written about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from math import isclose
from typing import Final

from recp_selfcheck.assessment.doubts import Doubt

_SAME: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a company says about a doubt: `text`, and the figure it was said about."""

    text: str
    seen: float | None = None


def with_explanations(doubts: Iterable[Doubt], given: Mapping[str, Explanation]) -> tuple[Doubt, ...]:
    """Return the doubts, each with the explanation that holds for it; a mistake that may be lifted then blocks no more.

    `given` is by the doubts' keys.
    """
    return tuple(_explained(doubt, given.get(doubt.key)) for doubt in doubts)


def _explained(doubt: Doubt, given: Explanation | None) -> Doubt:
    if given is None or not doubt.explainable:
        return doubt
    if doubt.figure is not None and (given.seen is None or not isclose(doubt.figure, given.seen, rel_tol=_SAME)):
        return doubt
    return replace(doubt, explanation=given.text, blocking=False)
