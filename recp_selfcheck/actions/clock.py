"""The only clock of the application."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_played: ContextVar[datetime | None] = ContextVar("_played", default=None)


def now() -> datetime:
    """Return this moment, aware, in UTC."""
    return _played.get() or datetime.now(UTC)


@contextmanager
def as_of(moment: datetime) -> Iterator[None]:
    """Let everything this thread does in the block happen at another moment: a demonstration plays past months."""
    token = _played.set(moment)
    try:
        yield
    finally:
        _played.reset(token)
