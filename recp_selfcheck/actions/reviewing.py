"""The trainer's review: the queue, a submission with all that was said about it, answers and remarks, the decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from recp_selfcheck import __version__
from recp_selfcheck.actions.as_handed_in import as_handed_in, seen_receipts, seen_until
from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.inputs import accept_answer, accept_text, refuse
from recp_selfcheck.actions.session import Session, check
from recp_selfcheck.actions.submission import Submission, read
from recp_selfcheck.assessment import scoring
from recp_selfcheck.assessment.answers import accept, shorten, to_raw, unknown_question
from recp_selfcheck.assessment.layers import Layer, TrainerAnswer, counting, overtaken, sheet_of
from recp_selfcheck.assessment.scoring import ScoreCard
from recp_selfcheck.checklists.model import Question
from recp_selfcheck.errors import AnswerMistakes, Mistake, NotPossibleNow
from recp_selfcheck.people.review import State, Step, advance
from recp_selfcheck.people.roles import Permission, Person, Role, Thing
from recp_selfcheck.storage import audit, clubs, companies, database, reviews, scores, submissions
from recp_selfcheck.storage import cells as stored_cells
from recp_selfcheck.storage.cells import Cell, Event
from recp_selfcheck.storage.database import Connection
from recp_selfcheck.storage.receipts import Receipt
from recp_selfcheck.storage.reviews import Decision, Waiting
from recp_selfcheck.storage.submissions import SubmissionRow

__all__ = [
    "Decision",
    "Event",
    "Review",
    "Waiting",
    "decide",
    "history",
    "open_review",
    "own_decisions",
    "queue",
    "save_review",
    "thing_of",
    "versions_of",
]

FIELDS: Final = ("answer", "evidence", "remark")
"""What a trainer writes to a question, each with a version of its own."""
LONGEST_REMARK: Final = 4000  # characters
EVIDENCE: Final = (0, 1, 2, 3)  # the last, seen or measured, is the trainer's to give
LAYERS: Final[tuple[Layer, ...]] = ("company", "trainer", "agreed")


@dataclass(frozen=True, slots=True)
class Review:
    """A submission before a trainer: what the company handed in, what the trainers wrote, what was decided before.

    `submission.sheet` holds the answers handed in (of a shared draft, those of now). `cells` are the trainers', by
    question and field; `given` their answers; `overtaken` the questions where the company has changed its answer since.
    `changed` are the questions whose answer, note or evidence differs from the hand-in before. `cards` are by layer.
    """

    submission: Submission
    company: str
    before: Receipt | None
    cells: Mapping[tuple[str, str], Cell]
    given: Mapping[str, TrainerAnswer]
    overtaken: tuple[str, ...]
    changed: tuple[str, ...]
    decisions: tuple[Decision, ...]
    cards: Mapping[Layer, ScoreCard]
    may_write: bool

    @property
    def not_applicable(self) -> tuple[str, ...]:
        """The questions the company says do not apply to it."""
        card = self.cards["company"]
        return tuple(name for name, scored in card.questions.items() if scored.state == "not_applicable")


def queue(session: Session) -> tuple[Waiting, ...]:
    """Return what the companies of the person's clubs have handed in or share, oldest first."""
    with database.reading() as connection:
        person = check(connection, session, Permission.READ_CHECKLISTS, Thing())
        return reviews.queue(connection, person.club_ids)


def open_review(session: Session, submission_id: int) -> Review:
    """Return a submission for review; a trainer's first look at what was handed in is remembered and written down.

    It holds what trainers have noted and not sent yet, so it is not for the company itself.
    """
    with database.reading() as connection:
        row, person = _seen(connection, session, submission_id)
        if not _is_first_look(row, person):
            return _review(connection, row, may_write=person.role is Role.TRAINER and row.state is State.SUBMITTED)
    with database.transaction() as connection:
        row, person = _seen(connection, session, submission_id)
        if _is_first_look(row, person):
            reviews.open_first(connection, row.id, now())
            detail = {"submission": row.id}
            audit.note(
                connection,
                "opened for review",
                at=now(),
                person_id=person.id,
                company_id=row.company_id,
                detail=detail,
            )
        return _review(connection, row, may_write=person.role is Role.TRAINER and row.state is State.SUBMITTED)


def _seen(connection: Connection, session: Session, submission_id: int) -> tuple[SubmissionRow, Person]:
    check(connection, session, Permission.READ_CHECKLISTS, Thing())
    row = submissions.get(connection, submission_id)
    return row, check(connection, session, Permission.READ_SUBMISSION, thing_of(connection, row))


