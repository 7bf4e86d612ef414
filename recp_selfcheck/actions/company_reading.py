"""What a trainer or a coordinator may read of a company of an own club: what it handed in or shares, nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from recp_selfcheck.actions import content
from recp_selfcheck.actions.as_handed_in import seen_receipt
from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.clubs import Club
from recp_selfcheck.actions.company import Years
from recp_selfcheck.actions.frozen_copies import cells_of, plan_of_part, submission_of, years_of
from recp_selfcheck.actions.opportunities import Improvements, improvements_of
from recp_selfcheck.actions.own_figures import own_figures_in
from recp_selfcheck.actions.part_handing_in import BILLS, PLAN, check_part
from recp_selfcheck.actions.plan import Plan
from recp_selfcheck.actions.session import Session, check
from recp_selfcheck.actions.submission import Submission, read
from recp_selfcheck.assessment import follow_ups, scoring
from recp_selfcheck.assessment.answers import read_answers
from recp_selfcheck.assessment.follow_ups import FollowUp
from recp_selfcheck.assessment.layers import Layer, sheet_of
from recp_selfcheck.assessment.plan import rejected_measures
from recp_selfcheck.assessment.resource_months import MonthlyBills
from recp_selfcheck.assessment.scoring import ScoreCard
from recp_selfcheck.people.review import State
from recp_selfcheck.people.roles import Permission, Thing
from recp_selfcheck.storage import audit, clubs, companies, database, parts, receipts, reviews, submissions
from recp_selfcheck.storage.cells import Cell
from recp_selfcheck.storage.database import Connection
from recp_selfcheck.storage.parts import HandedInPart
from recp_selfcheck.storage.receipts import Receipt
from recp_selfcheck.storage.reviews import Decision
from recp_selfcheck.storage.submissions import SubmissionRow

__all__ = ["Club", "CompanyReading", "Decision", "Shown", "companies_to_read", "improvements_in", "read_company"]

LAYERS: Final[tuple[Layer, ...]] = ("company", "trainer", "agreed")


@dataclass(frozen=True, slots=True)
class Shown:
    """One checklist as others than its company see it.

    `own` is what the company handed in (or the draft it shares, as it is now), `counted` the same with the trainer's
    answers where it is accepted. `cards` are by layer, without `decision` the company's alone; `history` are the
    receipts up to the one shown, oldest first.
    """

    own: Submission
    counted: Submission
    cards: Mapping[Layer, ScoreCard]
    history: tuple[Receipt, ...]
    decision: Decision | None

    @property
    def card(self) -> ScoreCard:
        """The score that counts: the agreed one where there is one."""
        return self.cards["agreed" if self.decision else "company"]

    @property
    def is_draft(self) -> bool:
        """Whether this is a draft which the company lets others look at."""
        return self.own.state is State.DRAFT


@dataclass(frozen=True, slots=True)
class CompanyReading:
    """A company as others may read it; what was not handed in is not in it.

    `cells` are the company's fields as frozen with what it handed in last, at `frozen_at`: None before there is
    anything. `years` rest on frozen totals and handed-in bills.
    """

    company_id: int
    name: str
    shown: tuple[Shown, ...]
    years: Years
    bills: HandedInPart | None
    plan_part: HandedInPart | None
    plan: Plan | None
    cells: Mapping[str, Cell]
    frozen_at: datetime | None

    @property
    def by_checklist(self) -> Mapping[str, Shown]:
        """The checklists that may be read, by id."""
        return {one.own.checklist.id: one for one in self.shown}


def companies_to_read(session: Session) -> tuple[tuple[Club, tuple[tuple[int, str], ...]], ...]:
    """Return one's own clubs, each with id and name of its companies, by name."""
    with database.reading() as connection:
        person = check(connection, session, Permission.READ_CHECKLISTS, Thing())
        found = []
        for club in clubs.every(connection):
            if club.id in person.club_ids:
                named = [(one, companies.name(connection, one)) for one in clubs.companies(connection, club.id)]
                found.append((club, tuple(sorted(named, key=lambda one: (one[1].casefold(), one[0])))))
        return tuple(found)


