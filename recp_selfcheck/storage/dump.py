"""Rows as lines of JSON and back: the same from SQLite and PostgreSQL, a few rows at a time.

An archive holds `manifest.json`, `tables/<name>.jsonl` in an order in which they can be written, and `files/<sha256>`.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Final

import sqlalchemy as sa

from recp_selfcheck.storage import tables
from recp_selfcheck.storage.canonical import compact

MANIFEST: Final = "manifest.json"
PROGRAM: Final = "recp-selfcheck"
AT_ONCE: Final = 500  # rows in memory

_OF_COMPANY: Final = ("company_field", "company_field_event", "bill", "bill_event", "plan_entry", "submission")
_OF_SUBMISSION: Final = ("answer", "answer_event", "receipt", "decision", "attachment")
_OF_ENTRY: Final = ("plan_cell", "plan_cell_event")


def place_of(table: str) -> str:
    """Return where a table's rows are in an archive."""
    return f"tables/{table}.jsonl"


def put(archive: zipfile.ZipFile, name: str, rows: Iterator[Mapping[str, Any]]) -> int:
    """Write rows as lines of JSON and return how many they were."""
    written = 0
    with archive.open(name, "w", force_zip64=True) as file:
        for row in rows:
            file.write(compact({key: _out(value) for key, value in row.items()}).encode() + b"\n")
            written += 1
    return written


def rows_of(connection: sa.Connection, query: sa.Select[Any]) -> Iterator[Mapping[str, Any]]:
    """Return the rows of a query one by one; no more than a few are in memory."""
    for row in connection.execute(query.execution_options(yield_per=AT_ONCE)).mappings():
        yield {str(name): value for name, value in row.items()}


def whole(table: sa.Table) -> sa.Select[Any]:
    """Return all rows of a table, in the order of its key."""
    return sa.select(table).order_by(*table.primary_key)


def of_company(company_id: int) -> dict[str, sa.Select[Any]]:
    """Return by table what a company has entered and handed in, and what was decided on it; nothing of anybody else.

    What a trainer has noted and not sent yet is not the company's; of checklists only id, version and hash are named.
    """
    submissions = sa.select(tables.submission.c.id).where(tables.submission.c.company_id == company_id)
    entries = sa.select(tables.plan_entry.c.id).where(tables.plan_entry.c.company_id == company_id)
    named = tables.metadata.tables
    versions = tables.checklist_version.c
    used = sa.select(tables.submission.c.checklist_version_id).where(tables.submission.c.company_id == company_id)
    return {
        **{name: whole(named[name]).where(named[name].c.company_id == company_id) for name in _OF_COMPANY},
        **{name: whole(named[name]).where(named[name].c.submission_id.in_(submissions)) for name in _OF_SUBMISSION},
        **{name: whole(named[name]).where(named[name].c.plan_entry_id.in_(entries)) for name in _OF_ENTRY},
        "handed_in_part": whole(tables.handed_in_part).where(tables.handed_in_part.c.company_id == company_id),
        "checklist_version": sa.select(versions.id, versions.checklist, versions.version, versions.hash)
        .where(versions.id.in_(used))
        .order_by(versions.id),
    }


def digests_of(connection: sa.Connection, company_id: int) -> list[str]:
    """Return the hashes of the files a company has attached."""
    submissions = sa.select(tables.submission.c.id).where(tables.submission.c.company_id == company_id)
    attached = tables.attachment.c
    query = sa.select(attached.sha256).where(attached.submission_id.in_(submissions)).distinct()
    return sorted(connection.execute(query).scalars())


def read_rows(archive: zipfile.ZipFile, table: sa.Table) -> Iterator[list[dict[str, Any]]]:
    """Return a table's rows of an archive, some at a time; ValueError where a line is not one of its rows."""
    if place_of(table.name) not in archive.namelist():
        return
    some: list[dict[str, Any]] = []
    with archive.open(place_of(table.name)) as file:
        for line in file:
            some.append(_in(table, json.loads(line)))
            if len(some) == AT_ONCE:
                yield some
                some = []
    if some:
        yield some


def _out(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def _in(table: sa.Table, row: Any) -> dict[str, Any]:
    if not isinstance(row, dict) or row.keys() != set(table.columns.keys()):
        raise ValueError(f"a line of {table.name} does not have its columns")
    return {
        name: datetime.fromisoformat(value)
        if isinstance(table.c[name].type, tables.UtcTime) and value is not None
        else value
        for name, value in row.items()
    }
