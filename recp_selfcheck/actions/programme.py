"""What the programme saves: written down when a company hands in its plan, added up over companies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from recp_selfcheck.actions.follow_ups import follow_ups_of, read_follow_ups
from recp_selfcheck.actions.plan import plan_of, read_plan
from recp_selfcheck.actions.session import Session, check
from recp_selfcheck.assessment.plan import PlanEntry, PlanState
from recp_selfcheck.assessment.programme import ProgrammeSaving, ProgrammeSavings, company_savings, programme_savings
from recp_selfcheck.people.roles import Permission, Thing
from recp_selfcheck.storage import clubs, database, savings
from recp_selfcheck.storage.cells import Cell
from recp_selfcheck.storage.database import Connection

__all__ = ["ProgrammeSaving", "Savings", "keep_savings", "load_what_measures", "read_savings"]


@dataclass(frozen=True, slots=True)
class Savings:
    """The programme's savings, and the names of the clubs in them by id."""

    programme: ProgrammeSavings
    clubs: Mapping[int, str]


def read_savings(session: Session) -> Savings:
    """Return what the companies of all clubs save by the plans they handed in, never of fewer than five of them."""
    with database.reading() as connection:
        check(connection, session, Permission.READ_PROGRAMME, Thing())
        names = {club.id: club.name for club in clubs.every(connection)}
        found = programme_savings(savings.by_club(connection))
    return Savings(found, names)


def keep_savings(connection: Connection, company_id: int, company: Mapping[str, Cell], at: datetime) -> None:
    """Write down what a plan saves that is being handed in; `company` are the cells of its profile."""
    plan = plan_of(connection, company_id, company)
    measured = follow_ups_of(connection, company_id, company, plan.entries, _verified(plan.entries))
    savings.keep(connection, company_id, company_savings(plan.entries, plan.currency, measured), at)


def load_what_measures(session: Session) -> None:
    """Read what the session's verified measures saved, so that what fits a baseline is loaded: that takes seconds.

    To be done before the company is locked, when others would wait.
    """
    entries = read_plan(session).entries
    verified = _verified(entries)
    if verified:
        read_follow_ups(session, entries, verified)


def _verified(entries: tuple[PlanEntry, ...]) -> list[int]:
    return [entry.id for entry in entries if entry.state is PlanState.VERIFIED]
