"""Many cells at once: few statements, one transaction, every change by the rules of a single one."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from recp_selfcheck.actions.session import Session, solo_session
from recp_selfcheck.errors import Conflict
from recp_selfcheck.storage import cells, companies, database, tables
from recp_selfcheck.storage.cells import BILLS, Cell, Change

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)
PASTE = [
    Change((series, f"2025-{month:02d}", field), float(month), 0)
    for series in ("electricity", "water", "output.1")
    for month in range(1, 13)
    for field in ("amount", "cost", "unit")
]


@pytest.fixture
def owner(database_url: str) -> Session:
    return solo_session()


def save(session: Session, changes: list[Change]) -> tuple[Any, ...]:
    with database.transaction() as connection:
        companies.lock(connection, session.company_id)
        return cells.save_many(
            connection,
            BILLS,
            session.company_id,
            changes,
            person_id=session.person.id,
            by=session.person.name,
            at=NOON,
        )


def stored(session: Session) -> dict[tuple[str, ...], tuple[Any, int]]:
    with database.reading() as connection:
        return {
            key: (cell.value, cell.version) for key, cell in cells.read(connection, BILLS, session.company_id).items()
        }


def events() -> list[tuple[Any, ...]]:
    log = tables.bill_event.c
    with database.reading() as connection:
        chosen = sa.select(log.month, log.field, log.version, log.old, log.new, log.person_id).order_by(log.id)
        return [tuple(row) for row in connection.execute(chosen)]


@contextmanager
def counted() -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        statements.append(statement)

    sa.event.listen(sa.engine.Engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        sa.event.remove(sa.engine.Engine, "before_cursor_execute", note)


def test_a_paste_of_108_cells_is_one_transaction_of_a_few_statements(owner: Session) -> None:
    assert len(PASTE) == 108
    with counted() as statements:
        outcomes = save(owner, PASTE)
    assert len(statements) < 10
    assert all(isinstance(one, Cell) and one.version == 1 and one.by == owner.person.name for one in outcomes)
    assert stored(owner) == {change.key: (change.value, 1) for change in PASTE}
    assert len(events()) == 108


VALUES = [
    0.1 + 0.2,
    5.0,
    7,
    1e-300,
    123456789012345.678,
    -0.0,
    True,
    None,
    "т",
    'a"b\\u0000',
    {"x": [1, None, "ё"]},
    [],
    "",
]


def test_many_at_once_store_and_log_what_one_by_one_would(owner: Session) -> None:
    def at(month: int, place: int) -> tuple[str, str, str]:
        return f"output.{place + 1}", f"2025-{month:02d}", "amount"

    def rows(month: int) -> tuple[list[Any], list[Any]]:
        found = []
        for table in (tables.bill, tables.bill_event):
            columns = [column for column in table.c if column.name not in {"id", "month"}]
            as_text = [sa.cast(column, sa.Text) for column in columns if isinstance(column.type, sa.JSON)]
            chosen = sa.select(*columns, *as_text).where(table.c.month == f"2025-{month:02d}")
            chosen = chosen.order_by(table.c.series, table.c.version)
            with database.reading() as connection:
                found.append([tuple(row) for row in connection.execute(chosen)])
        return found[0], found[1]

    for seen in (0, 1, 2):
        values = [*VALUES[seen:], *VALUES[:seen]]
        versions = [stored(owner).get(at(1, place), (None, 0))[1] for place in range(len(values))]
        save(owner, [Change(at(1, place), value, versions[place]) for place, value in enumerate(values)])
        for place, value in enumerate(values):
            with database.transaction() as connection:
                companies.lock(connection, owner.company_id)
                person = {"person_id": owner.person.id, "by": owner.person.name, "at": NOON}
                cells.save(
                    connection, BILLS, owner.company_id, at(2, place), value, seen_version=versions[place], **person
                )
        assert rows(1) == rows(2)


def test_a_change_past_the_lock_is_noticed(owner: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    save(owner, PASTE)
    before = {change.key: Cell(change.value, 1, NOON, "somebody") for change in PASTE}
    save(owner, [replace(change, value=100.0, seen_version=1) for change in PASTE])
    with monkeypatch.context() as patch:  # as read before the other's change
        patch.setattr(cells, "read", lambda *_: dict(before))
        with pytest.raises(RuntimeError, match="held no lock"):
            save(owner, [replace(change, value=200.0, seen_version=1) for change in PASTE])
    assert set(stored(owner).values()) == {(100.0, 2)}
    assert len(events()) == 2 * len(PASTE)


def test_the_same_paste_again_changes_nothing(owner: Session) -> None:
    first = save(owner, PASTE)
    again = save(owner, PASTE)
    assert [one.version for one in again] == [1] * 108
    assert [one.value for one in again] == [one.value for one in first]
    assert len(events()) == 108


def test_a_cleared_cell_keeps_its_version_and_a_cell_never_stored_is_not_cleared(owner: Session) -> None:
    key = ("electricity", "2025-01", "amount")
    nothing, full = save(owner, [Change(("water", "2025-01", "amount"), None, 0), Change(key, 5.0, 0)])
    assert (nothing.value, nothing.version, full.version) == (None, 0, 1)
    (cleared,) = save(owner, [Change(key, None, 1)])
    assert (cleared.value, cleared.version) == (None, 2)
    (back,) = save(owner, [Change(key, 6.0, 2)])
    assert back.version == 3
    assert stored(owner) == {key: (6.0, 3)}
    person = owner.person.id
    assert events() == [
        ("2025-01", "amount", 1, None, 5.0, person),
        ("2025-01", "amount", 2, 5.0, None, person),
        ("2025-01", "amount", 3, None, 6.0, person),
    ]


def test_a_second_window_overwrites_nothing_it_has_not_seen(owner: Session) -> None:
    save(owner, PASTE)
    one_window = [replace(change, value=change.value + 100, seen_version=1) for change in PASTE[:36]]
    save(owner, one_window)
    other_window = [replace(change, value=change.value + 200, seen_version=1) for change in PASTE[30:42]]
    outcomes = save(owner, other_window)
    for change, outcome in zip(other_window[:6], outcomes[:6], strict=True):
        assert isinstance(outcome, Conflict)
        assert outcome.current.value == change.value - 100
        assert outcome.current.version == 2
    assert [one.version for one in outcomes[6:]] == [2] * 6
    assert len(events()) == 108 + 36 + 6


def test_a_cell_named_twice_in_one_paste_is_judged_in_order(owner: Session) -> None:
    key = ("electricity", "2025-01", "amount")
    first, second, stale = save(owner, [Change(key, 1.0, 0), Change(key, 2.0, 1), Change(key, 3.0, 1)])
    assert (first.version, second.version) == (1, 2)
    assert isinstance(stale, Conflict)
    assert stored(owner) == {key: (2.0, 2)}
    again = save(owner, [Change(key, 4.0, 2), Change(key, 5.0, 3)])
    assert [one.version for one in again] == [3, 4]
    assert stored(owner) == {key: (5.0, 4)}
    assert [event[2] for event in events()] == [1, 2, 3, 4]


def test_two_windows_that_paste_at_the_same_moment_do_not_mix(owner: Session) -> None:
    outcomes: dict[str, tuple[Any, ...]] = {}
    start = threading.Barrier(2)

    def paste(name: str, value: float) -> Callable[[], None]:
        def work() -> None:
            start.wait()
            outcomes[name] = save(owner, [replace(change, value=value) for change in PASTE])

        return work

    windows = [threading.Thread(target=paste(name, value)) for name, value in (("one", 1.0), ("two", 2.0))]
    for window in windows:
        window.start()
    for window in windows:
        window.join()
    won = [name for name, found in outcomes.items() if all(isinstance(one, Cell) for one in found)]
    lost = [name for name, found in outcomes.items() if all(isinstance(one, Conflict) for one in found)]
    assert (len(won), len(lost)) == (1, 1)
    assert set(stored(owner).values()) == {({"one": 1.0, "two": 2.0}[won[0]], 1)}


def test_an_error_in_the_middle_leaves_nothing_of_a_paste(owner: Session) -> None:
    with pytest.raises((sa.exc.StatementError, TypeError)):  # the drivers differ in what they say of it
        save(owner, [*PASTE, Change(("water", "2025-01", "amount"), object(), 1)])
    assert stored(owner) == {}
    assert events() == []
