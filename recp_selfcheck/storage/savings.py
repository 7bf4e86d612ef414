"""Stored savings: the numbers of a plan, written when it is handed in, for figures over companies."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from recp_selfcheck.assessment.programme import ClubSaving, CompanySaving
from recp_selfcheck.assessment.savings import Range
from recp_selfcheck.storage import tables

_rows = tables.saving_row.c


def keep(connection: sa.Connection, company_id: int, savings: Iterable[CompanySaving], at: datetime) -> None:
    """Write what a plan saves in place of what the one before did."""
    connection.execute(sa.delete(tables.saving_row).where(_rows.company_id == company_id))
    written = [
        {
            "company_id": company_id,
            "stage": one.stage,
            "what": one.what,
            "currency": one.currency,
            "low": one.saved.low,
            "typical": one.saved.typical,
            "high": one.saved.high,
            "measures": one.measures,
            "at": at,
        }
        for one in savings
    ]
    if written:
        connection.execute(sa.insert(tables.saving_row), written)


def by_club(connection: sa.Connection) -> tuple[ClubSaving, ...]:
    """Return what the plans handed in last save, added up over the companies counted in each club."""
    members = tables.club_company.c
    home = (
        sa.select(members.company_id, sa.func.min(members.club_id).label("club_id"))
        .group_by(members.company_id)
        .subquery()
    )
    kind = (home.c.club_id, _rows.stage, _rows.what, _rows.currency)
    sums = (sa.func.sum(one) for one in (_rows.low, _rows.typical, _rows.high, _rows.measures))
    query = (
        sa.select(*kind, *sums, sa.func.count())
        .join_from(tables.saving_row, home, home.c.company_id == _rows.company_id)
        .group_by(*kind)
    )
    return tuple(
        ClubSaving(row[0], row[8], CompanySaving(row[1], row[2], row[3], Range(*row[4:7]), row[7]))
        for row in connection.execute(query)
    )
