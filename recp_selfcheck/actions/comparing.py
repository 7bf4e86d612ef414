"""Figures over companies: of one's club beside one's own result, and of the whole programme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from recp_selfcheck.actions import content
from recp_selfcheck.actions.session import Session, check
from recp_selfcheck.assessment.club_figures import ClubFigure, club_figure, merged
from recp_selfcheck.people.roles import Permission, Thing
from recp_selfcheck.storage import clubs, database, scores


@dataclass(frozen=True, slots=True)
class ProgrammeFigure:
    """What clubs together (a small one merged with others) scored on a checklist, over `figure.n` companies."""

    clubs: tuple[str, ...]
    checklist: str
    figure: ClubFigure


def club_figures(session: Session, checklist_id: str, version: int) -> Mapping[str, ClubFigure]:
    """Return the figures of the *other* companies of one's clubs by section, "" for the whole checklist.

    Of the same checklist and version; a section of fewer than five others is left out.
    """
    with database.reading() as connection:
        in_clubs = clubs.of_company(connection, session.company_id)
        person = check(connection, session, Permission.READ_AGGREGATES, Thing(club_ids=in_clubs))
        others = {company for club in in_clubs & person.club_ids for company in clubs.companies(connection, club)} - {
            session.company_id
        }
        found: dict[str, list[float]] = {}
        for row in scores.accepted(connection, checklist_id, others):
            if row.version == version:
                found.setdefault(row.section, []).append(row.score)
    figures = {section: club_figure(values) for section, values in found.items()}
    return {section: figure for section, figure in figures.items() if figure is not None}


def programme(session: Session) -> tuple[ProgrammeFigure, ...]:
    """Return the programme's scores by checklist and club; clubs below five companies are merged, never shown alone."""
    with database.reading() as connection:
        check(connection, session, Permission.READ_PROGRAMME, Thing())
        names = {club.id: club.name for club in clubs.every(connection)}
        home = clubs.home_of_companies(connection)
        found: list[ProgrammeFigure] = []
        for checklist in content.content().checklists.values():
            by_club: dict[int, list[float]] = {}
            for company, score in scores.accepted_wholes(connection, checklist.id, checklist.version):
                if company in home:
                    by_club.setdefault(home[company], []).append(score)
            for group in merged({club: len(values) for club, values in by_club.items()}):
                figure = club_figure([value for club in group for value in by_club[club]])
                if figure is not None:
                    found.append(ProgrammeFigure(tuple(names[club] for club in group), checklist.id, figure))
    return tuple(found)
