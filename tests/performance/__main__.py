"""`python -m tests.performance [name …] [--short]`: measures, and prints what, measured, budget and their ratio."""

from __future__ import annotations

import argparse
import importlib
import os
import platform
import sys
from collections.abc import Sequence
from datetime import datetime
from time import perf_counter

from recp_selfcheck.errors import SelfCheckError
from tests.performance.figure import Figure, NotMeasuredError, table

NAMES = (
    "start",
    "score",
    "score_many",
    "saving",
    "report",
    "workbook",
    "clicks",
    "sessions",
    "club_sessions",
    "club_pages",
)
NOT_MEASURED = 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what is named, by default everything; 0 when all of it could be measured, whatever came out."""
    parser = argparse.ArgumentParser(prog="python -m tests.performance", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of: {', '.join(NAMES)}; default: all")
    parser.add_argument("--short", action="store_true", help="fewer repetitions: shows that it runs, not how fast")
    chosen = parser.parse_args(arguments)
    unknown = [name for name in chosen.names if name not in NAMES]
    if unknown:
        parser.error(f"'{unknown[0]}' is not measured here. Choose of: {', '.join(NAMES)}.")
    return run(chosen.names or NAMES, short=chosen.short)


def run(names: Sequence[str], *, short: bool = False) -> int:
    """Measure and print; what cannot be measured is said and makes the code 1."""
    figures: list[Figure] = []
    missing: list[str] = []
    _say(_machine())
    for name in names:
        before = perf_counter()
        try:
            figures += importlib.import_module(f"tests.performance.{name}").measure(short=short)
        except NotMeasuredError as reason:
            figures += reason.figures
            missing.append(f"not measured: {name}: {reason}.")
        except SelfCheckError as mistake:
            missing.append(f"not measured: {name}: {mistake}")
        _say(f"{name}: {perf_counter() - before:.0f} s, {_load()}", error=True)
    if figures:
        _say("", table(figures), "")
    _say(*missing, f"At the end: {_load()}.")
    return NOT_MEASURED if missing else 0


def _machine() -> str:
    now = datetime.now().astimezone()
    return f"{now:%Y-%m-%d %H:%M}, {os.cpu_count()} cores, Python {platform.python_version()}, {_load()}."


def _load() -> str:
    """Return how many processes wanted to run in the last minute, the measured ones included."""
    return f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "load unknown"


def _say(*lines: str, error: bool = False) -> None:
    (sys.stderr if error else sys.stdout).write("".join(f"{line}\n" for line in lines))


if __name__ == "__main__":
    sys.exit(main())
