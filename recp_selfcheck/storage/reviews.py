"""The review: what waits for a trainer, what was decided, and the phrases a trainer keeps."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from recp_selfcheck.people.review import State, Step
from recp_selfcheck.storage import tables

_submissions = tables.submission.c
_decisions = tables.decision.c
_phrases = tables.phrase.c


class Waiting(NamedTuple):
    """A company's submission as it stands in the queue; `not_applicable` counts the answers that say so."""

    submission_id: int
    company_id: int
    company: str
    checklist: str
    round: int
    state: State
    shared: bool
    handed_in_at: datetime | None
    opened_at: datetime | None
    not_applicable: int


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision as it went out: `copy` holds the remarks, the trainer's answers and evidence, and the agreed score."""

    id: int
    receipt_id: int | None
    step: str
    reason: str
    copy: Mapping[str, Any]
    at: datetime
    by: str


class Phrase(NamedTuple):
    """A sentence a trainer keeps for the next time."""

    id: int
    text: str


def queue(connection: sa.Connection, club_ids: Collection[int]) -> tuple[Waiting, ...]:
    """Return the current submissions of the clubs' companies, handed in or shared, the oldest hand-in first."""
    receipts, members, names = tables.receipt.c, tables.club_company.c, tables.company_field.c
    handed_in = sa.select(sa.func.max(receipts.at)).where(receipts.submission_id == _submissions.id).scalar_subquery()
    answers = tables.answer.c
    away = (
        sa.select(sa.func.count())
        .where(
            answers.submission_id == _submissions.id,
            answers.field == "answer",
            sa.cast(answers.value, sa.Text) == '"not_applicable"',
        )
        .scalar_subquery()
    )
    in_clubs = sa.select(members.company_id).where(members.club_id.in_(sorted(club_ids)))
    name = (
        sa.select(names.value).where(names.company_id == _submissions.company_id, names.key == "name").scalar_subquery()
    )
    rows = connection.execute(
        sa.select(
            _submissions.id,
            _submissions.company_id,
            name,
            _submissions.checklist,
            _submissions.round,
            _submissions.state,
            _submissions.shared,
            handed_in.label("handed_in"),
            _submissions.opened_at,
            away,
        )
        .where(
            _submissions.company_id.in_(in_clubs),
            _submissions.is_current,
            sa.or_(_submissions.state != State.DRAFT, _submissions.shared),
        )
        .order_by(sa.text("handed_in"), _submissions.id)
    )
    return tuple(_waiting(list(row)) for row in rows)


def _waiting(values: list[Any]) -> Waiting:
    values[2] = values[2] or ""
    values[5] = State(values[5])
    return Waiting(*values)


def open_first(connection: sa.Connection, submission_id: int, at: datetime) -> None:
    """Remember when a trainer first looked at what was handed in: from then on it cannot be taken back."""
    connection.execute(
        sa.update(tables.submission)
        .where(_submissions.id == submission_id, _submissions.opened_at.is_(None))
        .values(opened_at=at)
    )


def keep_decision(
    connection: sa.Connection,
    submission_id: int,
    *,
    receipt_id: int | None,
    step: str,
    reason: str,
    copy: Mapping[str, Any],
    at: datetime,
    person_id: int,
) -> None:
    """Keep a decision for good; what is handed in next is again unopened."""
    connection.execute(
        sa.insert(tables.decision).values(
            submission_id=submission_id,
            receipt_id=receipt_id,
            step=step,
            reason=reason,
            copy=dict(copy),
            at=at,
            person_id=person_id,
        )
    )
    connection.execute(sa.update(tables.submission).where(_submissions.id == submission_id).values(opened_at=None))


def decisions(connection: sa.Connection, submission_id: int) -> tuple[Decision, ...]:
    """Return the decisions on a submission, oldest first."""
    rows = connection.execute(
        sa.select(
            _decisions.id,
            _decisions.receipt_id,
            _decisions.step,
            _decisions.reason,
            _decisions.copy,
            _decisions.at,
            tables.person.c.name,
        )
        .join_from(tables.decision, tables.person)
        .where(_decisions.submission_id == submission_id)
        .order_by(_decisions.id)
    )
    return tuple(Decision(*row) for row in rows)


def accepted_checklists(connection: sa.Connection, company_id: int) -> frozenset[str]:
    """Return the checklists of which a company's latest decision, of any round, is that it is accepted."""
    last = (
        sa.select(_submissions.checklist, _decisions.step)
        .join_from(tables.decision, tables.submission)
        .where(_submissions.company_id == company_id)
        .order_by(_decisions.id)
    )
    latest = {row.checklist: row.step for row in connection.execute(last)}
    return frozenset(checklist for checklist, step in latest.items() if step == Step.ACCEPT)


def phrases(connection: sa.Connection, person_id: int) -> tuple[Phrase, ...]:
    """Return the phrases somebody keeps, oldest first."""
    rows = connection.execute(
        sa.select(_phrases.id, _phrases.text).where(_phrases.person_id == person_id).order_by(_phrases.id)
    )
    return tuple(Phrase(*row) for row in rows)


def keep_phrase(connection: sa.Connection, person_id: int, written: str) -> None:
    """Keep one more phrase; one that is there already stays once."""
    if written not in {phrase.text for phrase in phrases(connection, person_id)}:
        connection.execute(sa.insert(tables.phrase).values(person_id=person_id, text=written))


def drop_phrase(connection: sa.Connection, person_id: int, phrase_id: int) -> None:
    """Drop one of somebody's phrases."""
    connection.execute(sa.delete(tables.phrase).where(_phrases.id == phrase_id, _phrases.person_id == person_id))
