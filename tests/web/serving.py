"""The real app as a process of its own, on a loopback port, with a database of its own."""

from __future__ import annotations

import os
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path

import httpx

PROJECT = Path(__file__).resolve().parents[2]
START = (sys.executable, "app.py")
START_SECONDS = 60.0  # a busy machine; an idle one needs less than three


def free_port() -> int:
    """Return a port nobody listens on, below those that outgoing connections take between this and the app's start."""
    for _ in range(100):
        port = random.randint(10_000, 32_000)
        with socket.socket() as listening:
            try:
                listening.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError("no free port")


def environment(**changes: str) -> dict[str, str]:
    """Return the environment without the settings of whoever runs the tests, with `changes`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("RECP_", "STREAMLIT_"))}
    return {**kept, "RECP_OPEN_BROWSER": "false", "NO_PROXY": "*", **changes}


def run_to_end(*command: str, seconds: float = START_SECONDS, **changes: str) -> subprocess.CompletedProcess[str]:
    """Run a command that is expected to end by itself."""
    return subprocess.run(
        command or START,
        cwd=PROJECT,
        env=environment(**changes),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=seconds,
        check=False,
    )


class RunningApp:
    """The app on one port and one database; it can be stopped in every way a computer knows, and started again."""

    def __init__(
        self,
        kept_in: Path,
        command: Sequence[str] = START,
        *,
        settings: Mapping[str, str] | None = None,
        folder: Path = PROJECT,
    ) -> None:
        self.folder = folder
        self.port = free_port()
        self.database = kept_in / "recp.sqlite3"
        self.log = kept_in / "app.log"
        self.command = [part.replace("PORT", str(self.port)) for part in command]
        given = {"RECP_DATABASE_URL": self.database_url, "RECP_PORT": str(self.port)}
        self.environment = environment(**{**given, **(settings or {})})
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def database_url(self) -> str:
        return f"sqlite:///{self.database.as_posix()}"

    @staticmethod
    def python(*arguments: str) -> tuple[str, ...]:
        return (sys.executable, *arguments)

    def start(self) -> RunningApp:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command, cwd=self.folder, env=self.environment, stdout=log, stderr=subprocess.STDOUT
            )
        self._wait_until_served()
        return self

    def kill(self) -> None:
        """End the process without letting it do anything more, like a power cut."""
        self._send(signal.SIGKILL)

    def freeze(self) -> None:
        """Let the process live without doing anything: what is sent to it waits."""
        assert self.process
        self.process.send_signal(signal.SIGSTOP)

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGCONT)
            self._send(signal.SIGTERM, grace=5)

    def printed(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def answers(self, checklist: str) -> dict[tuple[str, str], str]:
        """Return what is stored, as JSON, by question and field; read past the app, straight from the file."""
        rows = self.rows(
            "SELECT question, field, value FROM answer JOIN submission ON submission.id = submission_id "
            "WHERE checklist = ? AND is_current",
            checklist,
        )
        return {(str(question), str(field)): str(value) for question, field, value in rows}

    def company(self) -> dict[str, str]:
        """Return what is stored of the company, as JSON, by key."""
        return {str(key): str(value) for key, value in self.rows("SELECT key, value FROM company_field")}

    def rows(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        with closing(sqlite3.connect(self.database, timeout=10)) as connection:
            return connection.execute(statement, values).fetchall()

    def _send(self, what: signal.Signals, grace: float | None = None) -> None:
        assert self.process
        self.process.send_signal(what)
        try:
            self.process.wait(timeout=grace)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _wait_until_served(self) -> None:
        assert self.process
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                raise AssertionError(f"the app ended with code {self.process.returncode}:\n{self.printed()}")
            try:
                if httpx.get(f"{self.url}/healthz", timeout=2, trust_env=False).status_code == 200:
                    return
            except httpx.TransportError:
                pass
            time.sleep(0.05)
        raise AssertionError(f"the app did not answer within {START_SECONDS} s:\n{self.printed()}")
