"""Files to take away, as a person gets them: from the request until the last byte, from a running server."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from http import HTTPStatus
from statistics import median

import httpx

from tests.performance.figure import Figure, NotMeasuredError, seconds
from tests.performance.served import PROJECT, database_url, run, serving, temporary_folder

FILES = {
    "report as PDF, with charts": ("report.pdf", 1.0),
    "report as a workbook": ("report.xlsx", None),
    "blank energy checklist": ("checklist/energy.pdf", None),
    "everything of the company": ("company.zip", None),
}


def measure(*, short: bool = False) -> list[Figure]:
    """Measure the first time in the life of the server, and every time after it, with the demonstration bakery."""
    times = 3 if short else 20
    with temporary_folder() as folder:
        settings = {"RECP_DATABASE_URL": database_url(folder)}
        run(PROJECT, "-m", "recp_selfcheck", "demo", **settings)
        command = (sys.executable, str(PROJECT / "app.py"))
        with (
            serving(command, folder, **settings) as server,
            httpx.Client(base_url=server.url, timeout=60, trust_env=False) as client,
        ):
            return list(_figures(client, times))


def _figures(client: httpx.Client, times: int) -> Iterator[Figure]:
    for what, (path, budget) in FILES.items():
        first = seconds(lambda path=path: _get(client, path))  # type: ignore[misc]
        warm = median(seconds(lambda path=path: _get(client, path)) for _ in range(times))  # type: ignore[misc]
        if budget is not None:
            note = "units, fonts and templates are read then; opening any page reads the units, too"
            yield Figure(f"{what}, the first since the start", first, "s", note=note)
        yield Figure(what, warm, "s", budget, f"median of {times}, {len(_get(client, path)) // 1000} kB")


def _get(client: httpx.Client, path: str) -> bytes:
    answer = client.get(f"/export/{path}", params={"language": "ru"})
    if answer.status_code != HTTPStatus.OK:
        raise NotMeasuredError(f"{path} was answered with {answer.status_code}: {answer.text[:200]}")
    return answer.content
