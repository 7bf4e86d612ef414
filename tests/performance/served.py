"""Servers to measure: the real app with a checklist of any length, and whatever else answers on a port."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from typing import Any

import httpx
import yaml

from tests.performance import grown
from tests.performance.figure import NotMeasuredError
from tests.web.serving import PROJECT, START_SECONDS, environment, free_port

PARTS = ("app.py", "recp_selfcheck", "pages", "checklists", "data", ".streamlit")
PLANT = Path("data/demo/UF0590.yaml")


@contextmanager
def temporary_folder(prefix: str = "recp") -> Iterator[Path]:
    with TemporaryDirectory(prefix=prefix, ignore_cleanup_errors=True) as folder:
        yield Path(folder)


class Server:
    """A process that serves `url` until it is stopped; what it prints is kept in its folder."""

    def __init__(self, command: Sequence[str], folder: Path, **settings: str) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.folder = folder
        self.log = folder / f"server-{self.port}.log"
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [part.replace("PORT", str(self.port)) for part in command],
                cwd=folder,
                env=environment(RECP_PORT=str(self.port), **settings),
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def wait_until_served(self, path: str = "/") -> None:
        deadline = monotonic() + START_SECONDS
        # one client: making one takes longer than asking, and what asks takes the time of what starts
        with httpx.Client(timeout=START_SECONDS, trust_env=False) as client:
            while monotonic() < deadline and self.process.poll() is None:
                try:
                    if client.get(self.url + path).status_code == HTTPStatus.OK:
                        return
                except httpx.TransportError:
                    pass
                sleep(0.02)
        printed = self.log.read_text(encoding="utf-8", errors="replace")
        raise NotMeasuredError(f"nothing is served at {self.url}: {printed[-2000:]}")

    def resident(self) -> int | None:
        """Return the process's memory in bytes, None where the system does not tell."""
        return resident(self.process.pid)

    def processor_seconds(self) -> float:
        """Return how long the process has had a processor, 0 where the system does not tell: load changes it little."""
        try:
            fields = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            return 0.0
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


@contextmanager
def serving(command: Sequence[str], folder: Path, *, path: str = "/", **settings: str) -> Iterator[Server]:
    server = Server(command, folder, **settings)
    try:
        server.wait_until_served(path)
        yield server
    finally:
        server.stop()


@contextmanager
def serving_grown(checklist: Mapping[str, Any] | None) -> Iterator[Server]:
    """Serve the app, filled by its own `demo` command, with another checklist in place of energy's; None leaves it."""
    with temporary_folder() as folder:
        copy_project(folder, checklist)
        url = database_url(folder)
        run(folder, "-m", "recp_selfcheck", "demo", RECP_DATABASE_URL=url)
        with serving((sys.executable, "app.py"), folder, RECP_DATABASE_URL=url) as server:
            yield server


@contextmanager
def serving_club(
    checklist: Mapping[str, Any] | None, companies: int, *, checklists: int = 1
) -> Iterator[tuple[Server, Mapping[str, Any]]]:
    """Serve a club made by `club_people`; yields the server, and the tokens of the people."""
    with temporary_folder() as folder:
        copy_project(folder, checklist)
        settings = {
            "RECP_DATABASE_URL": database_url(folder),
            "RECP_FILES_URL": (folder / "files").as_posix(),
            "RECP_MODE": "club",
        }
        run(folder, "-m", "recp_selfcheck", "migrate", **settings)
        wanted = (str(companies), str(checklists))
        made = run(folder, "-m", "tests.performance.club_people", *wanted, PYTHONPATH=str(PROJECT), **settings)
        with serving((sys.executable, "app.py"), folder, path="/healthz", **settings) as server:
            yield server, json.loads(made.stdout)


def copy_project(folder: Path, checklist: Mapping[str, Any] | None) -> None:
    """Copy the program; the demonstration company answers four fifths of the checklist put in."""
    for name in PARTS:
        source = PROJECT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("local"))
        else:
            shutil.copy(source, folder / name)
    if checklist is None:
        return
    grown.write(dict(checklist), folder / "checklists" / "energy.yaml")
    plant = yaml.safe_load((folder / PLANT).read_text(encoding="utf-8"))
    plant["answers"] = {"energy": grown.answers_to(dict(checklist), unanswered=0.2, unknown=0.1)}
    (folder / PLANT).write_text(yaml.safe_dump(plant, allow_unicode=True), encoding="utf-8")


def run(folder: Path, *arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run Python to its end; NotMeasuredError with what it printed where it fails."""
    ended = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=environment(**settings),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if ended.returncode:
        printed = f"{ended.stdout}{ended.stderr}"
        raise NotMeasuredError(f"'{' '.join(arguments)}' ended with code {ended.returncode}: {printed[-2000:]}")
    return ended


def database_url(folder: Path) -> str:
    return f"sqlite:///{(folder / 'recp.sqlite3').as_posix()}"


def resident(process: int | str = "self") -> int | None:
    """Return a process's memory in bytes, None where the system does not tell."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except OSError:
        return None
    return next(int(line.split()[1]) * 1024 for line in status.splitlines() if line.startswith("VmRSS"))


def write_json(path: Path, value: Any) -> Path:
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
    return path
