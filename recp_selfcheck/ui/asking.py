"""Joins questions to where their answers are kept: facts with the company, answers with the checklist."""

from __future__ import annotations

from typing import Any

from recp_selfcheck.actions import answering, company
from recp_selfcheck.actions.answering import Cell, Submission
from recp_selfcheck.actions.session import Session
from recp_selfcheck.assessment.conditions import referred
from recp_selfcheck.checklists.model import Checklist
from recp_selfcheck.ui.question import Asking
from recp_selfcheck.ui.screens import FACTS, Screen
from recp_selfcheck.ui.strip import FRAGMENT


def asking_for(session: Session, submission: Submission, screen: Screen) -> Asking:
    """Return where the answers of this screen come from and go to."""
    if screen.id == FACTS:
        return asking_facts(session, editable=submission.editable)

    def save(question: str, field: str, raw: Any, seen: int) -> Cell:
        return answering.save_answer(session, submission.id, question, raw, seen, field=field)

    return Asking(
        place=f"s{submission.id}",
        cells=submission.cells,
        save=save,
        editable=submission.editable,
        steering=_steering(submission.checklist),
        redraw_only=FRAGMENT,
        previous=submission.previous,
    )


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
