"""What the class sees: each company's latest handed-in copy of one checklist, put together."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from recp_selfcheck.actions import content
from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.clubs import thing_of
from recp_selfcheck.actions.session import Session, check
from recp_selfcheck.actions.submission import checklist_for
from recp_selfcheck.assessment import scoring
from recp_selfcheck.assessment.answers import accept, read_answers
from recp_selfcheck.assessment.class_figures import ClassFigures, Participant, class_figures
from recp_selfcheck.assessment.scoring import ScoreCard
from recp_selfcheck.checklists.model import Checklist
from recp_selfcheck.errors import NotFound
from recp_selfcheck.people.review import State
from recp_selfcheck.people.roles import Permission, Role
from recp_selfcheck.storage import audit, clubs, companies, database, receipts, reviews, submissions
from recp_selfcheck.storage.database import Connection
from recp_selfcheck.storage.receipts import Receipt


@dataclass(frozen=True, slots=True)
class ClassView:
    """A club before a projector: its figures for one checklist, and how many companies it has."""

    club: str
    checklist: Checklist
    figures: ClassFigures
    companies: int


def new_seed() -> int:
    """Return an order for the rows of a class that nobody can foresee."""
    return secrets.randbelow(2**31)


def view_class(session: Session, club_id: int, checklist_id: str, seed: int, *, again: bool = False) -> ClassView:
    """Return what the class sees of a checklist; `seed` keeps the rows in their places from one look to the next.

    A copy of another version than the shipped one is left out. That it was shown is written down, but not `again` when
    the wall refreshes itself.
    """
    shipped = content.content().checklists.get(checklist_id)
    if shipped is None:
        raise NotFound(f"checklist {checklist_id}")
    if not again:
        _note(session, club_id, checklist_id)
    with database.reading() as connection:  # a wall that refreshes itself must not keep a class from saving answers
        check(connection, session, Permission.MANAGE_CLUB, thing_of(club_id))
        club = clubs.get(connection, club_id)
        ids = clubs.companies(connection, club_id)
        taking_part = [one for company in ids if (one := _participant(connection, company, shipped)) is not None]
    return ClassView(club.name, shipped, class_figures(shipped, taking_part, seed=seed), len(ids))


def _note(session: Session, club_id: int, checklist_id: str) -> None:
    with database.transaction() as connection:
        person = check(connection, session, Permission.MANAGE_CLUB, thing_of(club_id))
        if person.role is Role.TRAINER:
            detail = {"checklist": checklist_id}
            audit.note(connection, "shown in class", at=now(), person_id=person.id, club_id=club_id, detail=detail)


def _participant(connection: Connection, company_id: int, shipped: Checklist) -> Participant | None:
    row = submissions.current(connection, company_id, shipped.id)
    if row is None:
        return None
    receipt = receipts.latest(connection, row.id)
    if receipt is None or row.state is State.DRAFT:
        return None
    checklist = checklist_for(connection, row)
    if (receipt.version, receipt.hash) != (shipped.version, shipped.hash):
        return None
    sheet = read_answers(checklist, {**receipt.copy["facts"], **receipt.copy["answers"]})
    card = scoring.score(checklist, sheet)
    return Participant(
        name=companies.name(connection, company_id),
        shown_as=row.shown_as,
        card=card,
        agreed=_agreed(connection, row.id, checklist, receipt),
    )


def _agreed(connection: Connection, submission_id: int, checklist: Checklist, receipt: Receipt) -> ScoreCard | None:
    """Return the agreed card of a decision on exactly this copy, None before there is one."""
    decided = [one for one in reviews.decisions(connection, submission_id) if one.receipt_id == receipt.id]
    if not decided:
        return None
    sheet = read_answers(checklist, {**receipt.copy["facts"], **receipt.copy["answers"]})
    given = {
        name: answer
        for name, raw in decided[-1].copy["answers"].items()
        if name in checklist.questions and (answer := accept(checklist.questions[name], raw)) is not None
    }
    return scoring.score(checklist, type(sheet)({**sheet.answers, **given}, sheet.facts))
