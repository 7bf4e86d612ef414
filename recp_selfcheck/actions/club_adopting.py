"""A newer version of a checklist in a club: what it would do to each company's open answers, and taking it for them.

Who looks after the club sees what they may see of each company: how many answers stay, are asked again or dropped; the
score only of a draft the company shares, and of a returned one as it was handed in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from recp_selfcheck.actions import content
from recp_selfcheck.actions.adopted import ADOPTED
from recp_selfcheck.actions.adopting import compare, leads_between, take
from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.clubs import thing_of as thing_of_club
from recp_selfcheck.actions.reviewing import thing_of
from recp_selfcheck.actions.session import Session, check
from recp_selfcheck.actions.submission import Submission, company_cells, facts_in, read
from recp_selfcheck.assessment.adoption import carry
from recp_selfcheck.assessment.answers import read_answers
from recp_selfcheck.assessment.scoring import ScoreCard
from recp_selfcheck.assessment.version_changes import VersionChanges, changes_between
from recp_selfcheck.checklists.model import Checklist
from recp_selfcheck.errors import Mistake, NotPossibleNow
from recp_selfcheck.people.review import EDITABLE, State
from recp_selfcheck.people.roles import Permission, Thing
from recp_selfcheck.storage import audit, clubs, companies, database, submissions
from recp_selfcheck.storage.cells import Cell
from recp_selfcheck.storage.database import Connection
from recp_selfcheck.storage.receipts import Receipt
from recp_selfcheck.storage.submissions import SubmissionRow


@dataclass(frozen=True, slots=True)
class Scores:
    """The score before and after; `as_handed_in` says that it is of what was handed in, not of what stands now."""

    before: ScoreCard
    after: ScoreCard
    as_handed_in: bool


@dataclass(frozen=True, slots=True)
class Effect:
    """What the newer version does to a company's answers: how many stay, are asked again, are dropped.

    `scores` is None where they are the company's own affair. `seen` is the hash of all that would change.
    """

    kept: int
    asked_again: int
    dropped: int
    scores: Scores | None
    seen: str


@dataclass(frozen=True, slots=True)
class OnOlder:
    """A company's submission on an older version; `effect` is None for one handed in, which stays as it is."""

    submission_id: int
    company_id: int
    company: str
    state: State
    shared: bool
    effect: Effect | None


@dataclass(frozen=True, slots=True)
class OlderVersion:
    """A checklist with the newer version beside an older one, what differs, and who of a club is on the older one."""

    old: Checklist
    new: Checklist
    changes: VersionChanges
    companies: tuple[OnOlder, ...]


@dataclass(frozen=True, slots=True)
class Adopted:
    """What became of one company's submission: taken over, or the mistakes that kept it as it was."""

    submission_id: int
    company: str
    mistakes: tuple[Mistake, ...] = ()


def what_newer_versions_do(session: Session, club_id: int) -> tuple[OlderVersion, ...]:
    """Return for each older version of a checklist what taking the newest would do in a club; changes nothing."""
    with database.reading() as connection:
        check(connection, session, Permission.ADOPT_VERSION, thing_of_club(club_id))
        found: dict[tuple[str, int, str], list[OnOlder]] = {}
        old: dict[tuple[str, int, str], Checklist] = {}
        for company_id in clubs.companies(connection, club_id):
            for submission, one in _on_older(connection, company_id):
                key = (submission.checklist.id, submission.checklist.version, submission.checklist.hash)
                old[key] = submission.checklist
                found.setdefault(key, []).append(one)
    shipped = content.content().checklists
    order = list(shipped)
    return tuple(
        OlderVersion(
            old=old[key],
            new=shipped[key[0]],
            changes=changes_between(old[key], shipped[key[0]], leads_between(old[key], shipped[key[0]])),
            companies=tuple(sorted(found[key], key=lambda one: (one.company.casefold(), one.company_id))),
        )
        for key in sorted(found, key=lambda key: (order.index(key[0]), key[1:]))
    )


