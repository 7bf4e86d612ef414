"""What others see of a company's submission: while the company works on what was returned, what it handed in."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Final

from recp_selfcheck.actions.submission import Submission
from recp_selfcheck.assessment.answers import read_answers
from recp_selfcheck.checklists.model import Checklist
from recp_selfcheck.people.review import State
from recp_selfcheck.people.roles import Person
from recp_selfcheck.storage import attachments, receipts, reviews
from recp_selfcheck.storage.attachments import Attachment
from recp_selfcheck.storage.cells import Cell
from recp_selfcheck.storage.database import Connection
from recp_selfcheck.storage.receipts import Receipt
from recp_selfcheck.storage.submissions import SubmissionRow

_IN_COPY: Final = {"answer": "answers", "evidence": "evidence", "note": "notes"}
"""Where the frozen copy keeps each field of an answer; the reason is within the answer."""


def seen_receipts(connection: Connection, row: SubmissionRow) -> tuple[Receipt, ...]:
    """Return the hand-ins that others see, oldest first: all, or once decided those up to the one decided on.

    What was handed in again and taken back unopened is the company's own affair.
    """
    handed_in = receipts.of_submission(connection, row.id)
    decided = reviews.decisions(connection, row.id) if row.state is not State.SUBMITTED else ()
    until = decided[-1].receipt_id if decided else None
    return handed_in if until is None else tuple(one for one in handed_in if one.id <= until)


def seen_receipt(connection: Connection, row: SubmissionRow) -> Receipt | None:
    """Return the last hand-in that others see, None before the first."""
    return next(reversed(seen_receipts(connection, row)), None)


def as_handed_in(submission: Submission, receipt: Receipt | None) -> Submission:
    """Show a returned submission as it was handed in: what the company works on since is its own affair."""
    if submission.state is not State.RETURNED or receipt is None:
        return submission
    copy, checklist = receipt.copy, submission.checklist
    if receipt.hash != checklist.hash:  # a newer version was taken since
        checklist = Checklist.model_validate(copy["checklist"])
    sheet = read_answers(checklist, {**copy["facts"], **copy["answers"]})
    cells = {
        (question, field): Cell(value, _version(submission, question, field), receipt.at, receipt.by)
        for field, part in _IN_COPY.items()
        for question, value in copy[part].items()
    }
    return replace(submission, checklist=checklist, sheet=sheet, cells=cells, saved_at=receipt.at, receipt=receipt)


def seen_until(connection: Connection, person: Person, row: SubmissionRow) -> datetime | None:
    """Return the moment until which somebody sees the changes of a submission, None for all of them."""
    if row.company_id in person.company_ids or row.state is not State.RETURNED:
        return None
    receipt = seen_receipt(connection, row)
    return receipt.at if receipt else None


def seen_attachments(connection: Connection, person: Person, row: SubmissionRow) -> tuple[Attachment, ...]:
    """Return the files of a submission that somebody sees now: a company those it has, others those handed in."""
    if row.company_id in person.company_ids or row.state is State.DRAFT:
        return attachments.of_submission(connection, row.id)
    receipt = seen_receipt(connection, row)
    named = receipt.copy.get("attachments", {}) if receipt else {}
    return tuple(attachments.get(connection, one["id"]) for of_question in named.values() for one in of_question)


def is_seen(connection: Connection, person: Person, row: SubmissionRow, attachment: Attachment) -> bool:
    """Say whether somebody who may read a submission may have one of its files.

    The company has all of them. Others have what is in a copy that was handed in, of a shared draft what it has now:
    a file taken away before it was handed in was never theirs to see.
    """
    if row.company_id in person.company_ids or (row.state is State.DRAFT and not attachment.removed):
        return True
    handed_in = (one.copy.get("attachments", {}) for one in seen_receipts(connection, row))
    return attachment.id in {one["id"] for named in handed_in for files in named.values() for one in files}


def _version(submission: Submission, question: str, field: str) -> int:
    cell = submission.cells.get((question, field))
    return cell.version if cell else 0
