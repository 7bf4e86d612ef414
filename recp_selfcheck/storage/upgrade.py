"""Creating and upgrading a database, once, also when several processes start together."""

from __future__ import annotations

import logging
import sqlite3
import time
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from recp_selfcheck.errors import StorageProblem
from recp_selfcheck.storage import engines, tables
from recp_selfcheck.storage.problems import problem

REVISION_TABLE = "recp_revision"
_MIGRATIONS = Path(__file__).with_name("migrations")
REVISIONS = tuple(sorted(path.name[1:5] for path in (_MIGRATIONS / "versions").glob("v[0-9]*.py")))
HEAD = REVISIONS[-1]
_ADVISORY_LOCK = 0x52454350  # "RECP": any constant that other users of the server do not take


def prepare(url: str) -> None:
    """Create the database, or bring it to the revision this program knows; a second call changes nothing.

    Everything happens in one transaction under a lock, so that of several processes one works and the others find it
    done, and a failure leaves what was there before. StorageProblem says what is in the way.
    """
    if engines.parse(url).get_backend_name() == "sqlite":
        _make_file(engines.sqlite_path(url))
    quick = engines.make_engine(url, sa.NullPool, foreign_keys=False)
    try:
        with quick.connect() as connection:
            # SQLite takes its write lock here, which also tries whether the file may be written
            connection.execution_options(recp_begin="BEGIN IMMEDIATE")
            with connection.begin():
                _bring_to_head(connection, url)
        if quick.dialect.name == "sqlite":
            _use_write_ahead_log(quick)
    except DBAPIError as error:
        raise problem(url, error) from error
    finally:
        quick.dispose()


def stored_revision(connection: sa.Connection) -> str | None:
    """Return the revision a database is at, None when it has never been prepared."""
    if not sa.inspect(connection).has_table(REVISION_TABLE):
        return None
    found: str | None = connection.execute(sa.text(f"SELECT version_num FROM {REVISION_TABLE}")).scalar()  # noqa: S608 - a constant of ours
    return found


def _bring_to_head(connection: sa.Connection, url: str) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text(f"SET LOCAL lock_timeout = '{engines.WAIT_SECONDS}s'"))
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_ADVISORY_LOCK)))
    revision = stored_revision(connection)
    if revision == HEAD:
        return
    where = engines.place(url)
    if revision is not None and revision not in REVISIONS:
        raise StorageProblem(
            "newer",
            f"The database was made by a newer version of this program: it is at revision {revision}, "
            f"this version knows {HEAD} ({where}). Install the newer version, or use another database.",
            {"place": where, "revision": revision, "known": HEAD},
        )
    if revision is None:
        _refuse_foreign(connection, where)
    _upgrade(connection)


def _refuse_foreign(connection: sa.Connection, where: str) -> None:
    there = set(sa.inspect(connection).get_table_names())
    # a SQLite file belongs to one program; a PostgreSQL database may hold others' tables that are not called like ours
    in_the_way = there if connection.dialect.name == "sqlite" else there & set(tables.metadata.tables)
    if in_the_way:
        raise StorageProblem(
            "foreign",
            f"The database holds tables of another program: {', '.join(sorted(in_the_way)[:5])} ({where}). "
            "Set RECP_DATABASE_URL to a new one.",
            {"place": where},
        )


def _upgrade(connection: sa.Connection) -> None:
    from alembic import command  # noqa: PLC0415 - takes 0.3 s, needed only when there is something to do
    from alembic.config import Config  # noqa: PLC0415 - same

    logging.getLogger("alembic").setLevel(logging.WARNING)
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    attributes: dict[str, Any] = config.attributes
    attributes["connection"] = connection
    command.upgrade(config, "head")
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
        if broken is not None:
            raise StorageProblem(
                "upgrade-failed", f"The upgrade would leave table {broken[0]} inconsistent; nothing was changed."
            )


def _make_file(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        is_folder = path.is_dir()
        if not is_folder:
            path.open("ab").close()  # an empty file is an empty database; an existing one is only touched
    except OSError as error:
        raise StorageProblem(
            "cannot-open",
            f"The database file cannot be written: {error.strerror or error} ({path}). "
            "Give write permission on the folder, or set RECP_DATABASE_URL to another place.",
            {"place": str(path)},
        ) from error
    if is_folder:
        raise StorageProblem(
            "is-folder",
            f"The database file is a folder ({path}). Set RECP_DATABASE_URL to a file, for example in that folder.",
            {"place": str(path)},
        )


def _use_write_ahead_log(engine: sa.Engine) -> None:
    """Switch the file to WAL, which it remembers; SQLite refuses while another process is in it, so try again."""
    give_up = time.monotonic() + engines.WAIT_SECONDS
    while True:
        raw = engine.raw_connection()
        try:
            raw.cursor().execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > give_up:
                raise
            time.sleep(0.02)
        else:
            return
        finally:
            raw.close()
