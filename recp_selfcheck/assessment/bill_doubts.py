"""What does not look right in monthly bills, as data: the caller words it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from recp_selfcheck.assessment.bill_year import BilledYear
from recp_selfcheck.assessment.bills import Bill, Series
from recp_selfcheck.assessment.doubts import Doubt
from recp_selfcheck.checklists.model import Figures


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a company says about a doubt: `text`, and the figure it was said about."""

    text: str
    seen: float | None = None


def bill_doubts(
    series: Mapping[str, Series],
    by_series: Mapping[str, Sequence[Bill]],
    figures: Figures,
    now: BilledYear,
    before: BilledYear | None = None,
    explained: Mapping[str, Explanation] | None = None,
) -> tuple[Doubt, ...]:
    """Return all doubts about a company's bills, mistakes first; `before` is the year before `now`.

    A doubt with an explanation that still holds carries it in `explanation`; the figure it was given for must be the
    one that is doubted.
    """
    return ()
