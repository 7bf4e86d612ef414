"""What the measures save, pay and avoid, drawn for paper from the same data as on the screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeVar

from recp_selfcheck.charts.savings import rows, svg, words
from recp_selfcheck.charts.savings.data import AbatementCurve, BillBars, PaybackBubbles, TogetherBars
from recp_selfcheck.reports.document import Block, Paragraph, Picture
from recp_selfcheck.reports.findings import Findings

_WIDTH = 0.74  # of the text: two of them on a page
Chart = TypeVar("Chart", PaybackBubbles, AbatementCurve, TogetherBars, BillBars)


def pictures_of(findings: Findings) -> Iterator[Block]:
    """Yield payback against saving, and the cost of avoided CO₂, as far as there is money."""
    currency = findings.profile.currency
    bubbles = rows.payback_bubbles(findings.ranking, findings.measure_title, currency)
    if bubbles.drawn:
        yield from _drawn(bubbles, svg.payback_bubbles)
    curve = rows.abatement_curve(findings.ranking, findings.measure_title, currency)
    if curve.drawn:
        yield from _drawn(curve, svg.abatement_curve)


def pictures_together(findings: Findings) -> Iterator[Block]:
    """Yield what all measures save together beside their sum, and how much of each bill that is."""
    profile = findings.profile
    together = rows.together_bars(findings.ranking)
    if together.rows:
        yield from _drawn(together, svg.together_bars)
    bills = rows.bill_bars(findings.ranking, findings.resources.by_resource, profile.currency, profile.year)
    if bills.rows:
        yield from _drawn(bills, svg.bill_bars)


def _drawn(chart: Chart, draw: Callable[[Chart], str]) -> Iterator[Block]:
    yield Paragraph(chart.finding)
    yield Picture(draw(chart), words.alt(chart), _WIDTH)
