"""One running app for the tests that only look at its answers."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.web.serving import RunningApp


@pytest.fixture(scope="package")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    running = RunningApp(tmp_path_factory.mktemp("web"))
    yield running.start()
    running.stop()


@pytest.fixture(scope="package")
def client(app: RunningApp) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=app.url, timeout=30, trust_env=False) as asking:
        yield asking
