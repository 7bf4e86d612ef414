"""Joins questions to where their answers are kept: facts with the company, answers with the checklist."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from recp_selfcheck.actions import answering, company
from recp_selfcheck.actions.answering import Cell, Submission
from recp_selfcheck.actions.reviewing import Decision
from recp_selfcheck.actions.session import Session
from recp_selfcheck.assessment.conditions import referred
from recp_selfcheck.checklists.model import Checklist
from recp_selfcheck.ui.attachments import ask_attachments
from recp_selfcheck.ui.remarks import sent_before
from recp_selfcheck.ui.saved import Save, Tied
from recp_selfcheck.ui.screens import FACTS, Screen
from recp_selfcheck.ui.strip import FRAGMENT


@dataclass(frozen=True)
class Asking:
    """Where answers come from and go to: a submission's cells, or the company's for facts."""

    place: str
    cells: Mapping[tuple[str, str], Cell]
    save: Callable[[str, str, Any, int], Cell]  # (question, field, raw, seen version)
    editable: bool
    steering: frozenset[str] = frozenset()  # questions whose answers change what else is asked
    redraw_only: str | None = None  # the fragment to draw again after an ordinary answer
    previous: Mapping[str, Any] | None = None
    remarks: Mapping[str, str] = field(default_factory=dict)  # the trainer's, by question
    attach: Callable[[str], None] | None = None  # draws the files of a question and the way to add more

    def tie(self, question_id: str, field: str, read: Callable[[Any], Any] | None = None) -> Tied:
        """Tie a widget to one field of one question."""
        save: Save = lambda raw, seen: self.save(question_id, field, raw, seen)  # noqa: E731 - binds the two names
        stored = self.cells.get((question_id, field))
        return Tied(self.place, f"{field}:{question_id}", stored, save, *([read] if read else []))

    def value(self, question_id: str) -> Any:
        """Return the raw answer as this session last knew it."""
        return self.tie(question_id, "answer").value


def asking_for(session: Session, submission: Submission, screen: Screen, decisions: Sequence[Decision]) -> Asking:
    """Return where the answers of this screen come from and go to."""
    if screen.id == FACTS:
        return asking_facts(session, editable=submission.editable)

    def save(question: str, field: str, raw: Any, seen: int) -> Cell:
        return answering.save_answer(session, submission.id, question, raw, seen, field=field)

    return Asking(
        place=f"s{submission.id}v{submission.checklist.version}",  # other options make it another widget
        cells=submission.cells,
        save=save,
        editable=submission.editable,
        steering=_steering(submission.checklist),
        redraw_only=FRAGMENT,
        previous=submission.previous,
        remarks=_remarks(submission, decisions),
        attach=lambda question: ask_attachments(session, submission.id, question, editable=submission.editable),
    )


def _remarks(submission: Submission, decisions: Sequence[Decision]) -> Mapping[str, str]:
    """Return the trainer's latest remarks by question; one on a question of an older version where that went."""
    said = sent_before(submission.checklist, decisions[-1:])
    return {name: " ".join(remark for _, remark in of_question) for name, of_question in said.items()}


def asking_facts(session: Session, *, editable: bool = True) -> Asking:
    """Return where facts come from and go to; every fact may change what is asked, so the whole page follows."""
    stored = company.read_company(session)

    def save(question: str, _field: str, raw: Any, seen: int) -> Cell:
        return company.save_field(session, question, raw, seen)

    cells = {(name, "answer"): cell for name, cell in stored.cells.items() if name.startswith("site.")}
    return Asking(place=f"c{stored.id}", cells=cells, save=save, editable=editable)


def _steering(checklist: Checklist) -> frozenset[str]:
    """Return the questions whose answers decide what else is asked."""
    asked_if = [section.ask_if for section in checklist.all_sections]
    asked_if += [question.ask_if for question in checklist.questions.values()]
    return frozenset(name for condition in asked_if if condition is not None for name in referred(condition))
