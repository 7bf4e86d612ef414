"""Transactions, and how database errors reach the rest of the program."""

from __future__ import annotations

import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from recp_selfcheck.errors import StorageProblem
from recp_selfcheck.storage import canonical, database, engines, tables

MINSK = timezone(timedelta(hours=3))
NOON = datetime(2026, 12, 1, 12, 0, 0, 123456, tzinfo=MINSK)


def add_company(connection: sa.Connection, at: datetime = NOON) -> None:
    connection.execute(sa.insert(tables.company).values(created_at=at))


def count(url: str) -> Any:
    with database.reading(url) as connection:
        return connection.execute(sa.select(sa.func.count()).select_from(tables.company)).scalar()


def test_a_moment_comes_back_in_utc_to_the_microsecond(database_url: str) -> None:
    with database.transaction() as connection:
        add_company(connection)
    with database.reading() as connection:
        stored = connection.execute(sa.select(tables.company.c.created_at)).scalar()
    assert stored == NOON
    assert stored is not None
    assert stored.tzinfo is UTC
    assert (stored.hour, stored.microsecond) == (9, 123456)


def test_a_moment_without_zone_is_refused(database_url: str) -> None:
    with pytest.raises(sa.exc.StatementError, match="without a time zone"), database.transaction() as connection:
        add_company(connection, datetime(2026, 12, 1))  # noqa: DTZ001 - that is the point


def test_an_error_inside_a_transaction_leaves_nothing(database_url: str) -> None:
    def half() -> None:
        with database.transaction() as connection:
            add_company(connection)
            raise KeyError("stop")

    with pytest.raises(KeyError):
        half()
    assert count(database_url) == 0


def test_a_reading_transaction_sees_one_state(database_url: str) -> None:
    with database.reading() as reader:
        before = reader.execute(sa.select(sa.func.count()).select_from(tables.company)).scalar()
        with database.transaction() as writer:
            add_company(writer)
        after = reader.execute(sa.select(sa.func.count()).select_from(tables.company)).scalar()
    assert (before, after, count(database_url)) == (0, 0, 1)


def test_foreign_keys_are_kept(database_url: str) -> None:
    with pytest.raises(IntegrityError), database.transaction() as connection:
        connection.execute(sa.insert(tables.membership).values(person_id=77, company_id=88))


def test_work_that_lost_a_race_is_done_again_once(database_url: str) -> None:
    tries = []

    def work() -> str:
        tries.append(1)
        with database.transaction() as connection:
            if len(tries) == 1:
                connection.execute(sa.insert(tables.membership).values(person_id=77, company_id=88))
        return "done"

    assert database.once_more(work) == "done"
    assert len(tries) == 2


def test_a_database_file_that_vanished_is_a_sentence_and_no_new_file(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'gone.sqlite3'}"
    with pytest.raises(StorageProblem) as caught, database.reading(url):
        pass
    database.forget(url)
    assert caught.value.code == "cannot-open"
    assert list(tmp_path.iterdir()) == []


def test_an_unprepared_database_is_named_as_such(empty_url: str) -> None:
    if empty_url.startswith("sqlite"):
        path = engines.sqlite_path(empty_url)
        path.parent.mkdir()
        path.touch()
    with pytest.raises(StorageProblem) as caught, database.reading() as connection:
        connection.execute(sa.select(tables.company.c.id))
    assert caught.value.code == "not-prepared"
    assert "migrate" in str(caught.value)


def test_a_locked_sqlite_file_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "WAIT_SECONDS", 0.1)
    url = f"sqlite:///{tmp_path / 'busy.sqlite3'}"
    database.prepare(url)
    with database.transaction(url), pytest.raises(StorageProblem) as caught, database.transaction(url):
        pass
    database.forget(url)
    assert caught.value.code == "busy"


def test_a_full_disk_is_a_sentence_and_nothing_half_written(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'full.sqlite3'}"
    database.prepare(url)

    def fill() -> None:
        with database.transaction(url) as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 1")  # no page may be added to those there are
            for _ in range(10_000):
                add_company(connection)

    with pytest.raises(StorageProblem) as caught:
        fill()
    assert caught.value.code == "disk-full"
    database.forget(url)
    assert count(url) == 0
    database.forget(url)


def test_a_postgresql_connection_that_broke_is_replaced(postgresql: Any) -> None:
    name = postgresql.fresh(prepared=True)
    url = postgresql.url(name)
    assert count(url) == 0
    postgresql.run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
    assert count(url) == 0
    database.forget(url)
    postgresql.drop(name)


def test_a_postgresql_connection_that_breaks_in_the_middle_is_a_sentence(postgresql: Any) -> None:
    name = postgresql.fresh(prepared=True)
    url = postgresql.url(name)

    def broken_off() -> None:
        with database.transaction(url) as connection:
            add_company(connection)
            postgresql.run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
            add_company(connection)

    with pytest.raises(StorageProblem) as caught:
        broken_off()
    assert caught.value.code == "unreachable"
    assert count(url) == 0
    database.forget(url)
    postgresql.drop(name)


def test_many_threads_write_at_once(database_url: str) -> None:
    failures: list[Exception] = []

    def write() -> None:
        try:
            for _ in range(5):
                with database.transaction() as connection:
                    add_company(connection)
        except Exception as error:  # noqa: BLE001 - whatever it is, the test must say so
            failures.append(error)

    threads = [threading.Thread(target=write) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert count(database_url) == 80


def test_canonical_json_is_the_same_whatever_the_order() -> None:
    assert canonical.canonical({"b": [1, 2.5], "a": "Завод"}) == '{"a":"Завод","b":[1,2.5]}'
    assert canonical.sha256({"b": 1, "a": 2}) == canonical.sha256({"a": 2, "b": 1})
    assert canonical.sha256({}) == "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"
    with pytest.raises(ValueError, match="not JSON compliant"):
        canonical.canonical(float("nan"))


def test_all_or_nothing_is_one_transaction_with_others_inside(database_url: str) -> None:
    def add(*, fails: bool = False) -> None:
        with suppress(ZeroDivisionError), database.transaction() as connection:
            add_company(connection)
            if fails:
                raise ZeroDivisionError

    with database.all_or_nothing():
        add()
        add(fails=True)
        add()
        with database.reading() as connection:
            assert connection.execute(sa.select(sa.func.count()).select_from(tables.company)).scalar() == 2
    with suppress(ZeroDivisionError), database.all_or_nothing():
        add()
        raise ZeroDivisionError
    assert count(database_url) == 2
    add()
    assert count(database_url) == 3, "afterwards each is one of its own again"
