"""The pages that look over many companies: a club of 20, and a programme of 10,000 accepted checklists on PostgreSQL."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median

from recp_selfcheck.people.roles import Role
from recp_selfcheck.storage import database
from tests.actions.club import ClubOfTests
from tests.performance.databases import postgresql, using
from tests.performance.figure import Figure, NotMeasuredError
from tests.performance.programme_rows import fill
from tests.performance.served import Server, copy_project, serving, serving_club, temporary_folder
from tests.performance.wire import Visit

COMPANIES, CLUBS = 20, 100


def measure(*, short: bool = False) -> list[Figure]:
    """From asking for the page again until the server says the run is over, everything read anew."""
    companies, clubs, times = (3, 2, 2) if short else (COMPANIES, CLUBS, 15)
    figures: list[Figure] = []
    with serving_club(None, companies, checklists=4) as (server, tokens):
        for page, what, budget in (
            ("club", "club page", 0.3),
            ("home", "trainer's start page", 0.3),
            ("review", "review", None),
            ("class_view", "class view", None),
            ("certificates", "certificates", None),
        ):
            taken, note = _page(server, page, tokens["trainer"], times)
            figures.append(Figure(f"{what}, {companies} companies × 5 checklists", taken, "s", budget, note))
    if short:
        return figures
    with _serving_programme(clubs) as (server, observer, submissions):
        what = f"programme page, {submissions:,} accepted checklists, PostgreSQL"
        taken, note = _page(server, "home", observer, times)
        figures.append(Figure(what, taken, "s", 1.0, note))
    return figures


@contextmanager
def _serving_programme(clubs: int) -> Iterator[tuple[Server, str, int]]:
    with postgresql() as url, temporary_folder() as folder:
        with using(url, "club"):
            database.prepare(url)
            people = ClubOfTests()
            submissions = fill(clubs, COMPANIES, people.coordinator.person.id)
            observer = people.person(Role.OBSERVER, "donor")
        copy_project(folder, None)
        settings = {"RECP_DATABASE_URL": url, "RECP_MODE": "club"}
        with serving((sys.executable, "app.py"), folder, path="/healthz", **settings) as server:
            yield server, observer.token, submissions


def _page(server: Server, page: str, token: str, times: int) -> tuple[float, str]:
    """Return the median seconds of the whole page, and a note on them."""
    spent = server.processor_seconds()
    taken = asyncio.run(_runs(server, page, token, times))
    each = (server.processor_seconds() - spent) / (times + 2)
    return median(taken), f"median of {times}, slowest {max(taken):.2f} s, {each:.2f} s of a processor each"


async def _runs(server: Server, page: str, token: str, times: int) -> list[float]:
    visit = await Visit.begin(server.port, page, "", token)
    await visit.run()
    taken = [await visit.run() for _ in range(times)]
    await visit.end()
    if visit.errors:
        raise NotMeasuredError(f"the page '{page}' showed an error: {visit.errors[0]}")
    return taken
