"""Answering a checklist: opening it, saving one answer at a time, handing in. The pages need only this module."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from recp_selfcheck.actions import content
from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.handing_in import begin_round, hand_in, history, take_back, what_is_missing
from recp_selfcheck.actions.inputs import accept_field
from recp_selfcheck.actions.session import Session, check
from recp_selfcheck.actions.submission import (
    FIELDS,
    Submission,
    begin,
    checklist_for,
    company_cells,
    facts_in,
    needs_reason,
    pin,
    read,
)
from recp_selfcheck.assessment import scoring
from recp_selfcheck.assessment.answers import AnswerSheet, unknown_question
from recp_selfcheck.assessment.scoring import ScoreCard
from recp_selfcheck.checklists.model import Checklist
from recp_selfcheck.errors import AnswerMistakes, Mistake, NotFound, NotPossibleNow
from recp_selfcheck.people.review import EDITABLE, State
from recp_selfcheck.people.roles import Permission, Thing
from recp_selfcheck.storage import cells as stored_cells
from recp_selfcheck.storage import database, submissions
from recp_selfcheck.storage.cells import Cell
from recp_selfcheck.storage.receipts import Receipt

__all__ = [
    "FIELDS",
    "Cell",
    "ChecklistOverview",
    "Receipt",
    "Submission",
    "begin_round",
    "find_submission",
    "hand_in",
    "history",
    "needs_reason",
    "open_submission",
    "overview",
    "save_answer",
    "take_back",
    "what_is_missing",
]


@dataclass(frozen=True, slots=True)
class ChecklistOverview:
    """How far a company is with one checklist; `state`, `card` and `saved_at` are None before it began."""

    checklist: Checklist
    state: State | None
    asked: int
    answered: int
    card: ScoreCard | None
    saved_at: datetime | None
    facts_missing: tuple[str, ...]


def open_submission(session: Session, checklist_id: str) -> Submission:
    """Return the company's latest round on a checklist; the first call makes its draft. NotFound for an unknown one."""
    found = find_submission(session, checklist_id)
    if found is None:
        database.once_more(lambda: _begin_first(session, checklist_id))
        found = find_submission(session, checklist_id)
    if found is None:
        raise NotFound(f"submission of {checklist_id}")
    return found


def find_submission(session: Session, checklist_id: str) -> Submission | None:
    """Return the company's latest round on a checklist, None when it has not begun; changes nothing."""
    with database.reading() as connection:
        check(connection, session, Permission.ANSWER, session.company)
        row = submissions.current(connection, session.company_id, checklist_id)
        return read(connection, row) if row else None


def save_answer(
    session: Session, submission_id: int, question_id: str, raw: Any, seen_version: int, *, field: str = "answer"
) -> Cell:
    """Store one field of one answer and return it as stored; `raw` None clears it.

    The same value changes nothing. A version other than the one seen raises Conflict with the stored cell, bad input
    AnswerMistakes, a submission that is handed in NotPossibleNow; then nothing is changed.
    """
    return database.once_more(lambda: _save_answer(session, submission_id, question_id, raw, seen_version, field=field))


def _save_answer(
    session: Session, submission_id: int, question_id: str, raw: Any, seen_version: int, *, field: str
) -> Cell:
    with database.transaction() as connection:
        row = submissions.get(connection, submission_id, lock=True)
        person = check(connection, session, Permission.ANSWER, Thing(row.company_id))
        if row.state not in EDITABLE or not row.is_current:
            message = "The checklist is handed in. Take it back to change an answer."
            raise NotPossibleNow([Mistake("not-editable", message, values={"state": row.state.value})])
        checklist = checklist_for(connection, row)
        question = checklist.questions.get(question_id)
        if question is None:
            raise AnswerMistakes([unknown_question(checklist, question_id)])
        value = accept_field(question, field, raw)
        pin(connection, row, checklist)
        return stored_cells.save(
            connection,
            stored_cells.ANSWERS,
            row.id,
            (question_id, field),
            value,
            seen_version=seen_version,
            person_id=person.id,
            by=person.name,
            at=now(),
            also={"state": row.state.value},
        )


def overview(session: Session) -> tuple[ChecklistOverview, ...]:
    """Return how far the company is with every shipped checklist, in their order."""
    with database.reading() as connection:
        check(connection, session, Permission.ANSWER, session.company)
        rows = submissions.all_current(connection, session.company_id)
        company = company_cells(connection, session.company_id)
        found = []
        for checklist in content.content().checklists.values():
            row = rows.get(checklist.id)
            submission = read(connection, row, company) if row else None
            sheet = submission.sheet if submission else AnswerSheet(facts=facts_in(company, checklist.facts))
            answered_with = submission.checklist if submission else checklist
            found.append(_overview(answered_with, sheet, submission))
    return tuple(found)


def _overview(checklist: Checklist, sheet: AnswerSheet, submission: Submission | None) -> ChecklistOverview:
    card = scoring.score(checklist, sheet)
    states = [question.state for question in card.questions.values() if question.state != "not_asked"]
    return ChecklistOverview(
        checklist=checklist,
        state=submission.state if submission else None,
        asked=len(states),
        answered=sum(state != "unanswered" for state in states),
        card=card if submission else None,
        saved_at=submission.saved_at if submission else None,
        facts_missing=card.unanswered_facts,
    )


def _begin_first(session: Session, checklist_id: str) -> None:
    shipped = content.content().checklists.get(checklist_id)
    if shipped is None:
        raise NotFound(f"checklist {checklist_id}")
    with database.transaction() as connection:
        check(connection, session, Permission.ANSWER, session.company)
        if submissions.current(connection, session.company_id, checklist_id) is None:
            begin(connection, session.company_id, shipped, 1)
