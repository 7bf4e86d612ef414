"""A programme of any size, written straight into the database: doing it by the actions would take an hour."""

from __future__ import annotations

from itertools import count
from random import Random
from typing import Any

import sqlalchemy as sa

from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.content import content
from recp_selfcheck.actions.submission import keep_checklist
from recp_selfcheck.assessment.programme import MONEY, STAGES, WHATS
from recp_selfcheck.people.review import State
from recp_selfcheck.storage import clubs as stored_clubs
from recp_selfcheck.storage import database, tables

CHECKLISTS = 5
IN_PLAN = 6


def fill(clubs: int, companies: int, person_id: int) -> int:
    """Make clubs of so many companies, each with five accepted checklists and a plan; return how many checklists."""
    at, chance = now(), Random(1)
    checklists = list(content().checklists.values())[:CHECKLISTS]
    with database.transaction() as connection:
        versions = {checklist.id: keep_checklist(connection, checklist) for checklist in checklists}
        numbers = count(_next(connection, tables.company))
        made = [
            (stored_clubs.make(connection, f"Club {n}", "Europe/Minsk", at), [next(numbers) for _ in range(companies)])
            for n in range(clubs)
        ]
        ids = [company for _, members in made for company in members]
        _insert(connection, tables.company, [{"id": one, "created_at": at} for one in ids])
        _insert(
            connection,
            tables.club_company,
            [{"club_id": club, "company_id": one, "joined_at": at} for club, members in made for one in members],
        )
        first = count(_next(connection, tables.submission))
        submissions = [
            _submission(next(first), company, checklist.id, versions[checklist.id], at)
            for company in ids
            for checklist in checklists
        ]
        _insert(connection, tables.submission, submissions)
        sections = {one.id: ["", *(section.id for section in one.all_sections)] for one in checklists}
        known = {one.id: one.version for one in checklists}
        _insert(
            connection,
            tables.score_row,
            [
                {**_score(row, known[row["checklist"]], chance.uniform(5, 95)), "section": section, "layer": layer}
                for row in submissions
                for section in sections[row["checklist"]]
                for layer in ("company", "trainer", "agreed")
            ],
        )
        _plans(connection, ids, person_id, chance, at)
        _insert(connection, tables.saving_row, [row for company in ids for row in _savings(company, chance, at)])
    return len(submissions)


def _plans(connection: sa.Connection, companies: list[int], person_id: int, chance: Random, at: Any) -> None:
    measures = list(content().library.measures)[:IN_PLAN]
    numbers = count(_next(connection, tables.plan_entry))
    entries = [
        {"id": next(numbers), "company_id": company, "measure": measure, "begun_at": at, "person_id": person_id}
        for company in companies
        for measure in measures
    ]
    _insert(connection, tables.plan_entry, entries)
    shared = {"version": 1, "at": at, "person_id": person_id}
    _insert(
        connection,
        tables.plan_cell,
        [
            {"plan_entry_id": entry["id"], "field": field, "value": value, **shared}
            for entry in entries
            for field, value in (("state", chance.choice(("planned", "started", "done", "verified"))),)
        ],
    )


def _savings(company: int, chance: Random, at: Any) -> list[dict[str, Any]]:
    typical = chance.uniform(100, 90_000)
    numbers = {"low": typical / 2, "typical": typical, "high": typical * 2, "measures": IN_PLAN}
    return [
        {"company_id": company, "stage": stage, "what": what, "currency": "BYN" if what == MONEY else "", "at": at}
        | numbers
        for stage in STAGES
        for what in WHATS
    ]


def _submission(ident: int, company: int, checklist: str, version: int, at: Any) -> dict[str, Any]:
    return {
        "id": ident,
        "company_id": company,
        "checklist": checklist,
        "checklist_version_id": version,
        "round": 1,
        "state": State.ACCEPTED,
        "handed_in_from": None,
        "is_current": True,
        "begun_at": at,
        "opened_at": None,
        "shared": False,
        "shown_as": "",
    }


def _score(row: dict[str, Any], version: int, score: float) -> dict[str, Any]:
    return {
        "submission_id": row["id"],
        "company_id": row["company_id"],
        "checklist": row["checklist"],
        "version": version,
        "score": score,
        "low": score - 3,
        "high": score + 3,
        "share_rated": 0.9,
        "provisional": False,
        "state": State.ACCEPTED,
        "is_latest": True,
        "at": row["begun_at"],
    }


def _next(connection: sa.Connection, table: sa.Table) -> int:
    return int(connection.execute(sa.select(sa.func.coalesce(sa.func.max(table.c.id), 0))).scalar_one()) + 1000


def _insert(connection: sa.Connection, table: sa.Table, rows: list[dict[str, Any]]) -> None:
    for start in range(0, len(rows), 5000):
        connection.execute(sa.insert(table), rows[start : start + 5000])
