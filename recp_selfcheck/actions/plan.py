"""The action plan: measures taken over or written down, who does them by when, and how far they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.expectations import expectation
from recp_selfcheck.actions.follow_ups import read_follow_ups
from recp_selfcheck.actions.inputs import accept_text
from recp_selfcheck.actions.opportunities import read_opportunities
from recp_selfcheck.actions.own_figures import REJECTED, own_figures_in
from recp_selfcheck.actions.plan_fields import LONGEST_SENTENCE, accept_plan_field, accept_title, entry_of
from recp_selfcheck.actions.rejections import RejectionWriter, entries_in
from recp_selfcheck.actions.session import Session, check
from recp_selfcheck.actions.submission import company_cells
from recp_selfcheck.assessment import plan as core
from recp_selfcheck.assessment.expected import Expected, to_json
from recp_selfcheck.assessment.plan import PlanEntry, PlanState
from recp_selfcheck.errors import Conflict, Mistake, NotPossibleNow
from recp_selfcheck.people.roles import Permission, Person, Thing
from recp_selfcheck.storage import cells as stored_cells
from recp_selfcheck.storage import companies, database
from recp_selfcheck.storage import plan as stored_plan
from recp_selfcheck.storage.cells import Cell
from recp_selfcheck.storage.database import Connection
from recp_selfcheck.storage.plan import EntryRow

MOST_ENTRIES = 1000  # of one company: a plan nobody reads any more


@dataclass(frozen=True, slots=True)
class Plan:
    """A company's action plan.

    `entries` are in the order they were begun, rejected ones too; `cells` by entry id and field, cleared ones too.
    `currency` is the company's today; `rejections` are its cells of why measures are rejected, by measure; `saved_at`
    the latest change.
    """

    company_id: int
    entries: tuple[PlanEntry, ...]
    cells: Mapping[int, Mapping[str, Cell]]
    currency: str
    rejections: Mapping[str, Cell]
    saved_at: datetime | None

    @property
    def measures(self) -> Mapping[str, PlanEntry]:
        """The entries of measures taken over, by measure."""
        return {entry.measure: entry for entry in self.entries if entry.measure}


def read_plan(session: Session) -> Plan:
    """Return the plan of the session's company."""
    with database.reading() as connection:
        check(connection, session, Permission.READ_COMPANY, session.company)
        return plan_of(connection, session.company_id)


def plan_of(connection: Connection, company_id: int, company: Mapping[str, Cell] | None = None) -> Plan:
    """Read a company's plan; `company` are its profile's cells where the caller has them already."""
    profile = company_cells(connection, company_id) if company is None else company
    currency = _currency(profile)
    cells = stored_plan.cells(connection, company_id)
    return Plan(
        company_id=company_id,
        entries=entries_in(connection, company_id, profile, cells, currency),
        cells=cells,
        currency=currency,
        rejections={key.removeprefix(REJECTED): cell for key, cell in profile.items() if key.startswith(REJECTED)},
        saved_at=max((cell.at for of_entry in cells.values() for cell in of_entry.values()), default=None),
    )


def take_over(session: Session, measure_id: str) -> int:
    """Take a measure into the plan with what it is expected to save today, and return the id of its entry.

    A measure that is in the plan already, even rejected, keeps its entry. NotFound for a measure nobody knows.
    """
    expected = expectation(read_opportunities(session), measure_id)
    return database.once_more(lambda: _take_over(session, measure_id, expected))


def add_own(session: Session, title: str) -> int:
    """Write a measure of the company's own into the plan and return the id of its entry."""
    return _begin(session, None, {"title": accept_title(title)})


def save_plan_field(session: Session, entry_id: int, field: str, raw: Any, seen_version: int) -> Cell:
    """Store one field of an entry and return it as stored; `raw` None clears it.

    The same value changes nothing; a version other than the one seen raises Conflict with the stored cell, bad input
    AnswerMistakes; then nothing is changed. `plan_fields.accept_plan_field` lists the fields.
    """
    moment = now()
    with database.transaction() as connection:
        writer = _open(connection, session, entry_id, moment)
        value = accept_plan_field(writer.entry, field, raw, moment.date())
        return writer.save(field, value, seen_version)


def change_state(
    session: Session,
    entry_id: int,
    to: PlanState,
    seen_version: int,
    *,
    reason: str = "",
    today: date | None = None,
) -> Cell:
    """Bring an entry into another state and return the state's cell as stored.

    The rules and their refusals are those of `plan.advance`; `today` is the person's. An entry that is there already
    stays as it is; a version of the state other than the one seen raises Conflict with the stored cell.
    """
    moment = now()
    said = accept_text(reason, LONGEST_SENTENCE) or ""
    found = to is PlanState.VERIFIED and _bills_show(session, entry_id)
    with database.transaction() as connection:
        writer = _open(connection, session, entry_id, moment)
        stored = writer.cells.get("state")
        if writer.entry.state is to:
            return stored or Cell(to.value, 0, moment, "")
        if seen_version != (stored.version if stored else 0):
            raise Conflict(stored or Cell(PlanState.PLANNED.value, 0, moment, ""))
        changes = core.advance(writer.entry, to, today=today or moment.date(), reason=said, found=found)
        saved = {field: writer.put(field, value) for field, value in changes.items()}
        if writer.entry.measure and PlanState.REJECTED in (writer.entry.state, to):
            rejections = RejectionWriter(connection, writer.company_id, writer.person, moment)
            rejections.put_field(writer.entry.measure, to, changes.get("reason", writer.entry.reason))
        return saved["state"]