def _is_first_look(row: SubmissionRow, person: Person) -> bool:
    return person.role is Role.TRAINER and row.state is State.SUBMITTED and row.opened_at is None


def save_review(
    session: Session, submission_id: int, question_id: str, raw: Any, seen_version: int, *, field: str
) -> Cell:
    """Store what a trainer writes to a question; another trainer's newer value raises Conflict with it.

    `field` is answer, evidence or remark. An answer and an evidence belong to the company's answer as it is now.
    """
    with database.transaction() as connection:
        row = submissions.get(connection, submission_id, lock=True)
        person = check(connection, session, Permission.REVIEW, thing_of(connection, row))
        if row.state is not State.SUBMITTED:
            message = "This is not handed in at present, so nothing can be written to it. Reload the page."
            raise NotPossibleNow([Mistake("wrong-state", message, values={"state": row.state.value})])
        submission = read(connection, row)
        question = submission.checklist.questions.get(question_id)
        if question is None:
            raise AnswerMistakes([unknown_question(submission.checklist, question_id)])
        value = _accept(question, field, raw)
        if value is not None and field != "remark":
            value = {"value": value, "on": versions_of(submission).get(question_id, 0)}
        return stored_cells.save(
            connection,
            stored_cells.REVIEW_CELLS,
            row.id,
            (question_id, field),
            value,
            seen_version=seen_version,
            person_id=person.id,
            by=person.name,
            at=now(),
        )


def history(session: Session, submission_id: int, question_id: str) -> tuple[Event, ...]:
    """Return how the company's answer to a question came about, for whoever may see the submission.

    Others than the company see of a returned one what came before it was handed in.
    """
    with database.reading() as connection:
        row = submissions.get(connection, submission_id)
        person = check(connection, session, Permission.READ_SUBMISSION, thing_of(connection, row))
        until = seen_until(connection, person, row)
        events = stored_cells.history(connection, stored_cells.ANSWERS, row.id, (question_id, "answer"))
        return tuple(event for event in events if until is None or event.at <= until)


def decide(session: Session, submission_id: int, step: Step, reason: str = "") -> State:
    """Return, accept or reopen a submission and give the state it is in then.

    Returning needs a remark or a reason, reopening a reason. Remarks, the trainer's answers and the agreed score are
    frozen with the decision; the company sees them from then on.
    """
    why = accept_text(reason, LONGEST_REMARK) or ""
    with database.transaction() as connection:
        row = submissions.get(connection, submission_id, lock=True)
        person = check(connection, session, Permission.REVIEW, thing_of(connection, row))
        following = advance(row.state, step) if step in _DECISIONS else _refuse_step(row.state, step)
        review = _review(connection, row, may_write=True)
        remarks = {name: cell.value for (name, field), cell in review.cells.items() if field == "remark" and cell.value}
        if (step is Step.REOPEN and not why) or (step is Step.RETURN and not why and not remarks):
            message = "Say what the company is to do: a remark at a question, or a sentence here."
            raise NotPossibleNow([Mistake("nothing-said", message)])
        if not submissions.move(connection, row, following):
            raise NotPossibleNow([Mistake("wrong-state", "It was changed meanwhile. Reload the page.")])
        moment = now()
        receipt = review.submission.receipt
        reviews.keep_decision(
            connection,
            row.id,
            receipt_id=receipt.id if receipt else None,
            step=step.value,
            reason=why,
            copy=_copy(review, remarks),
            at=moment,
            person_id=person.id,
        )
        _clear(connection, row.id, review.cells, person_id=person.id, by=person.name)
        if step is Step.REOPEN:
            scores.forget(connection, row.company_id, row.checklist, State.ACCEPTED)
        else:
            for layer in LAYERS:
                card = scoring.as_dict(review.cards[layer])
                scores.keep(connection, row, layer, card, state=following, at=moment)
        detail = {"submission": row.id, "step": step.value}
        audit.note(connection, "decided", at=moment, person_id=person.id, company_id=row.company_id, detail=detail)
        return following


def own_decisions(session: Session, submission_id: int) -> tuple[Decision, ...]:
    """Return what was decided about a submission of one's own company, oldest first: its remarks and reasons."""
    with database.reading() as connection:
        row = submissions.get(connection, submission_id)
        check(connection, session, Permission.ANSWER, Thing(row.company_id))
        return reviews.decisions(connection, submission_id)


