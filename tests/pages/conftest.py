"""The pages as a person meets them, without a browser: Streamlit's own script runner on a fresh database."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from recp_selfcheck.settings import settings
from recp_selfcheck.storage import database
from tests.conftest import sqlite_url

ROUTER = Path(__file__).resolve().parents[2] / "recp_selfcheck" / "ui" / "router.py"
PAGES = Path(__file__).resolve().parents[2] / "pages"


@pytest.fixture
def empty_company(tmp_path: Path, sqlite_template: Path, use_database: Callable[[str], None]) -> Iterator[str]:
    """A prepared database nobody has used yet."""
    path = tmp_path / "recp.sqlite3"
    shutil.copy(sqlite_template, path)
    use_database(sqlite_url(path))
    yield sqlite_url(path)
    database.forget(sqlite_url(path))


@pytest.fixture(scope="module")
def club_server(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Iterator[pytest.MonkeyPatch]:
    """Club mode on a database that the tests of one file share; what is patched with it lasts as long."""
    path = tmp_path_factory.mktemp("club") / "recp.sqlite3"
    shutil.copy(sqlite_template, path)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("RECP_DATABASE_URL", sqlite_url(path))
        patched.setenv("RECP_MODE", "club")
        patched.setenv("RECP_FILES_URL", str(path.parent / "files"))
        settings.cache_clear()
        yield patched
        database.forget(sqlite_url(path))
    settings.cache_clear()


@pytest.fixture
def open_page(empty_company: str) -> Callable[..., AppTest]:
    """Open a page of the app, optionally with what stands in its address."""

    def open_(name: str = "home", **query: str) -> AppTest:
        app = AppTest.from_file(str(ROUTER), default_timeout=60)
        app.run()
        for key, value in query.items():
            app.query_params[key] = value
        if name != "home":
            app.switch_page(str(PAGES / f"{name}.py"))
        app.run()
        assert not app.exception, [entry.value for entry in app.exception]
        return app

    return open_
