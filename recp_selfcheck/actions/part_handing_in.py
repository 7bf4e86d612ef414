"""Handing in bills or the plan: a frozen copy that a trainer reads and may remark on, with its hash as receipt."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from recp_selfcheck import __version__
from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.company import Year, years_in
from recp_selfcheck.actions.inputs import refuse
from recp_selfcheck.actions.programme import keep_savings, load_what_measures
from recp_selfcheck.actions.session import Session, check
from recp_selfcheck.actions.submission import company_cells
from recp_selfcheck.assessment.answers import shorten
from recp_selfcheck.errors import Mistake, NotPossibleNow
from recp_selfcheck.people.review import State
from recp_selfcheck.people.roles import Permission, Person, Thing
from recp_selfcheck.storage import audit, clubs, companies, database, meetings, parts, plan
from recp_selfcheck.storage import cells as stored_cells
from recp_selfcheck.storage.database import Connection
from recp_selfcheck.storage.parts import HandedInPart

BILLS, PLAN = "bills", "plan"
FROZEN: Final = (BILLS, PLAN)
"""The parts that are handed in as a frozen copy and read, not reviewed."""


def hand_in_part(session: Session, part: str) -> str:
    """Hand in the bills or the plan as they are now, as a frozen copy; return its SHA-256, the receipt.

    NotPossibleNow while the bills hold mistakes that are neither corrected nor, where that is possible, explained.
    """
    if part not in FROZEN:
        refuse("unknown-part", f"'{shorten(part)}' cannot be handed in like this.", given=shorten(part))
    if part == PLAN:
        load_what_measures(session)
    with database.transaction() as connection:
        companies.lock(connection, session.company_id)
        person = check(connection, session, Permission.HAND_IN, session.company)
        if part == BILLS:
            company = company_cells(connection, session.company_id)
            _refuse_mistakes(years_in(connection, session.company_id, company).now)
        return freeze_part(connection, session.company_id, part, person)


def freeze_part(
    connection: Connection, company_id: int, part: str, person: Person, *, file: Mapping[str, str] | None = None
) -> str:
    """Hand in bills or plan for somebody who may, from the `file` they came in by or online; return the SHA-256.

    The caller holds the lock on the company.
    """
    company = company_cells(connection, company_id)
    moment = now()
    how = {"at": moment.isoformat(), "by": person.name, "part": part, "program": __version__}
    copy = {
        "handed_in": {**how, **({"file": dict(file)} if file else {})},
        "company": {key: cell.value for key, cell in sorted(company.items()) if cell.value is not None},
        part: _bills(connection, company_id) if part == BILLS else _plan(connection, company_id),
    }
    digest = meetings.keep_part(connection, company_id, part, copy, person_id=person.id, at=moment)
    if part == PLAN:
        keep_savings(connection, company_id, company, moment)
    audit.note(connection, f"{part} handed in", at=moment, person_id=person.id, company_id=company_id)
    return digest


def handed_in_parts(session: Session, company_id: int) -> tuple[HandedInPart, ...]:
    """Return the bills and plans a company handed in, newest first: to itself, and to whoever reads its club."""
    with database.reading() as connection:
        check_part(connection, session, Permission.READ_SUBMISSION, company_id)
        return parts.of_company(connection, company_id)


def check_part(connection: Connection, session: Session, permission: Permission, company_id: int) -> Person:
    """Return the person of a live session if they may do this with what a company handed in; else NotPermitted."""
    in_clubs = clubs.of_company(connection, company_id)
    return check(connection, session, permission, Thing(company_id, in_clubs, State.SUBMITTED))


def _refuse_mistakes(year: Year) -> None:
    found = [doubt for doubt in (*year.doubts, *year.bill_doubts) if doubt.blocking and not doubt.explanation]
    if found:
        message = f"{len(found)} mistakes in the bills must be corrected first. They stand below the bills, by month."
        raise NotPossibleNow([Mistake("bills-with-mistakes", message, values={"number": len(found)})])


def _bills(connection: Connection, company_id: int) -> list[dict[str, Any]]:
    stored = stored_cells.read(connection, stored_cells.BILLS, company_id)
    return [
        {"series": series, "month": month, "field": field, "value": cell.value}
        for (series, month, field), cell in sorted(stored.items())
        if cell.value is not None
    ]


def _plan(connection: Connection, company_id: int) -> list[dict[str, Any]]:
    cells = plan.cells(connection, company_id)
    return [
        {
            "measure": row.measure,
            "fields": {
                name: cell.value for name, cell in sorted(cells.get(row.id, {}).items()) if cell.value is not None
            },
        }
        for row in plan.entries(connection, company_id)
    ]
