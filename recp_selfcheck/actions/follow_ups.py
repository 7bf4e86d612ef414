"""What the measures that are done have really saved, by the company's bills."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from recp_selfcheck.actions import content
from recp_selfcheck.actions.bills import bills_of
from recp_selfcheck.actions.company import profile_of
from recp_selfcheck.actions.session import Session, check
from recp_selfcheck.actions.submission import company_cells
from recp_selfcheck.assessment import follow_ups as core
from recp_selfcheck.assessment.follow_ups import FollowUp
from recp_selfcheck.assessment.plan import PlanEntry
from recp_selfcheck.assessment.resource_months import MonthlyBills
from recp_selfcheck.people.roles import Permission
from recp_selfcheck.storage import database
from recp_selfcheck.storage.cells import Cell
from recp_selfcheck.storage.database import Connection


def read_follow_ups(
    session: Session, entries: Collection[PlanEntry], wanted: Collection[int]
) -> dict[int, tuple[FollowUp, ...]]:
    """Return what 6 and 12 months show of the `wanted` (by id) among the entries of the company's plan.

    The first call may take seconds: it loads what fits a baseline.
    """
    with database.reading() as connection:
        check(connection, session, Permission.READ_COMPANY, session.company)
        company = company_cells(connection, session.company_id)
        return follow_ups_of(connection, session.company_id, company, entries, wanted)


def follow_ups_of(
    connection: Connection,
    company_id: int,
    company: Mapping[str, Cell],
    entries: Collection[PlanEntry],
    wanted: Collection[int],
) -> dict[int, tuple[FollowUp, ...]]:
    """Do the same for any company while a transaction runs; `company` are its profile's cells."""
    if not wanted:
        return {}
    stored = bills_of(connection, company_id, company)
    bills = MonthlyBills(stored.by_series, stored.series, content.figures().factors, profile_of(company).country)
    return {entry.id: core.follow_ups(entry, tuple(entries), bills) for entry in entries if entry.id in wanted}
