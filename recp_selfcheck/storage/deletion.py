"""What is deleted with an account and with a company, and what is left of them without names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa

from recp_selfcheck.people.roles import Role
from recp_selfcheck.storage import tables

_ALL_OF_COMPANY: Final = (
    tables.company_field,
    tables.company_field_event,
    tables.bill,
    tables.bill_event,
    tables.company_code,
    tables.club_company,
    tables.membership,
    tables.score_row,
    tables.saving_row,
)
_ALL_OF_SUBMISSION: Final = (
    tables.answer,
    tables.answer_event,
    tables.review_cell,
    tables.review_cell_event,
    tables.decision,
    tables.attachment,
)
_ALL_OF_PERSON: Final = (
    tables.login_session,
    tables.one_time_link,
    tables.club_person,
    tables.membership,
    tables.phrase,
    tables.oidc_identity,
    tables.attendance,
)
_NUMBERS: Final = ("score", "low", "high", "share_rated", "provisional", "band")


def others_in(connection: sa.Connection, company_id: int, person_id: int) -> int:
    """Return how many others a company has."""
    kept = tables.membership.c
    counted = sa.select(sa.func.count()).where(kept.company_id == company_id, kept.person_id != person_id)
    return int(connection.execute(counted).scalar() or 0)


def receipts_of(connection: sa.Connection, company_id: int) -> int:
    """Return how many receipts a company has, of checklists, bills and plan."""
    parts = tables.handed_in_part.c
    of_checklists = (
        sa.select(sa.func.count())
        .select_from(tables.receipt)
        .where(tables.receipt.c.submission_id.in_(_submissions(company_id)))
    )
    of_parts = sa.select(sa.func.count()).where(parts.company_id == company_id)
    return sum(int(connection.execute(counted).scalar() or 0) for counted in (of_checklists, of_parts))


def other_coordinators(connection: sa.Connection, person_id: int, *, lock: bool = False) -> int:
    """Return how many other coordinators can sign in; with `lock` they stay until the transaction ends."""
    people = tables.person.c
    query = sa.select(people.id).where(people.role == Role.COORDINATOR, people.locked_at.is_(None)).order_by(people.id)
    found = connection.execute(query.with_for_update() if lock else query).scalars().all()
    return len([one for one in found if one != person_id])


def delete_company(connection: sa.Connection, company_id: int) -> set[str]:
    """Delete all a company entered and what others noted on it; return the hashes of files nobody refers to any more.

    Of each receipt stay time, checklist, SHA-256 and the numbers of the score, of the company its number.
    """
    submissions = _submissions(company_id)
    attached = tables.attachment.c
    own = set(connection.execute(sa.select(attached.sha256).where(attached.submission_id.in_(submissions))).scalars())
    entries = sa.select(tables.plan_entry.c.id).where(tables.plan_entry.c.company_id == company_id)
    for table in (tables.plan_cell, tables.plan_cell_event):
        connection.execute(sa.delete(table).where(table.c.plan_entry_id.in_(entries)))
    connection.execute(sa.delete(tables.plan_entry).where(tables.plan_entry.c.company_id == company_id))
    for table in _ALL_OF_COMPANY:
        connection.execute(sa.delete(table).where(table.c.company_id == company_id))
    for table in _ALL_OF_SUBMISSION:
        connection.execute(sa.delete(table).where(table.c.submission_id.in_(submissions)))
    _strip_receipts(connection, company_id)
    connection.execute(
        sa.update(tables.login_session).where(tables.login_session.c.company_id == company_id).values(company_id=None)
    )
    used = set(connection.execute(sa.select(attached.sha256).where(attached.sha256.in_(own))).scalars())
    return own - used


def delete_person(connection: sa.Connection, person_id: int, at: datetime) -> None:
    """Delete what is somebody's own, and leave a nameless row that can never sign in for what they did for others."""
    people = tables.person.c
    login = connection.execute(sa.select(people.login).where(people.id == person_id)).scalar()
    for table in _ALL_OF_PERSON:
        connection.execute(sa.delete(table).where(table.c.person_id == person_id))
    connection.execute(sa.delete(tables.sign_in_attempt).where(tables.sign_in_attempt.c.login == login))
    certificates = tables.certificate.c
    connection.execute(
        sa.update(tables.certificate)
        .where(certificates.person_id == person_id)
        .values(person_id=None, person_name="", company_name="")
    )
    nobody = {"login": f"#{person_id}", "name": "", "role": Role.MEMBER, "language": "", "password_hash": None}
    connection.execute(sa.update(tables.person).where(people.id == person_id).values(**nobody, locked_at=at))


def _submissions(company_id: int) -> sa.Select[tuple[int]]:
    return sa.select(tables.submission.c.id).where(tables.submission.c.company_id == company_id)


def _strip_receipts(connection: sa.Connection, company_id: int) -> None:
    receipts, submissions = tables.receipt.c, tables.submission.c
    query = sa.select(receipts.id, receipts.copy).where(receipts.submission_id.in_(_submissions(company_id)))
    for ident, copy in connection.execute(query).all():
        connection.execute(sa.update(tables.receipt).where(receipts.id == ident).values(copy=_stripped(copy)))
    with_receipt = sa.select(receipts.submission_id)
    connection.execute(
        sa.delete(tables.submission).where(submissions.company_id == company_id, submissions.id.not_in(with_receipt))
    )
    connection.execute(
        sa.update(tables.submission)
        .where(submissions.company_id == company_id)
        .values(shared=False, shown_as="", is_current=False)
    )
    parts = tables.handed_in_part
    connection.execute(sa.update(parts).where(parts.c.company_id == company_id).values(copy={}, remark=""))


def _stripped(copy: Mapping[str, Any]) -> dict[str, Any]:
    checklist, card = copy.get("checklist", {}), copy.get("score", {})
    return {
        "checklist": {name: checklist.get(name) for name in ("id", "version", "hash")},
        "score": {name: card.get(name) for name in _NUMBERS},
        "deleted": True,
    }
