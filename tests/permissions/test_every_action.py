"""Every action, tried by every role with everybody's things, held against the table of what the product promises."""

from __future__ import annotations

import hashlib
import inspect
import json
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from recp_selfcheck.actions import checklists, content
from recp_selfcheck.actions.session import Session
from recp_selfcheck.errors import NotFound, NotPermitted, SelfCheckError
from recp_selfcheck.people.roles import Role
from recp_selfcheck.settings import settings
from recp_selfcheck.storage import database, tables
from tests.actions.conftest import Shipped
from tests.conftest import PostgreSQL, sqlite_url

from .introspection import reach_the_database, with_session
from .rows import PLACES, THINGS, WRAPPED, Row
from .table import TABLE, WITHOUT_SESSION
from .world import World, build

ACTIONS = with_session()
KNOWN = sorted(ACTIONS.keys() & TABLE.keys())


class Tried:
    """A database with the two clubs, which can be put back to how it was."""

    def __init__(self, world: World, sqlite: Path | None) -> None:
        self.world = world
        self.hash = dump()
        self.watching = sqlite3.connect(sqlite) if sqlite else None
        self.kept = sqlite3.connect(":memory:")
        if self.watching:
            self.watching.backup(self.kept)
            self.version = self._version()

    def is_changed(self) -> bool:
        """Say whether anybody has written anything: on SQLite the file knows, elsewhere every row is compared."""
        if self.watching:
            return self._version() != self.version
        return dump() != self.hash

    def put_back(self) -> None:
        """Undo whatever was done."""
        if self.watching and self.is_changed():
            self.kept.backup(self.watching)
            self.version = self._version()

    def close(self) -> None:
        """Let go of the database."""
        self.kept.close()
        if self.watching:
            self.watching.close()

    def _version(self) -> int:
        assert self.watching
        return int(self.watching.execute("PRAGMA data_version").fetchone()[0])

    def call(self, name: str, session: Session, place: str, second: str | None = None) -> Exception | None:
        """Call an action with the thing of a place, and a second thing of another; return what it raised."""
        row, given = TABLE[name], {}
        first = _kind(name)
        if first == "company" and "company_id" not in inspect.signature(ACTIONS[name]).parameters:
            session = replace(session, company_id=self.world.thing("company", place))
        for parameter in list(inspect.signature(ACTIONS[name]).parameters.values())[1:]:
            if parameter.name in row.given:
                value = row.given[parameter.name]
                value = value() if callable(value) and not isinstance(value, type) else value
                given.update(value if parameter.kind is parameter.VAR_KEYWORD else {parameter.name: value})
            elif parameter.name in THINGS:
                is_first = THINGS[parameter.name] == first
                where = place if is_first or second is None else second
                thing = self.world.thing(THINGS[parameter.name], where)
                given[parameter.name] = WRAPPED.get(parameter.name, lambda one: one)(thing)
        try:
            ACTIONS[name](session, **given)
        except SelfCheckError as error:
            return error
        return None


def _kind(name: str) -> str:
    """Return what an action is about: its first parameter that names a thing, or what its row says."""
    named = [THINGS[one] for one in inspect.signature(ACTIONS[name]).parameters if one in THINGS]
    return named[0] if named else TABLE[name].about or "company"


def _seconds(name: str) -> list[str]:
    named = [THINGS[one] for one in inspect.signature(ACTIONS[name]).parameters if one in THINGS]
    return named[1:]


def _places(name: str) -> tuple[str, ...]:
    return PLACES.get(_kind(name), ("club", "other"))


def dump() -> str:
    """Return the hash of every row of every table."""
    seen = hashlib.sha256()
    with database.reading() as connection:
        for table in tables.metadata.sorted_tables:
            rows = connection.execute(sa.select(table).order_by(*table.primary_key)).all()
            seen.update(json.dumps([list(row) for row in rows], default=str).encode())
    return seen.hexdigest()


@pytest.fixture(scope="module")
def small_content() -> Iterator[pytest.MonkeyPatch]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(content, "content", Shipped())
        patch.setattr(checklists, "_report", lambda _: None)  # of all that is shipped; it takes seconds
        patch.setenv("RECP_MODE", "club")
        yield patch
    settings.cache_clear()


