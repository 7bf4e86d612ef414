"""What a company lets others see of a checklist: its draft to the trainer, its row in class."""

from __future__ import annotations

from typing import Final

from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.inputs import refuse
from recp_selfcheck.actions.session import Session, check
from recp_selfcheck.assessment.answers import shorten
from recp_selfcheck.people.roles import Permission, Thing
from recp_selfcheck.storage import audit, database, submissions

SHOWN_AS: Final = ("", "row", "name")
"""Not as a row (the default), a row without the name, a row with it."""


def share_draft(session: Session, submission_id: int, *, shared: bool) -> None:
    """Let the trainers of the company's clubs look at a draft, or no longer."""
    with database.transaction() as connection:
        row = submissions.get(connection, submission_id, lock=True)
        person = check(connection, session, Permission.HAND_IN, Thing(row.company_id))
        submissions.share(connection, row.id, shared=shared)
        action = "draft shared" if shared else "draft no longer shared"
        audit.note(
            connection,
            action,
            at=now(),
            person_id=person.id,
            company_id=row.company_id,
            detail={"submission": row.id},
        )


def show_in_class(session: Session, submission_id: int, shown_as: str) -> None:
    """Choose how the company is shown in class; it holds from the next look on."""
    if shown_as not in SHOWN_AS:
        message = f"'{shorten(shown_as)}' is no way to be shown in class."
        refuse("unknown-option", message, given=shorten(shown_as), options=SHOWN_AS)
    with database.transaction() as connection:
        row = submissions.get(connection, submission_id, lock=True)
        check(connection, session, Permission.HAND_IN, Thing(row.company_id))
        submissions.show_in_class(connection, row.id, shown_as)
