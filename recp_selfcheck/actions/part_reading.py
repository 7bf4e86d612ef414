"""Handed-in bills and plans before a trainer, and what the trainer wrote to them before their company."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.company import Years
from recp_selfcheck.actions.frozen_copies import plan_of_part, years_of_part
from recp_selfcheck.actions.inputs import accept_text
from recp_selfcheck.actions.part_handing_in import BILLS, check_part
from recp_selfcheck.actions.plan import Plan
from recp_selfcheck.actions.reviewing import LONGEST_REMARK
from recp_selfcheck.actions.session import Session, check
from recp_selfcheck.errors import NotFound
from recp_selfcheck.people.roles import Permission, Role, Thing
from recp_selfcheck.storage import audit, clubs, companies, database, parts
from recp_selfcheck.storage.cells import Cell
from recp_selfcheck.storage.parts import HandedInPart, PartRow

__all__ = [
    "LONGEST_REMARK",
    "PartReading",
    "PartRow",
    "WaitingPart",
    "mark_part_read",
    "open_part",
    "own_remarks",
    "parts_queue",
    "remark_part",
]


class WaitingPart(NamedTuple):
    """Bills or a plan as they stand in the queue."""

    row: PartRow
    company: str


@dataclass(frozen=True, slots=True)
class PartReading:
    """Handed-in bills (`years`) or a plan (`plan`), and the remark on them, None before the first."""

    part: HandedInPart
    company: str
    years: Years | None
    plan: Plan | None
    remark: Cell | None
    may_write: bool


def parts_queue(session: Session) -> tuple[WaitingPart, ...]:
    """Return what the companies of the person's clubs handed in last of bills and plan, oldest first."""
    with database.reading() as connection:
        person = check(connection, session, Permission.READ_CHECKLISTS, Thing())
        ids = {company for club in person.club_ids for company in clubs.companies(connection, club)}
        latest: dict[tuple[int, str], PartRow] = {}
        for row in parts.rows_of(connection, ids):
            latest.setdefault((row.company_id, row.part), row)
        rows = sorted(latest.values(), key=lambda row: row.id)
        return tuple(WaitingPart(row, companies.name(connection, row.company_id)) for row in rows)


def open_part(session: Session, part_id: int, *, again: bool = False) -> PartReading:
    """Return handed-in bills or a plan; the look is written down, but not `again` when a page is redrawn."""
    opened = database.reading if again else database.transaction
    with opened() as connection:
        part = _get(session, connection, part_id)
        person = check_part(connection, session, Permission.READ_SUBMISSION, part.company_id)
        if not again:
            action = f"{part.part} read"
            audit.note(connection, action, at=now(), person_id=person.id, company_id=part.company_id)
        company = companies.name(connection, part.company_id)
    is_bills = part.part == BILLS
    return PartReading(
        part=part,
        company=company,
        years=years_of_part(part) if is_bills else None,
        plan=None if is_bills else plan_of_part(part),
        remark=part.remark_cell,
        may_write=person.role is Role.TRAINER,
    )


def mark_part_read(session: Session, part_id: int, *, read: bool) -> None:
    """Say that one has read handed-in bills or a plan, or take that back; the company sees it."""
    with database.transaction() as connection:
        part = _get(session, connection, part_id)
        person = check_part(connection, session, Permission.REVIEW, part.company_id)
        if read is (part.read_at is not None):
            return
        parts.mark_read(connection, part.id, person_id=person.id if read else None, at=now() if read else None)


def own_remarks(session: Session) -> dict[str, PartRow]:
    """Return by part what the company handed in last and a trainer wrote to; without a remark just the last."""
    with database.reading() as connection:
        check(connection, session, Permission.READ_COMPANY, session.company)
        found: dict[str, PartRow] = {}
        for row in parts.rows_of(connection, [session.company_id]):
            kept = found.setdefault(row.part, row)
            if row.remark and not kept.remark:
                found[row.part] = row
        return found


def _get(session: Session, connection: database.Connection, part_id: int) -> HandedInPart:
    """Return a part; who may read none is not told whether there is one."""
    try:
        return parts.get(connection, part_id)
    except NotFound:
        check(connection, session, Permission.READ_CHECKLISTS, Thing())
        raise


def remark_part(session: Session, company_id: int, part_id: int, remark: str, seen_version: int = 0) -> Cell:
    """Store a remark on bills or a plan a company handed in and return it as stored; the company sees it at once.

    Another trainer's newer remark raises Conflict with it. The first remark says that the part was read.
    """
    kept = accept_text(remark, LONGEST_REMARK) or ""
    with database.transaction() as connection:
        person = check_part(connection, session, Permission.REVIEW, company_id)
        part = parts.get(connection, part_id)
        if part.company_id != company_id:
            raise NotFound(f"part {part_id} of company {company_id}")
        moment = now()
        stored = parts.save_remark(
            connection, part_id, kept, seen_version=seen_version, person_id=person.id, by=person.name, at=moment
        )
        if kept != part.remark:
            action = f"{part.part} remarked on"
            audit.note(connection, action, at=moment, person_id=person.id, company_id=company_id)
        return stored
