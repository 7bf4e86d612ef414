"""What to improve first: the company's answers and bills, ranked over all its checklists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from recp_selfcheck.actions import content
from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.company import Year, years_in
from recp_selfcheck.actions.own_figures import OWN, REJECTED, own_figures_in
from recp_selfcheck.actions.rejections import RejectionWriter, rejections_in
from recp_selfcheck.actions.session import Session, check
from recp_selfcheck.actions.submission import Submission, all_begun, company_cells
from recp_selfcheck.assessment import money, opportunities, scoring
from recp_selfcheck.assessment.emissions import EmissionFactor, emission_factors
from recp_selfcheck.assessment.opportunities import Opportunities
from recp_selfcheck.assessment.own_figures import OwnFigures
from recp_selfcheck.assessment.plan import PlanState
from recp_selfcheck.assessment.scoring import ScoreCard
from recp_selfcheck.checklists.model import Checklist
from recp_selfcheck.people.roles import Permission
from recp_selfcheck.storage import companies, database
from recp_selfcheck.storage.cells import Cell
from recp_selfcheck.storage.database import Connection


@dataclass(frozen=True, slots=True)
class Improvements:
    """The ranking and everything it was made from.

    Score cards by checklist, the year, the CO₂ factors of a saving (`co2`) and, to name the difference, of the
    footprint; the company's own figures and the `cells` they are stored in, by key, cleared ones too.
    """

    opportunities: Opportunities
    results: tuple[tuple[Checklist, ScoreCard], ...]
    year: Year
    co2: Mapping[str, EmissionFactor]
    footprint: Mapping[str, EmissionFactor]
    own: OwnFigures
    cells: Mapping[str, Cell]


def read_opportunities(session: Session) -> Improvements:
    """Rank the measures over every checklist the company has begun, drafts too, in the order of the shipped ones.

    Checklists that are shipped no longer come last. Without yearly totals the ranking has no money.
    """
    with database.reading() as connection:
        check(connection, session, Permission.READ_SUBMISSION, session.company)
        return improvements_in(connection, session.company_id)


def improvements_in(connection: Connection, company_id: int) -> Improvements:
    """Rank the measures of a company as `read_opportunities` does."""
    cells = company_cells(connection, company_id)
    begun = all_begun(connection, company_id, cells)
    year = years_in(connection, company_id, cells).now
    return improvements_of(begun, year, cells, rejections_in(connection, company_id, cells))


def improvements_of(
    begun: Sequence[Submission], year: Year, cells: Mapping[str, Cell], rejected: Mapping[str, str]
) -> Improvements:
    """Rank the measures over submissions already read; `cells` are the company's, `rejected` reasons by measure."""
    results = tuple((one.checklist, scoring.score(one.checklist, one.sheet)) for one in begun)
    factors, country = content.figures().factors, year.profile.country
    co2 = emission_factors(year.resources, factors, country, "saving")
    own = own_figures_in(cells)
    ranking = opportunities.rank(
        results,
        content.content().library,
        year.profile.facts,
        year=year.resources.by_resource,
        nace=year.profile.nace,
        co2={resource: factor.kg_per_unit for resource, factor in co2.items()},
        shares=own.shares,
        prices=own.prices,
        quotes=own.quotes,
        running_costs=own.running_costs,
        lives=own.lives,
        rate=money.USUAL_RATE if own.rate is None else own.rate,
        rejected=rejected,
    )
    footprint = emission_factors(year.resources, factors, country, "footprint")
    stored = {key: cell for key, cell in cells.items() if key.startswith((OWN, REJECTED))}
    return Improvements(ranking, results, year, co2, footprint, own, stored)


def reject(session: Session, measure_id: str, reason: str) -> Cell:
    """Keep a measure out of every list but that of the rejected, with the reason; AnswerMistakes without one.

    Its entry in the plan is rejected with it; NotPossibleNow (`plan-state`) where it is done. The reason replaces one
    that is stored; the field that it was typed in has shown that one.
    """
    return _put(session, measure_id, PlanState.REJECTED, reason)


def take_up(session: Session, measure_id: str) -> Cell:
    """Take a rejected measure up again, in the plan too; its reason stays, to be seen when it is rejected once more."""
    return _put(session, measure_id, PlanState.PLANNED)


def _put(session: Session, measure_id: str, to: PlanState, reason: str = "") -> Cell:
    moment = now()
    with database.transaction() as connection:
        companies.lock(connection, session.company_id)
        person = check(connection, session, Permission.EDIT_COMPANY, session.company)
        return RejectionWriter(connection, session.company_id, person, moment).put(measure_id, to, reason)