def adopt_for_companies(session: Session, chosen: Mapping[int, str]) -> tuple[Adopted, ...]:
    """Take the newest version for companies of one's own clubs; `chosen` are submissions with what was `seen` of each.

    Each is a transaction of its own: what one company's answers refuse keeps nobody else back. The company finds it in
    its log and is told on its page. NotPermitted, before anything is done, where one is not of an own club.
    """
    with database.reading() as connection:
        for submission_id in chosen:
            check(connection, session, Permission.ADOPT_VERSION, _thing(connection, submission_id))
    return tuple(database.once_more(partial(_adopt, session, ident, seen)) for ident, seen in chosen.items())


def _thing(connection: Connection, submission_id: int) -> Thing:
    return thing_of(connection, submissions.get(connection, submission_id))


def _on_older(connection: Connection, company_id: int) -> Iterator[tuple[Submission, OnOlder]]:
    """Yield what a company is answering or has handed in, and not had accepted, on an older version."""
    shipped = content.content().checklists
    rows = [
        row
        for row in submissions.all_current(connection, company_id).values()
        if row.state is not State.ACCEPTED and row.checklist in shipped and row.version < shipped[row.checklist].version
    ]
    company = company_cells(connection, company_id) if rows else {}
    name = str(company["name"].value or "") if "name" in company else ""
    for row in rows:
        submission = read(connection, row, company)
        if submission.checklist.version < shipped[row.checklist].version:  # nothing answered yet: the newest already
            effect = _effect(connection, row, submission, company) if row.state in EDITABLE else None
            yield submission, OnOlder(row.id, company_id, name, row.state, row.shared, effect)


def _effect(
    connection: Connection, row: SubmissionRow, submission: Submission, company: Mapping[str, Cell]
) -> Effect | None:
    found = compare(connection, submission, company)
    if found is None:
        return None
    scores = None
    if row.state is State.DRAFT and row.shared:
        scores = Scores(found.adoption.before, found.adoption.after, as_handed_in=False)
    elif row.state is State.RETURNED and submission.receipt is not None:
        scores = _scores_handed_in(submission.receipt, found.old, found.new)
    kept, again, dropped = (len(found.adoption.of(fate)) for fate in ("kept", "asked_again", "dropped"))
    return Effect(kept, again, dropped, scores, found.seen)


def _scores_handed_in(receipt: Receipt, old: Checklist, new: Checklist) -> Scores | None:
    """Return the scores of what was handed in, which is what others may see of a company that goes on working."""
    if receipt.hash != old.hash:
        return None
    copy = receipt.copy
    company = {key: Cell(value, 1, receipt.at, receipt.by) for key, value in copy["company"].items()}
    sheet = read_answers(old, {**copy["facts"], **copy["answers"]})
    adoption = carry(old, new, sheet, leads_between(old, new), facts_in(company, new.facts))
    return Scores(adoption.before, adoption.after, as_handed_in=True)


def _adopt(session: Session, submission_id: int, seen: str) -> Adopted:
    with database.transaction() as connection:
        row = submissions.get(connection, submission_id, lock=True)
        person = check(connection, session, Permission.ADOPT_VERSION, thing_of(connection, row))
        company = companies.name(connection, row.company_id)
        at = now()
        try:
            found = take(connection, row, seen, person, at)
        except NotPossibleNow as refusal:  # raised before anything is changed
            return Adopted(row.id, company, refusal.mistakes)
        if found is not None:
            detail = {
                "submission": row.id,
                "old": found.old.version,
                "new": found.new.version,
                "definition": row.definition_id,
                "kept": len(found.adoption.of("kept")),
                "asked_again": [one.question for one in found.adoption.of("asked_again")],
                "dropped": [one.question for one in found.adoption.of("dropped")],
            }
            audit.note(connection, ADOPTED, at=at, person_id=person.id, company_id=row.company_id, detail=detail)
        return Adopted(row.id, company)
