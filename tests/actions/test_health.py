"""Whether the database answers, and in time."""

from __future__ import annotations

import time

import pytest

from recp_selfcheck.actions import health
from recp_selfcheck.storage import database


def test_a_prepared_database_answers(database_url: str) -> None:
    assert health.database_answers()


def test_a_database_that_is_not_prepared_does_not(empty_url: str) -> None:
    assert not health.database_answers()
    database.prepare(empty_url)
    assert health.database_answers()


def test_a_database_that_hangs_is_given_up_after_two_seconds_and_asked_once(
    database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def hangs() -> bool:
        asked.append(1)
        time.sleep(2.5)
        return True

    with monkeypatch.context() as patched:
        patched.setattr(database, "is_prepared", hangs)
        patched.setattr(health, "LIMIT_SECONDS", 0.2)
        began = time.monotonic()
        assert not health.database_answers()
        assert not health.database_answers()
        assert time.monotonic() - began < 1
        assert len(asked) == 1
        patched.setattr(health, "LIMIT_SECONDS", 5)
        assert health.database_answers()
    assert health.database_answers()
