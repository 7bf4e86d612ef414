"""Forty sessions at once on one process: how long a click takes, whether one is lost, what a session weighs."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import cycle
from random import Random
from statistics import median
from time import monotonic
from typing import Any
from urllib.parse import urlencode

from tests.performance import grown
from tests.performance.figure import Figure, NotMeasuredError, percentile_95
from tests.performance.served import Server, serving_grown
from tests.performance.wire import Visit

SESSIONS = 40
SECONDS = 20.0
BUDGET_MS, BUDGET_MIB = 150, 0.5
MIB = 1024 * 1024


@dataclass
class Seen:
    """What the sessions saw: seconds of each click, seconds of each page when all ask for it at once, errors."""

    clicks: list[float] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    grown_bytes: int | None = None
    processor_seconds: float = 0.0


def measure(*, short: bool = False) -> list[Figure]:
    """In solo mode all sessions are one person's, so each has a question of its own on a screen of twelve."""
    sessions, duration = (5, 3.0) if short else (SESSIONS, SECONDS)
    checklist = grown.grow(60)
    with serving_grown(checklist) as server:
        before = stored(server)
        seen = asyncio.run(_visit(server, checklist, sessions, duration))
        each = seen.processor_seconds / len(seen.clicks) * 1000
        after = stored(server)
    if seen.errors:
        raise NotMeasuredError(f"the pages showed errors, the first of them: {seen.errors[0]}")
    versions, events = (late - early for late, early in zip(after, before, strict=True))
    figures = [
        Figure(
            f"{sessions} sessions, click → script finished, p95",
            percentile_95(seen.clicks) * 1000,
            "ms",
            BUDGET_MS,
            f"median {median(seen.clicks) * 1000:.0f} ms, {len(seen.clicks)} clicks in {duration:.0f} s, {each:.0f} ms of a processor each",
        ),
        Figure(
            "clicks without a stored version",
            abs(len(seen.clicks) - versions) + abs(versions - events),
            "clicks",
            0,
            f"{len(seen.clicks)} clicks, {versions} versions, {events} events in the database",
        ),
        Figure(f"whole page for all {sessions} at once, slowest", max(seen.pages), "s", note="a class that begins"),
    ]
    if seen.grown_bytes is None:
        raise NotMeasuredError("the system does not tell the memory of a process", *figures)
    weight = seen.grown_bytes / sessions / MIB
    return [*figures, Figure("memory of a session", weight, "MiB", BUDGET_MIB, "growth of the process / sessions")]


async def _visit(server: Server, checklist: Mapping[str, Any], sessions: int, duration: float) -> Seen:
    questions = grown.questions_of(dict(checklist))
    seen = Seen()
    await warm_up(server, questions)
    empty = server.resident()
    visits = [await begin(server, question) for question in questions[:sessions]]
    until, spent = monotonic() + duration, server.processor_seconds()
    await asyncio.gather(
        *(keep_clicking(visit, questions[n], until, n, seen) for n, visit in enumerate(visits)),
    )
    full, seen.processor_seconds = server.resident(), server.processor_seconds() - spent
    seen.grown_bytes = full - empty if full is not None and empty is not None else None
    seen.pages = await asyncio.gather(*(visit.run() for visit in visits))
    for visit in visits:
        seen.errors += visit.errors
        await visit.end()
    return seen


async def warm_up(server: Server, questions: Sequence[Mapping[str, Any]], token: str = "") -> None:
    """Let every screen and the saving of an answer run once: what is read only once weighs on no session."""
    for question in questions[::12]:
        visit = await begin(server, question, token)
        await visit.run()
        await visit.end()


async def begin(server: Server, question: Mapping[str, Any], token: str = "") -> Visit:
    """Open the screen of a question."""
    screen = str(question["id"]).partition(".")[0]
    return await Visit.begin(server.port, "self_check", urlencode({"checklist": "energy", "screen": screen}), token)


async def keep_clicking(visit: Visit, question: Mapping[str, Any], until: float, seed: int, seen: Seen) -> None:
    """Choose another option of the question every one to three seconds."""
    chance = Random(seed)
    ident, options = visit.radios[question["text"]]
    others = cycle(option for option in options[: len(question["options"])] if option != visit.chosen.get(ident))
    await asyncio.sleep(chance.uniform(0, 2))
    while monotonic() < until:
        seen.clicks.append(await visit.choose(question["text"], next(others)))
        await asyncio.sleep(chance.uniform(1, 3))


def stored(server: Server) -> tuple[int, int]:
    """Return the sum of the answers' versions and the number of events, read past the app from its database."""
    with closing(sqlite3.connect(server.folder / "recp.sqlite3", timeout=10)) as connection:
        versions = connection.execute("SELECT coalesce(sum(version), 0) FROM answer").fetchone()[0]
        events = connection.execute("SELECT count(*) FROM answer_event").fetchone()[0]
    return int(versions), int(events)
