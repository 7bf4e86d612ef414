"""What a measure is expected to save by a company's answers and bills of today."""

from __future__ import annotations

from recp_selfcheck.actions import content
from recp_selfcheck.actions.opportunities import Improvements
from recp_selfcheck.assessment.answers import shorten
from recp_selfcheck.assessment.expected import Expected, expect
from recp_selfcheck.errors import NotFound


def expectation(improvements: Improvements, measure_id: str) -> Expected:
    """Return what is frozen when a measure is taken over; NotFound for one that nobody knows."""
    measure = content.content().library.measures.get(measure_id)
    found = next((one for one in improvements.opportunities.listed if one.measure == measure_id), None)
    if measure is None and found is None:
        raise NotFound(f"measure {shorten(measure_id)}")
    return expect(
        found,
        title=measure.title if measure else measure_id,
        currency=improvements.year.profile.currency,
        year=improvements.year.profile.year,
        consumption=improvements.year.resources.by_resource,
        end_uses=content.content().library.end_uses,
    )
