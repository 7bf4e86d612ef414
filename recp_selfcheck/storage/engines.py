"""Engines: from a database URL to connections that behave alike on SQLite and PostgreSQL."""

from __future__ import annotations

import sqlite3
import threading
from functools import partial
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError

from recp_selfcheck.errors import StorageProblem
from recp_selfcheck.settings import PROJECT
from recp_selfcheck.storage.canonical import compact

WAIT_SECONDS = 10  # how long a writer waits for another one
_CONNECT_SECONDS = 5

_engines: dict[str, sa.Engine] = {}
_making = threading.Lock()


def engine(url: str) -> sa.Engine:
    """Return the engine of a URL, made at the first call. The database itself is not touched yet."""
    made = _engines.get(url)
    if made is None:
        with _making:
            made = _engines.get(url)
            if made is None:
                made = _engines[url] = make_engine(url, sa.QueuePool)
    return made


def forget(url: str) -> None:
    """Close the engine of a URL and its connections."""
    with _making:
        made = _engines.pop(url, None)
    if made is not None:
        made.dispose()


def make_engine(url: str, pool: type[sa.Pool], *, foreign_keys: bool = True) -> sa.Engine:
    """Make an engine. `foreign_keys=False` is for migrations on SQLite, which rebuild tables that others point to."""
    parsed = parse(url)
    sizes = {"pool_size": 10, "max_overflow": 20, "pool_timeout": WAIT_SECONDS} if pool is sa.QueuePool else {}
    if parsed.get_backend_name() == "sqlite":
        opener = partial(_open_sqlite, sqlite_path(url), foreign_keys=foreign_keys)
        made = sa.create_engine("sqlite://", creator=opener, poolclass=pool, json_serializer=compact, **sizes)
        sa.event.listen(made, "begin", _begin_sqlite)
        return made
    return sa.create_engine(
        parsed,
        poolclass=pool,
        pool_pre_ping=True,
        json_serializer=compact,
        connect_args={} if "connect_timeout" in parsed.query else {"connect_timeout": _CONNECT_SECONDS},
        **sizes,
    )


def parse(url: str) -> sa.URL:
    """Read a database URL; StorageProblem where it is not one we can use."""
    try:
        parsed = sa.make_url(url)
    except ArgumentError:
        parsed = None
    if parsed is None or parsed.drivername not in {"sqlite", "sqlite+pysqlite", "postgresql+psycopg"}:
        raise StorageProblem(
            "unknown-database",
            "The database URL cannot be read. "
            "Set RECP_DATABASE_URL to sqlite:///folder/file.sqlite3 or postgresql+psycopg://user:password@host/name.",
        )
    if parsed.get_backend_name() == "sqlite" and parsed.database in {None, "", ":memory:"}:
        raise StorageProblem(
            "no-file",
            "The database URL names no file, and what is kept in memory would be lost. "
            "Set RECP_DATABASE_URL to sqlite:///folder/file.sqlite3.",
        )
    return parsed


def sqlite_path(url: str) -> Path:
    """Return the absolute path of a SQLite file; a relative one begins at the project's folder, wherever we are."""
    return PROJECT / str(parse(url).database)


def place(url: str) -> str:
    """Say where a database is, without its password."""
    parsed = parse(url)
    if parsed.get_backend_name() == "sqlite":
        return str(sqlite_path(url))
    host = parsed.host or parsed.query.get("host") or "localhost"
    return f"{host}:{parsed.port or 5432}, database '{parsed.database or parsed.username or ''}'"


def _open_sqlite(path: Path, *, foreign_keys: bool) -> sqlite3.Connection:
    # mode=rw: a file that has vanished is an error, not a new empty database
    connection = sqlite3.connect(
        f"{path.as_uri()}?mode=rw", uri=True, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False
    )
    connection.execute(f"PRAGMA busy_timeout = {WAIT_SECONDS * 1000}")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
    return connection


def _begin_sqlite(connection: sa.Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("recp_begin", "BEGIN"))
