"""Forty members of a club at once, each signed in for themselves; then the same with the trainer's pages open too."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random
from statistics import median
from time import monotonic
from typing import Any

from tests.performance import grown
from tests.performance.figure import Figure, NotMeasuredError, percentile_95
from tests.performance.served import Server, serving_club
from tests.performance.sessions import BUDGET_MIB, BUDGET_MS, MIB, Seen, begin, keep_clicking, stored, warm_up
from tests.performance.wire import Visit

SESSIONS = 40
SECONDS = 20.0


@dataclass
class SeenByTrainer:
    """Seconds of each step in the review and of each refreshing of the class view."""

    review: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)


@dataclass
class SeenByAll:
    """The members alone, then beside the trainer; what was stored meanwhile; the server's memory in bytes."""

    members: int
    alone: Seen = field(default_factory=Seen)
    together: Seen = field(default_factory=Seen)
    trainer: SeenByTrainer = field(default_factory=SeenByTrainer)
    versions: int = 0
    events: int = 0
    slowest_page: float = 0.0
    grown_bytes: int | None = None
    processor_seconds: float = 0.0


def measure(*, short: bool = False) -> list[Figure]:
    """Every member answers for a company of their own, so that no two of them ever change the same answer."""
    sessions, duration = (6, 4.0) if short else (SESSIONS, SECONDS)
    checklist = grown.grow(60)
    with serving_club(checklist, sessions) as (server, tokens):
        return asyncio.run(_visit(server, tokens, grown.questions_of(dict(checklist)), duration))


async def _visit(
    server: Server, tokens: Mapping[str, Any], questions: list[dict[str, Any]], duration: float
) -> list[Figure]:
    members = tokens["members"]
    await warm_up(server, questions, members[0])
    empty = server.resident()
    asked = [questions[n % len(questions)] for n in range(len(members))]
    visits = [await begin(server, question, token) for question, token in zip(asked, members, strict=True)]
    seen = SeenByAll(len(members))
    before, spent = stored(server), server.processor_seconds()
    await _click(visits, asked, duration, seen.alone)
    full, seen.processor_seconds = server.resident(), server.processor_seconds() - spent
    seen.grown_bytes = full - empty if full is not None and empty is not None else None
    beside = (_review(server, tokens, seen.trainer), _wall(server, tokens, seen.trainer))
    await _click(visits, asked, duration, seen.together, *beside)
    seen.versions, seen.events = (late - early for late, early in zip(stored(server), before, strict=True))
    seen.slowest_page = max(await asyncio.gather(*(visit.run() for visit in visits)))
    for visit in visits:
        _refuse_errors(visit)
        await visit.end()
    return _figures(seen)


async def _click(visits: list[Visit], asked: list[dict[str, Any]], duration: float, seen: Seen, *beside: Any) -> None:
    until = monotonic() + duration
    clicking = (keep_clicking(visit, asked[n], until, n, seen) for n, visit in enumerate(visits))
    await asyncio.gather(*clicking, *(one(until) for one in beside))


def _review(server: Server, tokens: Mapping[str, Any], seen: SeenByTrainer) -> Any:
    async def go(until: float) -> None:
        chance = Random(1)
        visit = await Visit.begin(server.port, "review", "", tokens["trainer"])
        while monotonic() < until:
            seen.review.append(await visit.press("Next"))
            await asyncio.sleep(chance.uniform(1, 3))
        _refuse_errors(visit)
        await visit.end()

    return go


def _wall(server: Server, tokens: Mapping[str, Any], seen: SeenByTrainer) -> Any:
    async def go(until: float) -> None:
        visit = await Visit.begin(server.port, "class_view", "", tokens["trainer"])
        await visit.pick("Checklist", 1)  # the first one that is handed in; the class is at work on the one before
        part, seconds = next(iter(visit.refreshing.items()))
        while monotonic() < until:
            await asyncio.sleep(seconds)
            seen.wall.append(await visit.refresh(part))
        _refuse_errors(visit)
        await visit.end()

    return go


def _refuse_errors(visit: Visit) -> None:
    if visit.errors:
        raise NotMeasuredError(f"the page '{visit.page}' showed an error: {visit.errors[0]}")


def _figures(seen: SeenByAll) -> list[Figure]:
    clicks = len(seen.alone.clicks) + len(seen.together.clicks)
    a_click = seen.processor_seconds / len(seen.alone.clicks) * 1000
    figures = [
        Figure(
            f"{seen.members} signed-in members{beside}, click → script finished, p95",
            percentile_95(one.clicks) * 1000,
            "ms",
            BUDGET_MS,
            f"median {median(one.clicks) * 1000:.0f} ms, {len(one.clicks)} clicks{note}",
        )
        for one, beside, note in (
            (seen.alone, "", f", {a_click:.0f} ms of a processor each"),
            (seen.together, ", review and class view open", ""),
        )
    ]
    figures += [
        Figure(
            "clicks of members without a stored version",
            abs(clicks - seen.versions) + abs(seen.versions - seen.events),
            "clicks",
            0,
            f"{clicks} clicks, {seen.versions} versions, {seen.events} events in the database",
        ),
        Figure("next question in the review meanwhile, p95", percentile_95(seen.trainer.review) * 1000, "ms"),
        Figure("class view refreshes itself meanwhile, p95", percentile_95(seen.trainer.wall) * 1000, "ms"),
        Figure(
            f"whole page for all {seen.members} at once, slowest", seen.slowest_page, "s", note="a class that begins"
        ),
    ]
    if seen.grown_bytes is None:
        raise NotMeasuredError("the system does not tell the memory of a process", *figures)
    weight, note = seen.grown_bytes / seen.members / MIB, "growth of the process / sessions"
    return [*figures, Figure("memory of a signed-in session", weight, "MiB", BUDGET_MIB, note)]