@pytest.fixture(scope="module")
def tried(
    small_content: pytest.MonkeyPatch, sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Tried]:
    folder = tmp_path_factory.mktemp("permissions")
    path = folder / "recp.sqlite3"
    shutil.copy(sqlite_template, path)
    small_content.setenv("RECP_DATABASE_URL", sqlite_url(path))
    small_content.setenv("RECP_FILES_URL", str(folder / "files"))
    settings.cache_clear()
    made = Tried(build(), path)
    yield made
    made.close()
    database.forget(sqlite_url(path))


def test_every_action_is_in_the_table_and_nothing_else() -> None:
    assert sorted(ACTIONS) == sorted(TABLE)


def test_every_function_that_reaches_the_database_asks_for_a_session_or_says_why_not() -> None:
    assert sorted(reach_the_database()) == sorted(WITHOUT_SESSION)


@pytest.mark.parametrize("name", KNOWN)
def test_every_parameter_names_a_thing_or_has_a_value(name: str) -> None:
    parameters = set(list(inspect.signature(ACTIONS[name]).parameters)[1:])
    row = TABLE[name]
    assert parameters == set(row.given) | (parameters & set(THINGS))
    assert {place for role in Role for place in row.places(role)} <= {*_EVERYWHERE}


_EVERYWHERE = frozenset({"own", "club", "draft", "shared", "other", "staff"})


@pytest.mark.parametrize("name", KNOWN)
def test_an_action_refuses_what_the_table_does_not_allow_and_changes_nothing(name: str, tried: Tried) -> None:
    row = TABLE[name]
    for role, session in tried.world.sessions.items():
        for place in _places(name):
            if place not in row.places(role):
                raised = tried.call(name, session, place)
                assert isinstance(raised, NotPermitted | NotFound) or row.silent, (role, place, raised)
    assert isinstance(tried.call(name, tried.world.ended, _places(name)[0]), NotPermitted), "signed out"
    assert not tried.is_changed()


@pytest.mark.parametrize("name", KNOWN)
def test_an_action_allows_what_the_table_allows(name: str, tried: Tried) -> None:
    row = TABLE[name]
    for role, session in tried.world.sessions.items():
        for place in _places(name):
            if place in row.places(role):
                raised = tried.call(name, session, place)
                tried.put_back()
                assert not isinstance(raised, NotPermitted), (role, place, raised)
                assert not isinstance(raised, NotFound) or row.nothing_there, (role, place, raised)


@pytest.mark.parametrize("name", [name for name in KNOWN if _seconds(name) and not TABLE[name].second_free])
def test_a_thing_of_another_club_does_not_come_in_beside_one_s_own(name: str, tried: Tried) -> None:
    for role, session in tried.world.sessions.items():
        if TABLE[name].places(role):
            raised = tried.call(name, session, "club", "other")
            assert isinstance(raised, SelfCheckError), role
    assert not tried.is_changed()


def test_all_rows_are_as_they_were(tried: Tried) -> None:
    assert dump() == tried.hash


def test_postgresql_refuses_the_same(small_content: pytest.MonkeyPatch, postgresql: PostgreSQL, tmp_path: Path) -> None:
    made = postgresql.fresh(prepared=True)
    small_content.setenv("RECP_DATABASE_URL", postgresql.url(made))
    small_content.setenv("RECP_FILES_URL", str(tmp_path))
    settings.cache_clear()
    tried = Tried(build(), None)
    for name in KNOWN:
        place = _places(name)[-1]
        for role in (Role.MEMBER, Role.TRAINER):
            session = tried.world.sessions[role]
            if place not in TABLE[name].places(role):
                raised: Any = tried.call(name, session, place)
                assert isinstance(raised, NotPermitted | NotFound) or TABLE[name].silent, (name, role, raised)
    assert dump() == tried.hash
    database.forget(postgresql.url(made))
    postgresql.drop(made)


def test_the_rows_say_something() -> None:
    nobody = [name for name, row in TABLE.items() if not any(row.places(role) for role in Role)]
    assert nobody == []
    assert isinstance(Row().places(Role.MEMBER), frozenset)