def renew(session: Session, entry_id: int, seen_version: int) -> Cell:
    """Freeze what a measure taken over is expected to save by today's answers and bills, in place of what was frozen.

    NotPossibleNow (`plan-renew`) for an own measure, or one that is done: the bills then hold its saving already.
    """
    improvements = read_opportunities(session)
    with database.transaction() as connection:
        writer = _open(connection, session, entry_id, now())
        if writer.entry.is_own or writer.entry.state not in core.OPEN:
            raise NotPossibleNow([Mistake("plan-renew", "What a measure done was expected to save stays as it is.")])
        return writer.save("expected", to_json(expectation(improvements, writer.entry.measure)), seen_version)


def remove(session: Session, entry_id: int) -> None:
    """Remove an own entry of which nothing but its name was ever written; NotPossibleNow (`plan-remove`) for another.

    Anything else is rejected with its reason instead, so that it is not lost.
    """
    with database.transaction() as connection:
        writer = _open(connection, session, entry_id, now())
        if not is_removable(writer.entry, writer.cells):
            raise NotPossibleNow([Mistake("plan-remove", "Reject the measure instead: what was written stays.")])
        stored_plan.remove(connection, entry_id)


def is_removable(entry: PlanEntry, cells: Mapping[str, Cell]) -> bool:
    """Say whether an entry may be removed: an own one of which nothing but its name was ever written."""
    return entry.is_own and set(cells) <= {"title"}


@dataclass(frozen=True, slots=True)
class _Writer:
    """An entry as it is now, in a transaction that nobody else can change it in."""

    connection: Connection
    company_id: int
    entry: PlanEntry
    cells: Mapping[str, Cell]
    person: Person
    at: datetime

    def save(self, field: str, value: Any, seen_version: int) -> Cell:
        return stored_cells.save(
            self.connection,
            stored_cells.PLAN_CELLS,
            self.entry.id,
            (field,),
            value,
            seen_version=seen_version,
            person_id=self.person.id,
            by=self.person.name,
            at=self.at,
        )

    def put(self, field: str, value: Any) -> Cell:
        """Store a value over whatever is there."""
        stored = self.cells.get(field)
        return self.save(field, value, stored.version if stored else 0)


def _open(connection: Connection, session: Session, entry_id: int, at: datetime) -> _Writer:
    row = stored_plan.get(connection, entry_id)
    person = check(connection, session, Permission.EDIT_COMPANY, Thing(row.company_id))
    companies.lock(connection, row.company_id)
    return _writer(connection, stored_plan.get(connection, entry_id), person, at)  # it may have been removed meanwhile


def _writer(connection: Connection, row: EntryRow, person: Person, at: datetime) -> _Writer:
    cells = {key[0]: cell for key, cell in stored_cells.read(connection, stored_cells.PLAN_CELLS, row.id).items()}
    refused = own_figures_in(company_cells(connection, row.company_id)).rejected
    return _Writer(connection, row.company_id, core.joined(entry_of(row, cells, ""), refused), cells, person, at)


def _take_over(session: Session, measure_id: str, expected: Expected) -> int:
    with database.reading() as connection:
        check(connection, session, Permission.EDIT_COMPANY, session.company)
        for row in stored_plan.entries(connection, session.company_id):
            if row.measure == measure_id:
                return row.id
    return _begin(session, measure_id, {"expected": to_json(expected)})


def _begin(session: Session, measure: str | None, fields: Mapping[str, Any]) -> int:
    moment = now()
    with database.transaction() as connection:
        companies.lock(connection, session.company_id)
        person = check(connection, session, Permission.EDIT_COMPANY, session.company)
        if len(stored_plan.entries(connection, session.company_id)) >= MOST_ENTRIES:
            message = f"The plan has {MOST_ENTRIES} measures; more cannot be followed. Finish some first."
            raise NotPossibleNow([Mistake("plan-full", message, values={"most": MOST_ENTRIES})])
        entry_id = stored_plan.begin(connection, session.company_id, measure, person_id=person.id, at=moment)
        writer = _writer(connection, stored_plan.get(connection, entry_id), person, moment)
        for field, value in fields.items():
            writer.save(field, value, 0)
    return entry_id


def _bills_show(session: Session, entry_id: int) -> bool:
    """Say whether the bills show what a measure saved; outside the writing transaction, which others wait for."""
    shown = read_follow_ups(session, read_plan(session).entries, [entry_id])
    return any(follow_up.saved is not None for follow_up in shown.get(entry_id, ()))


def _currency(company: Mapping[str, Cell]) -> str:
    cell = company.get("currency")
    return cell.value if cell is not None and isinstance(cell.value, str) else ""
