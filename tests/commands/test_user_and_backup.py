"""`user`, `backup` and `restore` as whoever runs the server meets them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from recp_selfcheck.__main__ import main
from recp_selfcheck.actions import signing_in
from recp_selfcheck.actions.session import session_of
from recp_selfcheck.errors import NotPermitted, SignInRefused
from recp_selfcheck.settings import settings
from recp_selfcheck.storage import database
from tests.conftest import sqlite_url

PASSWORD = "river tomato seven lamps"
HERE = "192.0.2.1"


@pytest.fixture
def server(tmp_path: Path, use_database: Callable[[str], None], monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("RECP_MODE", "club")
    monkeypatch.setenv("RECP_BASE_URL", "https://recp.example")
    monkeypatch.setenv("RECP_FILES_URL", str(tmp_path / "files"))
    use_database(sqlite_url(tmp_path / "club.sqlite3"))
    return sqlite_url(tmp_path / "club.sqlite3")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def add(login: str) -> str:
    """Make a coordinator and return the token of the printed link."""
    made = run("user", "add", login, "--name", "Vera", "--role", "coordinator")
    assert made.exit_code == 0, made.output
    return made.stdout.strip().removeprefix("https://recp.example/reset/")


def test_an_account_is_made_reset_and_locked_without_the_web_page(server: str) -> None:
    first = signing_in.set_password_by_link(add("Vera@Example.org"), PASSWORD, HERE)
    assert session_of(first).person.role == "coordinator"
    token = run("user", "reset-password", "vera@example.org").stdout.strip().rpartition("/")[2]
    second = signing_in.set_password_by_link(token, "seven lamps under water", HERE)
    assert run("user", "lock", "vera@example.org").exit_code == 0
    with pytest.raises(NotPermitted):
        session_of(second)
    with pytest.raises(SignInRefused):
        signing_in.sign_in("vera@example.org", "seven lamps under water", HERE)
    assert run("user", "lock", "vera@example.org", "--undo").exit_code == 0
    assert signing_in.sign_in("vera@example.org", "seven lamps under water", HERE)


def test_what_cannot_be_is_said_in_a_sentence(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    add("vera")
    for arguments, said in (
        (("user", "add", "vera", "--name", "V", "--role", "trainer"), "is taken"),
        (("user", "add", "a b", "--name", "V", "--role", "trainer"), "cannot be a login"),
        (("user", "lock", "nobody"), "There is no account"),
    ):
        answer = run(*arguments)
        assert (answer.exit_code, said in answer.stderr) == (1, True), answer.output
    assert run("user", "add", "x", "--name", "V", "--role", "king").exit_code == 2
    monkeypatch.setenv("RECP_MODE", "solo")
    settings.cache_clear()
    assert "RECP_MODE=club" in run("user", "lock", "vera").stderr


def test_a_server_moves_with_backup_and_restore(
    server: str, tmp_path: Path, use_database: Callable[[str], None]
) -> None:
    add("vera")
    file = str(tmp_path / "all.zip")
    assert run("backup", file).exit_code == 0
    assert run("backup", str(tmp_path / "nowhere" / "all.zip")).exit_code == 2
    again = run("restore", file)
    assert (again.exit_code, "has data already" in again.stderr) == (1, True)
    assert run("restore", str(tmp_path / "missing.zip")).exit_code == 2
    use_database(sqlite_url(tmp_path / "new.sqlite3"))
    assert run("restore", file).exit_code == 0
    assert run("user", "reset-password", "vera").exit_code == 0
    database.forget(sqlite_url(tmp_path / "new.sqlite3"))
