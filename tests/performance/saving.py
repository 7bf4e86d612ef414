"""Saving one answer, as the page does it: check, transaction, version, event; on both databases."""

from __future__ import annotations

from itertools import cycle
from statistics import median

from recp_selfcheck.actions import answering
from recp_selfcheck.actions.content import content
from recp_selfcheck.actions.session import solo_session
from recp_selfcheck.storage import database
from tests.performance.databases import postgresql, using
from tests.performance.figure import Figure, percentile_95, seconds
from tests.performance.served import database_url, temporary_folder

BUDGETS_MS = {"SQLite": 2, "PostgreSQL": 4}


def measure(*, short: bool = False) -> list[Figure]:
    times = 40 if short else 500
    with temporary_folder() as folder:
        figures = [_saving("SQLite", database_url(folder), times)]
    if not short:
        with postgresql() as url:
            figures.append(_saving("PostgreSQL", url, times))
    return figures


def _saving(name: str, url: str, times: int) -> Figure:
    with using(url):
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
