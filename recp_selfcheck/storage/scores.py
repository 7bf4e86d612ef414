"""Stored scores: the numbers of a score card, written at each hand-in and decision, for figures over companies."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from recp_selfcheck.people.review import State
from recp_selfcheck.storage import tables
from recp_selfcheck.storage.submissions import SubmissionRow

_rows = tables.score_row.c
WHOLE = ""  # the section of a row that is about the whole checklist
_NUMBERS = ("score", "low", "high", "share_rated")


def keep(
    connection: sa.Connection, row: SubmissionRow, layer: str, card: Mapping[str, Any], *, state: State, at: datetime
) -> None:
    """Write the numbers of a card (with the keys of the command line's `score`) as the latest of their kind."""
    forget(connection, row.company_id, row.checklist, state, layer=layer)
    shared = {
        "submission_id": row.id,
        "company_id": row.company_id,
        "checklist": row.checklist,
        "version": row.version,
        "layer": layer,
        "state": state,
        "is_latest": True,
        "at": at,
    }
    whole = {**shared, "section": WHOLE, "provisional": card["provisional"], **{key: card[key] for key in _NUMBERS}}
    sections = [
        {**shared, "section": name, "provisional": card["provisional"], **{key: found[key] for key in _NUMBERS}}
        for name, found in card["sections"].items()
        if found["asked"]
    ]
    connection.execute(sa.insert(tables.score_row), [whole, *sections])


class Accepted(NamedTuple):
    """A company's latest accepted, agreed score of a section, "" for the whole checklist."""

    company_id: int
    version: int
    section: str
    score: float


def accepted(connection: sa.Connection, checklist: str, company_ids: Collection[int]) -> tuple[Accepted, ...]:
    """Return the latest accepted scores of companies on a checklist, without the provisional ones."""
    rows = connection.execute(
        sa.select(_rows.company_id, _rows.version, _rows.section, _rows.score).where(
            _rows.checklist == checklist,
            _rows.layer == "agreed",
            _rows.state == State.ACCEPTED,
            _rows.is_latest,
            sa.not_(_rows.provisional),
            _rows.score.is_not(None),
            _rows.company_id.in_(sorted(company_ids)),
        )
    )
    return tuple(Accepted(*row) for row in rows)


def accepted_wholes(connection: sa.Connection, checklist: str, version: int) -> tuple[tuple[int, float], ...]:
    """Return the latest accepted scores of all companies on a version of a checklist, without the provisional ones."""
    rows = connection.execute(
        sa.select(_rows.company_id, _rows.score).where(
            _rows.checklist == checklist,
            _rows.version == version,
            _rows.layer == "agreed",
            _rows.section == WHOLE,
            _rows.state == State.ACCEPTED,
            _rows.is_latest,
            sa.not_(_rows.provisional),
            _rows.score.is_not(None),
        )
    )
    return tuple((row[0], row[1]) for row in rows)


def forget(
    connection: sa.Connection, company_id: int, checklist: str, state: State, *, layer: str | None = None
) -> None:
    """Let a company's rows of a state be the latest no longer: newer ones follow, or what they say was reopened."""
    which = [_rows.company_id == company_id, _rows.checklist == checklist, _rows.state == state, _rows.is_latest]
    if layer is not None:
        which.append(_rows.layer == layer)
    connection.execute(sa.update(tables.score_row).where(*which).values(is_latest=False))
