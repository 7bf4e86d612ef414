"""The database: prepared once at start, then used in short transactions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from recp_selfcheck.settings import settings
from recp_selfcheck.storage.engines import engine, forget
from recp_selfcheck.storage.problems import problem
from recp_selfcheck.storage.upgrade import HEAD, prepare, stored_revision

__all__ = [
    "Connection",
    "all_or_nothing",
    "forget",
    "is_prepared",
    "once_more",
    "prepare",
    "reading",
    "transaction",
]

Connection = sa.Connection
T = TypeVar("T")
_around: ContextVar[sa.Connection | None] = ContextVar("_around", default=None)


@contextmanager
def transaction(url: str | None = None) -> Iterator[sa.Connection]:
    """One short writing transaction: commits at the end of the block, rolls back on any error.

    SQLite takes its write lock at once, so that what the block reads stays true until it writes. IntegrityError passes
    through; any other database error becomes a StorageProblem.
    """
    with _connection(url, writes=True) as connection:
        yield connection


@contextmanager
def reading(url: str | None = None) -> Iterator[sa.Connection]:
    """One short transaction that only reads and sees one state of the database."""
    with _connection(url, writes=False) as connection:
        yield connection


@contextmanager
def all_or_nothing() -> Iterator[None]:
    """Let every transaction this thread begins in the block be part of one, which commits at its end.

    For a command that does what people do over months, and leaves nothing behind when it is stopped. Others wait.
    """
    with transaction() as connection:
        token = _around.set(connection)
        try:
            yield
        finally:
            _around.reset(token)


@contextmanager
def _connection(url: str | None, *, writes: bool) -> Iterator[sa.Connection]:
    address = settings().database_url if url is None else url
    around = _around.get() if url is None else None
    if around is not None:
        with around.begin_nested():
            yield around
        return
    try:
        with engine(address).connect() as connection:
            if connection.dialect.name == "sqlite":
                connection.execution_options(recp_begin="BEGIN IMMEDIATE" if writes else "BEGIN")
            elif not writes:
                connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            with connection.begin():
                yield connection
    except IntegrityError:
        raise
    except (DBAPIError, PoolTimeout) as error:
        raise problem(address, error) from error


def once_more(work: Callable[[], T]) -> T:
    """Do work that makes a row of which there may be only one; where somebody else was quicker, do it again.

    `work` holds its whole transaction and begins by looking whether the row is there.
    """
    try:
        return work()
    except IntegrityError:
        return work()


def is_prepared(url: str | None = None) -> bool:
    """Ask the database whether it is at the revision this program knows."""
    with reading(url) as connection:
        return stored_revision(connection) == HEAD