def read_company(session: Session, company_id: int, *, again: bool = False) -> CompanyReading:
    """Return what somebody may read of a company; the look is written down, but not `again` when a page is redrawn."""
    opened = database.reading if again else database.transaction
    with opened() as connection:
        person = check_part(connection, session, Permission.READ_SUBMISSION, company_id)
        if not again:
            audit.note(connection, "company read", at=now(), person_id=person.id, company_id=company_id)
        shown = _shown(connection, company_id)
        bills, plan = (parts.latest(connection, company_id, part) for part in (BILLS, PLAN))
        name = companies.name(connection, company_id)
    handed_in = [one.own.receipt for one in shown if one.own.receipt is not None]
    receipt = max(handed_in, key=lambda one: one.at, default=None)
    newest = max((one for one in (receipt, bills, plan) if one is not None), key=lambda one: one.at, default=None)
    years = years_of(company_id, receipt, bills)
    cells = cells_of(newest.copy["company"], newest.at, newest.by) if newest else {}
    return CompanyReading(
        company_id=company_id,
        name=name,
        shown=shown,
        years=years,
        bills=bills,
        plan_part=plan,
        plan=plan_of_part(plan) if plan else None,
        cells=cells,
        frozen_at=newest.at if newest else None,
    )


def improvements_in(reading: CompanyReading) -> Improvements:
    """Rank the measures over what may be read of a company."""
    entries = reading.plan.entries if reading.plan else ()
    rejected = rejected_measures(own_figures_in(reading.cells).rejected, entries)
    return improvements_of([one.counted for one in reading.shown], reading.years.now, reading.cells, rejected)


def follow_ups_in(reading: CompanyReading) -> dict[int, tuple[FollowUp, ...]]:
    """Return what handed-in bills show of the measures of the handed-in plan that are done, by entry.

    The first call may take seconds: it loads what fits a baseline.
    """
    if reading.plan is None:
        return {}
    stored, entries = reading.years.bills, reading.plan.entries
    country = reading.years.now.profile.country
    bills = MonthlyBills(stored.by_series, stored.series, content.figures().factors, country)
    return {one.id: follow_ups.follow_ups(one, entries, bills) for one in entries if one.done_on is not None}


def _shown(connection: Connection, company_id: int) -> tuple[Shown, ...]:
    """Return the newest round of each checklist that may be read, in the shipped order, those shipped no more last."""
    order = list(content.content().checklists)
    newest: dict[str, SubmissionRow] = {}
    for row in submissions.of_company(connection, company_id):
        if row.state is not State.DRAFT or (row.shared and row.is_current):
            newest[row.checklist] = row
    names = sorted(newest, key=lambda name: order.index(name) if name in order else len(order))
    found = (_one(connection, newest[name]) for name in names)
    return tuple(one for one in found if one is not None)


def _one(connection: Connection, row: SubmissionRow) -> Shown | None:
    handed_in = receipts.of_company(connection, row.company_id, row.checklist)
    if row.state is State.DRAFT:
        own = replace(read(connection, row), receipt=None)
        before = tuple(one for one in handed_in if one.round < row.round)
        return Shown(own, own, {"company": scoring.score(own.checklist, own.sheet)}, before, None)
    decided = reviews.decisions(connection, row.id)
    receipt = seen_receipt(connection, row)
    if receipt is None:
        return None
    own = submission_of(row, receipt, content.content().checklists.get(row.checklist))
    history = tuple(one for one in handed_in if one.id <= receipt.id)
    if row.state is State.ACCEPTED and decided:
        return accepted(own, history, decided[-1])
    return Shown(own, own, {"company": scoring.score(own.checklist, own.sheet)}, history, None)


def accepted(own: Submission, history: tuple[Receipt, ...], decision: Decision) -> Shown:
    """Return an accepted checklist with the layers as they were when it was accepted."""
    known = {name: raw for name, raw in decision.copy["answers"].items() if name in own.checklist.questions}
    given = read_answers(own.checklist, known).answers
    cards = {layer: scoring.score(own.checklist, sheet_of(layer, own.sheet, given)) for layer in LAYERS}
    proof = {
        (name, "evidence"): Cell(level, 1, decision.at, decision.by)
        for name, level in decision.copy["evidence"].items()
    }
    counted = replace(own, sheet=sheet_of("agreed", own.sheet, given), cells={**own.cells, **proof})
    return Shown(own, counted, cards, history, decision)
