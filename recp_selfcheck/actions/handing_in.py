"""Handing in, with a frozen copy as receipt; taking back; beginning a new round."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from recp_selfcheck import __version__
from recp_selfcheck.actions import content
from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.company import years_in
from recp_selfcheck.actions.session import Session, check
from recp_selfcheck.actions.submission import Submission, begin, company_cells, facts_in, needs_reason, pin, read
from recp_selfcheck.actions.year_copy import copy_of_year
from recp_selfcheck.assessment import conditions, opportunities, scoring
from recp_selfcheck.assessment.answers import to_raw
from recp_selfcheck.checklists.model import canonical
from recp_selfcheck.errors import Mistake, NotFound, NotPossibleNow
from recp_selfcheck.people.review import EDITABLE, State, Step, advance, may_begin_round
from recp_selfcheck.people.roles import Permission, Person, Thing
from recp_selfcheck.settings import settings
from recp_selfcheck.storage import attachments, database, receipts, scores, submissions
from recp_selfcheck.storage.cells import Cell
from recp_selfcheck.storage.database import Connection
from recp_selfcheck.storage.receipts import Receipt
from recp_selfcheck.storage.submissions import SubmissionRow


def hand_in(session: Session, submission_id: int) -> Receipt:
    """Hand a submission in and return its receipt, the frozen copy; handed in already, return the receipt there is.

    NotPossibleNow lists everything that is missing: `fact-missing`, `unanswered`, `reason-missing`, each with the
    question's id.
    """
    return database.once_more(lambda: _hand_in(session, submission_id))


def _hand_in(session: Session, submission_id: int) -> Receipt:
    with database.transaction() as connection:
        row = submissions.get(connection, submission_id, lock=True)
        person = check(connection, session, Permission.HAND_IN, Thing(row.company_id))
        if row.state is State.SUBMITTED and (done := receipts.latest(connection, row.id)):
            return done  # a double click
        return freeze(connection, row, person)


def freeze(
    connection: Connection, row: SubmissionRow, person: Person, *, file: Mapping[str, str] | None = None
) -> Receipt:
    """Hand in for somebody who may, from the `file` it came in by or online; the caller holds the row's lock.

    NotPossibleNow as `hand_in` raises it.
    """
    following = advance(row.state, Step.HAND_IN)
    company = company_cells(connection, row.company_id)
    submission = read(connection, row, company)
    missing = what_is_missing(submission)
    if missing:
        raise NotPossibleNow(missing)
    at = now()
    pin(connection, row, submission.checklist)
    copy = {
        "handed_in": {
            "at": at.isoformat(),
            "by": person.name,
            "round": row.round,
            "from": row.state.value,
            "program": __version__,
            **({"file": dict(file)} if file else {}),
        },
        **_frozen(submission, company),
        "attachments": _attached(connection, row.id),
        "year": copy_of_year(years_in(connection, row.company_id, company).now),
    }
    receipts.keep(connection, row.id, copy, person_id=person.id, at=at)
    scores.keep(connection, row, "company", copy["score"], state=following, at=at)
    if not submissions.move(connection, row, following, handed_in_from=row.state):
        raise NotPossibleNow([Mistake("wrong-state", "It was changed meanwhile. Reload the page.")])
    receipt = receipts.latest(connection, row.id)
    if receipt is None:
        raise NotFound(f"receipt of submission {row.id}")
    return receipt


def take_back(session: Session, submission_id: int) -> Submission:
    """Take back what was handed in, to the state it was handed in from; what can be edited already stays as it is."""
    with database.transaction() as connection:
        row = submissions.get(connection, submission_id, lock=True)
        check(connection, session, Permission.HAND_IN, Thing(row.company_id))
        if row.state not in EDITABLE:
            if not row.is_current:
                raise NotPossibleNow([Mistake("old-round", "A newer round has begun, so this one stays as it is.")])
            following = advance(
                row.state, Step.TAKE_BACK, handed_in_from=row.handed_in_from, opened=row.opened_at is not None
            )
            submissions.move(connection, row, following)
        return read(connection, submissions.get(connection, submission_id))


def begin_round(session: Session, checklist_id: str) -> Submission:
    """Begin a new round after handing in (in a club: after acceptance); a round that is open already goes on.

    Last time's answers are in `previous`; none is filled in.
    """
    return database.once_more(lambda: _begin_round(session, checklist_id))


def _begin_round(session: Session, checklist_id: str) -> Submission:
    shipped = content.content().checklists.get(checklist_id)
    if shipped is None:
        raise NotFound(f"checklist {checklist_id}")
    with database.transaction() as connection:
        check(connection, session, Permission.ANSWER, session.company)
        row = submissions.current(connection, session.company_id, checklist_id)
        if row is None:
            begin(connection, session.company_id, shipped, 1)
        elif row.state not in EDITABLE:
            row = submissions.get(connection, row.id, lock=True)
            if not may_begin_round(row.state, solo=settings().mode == "solo"):
                message = "A new round begins when this one is accepted."
                raise NotPossibleNow([Mistake("wrong-state", message, values={"state": row.state.value})])
            submissions.close(connection, row.id)
            begin(connection, session.company_id, shipped, row.round + 1)
        row = submissions.current(connection, session.company_id, checklist_id)
        if row is None:
            raise NotFound(f"submission of {checklist_id}")
        return read(connection, row)


def history(session: Session, checklist_id: str) -> tuple[Receipt, ...]:
    """Return all receipts of the company for a checklist, oldest first."""
    with database.reading() as connection:
        check(connection, session, Permission.READ_SUBMISSION, session.company)
        return receipts.of_company(connection, session.company_id, checklist_id)


def what_is_missing(submission: Submission) -> list[Mistake]:
    """Return what stands between a submission and handing it in, in reading order: facts first."""
    checklist, sheet = submission.checklist, submission.sheet
    asked = conditions.asked(checklist, sheet)
    found = [
        Mistake("fact-missing", f"{fact}: this fact about the company is not answered.", values={"question": fact})
        for fact in conditions.unanswered_facts(checklist, sheet)
    ]
    for question in checklist.questions:
        if question not in asked:
            continue
        answer = sheet.answers.get(question)
        if answer is None:
            found.append(Mistake("unanswered", f"{question}: not answered.", values={"question": question}))
        elif needs_reason(answer):
            message = f"{question}: say in a sentence why it does not apply."
            found.append(Mistake("reason-missing", message, values={"question": question}))
    return found


def _attached(connection: Connection, submission_id: int) -> dict[str, list[dict[str, Any]]]:
    """Return what is attached, by question: the frozen copy names each file by its hash."""
    found: dict[str, list[dict[str, Any]]] = {}
    for one in attachments.of_submission(connection, submission_id):
        named = {"id": one.id, "name": one.name, "media_type": one.media_type, "sha256": one.sha256}
        found.setdefault(one.question, []).append(named)
    return found


def _frozen(submission: Submission, company: Mapping[str, Cell]) -> dict[str, Any]:
    """Return everything a later reader needs, the resolved checklist too, as plain data."""
    checklist, sheet = submission.checklist, submission.sheet
    card = scoring.score(checklist, sheet)
    shipped = content.content()
    facts = {**facts_in(company, shipped.site.questions.values()), **sheet.facts}
    ranking = opportunities.rank([(checklist, card)], shipped.library, facts)
    parts: dict[str, dict[str, Any]] = {"evidence": {}, "note": {}}
    for (question, field), cell in sorted(submission.cells.items()):
        if field in parts and cell.value is not None and question in checklist.questions:
            parts[field][question] = cell.value
    return {
        "company": {key: cell.value for key, cell in sorted(company.items()) if cell.value is not None},
        "checklist": canonical(checklist),
        "facts": {key: to_raw(answer) for key, answer in sheet.facts.items()},
        "answers": {key: to_raw(answer) for key, answer in sheet.answers.items()},
        "evidence": parts["evidence"],
        "notes": parts["note"],
        "score": scoring.as_dict(card, ranking),
    }
