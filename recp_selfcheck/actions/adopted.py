"""That somebody else took a newer version of a checklist for a company, as the company is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from recp_selfcheck.actions.session import Session, check
from recp_selfcheck.actions.submission import stored_checklist
from recp_selfcheck.checklists.model import Checklist
from recp_selfcheck.people.review import EDITABLE
from recp_selfcheck.people.roles import Permission
from recp_selfcheck.storage import audit, database, receipts, submissions
from recp_selfcheck.storage import cells as stored_cells
from recp_selfcheck.storage.database import Connection
from recp_selfcheck.storage.submissions import SubmissionRow

ADOPTED: Final = "version adopted"
"""What stands in the log."""


@dataclass(frozen=True, slots=True)
class Told:
    """That somebody else took a newer version for a company: who (""= no longer known), when, and what became of it.

    `asked_again` and `dropped` are by the id of the old version, with the answer that stood there.
    """

    by: str
    at: datetime
    old: Checklist
    new: int
    kept: int
    asked_again: Mapping[str, Any]
    dropped: Mapping[str, Any]


def told(session: Session) -> Mapping[str, Told]:
    """Return by checklist that somebody else took the version the company is answering now, until it hands in."""
    with database.reading() as connection:
        check(connection, session, Permission.ANSWER, session.company)
        entries = audit.of_action(connection, ADOPTED, session.company_id)
        rows = submissions.all_current(connection, session.company_id).values() if entries else ()
        newest = {entry.detail["submission"]: entry for entry in reversed(entries)}
        return {
            row.checklist: _told(connection, newest[row.id])
            for row in rows
            if row.id in newest and _is_answered(connection, row, newest[row.id])
        }


def _is_answered(connection: Connection, row: SubmissionRow, entry: audit.Entry) -> bool:
    """Say whether a submission is still being answered with the version that was taken."""
    receipt = receipts.latest(connection, row.id)
    handed_in_since = receipt is not None and receipt.at >= entry.at
    return row.state in EDITABLE and row.version == entry.detail["new"] and not handed_in_since


def _told(connection: Connection, entry: audit.Entry) -> Told:
    detail = entry.detail

    def answers(names: list[str]) -> dict[str, Any]:
        """Return what stood at these questions when the newer version was taken."""
        before: dict[str, Any] = {}
        for name in names:
            events = stored_cells.history(connection, stored_cells.ANSWERS, detail["submission"], (name, "answer"))
            before[name] = next((event.old for event in events if event.at == entry.at), None)
        return before

    return Told(
        by=entry.name,
        at=entry.at,
        old=stored_checklist(connection, detail["definition"]),
        new=detail["new"],
        kept=detail["kept"],
        asked_again=answers(detail["asked_again"]),
        dropped=answers(detail["dropped"]),
    )
