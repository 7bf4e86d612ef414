"""From the command to the first page, and the commands that have to be quick."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import yaml

from tests.performance.figure import Figure, median_seconds
from tests.performance.served import PLANT, Server, database_url, run, temporary_folder, write_json
from tests.web.serving import PROJECT

BUDGETS = {"page": 3.0, "--help": 0.5, "score": 1.0, "check": 2.0}


def measure(*, short: bool = False) -> list[Figure]:
    times = 1 if short else 5
    with temporary_folder() as folder:
        answers = write_json(folder / "answers.json", _answers())
        used = _processor_seconds()
        pages = [_seconds_to_first_page(folder / str(turn)) for turn in range(times)]
        used = (_processor_seconds() - used) / times
        again = [_seconds_to_first_page(folder / "0") for _ in range(times)]
        commands = {
            "--help": ("--help",),
            "score": ("score", "--checklist", "energy", "--answers", str(answers)),
            "check": ("check",),
        }
        taken = {
            name: median_seconds(lambda words=words: run(PROJECT, "-m", "recp_selfcheck", *words), times)  # type: ignore[misc]
            for name, words in commands.items()
        }
    note = f"median of {times}"
    return [
        Figure(
            "python app.py → GET / is 200, new database",
            median(pages),
            "s",
            BUDGETS["page"],
            f"{note}, of it {used:.1f} s on a processor",
        ),
        Figure("python app.py → GET / is 200, existing database", median(again), "s", BUDGETS["page"], note),
        *(Figure(f"python -m recp_selfcheck {name}", taken[name], "s", BUDGETS[name], note) for name in commands),
    ]


def _seconds_to_first_page(folder: Path) -> float:
    folder.mkdir(exist_ok=True)
    before = perf_counter()
    server = Server((sys.executable, str(PROJECT / "app.py")), folder, RECP_DATABASE_URL=database_url(folder))
    try:
        server.wait_until_served()
        return perf_counter() - before
    finally:
        server.stop()


def _processor_seconds() -> float:
    """Return what ended processes have used, the same on a busy machine as on an idle one."""
    times = os.times()
    return times.children_user + times.children_system


def _answers() -> dict[str, Any]:
    """Return the demonstration company's facts and energy answers as an answers file holds them."""
    plant = yaml.safe_load((PROJECT / PLANT).read_text(encoding="utf-8"))
    facts = {key: value for key, value in plant["fields"].items() if key.startswith("site.")}
    return {**facts, **plant["answers"]["energy"]}
