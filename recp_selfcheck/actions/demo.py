"""A demonstration company in an empty database: a real audited plant with its published figures.

Its file has `fields`, `words` (fields by language), `bills` by series (`unit`, then a line a month with amount and
cost), `answers` by checklist and a `plan`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from recp_selfcheck.actions import content
from recp_selfcheck.actions.bills import BillChange, accept_bill
from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.demo_plan import accept_demo_plan, write_demo_plan
from recp_selfcheck.actions.fields import accept_company_field
from recp_selfcheck.actions.inputs import accept_field
from recp_selfcheck.actions.session import Session, check, solo_session
from recp_selfcheck.actions.submission import begin
from recp_selfcheck.assessment.answers import unknown_question
from recp_selfcheck.checklists.document import Document
from recp_selfcheck.checklists.load import read_yaml
from recp_selfcheck.checklists.model import Checklist
from recp_selfcheck.errors import AnswerMistakes, ContentMistakes, Mistake, NotFound, NotPossibleNow
from recp_selfcheck.people.roles import Permission, Person
from recp_selfcheck.settings import PROJECT, settings
from recp_selfcheck.storage import cells as stored_cells
from recp_selfcheck.storage import companies, database, submissions
from recp_selfcheck.storage.database import Connection
from recp_selfcheck.storage.kinds import Kind

PLANTS = PROJECT / "data" / "demo"


def fill_demo(plant: str = "UF0590", *, directory: Path = PLANTS, plan: bool = True) -> Session:
    """Fill an empty database with a demonstration company and, where its file has them, its answers and its plan.

    NotPossibleNow (`has-data`) where the database holds anything already, NotFound for an unknown plant,
    ContentMistakes for a wrong file; nothing is written then. Its own words are in the language of the settings.
    Returns the session to look at it with.
    """
    known = sorted(path.stem for path in directory.glob("*.yaml"))
    if plant not in known:
        raise NotFound(f"There is no demonstration company '{plant}'. Choose one of: {', '.join(known)}.")
    document = read_yaml(directory / f"{plant}.yaml", file=f"data/demo/{plant}.yaml")
    moment = now()
    fields = _accepted_fields(document, moment)
    bills = _accepted_bills(document)
    answers = _accepted_answers(document)
    planned = accept_demo_plan(document, settings().language, moment.date()) if plan else ()
    session = solo_session()
    with database.transaction() as connection:
        companies.lock(connection, session.company_id)
        person = check(connection, session, Permission.EDIT_COMPANY, session.company)
        if companies.anything_stored(connection):
            message = "The database has data already. Set RECP_DATABASE_URL to a new one and run it again."
            raise NotPossibleNow([Mistake("has-data", message)])
        writer = _Writer(connection, person, moment)
        for key, value in fields.items():
            writer.save(stored_cells.COMPANY_FIELDS, session.company_id, (key,), value)
        stored_cells.save_many(
            connection,
            stored_cells.BILLS,
            session.company_id,
            bills,
            person_id=person.id,
            by=person.name,
            at=moment,
        )
        for checklist_id, cells in answers.items():
            begin(connection, session.company_id, content.content().checklists[checklist_id], 1)
            draft = submissions.current(connection, session.company_id, checklist_id)
            if draft is None:
                raise NotFound(f"submission of {checklist_id}")
            for (question, field), value in cells.items():
                writer.save(stored_cells.ANSWERS, draft.id, (question, field), value, state=draft.state.value)
        if planned:
            write_demo_plan(connection, session.company_id, planned, person=person, at=moment)
    return session


@dataclass(frozen=True, slots=True)
class _Writer:
    connection: Connection
    person: Person
    at: datetime

    def save(self, kind: Kind, owner: int, key: tuple[str, ...], value: Any, **also: str) -> None:
        stored_cells.save(
            self.connection,
            kind,
            owner,
            key,
            value,
            seen_version=0,
            person_id=self.person.id,
            by=self.person.name,
            at=self.at,
            also=also,
        )


def _accepted_fields(document: Document, moment: datetime) -> dict[str, Any]:
    found: dict[str, Any] = {}
    mistakes: list[Mistake] = []
    own_words = _mapping(document, "words", settings().language)
    for key, raw in {**_mapping(document, "fields"), **own_words}.items():
        try:
            found[key] = accept_company_field(key, raw, moment.date())
        except AnswerMistakes as wrong:
            path = ("words", settings().language) if key in own_words else ("fields",)
            mistakes += _placed(wrong, document, *path, key)
    if mistakes:
        raise ContentMistakes(mistakes)
    return found


def _accepted_bills(document: Document) -> list[stored_cells.Change]:
    found: list[stored_cells.Change] = []
    mistakes: list[Mistake] = []
    for series in _mapping(document, "bills"):
        months = dict(_mapping(document, "bills", series))
        unit = months.pop("unit", None)
        for month in months:
            for field, raw in {"unit": unit, **_mapping(document, "bills", series, month)}.items():
                change = BillChange(series, month, field, raw, 0)
                try:
                    found.append(stored_cells.Change(change.key, accept_bill(change), 0))
                except AnswerMistakes as wrong:
                    of_month = field != "unit" or wrong.mistakes[0].code in ("not-a-month", "unknown-series")
                    placed = _placed(wrong, document, "bills", series, month if of_month else "unit")
                    mistakes += [mistake for mistake in placed if mistake not in mistakes]  # one unit, many months
    if mistakes:
        raise ContentMistakes(mistakes)
    return found


def _accepted_answers(document: Document) -> dict[str, dict[tuple[str, str], Any]]:
    found: dict[str, dict[tuple[str, str], Any]] = {}
    mistakes: list[Mistake] = []
    reasons = _mapping(document, "reasons", settings().language)
    for checklist_id in _mapping(document, "answers"):
        checklist = content.content().checklists.get(checklist_id)
        if checklist is None:
            message = f"'{checklist_id}' is not a checklist. Remove its answers, or correct the id."
            line = document.line(["answers", checklist_id])
            mistakes.append(Mistake("unknown-checklist", message, document.file, line))
            continue
        cells = found.setdefault(checklist_id, {})
        for question, raw in _mapping(document, "answers", checklist_id).items():
            said = {**raw, "reason": reasons.get(question, raw.get("reason"))} if isinstance(raw, Mapping) else raw
            try:
                cells.update(_cells(checklist, question, said))
            except AnswerMistakes as wrong:
                mistakes += _placed(wrong, document, "answers", checklist_id, question)
    if mistakes:
        raise ContentMistakes(mistakes)
    return found


def _cells(checklist: Checklist, question_id: str, raw: Any) -> dict[tuple[str, str], Any]:
    """Return an answer of the file as it is stored: a reason is a field of its own."""
    question = checklist.questions.get(question_id)
    if question is None:
        raise AnswerMistakes([unknown_question(checklist, question_id)])
    if isinstance(raw, Mapping):
        return {
            (question_id, "answer"): accept_field(question, "answer", raw.get("answer")),
            (question_id, "reason"): accept_field(question, "reason", raw.get("reason")),
        }
    return {(question_id, "answer"): accept_field(question, "answer", raw)}


def _mapping(document: Document, *path: str) -> Mapping[str, Any]:
    value = document.data
    for step in path:
        value = value.get(step, {}) if isinstance(value, Mapping) else None
    if not isinstance(value, Mapping):
        message = f"'{path[-1]}' holds `name: value`, one a line."
        raise ContentMistakes([Mistake("wrong-kind", message, document.file, document.line(path))])
    return value


def _placed(wrong: AnswerMistakes, document: Document, *path: str) -> Iterator[Mistake]:
    for mistake in wrong.mistakes:
        yield replace(mistake, file=document.file, line=document.line(path))
