"""What to improve first: the company's answers and bills, ranked over all its checklists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from recp_selfcheck.actions import content
from recp_selfcheck.actions.company import Year, years_in
from recp_selfcheck.actions.session import Session, check
from recp_selfcheck.actions.submission import company_cells, read
from recp_selfcheck.assessment import opportunities, scoring
from recp_selfcheck.assessment.emissions import EmissionFactor, emission_factors
from recp_selfcheck.assessment.opportunities import Opportunities
from recp_selfcheck.assessment.scoring import ScoreCard
from recp_selfcheck.checklists.model import Checklist
from recp_selfcheck.people.roles import Permission
from recp_selfcheck.storage import database, submissions


@dataclass(frozen=True, slots=True)
class Improvements:
    """The ranking and everything it was made from: score cards by checklist, the year, the CO₂ factors of a saving."""

    opportunities: Opportunities
    results: tuple[tuple[Checklist, ScoreCard], ...]
    year: Year
    co2: Mapping[str, EmissionFactor]


def read_opportunities(session: Session) -> Improvements:
    """Rank the measures over every checklist the company has begun, drafts too, in the order of the shipped ones.

    Checklists that are shipped no longer come last. Without yearly totals the ranking has no money.
    """
    with database.reading() as connection:
        check(connection, session, Permission.READ_SUBMISSION, session.company)
        cells = company_cells(connection, session.company_id)
        rows = submissions.all_current(connection, session.company_id)
        order = list(content.content().checklists)
        begun = [
            read(connection, rows[name], cells)
            for name in sorted(rows, key=lambda name: order.index(name) if name in order else len(order))
        ]
        year = years_in(connection, session.company_id, cells).now
    results = tuple((one.checklist, scoring.score(one.checklist, one.sheet)) for one in begun)
    co2 = emission_factors(year.resources, content.figures().factors, year.profile.country, "saving")
    ranking = opportunities.rank(
        results,
        content.content().library,
        year.profile.facts,
        year=year.resources.by_resource,
        nace=year.profile.nace,
        co2={resource: factor.kg_per_unit for resource, factor in co2.items()},
    )
    return Improvements(ranking, results, year, co2)
