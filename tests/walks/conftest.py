"""A real browser before the real app. Every walk also watches what must never happen in any of them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.conftest import sqlite_url
from tests.walks.visitor import Visitor, Watch
from tests.web.serving import RunningApp, run_to_end

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE = (390, 844)


def chromium(playwright: Playwright) -> str | None:
    """Return the browser to use: the one named, the distribution's, Playwright's own."""
    named = os.environ.get("RECP_CHROMIUM")
    if named:
        return named
    candidates = ("/usr/bin/chromium", shutil.which("chromium"), playwright.chromium.executable_path)
    return next((path for path in candidates if path and Path(path).exists()), None)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        path = chromium(playwright)
        if path is None:
            pytest.skip(
                "no Chromium: install it (apt-get install chromium, or python -m playwright install chromium) "
                "or name one in RECP_CHROMIUM"
            )
        running = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """The app on an empty database, shared by the walks of one file."""
    running = RunningApp(tmp_path_factory.mktemp("app"))
    yield running.start()
    running.stop()


@pytest.fixture(scope="session")
def demo_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the demonstration bakery, to be copied."""
    path = tmp_path_factory.mktemp("bakery") / "recp.sqlite3"
    filled = run_to_end(*RunningApp.python("-m", "recp_selfcheck", "demo"), RECP_DATABASE_URL=sqlite_url(path))
    assert filled.returncode == 0, filled.stderr
    return path


@pytest.fixture(scope="module")
def demo_app(tmp_path_factory: pytest.TempPathFactory, demo_database: Path) -> Iterator[RunningApp]:
    """The app with the demonstration bakery, shared by the walks of one file."""
    running = RunningApp(tmp_path_factory.mktemp("demo"))
    shutil.copy(demo_database, running.database)
    yield running.start()
    running.stop()


@pytest.fixture
def watch() -> Iterator[Watch]:
    watching = Watch()
    yield watching
    assert watching.seen() == []


@pytest.fixture
def visit(browser: Browser, watch: Watch) -> Iterator[type[Visitor]]:
    """Let somebody come: `visit(app)` gives a visitor with a window of their own."""
    came: list[Visitor] = []

    def come(app: RunningApp, *, size: tuple[int, int] = PHONE, dark: bool = False, locale: str = "ru-RU") -> Visitor:
        context = browser.new_context(
            locale=locale,
            timezone_id="Europe/Minsk",
            viewport={"width": size[0], "height": size[1]},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        watch.over(context)
        visitor = Visitor(app, context.new_page())
        came.append(visitor)
        return visitor

    yield come
    for visitor in came:
        visitor.page.context.close()
