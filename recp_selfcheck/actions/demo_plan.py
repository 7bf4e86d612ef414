"""The plan of a demonstration company: what it took over or thought of itself, who does it, how far it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from recp_selfcheck.actions import content
from recp_selfcheck.actions.expectations import expectation
from recp_selfcheck.actions.opportunities import improvements_in
from recp_selfcheck.actions.plan_fields import accept_plan_field, accept_title, entry_of
from recp_selfcheck.actions.rejections import RejectionWriter
from recp_selfcheck.assessment.answers import shorten, suggestion
from recp_selfcheck.assessment.expected import to_json
from recp_selfcheck.assessment.plan import PlanState
from recp_selfcheck.checklists.document import Document
from recp_selfcheck.errors import AnswerMistakes, ContentMistakes, Mistake
from recp_selfcheck.people.roles import Person
from recp_selfcheck.storage import cells as stored_cells
from recp_selfcheck.storage import plan as stored_plan
from recp_selfcheck.storage.cells import Cell
from recp_selfcheck.storage.database import Connection
from recp_selfcheck.storage.plan import EntryRow

LANGUAGES = frozenset({"en", "ru", "be"})


@dataclass(frozen=True, slots=True)
class DemoMeasure:
    """One measure of a plan to be written: `measure` is its id, empty for an own one, which has a title in `cells`.

    `cells` are the plan's fields as they are stored; a measure with a `begun` day was taken over on that day.
    """

    measure: str = ""
    cells: Mapping[str, Any] = field(default_factory=dict)
    begun: date | None = None


def accept_demo_plan(document: Document, language: str, today: date) -> tuple[DemoMeasure, ...]:
    """Return the measures under `plan` of a demonstration file; ContentMistakes with all that is wrong.

    Each has `measure` (an id) or `title`, then any of the plan's fields, `state`, `begun` (a day), and `due_in` (days
    from today) in place of `due`. A text may be given by language.
    """
    found: list[DemoMeasure] = []
    mistakes: list[Mistake] = []
    given = document.data.get("plan", ()) if isinstance(document.data, Mapping) else ()
    for place, raw in enumerate(given):
        try:
            found.append(_accept_measure(raw, language, today))
        except AnswerMistakes as wrong:
            line = document.line(["plan", place])
            mistakes += [replace(mistake, file=document.file, line=line) for mistake in wrong.mistakes]
    if mistakes:
        raise ContentMistakes(mistakes)
    return tuple(found)


def write_demo_plan(
    connection: Connection, company_id: int, measures: Sequence[DemoMeasure], *, person: Person, at: datetime
) -> None:
    """Write measures into the plan of a company that is locked, each with what it is expected to save today.

    Its answers and bills are to be written before. A rejected measure leaves the company's opportunities, too.
    """
    improvements = improvements_in(connection, company_id)
    for one in measures:
        begun = at if one.begun is None else datetime.combine(one.begun, time(9), UTC)
        cells = dict(one.cells)
        if one.measure:
            cells["expected"] = to_json(expectation(improvements, one.measure))
        entry = stored_plan.begin(connection, company_id, one.measure or None, person_id=person.id, at=begun)
        for name, value in cells.items():
            stored_cells.save(
                connection,
                stored_cells.PLAN_CELLS,
                entry,
                (name,),
                value,
                seen_version=0,
                person_id=person.id,
                by=person.name,
                at=begun,
            )
        if one.measure and cells.get("state") == PlanState.REJECTED:
            RejectionWriter(connection, company_id, person, begun).put_field(
                one.measure, PlanState.REJECTED, cells.get("reason", "")
            )


def _accept_measure(raw: Any, language: str, today: date) -> DemoMeasure:
    if not isinstance(raw, Mapping):
        raise AnswerMistakes([Mistake("wrong-kind", "A measure of the plan is written as `name: value`, one a line.")])
    given = {name: _in_language(value, language) for name, value in raw.items()}
    measure, begun = _accept_id(given.pop("measure", "")), given.pop("begun", None)
    if "due_in" in given:
        given["due"] = (today + timedelta(days=given.pop("due_in"))).isoformat()
    state = PlanState(given.pop("state", PlanState.PLANNED))
    cells: dict[str, Any] = {} if state is PlanState.PLANNED else {"state": state.value}
    if not measure:
        cells["title"] = accept_title(given.get("title"))
    moment = datetime.combine(today, time(), UTC)
    entry = entry_of(
        EntryRow(0, 0, measure or None, moment), {name: Cell(value, 1, moment, "") for name, value in cells.items()}, ""
    )
    for name, value in given.items():
        cells[name] = accept_plan_field(entry, name, value, today)
    return DemoMeasure(measure, cells, begun and date.fromisoformat(begun))


def _accept_id(measure: str) -> str:
    known = content.content().library.measures
    if measure and measure not in known:
        nearest = suggestion(measure, list(known))
        message = f"'{shorten(measure)}' is not a measure of the library. Correct its id."
        values = {"given": shorten(measure), "suggestion": nearest}
        raise AnswerMistakes([Mistake("unknown-measure", message, values=values)])
    return measure


def _in_language(value: Any, language: str) -> Any:
    """Return a text given by language in one of them, in English where it lacks that; anything else as it is."""
    if isinstance(value, Mapping) and value and set(value) <= LANGUAGES:
        return value.get(language) or value.get("en")
    return value
