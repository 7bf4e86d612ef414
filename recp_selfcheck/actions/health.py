"""Whether the database answers."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock

from recp_selfcheck.errors import StorageProblem
from recp_selfcheck.storage import database

LIMIT_SECONDS = 2.0

_asking = ThreadPoolExecutor(max_workers=1, thread_name_prefix="health")
_guard = Lock()
_asked: list[Future[bool]] = []


def database_answers() -> bool:
    """Say whether the database, prepared for this program, answers within two seconds.

    One question is put at a time: while an earlier one is still waiting, the answer is that of the earlier one.
    """
    with _guard:
        if not _asked or _asked[0].done():
            _asked[:] = [_asking.submit(_ask)]
        question = _asked[0]
    try:
        return question.result(timeout=LIMIT_SECONDS)
    except TimeoutError:
        return False


def _ask() -> bool:
    try:
        return database.is_prepared()
    except StorageProblem:
        return False
