"""A homework workbook held against what is answered: what it would write, and what is wrong with it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from recp_selfcheck.actions import content
from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.fields import accept_company_field
from recp_selfcheck.actions.inputs import accept_field, refuse
from recp_selfcheck.actions.submission import FIELDS, SHORTEST_REASON, Submission, company_cells, pin
from recp_selfcheck.assessment.answers import NOT_APPLICABLE
from recp_selfcheck.assessment.bill_import import alike
from recp_selfcheck.checklists.model import Checklist, Question
from recp_selfcheck.errors import AnswerMistakes, Mistake
from recp_selfcheck.people.review import State
from recp_selfcheck.reports.faults import Fault, fault, faults_of, in_order
from recp_selfcheck.reports.homework_in import Filled, FilledHomework
from recp_selfcheck.reports.homework_sheets import Key
from recp_selfcheck.storage import cells as stored_cells
from recp_selfcheck.storage.canonical import canonical
from recp_selfcheck.storage.cells import Cell
from recp_selfcheck.storage.database import Connection
from recp_selfcheck.storage.submissions import SubmissionRow


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One value of the workbook that is not stored: what is stored now (None where nothing is), what will be."""

    question: Question
    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class HomeworkPreview:
    """What taking a workbook in would do, or what it did.

    With `faults` nothing can be taken in. `lines` are the changes, `same` counts what is stored already, `kept` are
    questions changed in the program since the workbook was handed out and not touched in it, `emptied` those whose
    answer was handed out and is gone from the workbook; both stay. `seen` stands for all of it.
    """

    faults: tuple[Fault, ...] = ()
    lines: tuple[AnswerLine, ...] = ()
    same: int = 0
    kept: tuple[Question, ...] = ()
    emptied: tuple[Question, ...] = ()
    seen: str = ""

    @property
    def changes_anything(self) -> bool:
        """Whether there is anything to take in."""
        return bool(self.lines)


@dataclass(frozen=True, slots=True)
class _Write:
    key: Key
    value: Any
    seen_version: int