def thing_of(connection: Connection, row: SubmissionRow) -> Thing:
    """Return a submission as something permissions are about."""
    return Thing(row.company_id, clubs.of_company(connection, row.company_id), row.state, shared=row.shared)


def versions_of(submission: Submission) -> dict[str, int]:
    """Return the versions of the company's answers by question."""
    return {name: cell.version for (name, field), cell in submission.cells.items() if field == "answer"}


_DECISIONS: Final = frozenset({Step.RETURN, Step.ACCEPT, Step.REOPEN})


def _refuse_step(state: State, step: Step) -> State:
    values = {"state": state.value, "step": step.value}
    raise NotPossibleNow([Mistake("wrong-state", f"'{step}' is not the trainer's to do.", values=values)])


def _review(connection: Connection, row: SubmissionRow, *, may_write: bool) -> Review:
    handed_in = seen_receipts(connection, row)
    submission = as_handed_in(read(connection, row), handed_in[-1] if handed_in else None)
    checklist = submission.checklist
    stored = stored_cells.read(connection, stored_cells.REVIEW_CELLS, row.id)
    cells = {(key[0], key[1]): cell for key, cell in stored.items()}
    given = {
        name: TrainerAnswer(accepted, cells[name, "answer"].value["on"])
        for name, question in checklist.questions.items()
        if (accepted := _trainers(question, cells.get((name, "answer")))) is not None
    }
    versions = versions_of(submission)
    trainer = counting(given, versions)
    before = handed_in[-2] if len(handed_in) > 1 else None
    return Review(
        submission=submission,
        company=companies.name(connection, row.company_id),
        before=before,
        cells=cells,
        given=given,
        overtaken=overtaken(given, versions),
        changed=_changed(before, submission.receipt),
        decisions=reviews.decisions(connection, row.id),
        cards={layer: scoring.score(checklist, sheet_of(layer, submission.sheet, trainer)) for layer in LAYERS},
        may_write=may_write,
    )


def _trainers(question: Question, cell: Cell | None) -> Any:
    if cell is None or not isinstance(cell.value, Mapping):
        return None
    try:
        return accept(question, cell.value["value"])
    except AnswerMistakes:
        return None


def _changed(before: Receipt | None, after: Receipt | None) -> tuple[str, ...]:
    if before is None or after is None:
        return ()
    parts = [(before.copy[part], after.copy[part]) for part in ("answers", "evidence", "notes")]
    names = dict.fromkeys(name for old, new in parts for name in (*old, *new))
    return tuple(name for name in names if any(old.get(name) != new.get(name) for old, new in parts))


def _accept(question: Question, field: str, raw: Any) -> Any:
    if field == "answer":
        return accept_answer(question, raw)
    if field == "remark":
        return accept_text(raw, LONGEST_REMARK, question=question.id)
    if field == "evidence":
        if raw is None:
            return None
        if not isinstance(raw, bool) and raw in EVIDENCE:
            return int(raw)
        message = f"{question.id}: evidence is 0 to 3, the last being seen or measured by the trainer."
        return refuse("unknown-evidence", message, question=question.id, given=shorten(raw), options=EVIDENCE)
    return refuse("unknown-field", f"'{shorten(field)}' is no part of a review.", question=question.id, given=field)


def _copy(review: Review, remarks: Mapping[str, str]) -> dict[str, Any]:
    versions = versions_of(review.submission)
    evidence = {
        name: cell.value["value"]
        for (name, field), cell in review.cells.items()
        if field == "evidence" and cell.value and cell.value["on"] == versions.get(name, 0)
    }
    return {
        "program": __version__,
        "checklist": review.submission.checklist.id,
        "version": review.submission.checklist.version,
        "hash": review.submission.checklist.hash,
        "remarks": dict(remarks),
        "answers": {name: to_raw(answer) for name, answer in counting(review.given, versions).items()},
        "evidence": evidence,
        "scores": {layer: scoring.as_dict(card) for layer, card in review.cards.items()},
    }


def _clear(
    connection: Connection, submission_id: int, cells: Mapping[tuple[str, str], Cell], *, person_id: int, by: str
) -> None:
    """Clear the remarks: they went out with the decision, and the next ones begin empty."""
    changes = [
        stored_cells.Change(key, None, cell.version)
        for key, cell in cells.items()
        if key[1] == "remark" and cell.value is not None
    ]
    stored_cells.save_many(
        connection, stored_cells.REVIEW_CELLS, submission_id, changes, person_id=person_id, by=by, at=now()
    )
