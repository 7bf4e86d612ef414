"""What to improve first: the company's answers and bills, ranked over all its checklists."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from recp_selfcheck.actions import company, content
from recp_selfcheck.actions.company import Year, years_in
from recp_selfcheck.actions.own_figures import OWN, REJECTED, own_figures_in
from recp_selfcheck.actions.session import Session, check
from recp_selfcheck.actions.submission import Submission, all_begun, company_cells
from recp_selfcheck.assessment import money, opportunities, scoring
from recp_selfcheck.assessment.emissions import EmissionFactor, emission_factors
from recp_selfcheck.assessment.opportunities import Opportunities
from recp_selfcheck.assessment.own_figures import OwnFigures
from recp_selfcheck.assessment.scoring import ScoreCard
from recp_selfcheck.checklists.model import Checklist
from recp_selfcheck.people.roles import Permission
from recp_selfcheck.storage import database
from recp_selfcheck.storage.cells import Cell


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
        cells = company_cells(connection, session.company_id)
        begun = all_begun(connection, session.company_id, cells)
        year = years_in(connection, session.company_id, cells).now
    return improvements_of(begun, year, cells)


def improvements_of(begun: Sequence[Submission], year: Year, cells: Mapping[str, Cell]) -> Improvements:
    """Rank the measures over submissions already read; `cells` are the company's."""
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
        rejected=own.rejected,
    )
    footprint = emission_factors(year.resources, factors, country, "footprint")
    stored = {key: cell for key, cell in cells.items() if key.startswith((OWN, REJECTED))}
    return Improvements(ranking, results, year, co2, footprint, own, stored)


def reject(session: Session, measure_id: str, reason: str) -> Cell:
    """Keep a measure out of every list but that of the rejected, with the reason; AnswerMistakes without one.

    The reason replaces one that is stored; the field that it was typed in has shown that one.
    """
    return _put(session, measure_id, lambda _kept: {"reason": reason, "rejected": True})


def take_up(session: Session, measure_id: str) -> Cell:
    """Take a rejected measure up again; its reason stays, to be seen when it is rejected once more."""
    return _put(session, measure_id, lambda kept: {"reason": kept.get("reason")})


def _put(session: Session, measure_id: str, change: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> Cell:
    key = f"{REJECTED}{measure_id}"
    stored = company.read_company(session).cells.get(key)
    kept = stored.value if stored is not None and isinstance(stored.value, dict) else {}
    return company.save_field(session, key, change(kept), stored.version if stored else 0)