class HomeworkImport:
    """A workbook beside the answers that are stored at this moment of the transaction."""

    def __init__(
        self,
        connection: Connection,
        company_id: int,
        checklist_id: str,
        submission: Submission | None,
        filled: FilledHomework,
    ) -> None:
        self.connection = connection
        self.company_id = company_id
        self.filled = filled
        self.checklist = submission.checklist if submission else content.content().checklists[checklist_id]
        self.company = company_cells(connection, company_id)
        self.answers = submission.cells if submission else {}
        self.faults = list(filled.faults)
        self.writes: list[_Write] = []
        self.lines: list[AnswerLine] = []
        self.same = 0
        self.kept: dict[str, Question] = {}
        misfit = _misfit(self.checklist, submission, filled)
        if misfit is not None:
            self.faults = [Fault(misfit)]
            return
        self.questions = {**{fact.id: fact for fact in self.checklist.facts}, **self.checklist.questions}
        for key, value in filled.values.items():
            self._accept(key, value)
        for ident, question in self.checklist.questions.items():
            self._ask_for_reason(ident, question)

    def preview(self) -> HomeworkPreview:
        """Return what it would do."""
        return HomeworkPreview(
            faults=in_order(self.faults, self.filled.sheets),
            lines=tuple(sorted(self.lines, key=self._place)),
            same=self.same,
            kept=tuple(self.kept.values()),
            emptied=tuple(self._emptied()) if not self.faults else (),
            seen=hashlib.sha256(
                canonical([[w.key, w.value, w.seen_version] for w in self.writes]).encode()
            ).hexdigest(),
        )

    def write(self, row: SubmissionRow, *, person_id: int, by: str) -> None:
        """Store all of it; the caller holds the locks and has compared what was seen."""
        pin(self.connection, row, self.checklist)
        for write in self.writes:
            is_fact = self.questions[write.key[0]].fact
            kind, owner, key = (
                (stored_cells.COMPANY_FIELDS, self.company_id, (write.key[0],))
                if is_fact
                else (stored_cells.ANSWERS, row.id, write.key)
            )
            stored_cells.save(
                self.connection,
                kind,
                owner,
                key,
                write.value,
                seen_version=write.seen_version,
                person_id=person_id,
                by=by,
                at=now(),
                also=None if is_fact else {"state": row.state.value},
            )

    def _accept(self, key: Key, filled: Filled) -> None:
        question = self.questions.get(key[0])
        try:
            if question is None or (question.fact and key[1] != "answer"):
                refuse("no-row", "This row asks nothing. Write it into a row with a question.")
            value = _accepted(question, key[1], filled.raw)
        except AnswerMistakes as wrong:
            self.faults += faults_of(wrong, filled.spot)
            return
        stored = self._stored(key)
        if stored is not None and alike(stored.value, value):
            self.same += 1
            return
        handed_out = _plain(self.filled.handed_out.get(key))
        if (
            stored is not None
            and stored.value is not None
            and handed_out is not None
            and alike(handed_out, _plain(value))
        ):
            self.kept[question.id] = question
            return
        self.writes.append(_Write(key, value, stored.version if stored else 0))
        self.lines.append(AnswerLine(question, key[1], stored.value if stored else None, value))

    def _ask_for_reason(self, ident: str, question: Question) -> None:
        """Refuse a *does not apply* of the workbook that will stand there without a reason."""
        filled = self.filled.values.get((ident, "answer"))
        if filled is None or filled.raw != NOT_APPLICABLE or not question.not_applicable:
            return
        beside, stored = self.filled.values.get((ident, "reason")), self._stored((ident, "reason"))
        reason = beside.raw if beside else stored.value if stored and stored.value else ""
        if len(str(reason).strip()) < SHORTEST_REASON:
            message = "Say in a sentence why it does not apply to you, here beside the answer."
            spot = self.filled.reasons.get(ident, filled.spot)
            self.faults.append(fault(spot, "reason-missing-here", message))

    def _place(self, line: AnswerLine) -> tuple[int, int]:
        return list(self.questions).index(line.question.id), FIELDS.index(line.field)

    def _stored(self, key: Key) -> Cell | None:
        if key[0] in self.company and self.questions[key[0]].fact:
            return self.company[key[0]]
        return self.answers.get(key)

    def _emptied(self) -> Iterator[Question]:
        gone = {
            ident: None
            for ident, name in self.filled.handed_out
            if (ident, name) not in self.filled.values
            and ident in self.filled.reasons
            and ident in self.questions
            and (stored := self._stored((ident, name))) is not None
            and stored.value is not None
        }
        return (self.questions[ident] for ident in gone)


def _accepted(question: Question, field: str, raw: Any) -> Any:
    if question.fact:
        return accept_company_field(question.id, raw, now().date())
    return accept_field(question, field, raw)


def _plain(value: Any) -> Any:
    """Return a value as the copy in the workbook holds it."""
    return " ".join(value) if isinstance(value, list) else value


def _misfit(checklist: Checklist, submission: Submission | None, filled: FilledHomework) -> Mistake | None:
    """Return why a workbook cannot be held against the answers at all."""
    if filled.checklist != checklist.id:
        message = f"This is the workbook of another checklist ({filled.checklist}). Choose the one of {checklist.id}."
        return Mistake("homework-other", message, values={"given": filled.checklist, "checklist": checklist.id})
    if submission is not None and not submission.editable:
        message = "The checklist is handed in. Take it back to change an answer."
        return Mistake("not-editable", message, values={"state": State(submission.state).value})
    values = {"given": filled.version, "version": checklist.version}
    if filled.version < checklist.version:
        message = "The workbook asks the questions of an older version. Download it anew and copy your answers into it."
        return Mistake("homework-older", message, values=values)
    if filled.version > checklist.version or filled.hash != checklist.hash:
        message = "The workbook asks the questions of another version. Take that version on the page first."
        return Mistake("homework-newer", message, values=values)
    return None
