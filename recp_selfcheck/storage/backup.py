"""Everything into one file and back: all tables and all attached files, between the kinds of databases too."""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, StatementError

from recp_selfcheck.errors import NotFound, StorageProblem
from recp_selfcheck.storage import database, files, tables
from recp_selfcheck.storage.dump import MANIFEST, PROGRAM, place_of, put, read_rows, rows_of, whole
from recp_selfcheck.storage.upgrade import HEAD


class Counted(NamedTuple):
    """How much a backup holds; `missing` files are named in the database and not in the store."""

    rows: int
    files: int
    missing: int = 0


def write_backup(path: Path, at: datetime) -> Counted:
    """Write everything into a file, which is there only when it is whole; OSError where it cannot be written."""
    part = path.with_name(f"{path.name}.part")
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive, database.reading() as connection:
            about = {"program": PROGRAM, "kind": "backup", "revision": HEAD, "made_at": at.isoformat()}
            archive.writestr(MANIFEST, json.dumps(about))
            rows = sum(
                put(archive, place_of(table.name), rows_of(connection, whole(table)))
                for table in tables.metadata.sorted_tables
            )
            digests = connection.execute(sa.select(tables.attachment.c.sha256).distinct().order_by("sha256")).scalars()
            kept = [_put_file(archive, digest) for digest in digests]
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return Counted(rows, kept.count(True), kept.count(False))


def read_backup(path: Path) -> Counted:
    """Take everything of a backup into the prepared, empty database, or nothing.

    StorageProblem (`no-backup`, `other-revision`, `has-data`, `backup-damaged`) says what is in the way.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            _check(_manifest(archive))
            with database.transaction() as connection:
                return _take_in(connection, archive)
    except zipfile.BadZipFile as error:
        raise _no_backup() from error
    except (ValueError, KeyError, IntegrityError, StatementError, zlib.error, EOFError, NotImplementedError) as error:
        message = "The backup is damaged, nothing was taken in. Take another one, or copy it once more."
        raise StorageProblem("backup-damaged", message) from error


def _take_in(connection: sa.Connection, archive: zipfile.ZipFile) -> Counted:
    for table in tables.metadata.sorted_tables:
        if connection.execute(sa.select(sa.literal(1)).select_from(table).limit(1)).first() is not None:
            raise StorageProblem(
                "has-data",
                "The database has data already, nothing was taken in. Set RECP_DATABASE_URL to a new one, "
                "and RECP_FILES_URL to a new folder.",
            )
    rows = 0
    for table in tables.metadata.sorted_tables:
        for some in read_rows(archive, table):
            connection.execute(sa.insert(table), some)
            rows += len(some)
        if connection.dialect.name == "postgresql" and "id" in table.c:
            _count_on(connection, table)
    digests = [name.removeprefix("files/") for name in archive.namelist() if name.startswith("files/")]
    for digest in digests:
        content = archive.read(f"files/{digest}")
        if hashlib.sha256(content).hexdigest() != digest:
            raise ValueError("a file does not fit its name")
        files.keep(content)
    return Counted(rows, len(digests))


def _count_on(connection: sa.Connection, table: sa.Table) -> None:
    """Let PostgreSQL go on numbering behind the rows that brought their numbers along."""
    last = connection.execute(sa.select(sa.func.max(table.c.id))).scalar()
    if last is not None:
        connection.execute(sa.select(sa.func.setval(sa.func.pg_get_serial_sequence(table.name, "id"), last)))


def _put_file(archive: zipfile.ZipFile, digest: str) -> bool:
    try:
        content = files.read(digest)
    except NotFound:
        return False
    archive.writestr(zipfile.ZipInfo(f"files/{digest}"), content)  # photos and PDF are compressed already
    return True


def _manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    try:
        found = json.loads(archive.read(MANIFEST))
    except (KeyError, ValueError) as error:
        raise _no_backup() from error
    if not isinstance(found, dict) or found.get("program") != PROGRAM or found.get("kind") != "backup":
        raise _no_backup()
    return found


def _check(manifest: dict[str, Any]) -> None:
    revision = str(manifest.get("revision"))
    if revision != HEAD:
        raise StorageProblem(
            "other-revision",
            f"The backup was made at revision {revision} of the database, this version of the program is at {HEAD}. "
            "Restore it with the version that made it; this one brings the database up to date when it starts.",
            {"revision": revision, "known": HEAD},
        )


def _no_backup() -> StorageProblem:
    return StorageProblem("no-backup", "This file is not a backup made with `backup`. Choose another one.")
