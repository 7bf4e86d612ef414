"""A newer version of a checklist that is being answered: what it would change, and taking it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from recp_selfcheck.actions import content
from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.inputs import LONGEST_NOTE, accept_answer
from recp_selfcheck.actions.session import Session, check
from recp_selfcheck.actions.submission import FIELDS, Submission, company_cells, facts_in, pin, read
from recp_selfcheck.assessment.adoption import Adoption, Leads, carry
from recp_selfcheck.assessment.answers import Answer, to_raw
from recp_selfcheck.checklists.model import Checklist
from recp_selfcheck.checklists.moves import follow
from recp_selfcheck.checklists.versions import digest
from recp_selfcheck.errors import Mistake, NotPossibleNow
from recp_selfcheck.people.review import EDITABLE
from recp_selfcheck.people.roles import Permission, Person, Thing
from recp_selfcheck.storage import attachments, database, submissions
from recp_selfcheck.storage import cells as stored_cells
from recp_selfcheck.storage.cells import Cell
from recp_selfcheck.storage.database import Connection
from recp_selfcheck.storage.submissions import SubmissionRow


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A newer version beside the one a submission is answered with; `seen` is the hash of all that it would change."""

    old: Checklist
    new: Checklist
    adoption: Adoption
    leads: Leads
    seen: str


def newer_version(submission: Submission) -> Checklist | None:
    """Return the shipped checklist where it is newer than the one a submission is being answered with."""
    shipped = content.content().checklists.get(submission.checklist.id)
    if shipped is None or not submission.editable or shipped.version <= submission.checklist.version:
        return None
    return shipped


def what_changes(session: Session, submission_id: int) -> NewVersion | None:
    """Return what the newer version would do to the answers, None where there is none; changes nothing."""
    with database.reading() as connection:
        row = submissions.get(connection, submission_id)
        check(connection, session, Permission.ANSWER, Thing(row.company_id))
        return compare(connection, read(connection, row))


def adopt(session: Session, submission_id: int, seen: str) -> Submission:
    """Take the newer version and return the submission as it stands in it.

    Kept answers move with reason, evidence and note; of the others only the note stays beside its question. All that
    is moved or cleared remains in the log. NotPossibleNow where the submission is handed in, or where something else
    would change than what was `seen`; taken already is taken.
    """
    with database.transaction() as connection:
        row = submissions.get(connection, submission_id, lock=True)
        person = check(connection, session, Permission.ANSWER, Thing(row.company_id))
        take(connection, row, seen, person, now())
        return read(connection, submissions.get(connection, submission_id))


def take(connection: Connection, row: SubmissionRow, seen: str, person: Person, at: datetime) -> NewVersion | None:
    """Bring a locked submission over to the newer version for somebody, and return what was done; None for nothing."""
    if row.state not in EDITABLE or not row.is_current:
        message = "The checklist is handed in. Take it back to go on with the newer version."
        raise NotPossibleNow([Mistake("not-editable", message, values={"state": row.state.value})])
    submission = read(connection, row)
    found = compare(connection, submission)
    if found is None:
        return None
    if found.seen != seen:
        message = "The answers or the checklist were changed meanwhile. Look at the comparison again."
        raise NotPossibleNow([Mistake("seen-otherwise", message)])
    _move(connection, row, submission, found, person=person, at=at)
    pin(connection, row, found.new)
    return found


def compare(
    connection: Connection, submission: Submission, company: Mapping[str, Cell] | None = None
) -> NewVersion | None:
    """Work out what the newer version does to a submission as it stands; None where there is none.

    `company` are the company's cells where the caller has them already.
    """
    new = newer_version(submission)
    if new is None:
        return None
    old = submission.checklist
    leads = leads_between(old, new)
    known = company_cells(connection, submission.company_id) if company is None else company
    facts = facts_in(known, new.facts)
    adoption = carry(old, new, submission.sheet, leads, facts)
    fates = [[one.question, one.to, one.fate, one.reason] for one in adoption.answers]
    return NewVersion(old, new, adoption, leads, digest([old.hash, new.hash, fates, adoption.new]))


def question_now(checklist: Checklist, question_id: str, version: int) -> str | None:
    """Return where a question of an older version of a checklist is in it, None where it is gone."""
    steps = content.moves().since(checklist.id, version, checklist.version)
    to = follow(question_id, None, (), steps).question
    return to if to in checklist.questions else None


def leads_between(old: Checklist, new: Checklist) -> Leads:
    """Return where the ids of one version went by another."""
    steps = content.moves().since(old.id, old.version, new.version)
    followed = {name: follow(name, one.scale, one.option_by_id, steps) for name, one in old.questions.items()}
    return Leads(
        {name: lead.question for name, lead in followed.items()},
        {name: lead.options for name, lead in followed.items()},
    )


def _move(
    connection: Connection,
    row: SubmissionRow,
    submission: Submission,
    found: NewVersion,
    *,
    person: Person,
    at: datetime,
) -> None:
    """Bring the cells from what they are to what the new version keeps of them, each change in the log."""
    wanted = _wanted(submission, found)
    of_old = [key for key in submission.cells if key[0] in found.old.questions]
    for key in dict.fromkeys((*of_old, *wanted)):
        stored = submission.cells.get(key)
        stored_cells.save(
            connection,
            stored_cells.ANSWERS,
            row.id,
            key,
            wanted.get(key),
            seen_version=stored.version if stored else 0,
            person_id=person.id,
            by=person.name,
            at=at,
            also={"state": row.state.value},
        )
    followed = found.leads.questions.items()
    renamed = {old: to for old, to in followed if to is not None and to != old and to in found.new.questions}
    attachments.move(connection, row.id, renamed, at)


def _wanted(submission: Submission, found: NewVersion) -> dict[tuple[str, str], Any]:
    """Return what the cells hold in the new version, by question id and field."""
    kept = {one.question: one.after for one in found.adoption.answers if one.fate == "kept"}
    wanted: dict[tuple[str, str], Any] = {}
    for name in found.old.questions:
        to = found.leads.questions.get(name)
        if to is None or to not in found.new.questions:
            continue
        held = {field: submission.cells[name, field].value for field in FIELDS if (name, field) in submission.cells}
        wanted[to, "note"] = _joined(wanted.get((to, "note")), held.get("note"))
        answer = kept.get(name)
        if answer is not None:
            wanted |= {(to, field): value for field, value in _answered(found.new, to, answer, held, wanted).items()}
    return wanted


def _answered(
    new: Checklist, to: str, answer: Answer, held: Mapping[str, Any], wanted: Mapping[tuple[str, str], Any]
) -> dict[str, Any]:
    """Return answer, reason and evidence of a kept answer; where two became one, the weaker evidence counts."""
    levels = [level for level in (held.get("evidence"), wanted.get((to, "evidence"))) if level is not None]
    return {
        "answer": accept_answer(new.questions[to], to_raw(Answer(answer.value))),
        "reason": held.get("reason"),
        "evidence": min(levels, default=None),
    }


def _joined(one: str | None, other: str | None) -> str | None:
    """Return two notes as one; where they are too long together, the first."""
    if not one or not other or one == other:
        return one or other
    both = f"{one}\n{other}"
    return both if len(both) <= LONGEST_NOTE else one
