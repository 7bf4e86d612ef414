"""Receipts: the frozen copies of what was handed in."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from recp_selfcheck.storage import tables
from recp_selfcheck.storage.canonical import sha256

_submissions = tables.submission.c


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was handed in: `copy` is the frozen whole, `sha256` its hash as canonical JSON, `card` the score in it."""

    id: int
    at: datetime
    by: str
    checklist: str
    version: int
    hash: str
    round: int
    sha256: str
    copy: Mapping[str, Any]

    @property
    def card(self) -> Mapping[str, Any]:
        """The score as it stood, with the keys of the command line's `score`."""
        card: Mapping[str, Any] = self.copy["score"]
        return card


def keep(
    connection: sa.Connection, submission_id: int, copy: Mapping[str, Any], *, person_id: int, at: datetime
) -> None:
    """Write the frozen copy with its hash and the numbers of its score."""
    card = copy["score"]
    numbers = {name: card[name] for name in ("score", "low", "high", "share_rated", "provisional", "band")}
    connection.execute(
        sa.insert(tables.receipt).values(
            submission_id=submission_id, at=at, person_id=person_id, copy=copy, sha256=sha256(copy), **numbers
        )
    )


_receipts: sa.Select[Any] = (
    sa.select(
        tables.receipt.c.id,
        tables.receipt.c.at,
        tables.person.c.name,
        _submissions.checklist,
        _submissions.round,
        tables.receipt.c.sha256,
        tables.receipt.c.copy,
    )
    .join_from(tables.receipt, tables.submission)
    .join(tables.person, tables.person.c.id == tables.receipt.c.person_id)
)
_latest = _receipts.where(_submissions.id == sa.bindparam("is_id")).order_by(tables.receipt.c.id.desc()).limit(1)
_first = (
    sa.select(_submissions.company_id, _submissions.checklist, sa.func.min(tables.receipt.c.at))
    .join_from(tables.receipt, tables.submission)
    .where(_submissions.company_id.in_(sa.bindparam("are", expanding=True)))
    .group_by(_submissions.company_id, _submissions.checklist)
)


def latest(connection: sa.Connection, submission_id: int) -> Receipt | None:
    """Return the newest receipt of a submission, None before the first hand-in."""
    row = connection.execute(_latest, {"is_id": submission_id}).first()
    return _receipt(row) if row else None


def of_submission(connection: sa.Connection, submission_id: int) -> tuple[Receipt, ...]:
    """Return the receipts of one submission, oldest first: one for each time it was handed in."""
    rows = connection.execute(_receipts.where(_submissions.id == submission_id).order_by(tables.receipt.c.id))
    return tuple(map(_receipt, rows))


def of_round(connection: sa.Connection, company_id: int, checklist: str, round_: int) -> Receipt | None:
    """Return the newest receipt of a round, None where there is none."""
    row = connection.execute(
        _receipts.where(
            _submissions.company_id == company_id, _submissions.checklist == checklist, _submissions.round == round_
        )
        .order_by(tables.receipt.c.id.desc())
        .limit(1)
    ).first()
    return _receipt(row) if row else None


def first_at(connection: sa.Connection, company_ids: Collection[int]) -> dict[tuple[int, str], datetime]:
    """Return when companies first handed each checklist in, by company and checklist."""
    rows = connection.execute(_first, {"are": sorted(company_ids)})
    return {(row[0], row[1]): row[2] for row in rows}


def of_company(connection: sa.Connection, company_id: int, checklist: str) -> tuple[Receipt, ...]:
    """Return all receipts of a company for a checklist, oldest first."""
    rows = connection.execute(
        _receipts.where(_submissions.company_id == company_id, _submissions.checklist == checklist).order_by(
            tables.receipt.c.id
        )
    )
    return tuple(map(_receipt, rows))


def _receipt(row: sa.Row[Any]) -> Receipt:
    whole: Mapping[str, Any] = row.copy
    return Receipt(
        id=row.id,
        at=row.at,
        by=row.name,
        checklist=row.checklist,
        version=whole["checklist"]["version"],
        hash=whole["checklist"]["hash"],
        round=row.round,
        sha256=row.sha256,
        copy=whole,
    )
