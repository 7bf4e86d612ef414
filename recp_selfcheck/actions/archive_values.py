"""What an archive from somebody's own computer would bring: each value accepted like one that is typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from recp_selfcheck.actions import content
from recp_selfcheck.actions.bills import BillChange, accept_bill
from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.evidence import accept_file, accept_file_name
from recp_selfcheck.actions.fields import accept_company_field
from recp_selfcheck.actions.inputs import accept_field, refuse
from recp_selfcheck.actions.plan import MOST_ENTRIES
from recp_selfcheck.actions.plan_fields import accept_plan_field, accept_title, entry_of
from recp_selfcheck.actions.solo_archive import SoloArchive
from recp_selfcheck.assessment.answers import shorten, unknown_question
from recp_selfcheck.assessment.expected import from_json, to_json
from recp_selfcheck.assessment.plan import PlanState
from recp_selfcheck.errors import AnswerMistakes, Mistake
from recp_selfcheck.storage.cells import Cell
from recp_selfcheck.storage.plan import EntryRow


@dataclass(slots=True)
class Found:
    """What an archive would bring, accepted: nothing of it is stored yet.

    `fields` by key, `bills` by cell, `answers` by checklist and cell, `plan` as measure and fields, `attached` as
    checklist, question, name, type and content. With `mistakes` nothing of it is taken in.
    """

    fields: dict[str, Any] = field(default_factory=dict)
    bills: dict[tuple[str, str, str], Any] = field(default_factory=dict)
    answers: dict[str, dict[tuple[str, str], Any]] = field(default_factory=dict)
    plan: list[tuple[str | None, dict[str, Any]]] = field(default_factory=list)
    attached: list[tuple[str, str, str, str, bytes]] = field(default_factory=list)
    mistakes: list[Mistake] = field(default_factory=list)

    @contextmanager
    def placed(self, place: str) -> Iterator[None]:
        """Note what is refused inside the block, with its place in the archive."""
        try:
            yield
        except AnswerMistakes as wrong:
            self.mistakes += [Mistake(one.code, one.message, place, values=one.values) for one in wrong.mistakes]


def accept_archive(archive: SoloArchive) -> Found:
    """Return what an archive would bring, with everything that is wrong in it."""
    found = Found()
    today = now().date()
    for row in archive.rows["company_field"]:
        key = str(row.get("key"))
        with found.placed(key):
            value = accept_company_field(key, row.get("value"), today)
            if value is not None:
                found.fields[key] = value
    for row in archive.rows["bill"]:
        change = BillChange(str(row.get("series")), str(row.get("month")), str(row.get("field")), row.get("value"), 0)
        with found.placed(f"{change.series} {change.month}"):
            value = accept_bill(change)
            if value is not None:
                found.bills[change.key] = value
    names = _accept_answers(archive, found)
    _accept_plan(archive, found)
    _accept_attached(archive, found, names)
    return found


def _accept_answers(archive: SoloArchive, found: Found) -> dict[Any, str]:
    """Accept the answers of the present rounds and return their checklists by the archive's id of the submission."""
    versions = {str(row.get("id")): (row.get("version"), row.get("hash")) for row in archive.rows["checklist_version"]}
    names: dict[Any, str] = {}
    shipped = content.content().checklists
    for row in archive.rows["submission"]:
        name = str(row.get("checklist"))
        if not row.get("is_current"):
            continue
        with found.placed(name):
            checklist = shipped.get(name)
            if checklist is None:
                refuse("unknown-checklist", f"'{shorten(name)}' is not a checklist here.", given=shorten(name))
            if versions.get(str(row.get("checklist_version_id"))) != (checklist.version, checklist.hash):
                message = "It is answered in another version than the server's. Bring both to the same version first."
                refuse("archive-version", message, version=checklist.version)
            names[row.get("id")] = name
            found.answers[name] = {}
    for row in archive.rows["answer"]:
        checklist_name = names.get(row.get("submission_id"))
        if checklist_name is None or row.get("value") is None:
            continue
        question_id, part = str(row.get("question")), str(row.get("field"))
        with found.placed(f"{checklist_name} {question_id}"):
            question = shipped[checklist_name].questions.get(question_id)
            if question is None:
                raise AnswerMistakes([unknown_question(shipped[checklist_name], question_id)])
            found.answers[checklist_name][question_id, part] = accept_field(question, part, row.get("value"))
    return names


def _accept_plan(archive: SoloArchive, found: Found) -> None:
    cells: dict[Any, dict[str, Any]] = {}
    for row in archive.rows["plan_cell"]:
        if row.get("value") is not None:
            cells.setdefault(row.get("plan_entry_id"), {})[str(row.get("field"))] = row.get("value")
    if len(archive.rows["plan_entry"]) > MOST_ENTRIES:
        with found.placed("plan"):
            refuse("plan-full", f"The plan may have {MOST_ENTRIES} measures.", most=MOST_ENTRIES)
    for row in archive.rows["plan_entry"][:MOST_ENTRIES]:
        measure = str(row["measure"]) if row.get("measure") else None
        given = cells.get(row.get("id"), {})
        with found.placed(measure or shorten(str(given.get("title", "")))):
            found.plan.append((measure, _accepted_entry(measure, given)))


def _accepted_entry(measure: str | None, given: Mapping[str, Any]) -> dict[str, Any]:
    moment = now()
    taken: dict[str, Any] = {}
    try:
        if "state" in given:
            taken["state"] = PlanState(given["state"]).value
        if "expected" in given and measure:
            taken["expected"] = to_json(from_json(given["expected"]))
        if measure is None:
            taken["title"] = accept_title(given.get("title"))
        row = EntryRow(0, 0, measure, moment)
        entry = entry_of(row, {name: Cell(value, 1, moment, "") for name, value in taken.items()}, "")
    except (KeyError, TypeError, ValueError, AttributeError):
        refuse("archive-plan", "This measure of the plan cannot be read.")
    for name, raw in given.items():
        if name not in {"state", "expected", "title"}:
            taken[name] = accept_plan_field(entry, name, raw, moment.date())
    return taken


def _accept_attached(archive: SoloArchive, found: Found, names: Mapping[Any, str]) -> None:
    for row in archive.rows["attachment"]:
        checklist, question = names.get(row.get("submission_id")), str(row.get("question"))
        if checklist is None or row.get("removed_at") is not None:
            continue
        name = accept_file_name(str(row.get("name")), str(row.get("media_type")))
        with found.placed(f"{checklist} {question} {name}"):
            if question not in content.content().checklists[checklist].questions:
                raise AnswerMistakes([unknown_question(content.content().checklists[checklist], question)])
            whole = archive.file(str(row.get("sha256")))
            if whole is None:
                refuse("archive-file", f"The attached file '{name}' is missing in it.", given=name)
            stored, media_type = accept_file(whole)
            found.attached.append((checklist, question, accept_file_name(name, media_type), media_type, stored))
