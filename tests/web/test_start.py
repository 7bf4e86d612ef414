"""Starting: what is wrong is said in one sentence, with its remedy, and nothing is started."""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import httpx
import pytest

from recp_selfcheck.errors import SettingMistake
from recp_selfcheck.settings import settings
from tests.web.serving import PROJECT, START, RunningApp, free_port, run_to_end

WRONG = [
    ("RECP_PORT", "eighty", "1 to 65535"),
    ("RECP_PORT", "0", "1 to 65535"),
    ("RECP_PORT", "70000", "1 to 65535"),
    ("RECP_MODE", "both", "solo or club"),
    ("RECP_LANGUAGE", "de", "ru, en or be"),
    ("RECP_OPEN_BROWSER", "maybe", "true or false"),
    ("RECP_HOST", "0.0.0.0", "127.0.0.1"),
    ("RECP_HOST", "192.168.1.5", "RECP_MODE=club"),
    ("RECP_DATABASE_URL", "mysql://me:secret@host/name", "sqlite:///"),
    ("RECP_BASE_URL", "recp.example", "http"),
]


def refused(code_and_words: tuple[int, str, str]) -> str:
    """Return the one sentence a refused start says."""
    code, out, said = code_and_words
    assert code not in {0, None}
    assert code > 0  # not killed by a signal
    assert "Traceback" not in said + out
    assert 'File "' not in said + out
    assert out == ""
    assert 1 <= len(said.strip().splitlines()) <= 2, said
    return said


def start(tmp_path: Path, **settings: str) -> str:
    given = {"RECP_DATABASE_URL": f"sqlite:///{(tmp_path / 'recp.sqlite3').as_posix()}", "RECP_PORT": str(free_port())}
    done = run_to_end(*START, **{**given, **settings})
    return refused((done.returncode, done.stdout, done.stderr))


@pytest.fixture
def no_settings(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    for name in [name for name in os.environ if name.startswith("RECP_")]:
        monkeypatch.delenv(name)
    settings.cache_clear()
    yield monkeypatch
    settings.cache_clear()


@pytest.mark.parametrize(("name", "value", "allowed"), WRONG)
def test_a_wrong_setting_names_variable_value_and_what_is_allowed(
    no_settings: pytest.MonkeyPatch, name: str, value: str, allowed: str
) -> None:
    no_settings.setenv(name, value)
    with pytest.raises(SettingMistake) as mistake:
        settings()
    said = str(mistake.value)
    assert name in said
    assert (value in said) == ("secret" not in value)
    assert "secret" not in said
    assert allowed in said


def test_all_wrong_settings_are_said_at_once_and_nothing_is_made(tmp_path: Path) -> None:
    said = start(tmp_path, RECP_PORT="eighty", RECP_LANGUAGE="de")
    assert "RECP_PORT is 'eighty'" in said
    assert "RECP_LANGUAGE is 'de'" in said
    assert list(tmp_path.iterdir()) == []


def test_alone_it_is_not_offered_to_the_network(tmp_path: Path) -> None:
    assert "RECP_HOST is '0.0.0.0'" in start(tmp_path, RECP_HOST="0.0.0.0")


def test_a_port_in_use(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        said = start(tmp_path, RECP_PORT=str(port))
        assert str(port) in said
        assert "RECP_PORT" in said


def test_a_second_copy_on_the_same_port(tmp_path: Path) -> None:
    app = RunningApp(tmp_path)
    try:
        app.start()
        said = start(tmp_path, RECP_PORT=str(app.port))
        assert str(app.port) in said
        assert httpx.get(f"{app.url}/healthz", timeout=30, trust_env=False).status_code == 200
    finally:
        app.stop()


def test_a_database_that_cannot_be_written(tmp_path: Path) -> None:
    assert "cannot" in start(tmp_path, RECP_DATABASE_URL="sqlite:////proc/recp/recp.sqlite3")
    (tmp_path / "file").write_text("not a folder")
    start(tmp_path, RECP_DATABASE_URL=f"sqlite:///{(tmp_path / 'file' / 'recp.sqlite3').as_posix()}")
    folder = tmp_path / "folder.sqlite3"
    folder.mkdir()
    start(tmp_path, RECP_DATABASE_URL=f"sqlite:///{folder.as_posix()}")


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    notes = tmp_path / "notes.sqlite3"
    notes.write_text("Список покупок\n" * 200, encoding="utf-8")
    said = start(tmp_path, RECP_DATABASE_URL=f"sqlite:///{notes.as_posix()}")
    assert "notes.sqlite3" in said
    assert notes.read_text(encoding="utf-8") == "Список покупок\n" * 200


def test_a_database_of_a_newer_version(tmp_path: Path) -> None:
    url = f"sqlite:///{(tmp_path / 'recp.sqlite3').as_posix()}"
    assert run_to_end(*RunningApp.python("-m", "recp_selfcheck", "migrate"), RECP_DATABASE_URL=url).returncode == 0
    with closing(sqlite3.connect(tmp_path / "recp.sqlite3")) as connection:
        connection.execute("UPDATE recp_revision SET version_num = '9999'")
        connection.commit()
    kept = tmp_path / "kept.sqlite3"
    shutil.copy(tmp_path / "recp.sqlite3", kept)
    said = start(tmp_path)
    assert "newer" in said
    assert (tmp_path / "recp.sqlite3").read_bytes() == kept.read_bytes()


def test_a_postgresql_server_that_is_not_there(tmp_path: Path) -> None:
    said = start(tmp_path, RECP_DATABASE_URL=f"postgresql+psycopg://me:secret@127.0.0.1:{free_port()}/recp")
    assert "secret" not in said


@pytest.mark.parametrize(
    "command",
    [
        RunningApp.python("-m", "streamlit", "run", "app.py", "--server.port=PORT", "--server.address=127.0.0.1"),
        RunningApp.python("-m", "uvicorn", "app:app", "--port", "PORT", "--log-level", "warning"),
        RunningApp.python(str(PROJECT / "app.py")),
    ],
    ids=["streamlit run", "uvicorn", "python"],
)
def test_every_way_of_starting_serves_the_same_app(tmp_path: Path, command: tuple[str, ...]) -> None:
    app = RunningApp(tmp_path, command)
    try:
        app.start()
        assert httpx.get(f"{app.url}/readyz", timeout=30, trust_env=False).json() == {"status": "ok"}
        document = httpx.get(f"{app.url}/self_check", headers={"accept-language": "be"}, timeout=30, trust_env=False)
        assert '<html lang="be"' in document.text
        assert "content-security-policy" in document.headers
        assert httpx.get(f"{app.url}/_stcore/metrics", timeout=30, trust_env=False).status_code == 404
    finally:
        app.stop()
    assert "Traceback" not in app.printed()


def test_it_can_be_started_from_another_folder(tmp_path: Path) -> None:
    app = RunningApp(tmp_path, RunningApp.python(str(PROJECT / "app.py")), folder=tmp_path)
    try:
        app.start()
        assert httpx.get(f"{app.url}/readyz", timeout=30, trust_env=False).status_code == 200
    finally:
        app.stop()
    assert "Ctrl+C" in app.printed()
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == []
