"""Submissions, and the checklists they are answered with."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from recp_selfcheck.errors import NotFound
from recp_selfcheck.people.review import State
from recp_selfcheck.storage import tables


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    """One round of one company on one checklist. `definition_id` finds the checklist it is answered with.

    `opened_at` is when a trainer first looked at what was handed in, `shared` says that the draft may be looked at;
    `shown_as` is how the company is shown in class: "" not as a row, "row" without its name, "name" with it.
    """

    id: int
    company_id: int
    checklist: str
    definition_id: int
    version: int
    hash: str
    round: int
    state: State
    handed_in_from: State | None
    is_current: bool
    begun_at: datetime
    opened_at: datetime | None
    shared: bool
    shown_as: str


_submissions = tables.submission.c
_definitions = tables.checklist_version.c
_rows: sa.Select[Any] = sa.select(
    _submissions.id,
    _submissions.company_id,
    _submissions.checklist,
    _submissions.checklist_version_id,
    _definitions.version,
    _definitions.hash,
    _submissions.round,
    _submissions.state,
    _submissions.handed_in_from,
    _submissions.is_current,
    _submissions.begun_at,
    _submissions.opened_at,
    _submissions.shared,
    _submissions.shown_as,
).join_from(tables.submission, tables.checklist_version)
# the statements of every click are made once: making one takes longer than running it
_one = _rows.where(_submissions.id == sa.bindparam("is_id"))
_locked = _one.with_for_update(of=tables.submission)  # SQLite has locked the whole database by then and ignores it
_current = _rows.where(_submissions.company_id == sa.bindparam("is_company"), _submissions.is_current)
_states = sa.select(_submissions.company_id, _submissions.checklist, _submissions.state).where(
    _submissions.company_id.in_(sa.bindparam("are", expanding=True)), _submissions.is_current
)
_current_one = _current.where(_submissions.checklist == sa.bindparam("is_checklist"))


def get(connection: sa.Connection, submission_id: int, *, lock: bool = False) -> SubmissionRow:
    """Return a submission; NotFound. With `lock` nobody else changes it or its answers until the transaction ends."""
    row = connection.execute(_locked if lock else _one, {"is_id": submission_id}).first()
    if row is None:
        raise NotFound(f"submission {submission_id}")
    return _object(row)


def current(connection: sa.Connection, company_id: int, checklist: str) -> SubmissionRow | None:
    """Return the latest round of a company on a checklist, None when it never began."""
    row = connection.execute(_current_one, {"is_company": company_id, "is_checklist": checklist}).first()
    return _object(row) if row else None


def all_current(connection: sa.Connection, company_id: int) -> dict[str, SubmissionRow]:
    """Return the latest round of a company on each checklist it began, by checklist id."""
    rows = connection.execute(_current, {"is_company": company_id})
    return {row.checklist: _object(row) for row in rows}


def states(connection: sa.Connection, company_ids: Collection[int]) -> dict[tuple[int, str], State]:
    """Return the state of the latest round of companies, by company and checklist."""
    rows = connection.execute(_states, {"are": sorted(company_ids)})
    return {(row[0], row[1]): State(row[2]) for row in rows}


def of_company(connection: sa.Connection, company_id: int) -> tuple[SubmissionRow, ...]:
    """Return every round of a company on every checklist, earlier rounds first."""
    rows = connection.execute(_rows.where(_submissions.company_id == company_id).order_by(_submissions.round))
    return tuple(map(_object, rows))


def checklists_of(connection: sa.Connection, company_id: int) -> dict[int, str]:
    """Return which checklist each submission of a company is about, earlier rounds too."""
    rows = connection.execute(
        sa.select(_submissions.id, _submissions.checklist).where(_submissions.company_id == company_id)
    )
    return {row[0]: row[1] for row in rows}


def begin(
    connection: sa.Connection, company_id: int, checklist: str, definition_id: int, *, round_: int, at: datetime
) -> int:
    """Make a draft and return its id; IntegrityError when this round has already begun."""
    key = connection.execute(
        sa.insert(tables.submission).values(
            company_id=company_id,
            checklist=checklist,
            checklist_version_id=definition_id,
            round=round_,
            state=State.DRAFT,
            is_current=True,
            begun_at=at,
            shared=False,
            shown_as="",
        )
    ).inserted_primary_key
    return int(key[0]) if key else 0


def close(connection: sa.Connection, submission_id: int) -> None:
    """Make a submission an earlier round."""
    connection.execute(sa.update(tables.submission).where(_submissions.id == submission_id).values(is_current=False))


def move(connection: sa.Connection, row: SubmissionRow, to: State, *, handed_in_from: State | None = None) -> bool:
    """Change the review state if it is still that of `row`; return whether it was."""
    changed = connection.execute(
        sa.update(tables.submission)
        .where(_submissions.id == row.id, _submissions.state == row.state)
        .values(state=to, handed_in_from=handed_in_from)
    )
    return changed.rowcount == 1


def share(connection: sa.Connection, submission_id: int, *, shared: bool) -> None:
    """Let trainers look at a draft, or no longer."""
    connection.execute(sa.update(tables.submission).where(_submissions.id == submission_id).values(shared=shared))


def show_in_class(connection: sa.Connection, submission_id: int, shown_as: str) -> None:
    """Store how the company is shown in class."""
    connection.execute(sa.update(tables.submission).where(_submissions.id == submission_id).values(shown_as=shown_as))


def pin(connection: sa.Connection, submission_id: int, definition_id: int) -> None:
    """Name the checklist definition a submission is answered with."""
    connection.execute(
        sa.update(tables.submission).where(_submissions.id == submission_id).values(checklist_version_id=definition_id)
    )


def has_answers(connection: sa.Connection, submission_id: int) -> bool:
    """Say whether anything was ever stored for a submission."""
    found = sa.select(tables.answer.c.version).where(tables.answer.c.submission_id == submission_id).limit(1)
    return connection.execute(found).first() is not None


def definition(connection: sa.Connection, definition_id: int) -> Mapping[str, Any]:
    """Return a checklist as it was stored."""
    stored = connection.execute(sa.select(_definitions.definition).where(_definitions.id == definition_id)).scalar()
    if stored is None:
        raise NotFound(f"checklist definition {definition_id}")
    found: Mapping[str, Any] = stored
    return found


def definition_id(connection: sa.Connection, checklist: str, version: int, hash_: str) -> int | None:
    """Return the id under which a checklist's rules are stored, None when they are not."""
    return connection.execute(
        sa.select(_definitions.id).where(
            _definitions.checklist == checklist, _definitions.version == version, _definitions.hash == hash_
        )
    ).scalar()


def store_definition(
    connection: sa.Connection, checklist: str, version: int, hash_: str, *, whole: Mapping[str, Any], at: datetime
) -> int:
    """Keep a checklist for good and return its id; IntegrityError when these rules are already stored."""
    key = connection.execute(
        sa.insert(tables.checklist_version).values(
            checklist=checklist, version=version, hash=hash_, definition=whole, stored_at=at
        )
    ).inserted_primary_key
    return int(key[0]) if key else 0


def _object(row: sa.Row[Any]) -> SubmissionRow:
    values = list(row)
    values[7] = State(values[7])
    values[8] = State(values[8]) if values[8] else None
    return SubmissionRow(*values)
