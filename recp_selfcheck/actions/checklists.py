"""The checklists before those who work with the companies: what is shipped, its check report, trying a question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from recp_selfcheck.actions import content
from recp_selfcheck.actions.answering import Cell
from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.inputs import accept_field
from recp_selfcheck.actions.session import Session, check
from recp_selfcheck.checklists import check as content_check
from recp_selfcheck.checklists import load
from recp_selfcheck.checklists.catalogues import LANGUAGES
from recp_selfcheck.checklists.check import Report
from recp_selfcheck.checklists.model import Checklist
from recp_selfcheck.errors import NotFound
from recp_selfcheck.people.roles import Permission, Thing
from recp_selfcheck.storage import database

__all__ = ["ListedChecklist", "Report", "check_report", "list_checklists", "try_answer"]


@dataclass(frozen=True, slots=True)
class ListedChecklist:
    """A shipped checklist in numbers.

    `measures` and `sources` are the ids its questions name, `from_memory` the measures whose figures are estimates of
    experts. `untranslated` counts, by language, the texts that are not freshly translated into it.
    """

    checklist: Checklist
    questions: int
    measures: tuple[str, ...]
    from_memory: tuple[str, ...]
    sources: tuple[str, ...]
    untranslated: Mapping[str, int]


def list_checklists(session: Session) -> tuple[ListedChecklist, ...]:
    """Return the shipped checklists in order, the facts about the company last."""
    with database.reading() as connection:
        check(connection, session, Permission.READ_CHECKLISTS, Thing())
    return tuple(map(_listed, _shipped().values()))


def check_report(session: Session) -> Report:
    """Return what `check` finds in everything shipped as of today; it takes a second or two, once a day."""
    with database.reading() as connection:
        check(connection, session, Permission.READ_CHECKLISTS, Thing())
    return _report(now().date())


def try_answer(
    session: Session, checklist_id: str, question_id: str, raw: Any, seen_version: int, *, field: str = "answer"
) -> Cell:
    """Return what a company's answer would be stored as, storing nothing; AnswerMistakes where it would be refused."""
    with database.reading() as connection:
        person = check(connection, session, Permission.READ_CHECKLISTS, Thing())
    checklist = _shipped().get(checklist_id)
    question = checklist.questions.get(question_id) if checklist else None
    if question is None:
        raise NotFound(f"question {question_id}")
    return Cell(accept_field(question, field, raw), seen_version + 1, now(), person.name)


def _shipped() -> Mapping[str, Checklist]:
    shipped = content.content()
    return {**shipped.checklists, shipped.site.id: shipped.site}


def _listed(checklist: Checklist) -> ListedChecklist:
    questions = checklist.questions.values()
    library = content.content().library
    measures = tuple(dict.fromkeys(name for question in questions for name in question.measures))
    return ListedChecklist(
        checklist=checklist,
        questions=len(questions),
        measures=measures,
        from_memory=tuple(
            name for name in measures if name in library.measures and library.measures[name].status == "memory"
        ),
        sources=tuple(dict.fromkeys(name for question in questions for name in question.sources)),
        untranslated={language: len(content.translated_checklist(checklist, language).stale) for language in LANGUAGES},
    )


@lru_cache(maxsize=1)
def _report(today: date) -> Report:
    return content_check.check_project(load.PROJECT, today)
