"""A submission as a person works with it: its checklist, its answers, what it was handed in with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from recp_selfcheck.actions import content
from recp_selfcheck.actions.clock import now
from recp_selfcheck.assessment.answers import NOT_APPLICABLE, Answer, AnswerSheet, accept, read_answers
from recp_selfcheck.checklists.model import Checklist, Question, canonical
from recp_selfcheck.errors import AnswerMistakes
from recp_selfcheck.people.review import EDITABLE, State
from recp_selfcheck.settings import settings
from recp_selfcheck.storage import cells as stored_cells
from recp_selfcheck.storage import receipts, submissions
from recp_selfcheck.storage.cells import Cell
from recp_selfcheck.storage.database import Connection
from recp_selfcheck.storage.receipts import Receipt
from recp_selfcheck.storage.submissions import SubmissionRow

FIELDS = ("answer", "reason", "evidence", "note")
"""What is stored for a question, each with a version of its own; the reason belongs to *not applicable*."""
SHORTEST_REASON = 5  # characters


@dataclass(frozen=True, slots=True)
class Submission:
    """One round of one company on one checklist.

    `sheet` holds today's facts while it can be edited, those of the frozen copy afterwards. `cells` are by question id
    and field, cleared ones too. `saved_at` is the latest of them. `previous` are the raw answers of the round before,
    `receipt` is the latest; `shown_as` how the company wants to be shown in class.
    """

    id: int
    company_id: int
    checklist: Checklist
    state: State
    round: int
    sheet: AnswerSheet
    cells: Mapping[tuple[str, str], Cell]
    saved_at: datetime | None
    previous: Mapping[str, Any]
    receipt: Receipt | None
    shown_as: str = ""

    @property
    def editable(self) -> bool:
        """Whether the company may change its answers."""
        return self.state in EDITABLE


def read(connection: Connection, row: SubmissionRow, facts: Mapping[str, Cell] | None = None) -> Submission:
    """Read a submission whole; `facts` are the company's cells where the caller has them already."""
    checklist = checklist_for(connection, row)
    cells = answer_cells(connection, row.id)
    receipt = receipts.latest(connection, row.id)
    if row.state in EDITABLE or receipt is None:
        known = company_cells(connection, row.company_id) if facts is None else facts
        sheet = AnswerSheet(answers_in(cells, checklist), facts_in(known, checklist.facts))
    else:
        sheet = read_answers(checklist, {**receipt.copy["facts"], **receipt.copy["answers"]})
    before = None
    if row.round > 1:
        before = receipts.of_round(connection, row.company_id, row.checklist, row.round - 1)
    return Submission(
        id=row.id,
        company_id=row.company_id,
        checklist=checklist,
        state=row.state,
        round=row.round,
        sheet=sheet,
        cells=cells,
        saved_at=max((cell.at for cell in cells.values()), default=None),
        previous=before.copy["answers"] if before else {},
        receipt=receipt,
        shown_as=row.shown_as,
    )


def all_begun(connection: Connection, company_id: int, company: Mapping[str, Cell]) -> tuple[Submission, ...]:
    """Read the latest round of every checklist a company has begun, in the shipped order, those shipped no longer last.

    `company` are its profile's cells.
    """
    rows = submissions.all_current(connection, company_id)
    order = list(content.content().checklists)
    names = sorted(rows, key=lambda name: order.index(name) if name in order else len(order))
    return tuple(read(connection, rows[name], company) for name in names)


def answer_cells(connection: Connection, submission_id: int) -> dict[tuple[str, str], Cell]:
    """Return the cells of a submission by question id and field."""
    found = stored_cells.read(connection, stored_cells.ANSWERS, submission_id)
    return {(key[0], key[1]): cell for key, cell in found.items()}


def company_cells(connection: Connection, company_id: int) -> dict[str, Cell]:
    """Return the cells of a company's profile and facts by key."""
    found = stored_cells.read(connection, stored_cells.COMPANY_FIELDS, company_id)
    return {key[0]: cell for key, cell in found.items()}


def answers_in(cells: Mapping[tuple[str, str], Cell], checklist: Checklist) -> dict[str, Answer]:
    """Return the answers among the cells, each *not applicable* with its reason; one no longer accepted is left out."""
    found: dict[str, Answer] = {}
    for question in checklist.questions.values():
        answer = _accepted(question, cells.get((question.id, "answer")))
        if answer is None:
            continue
        reason = cells.get((question.id, "reason"))
        if answer.value == NOT_APPLICABLE and reason is not None and reason.value:
            answer = Answer(NOT_APPLICABLE, reason.value)
        found[question.id] = answer
    return found


def facts_in(cells: Mapping[str, Cell], facts: Iterable[Question]) -> dict[str, Answer]:
    """Return the facts among a company's cells; one that its question no longer accepts is left out, so asked again."""
    found = {fact.id: _accepted(fact, cells.get(fact.id)) for fact in facts}
    return {key: answer for key, answer in found.items() if answer is not None}


def needs_reason(answer: Answer) -> bool:
    """Say whether an answer is a *not applicable* still without its reason."""
    return answer.value == NOT_APPLICABLE and len(answer.reason.strip()) < SHORTEST_REASON


def checklist_for(connection: Connection, row: SubmissionRow) -> Checklist:
    """Return the checklist a submission is answered with.

    That is the shipped one where its rules are those the submission was begun with (its texts may be newer), or while
    nothing is answered yet; else the one kept in storage.
    """
    shipped = content.content().checklists.get(row.checklist)
    if shipped is not None and (
        (shipped.version, shipped.hash) == (row.version, row.hash)
        or (row.state is State.DRAFT and not submissions.has_answers(connection, row.id))
    ):
        return shipped
    return stored_checklist(connection, row.definition_id)


def keep_checklist(connection: Connection, checklist: Checklist) -> int:
    """Keep a checklist in storage for good, if its rules are not there yet, and return where."""
    found = submissions.definition_id(connection, checklist.id, checklist.version, checklist.hash)
    if found is not None:
        return found
    return submissions.store_definition(
        connection, checklist.id, checklist.version, checklist.hash, whole=canonical(checklist), at=now()
    )


def begin(connection: Connection, company_id: int, checklist: Checklist, round_: int) -> None:
    """Make the draft of a round."""
    definition = keep_checklist(connection, checklist)
    submissions.begin(connection, company_id, checklist.id, definition, round_=round_, at=now())


def pin(connection: Connection, row: SubmissionRow, checklist: Checklist) -> None:
    """Tie a submission to the checklist it is being answered with, where that is newer than the one it began with."""
    if (checklist.version, checklist.hash) != (row.version, row.hash):
        submissions.pin(connection, row.id, keep_checklist(connection, checklist))


def _accepted(question: Question, cell: Cell | None) -> Answer | None:
    if cell is None or cell.value is None:
        return None
    try:
        return accept(question, cell.value)
    except AnswerMistakes:
        return None


def stored_checklist(connection: Connection, definition_id: int) -> Checklist:
    """Return a checklist as it was kept in storage when it was answered."""
    # what is stored never changes, and reading it takes longer than answering a question
    key = (settings().database_url, definition_id)
    if key not in _read_before:
        _read_before[key] = Checklist.model_validate(submissions.definition(connection, definition_id))
    return _read_before[key]


_read_before: dict[tuple[str, int], Checklist] = {}
