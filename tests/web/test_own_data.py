"""Taking one's data away and deleting one's account, over the wire."""

from __future__ import annotations

import io
import re
import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.web.serving import RunningApp
from tests.web.test_sign_in import HTML, PASSWORD, browser, post, signed_in


@pytest.fixture(scope="module")
def club(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    folder = tmp_path_factory.mktemp("own_data")
    running = RunningApp(folder, settings={"RECP_MODE": "club", "RECP_LANGUAGE": "en", "RECP_FILES_URL": str(folder)})
    running.start()
    link = re.search(r"/first/\S+", running.printed())
    assert link
    with browser(running) as asking:
        assert post(asking, link[0], login="olga@example.org", name="Olga", password=PASSWORD).status_code == 303
    yield running
    running.stop()


def test_one_s_data_come_only_with_one_s_session(club: RunningApp) -> None:
    with browser(club) as asking:
        assert asking.get("/export/my-data.zip").status_code == 401
        assert asking.get("/delete-account", headers=HTML).headers["location"].startswith("/login")
    with signed_in(club) as asking:
        answer = asking.get("/export/my-data.zip")
        assert answer.headers["content-type"] == "application/zip"
        with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
            assert "account.json" in archive.namelist()


def test_the_last_coordinator_is_told_and_nothing_is_deleted(club: RunningApp) -> None:
    with signed_in(club) as asking:
        assert "You are the last coordinator" in asking.get("/delete-account").text
        refused = post(asking, "/delete-account", login="olga@example.org", password=PASSWORD)
        assert (refused.status_code, "You are the last coordinator" in refused.text) == (400, True)
        assert asking.get("/", headers=HTML).status_code == 200


def test_whoever_types_login_and_password_is_gone(club: RunningApp) -> None:
    code = "abcd2345"
    _add_code(club, code)
    with browser(club) as asking:
        joined = post(asking, f"/join/{code}", login="anna", name="Anna", password=PASSWORD, company="<b>Bakery</b>")
        assert joined.status_code == 303, joined.text
        shown = asking.get("/delete-account").text
        assert "&lt;b&gt;Bakery&lt;/b&gt;" in shown
        taken = zipfile.ZipFile(io.BytesIO(asking.get("/export/my-data.zip").content))
        assert {"company.xlsx", "account.json", "log.json", "tables/company_field.jsonl"} <= set(taken.namelist())
        assert "Nothing was deleted" in post(asking, "/delete-account", login="anna", password="wrong").text
        assert "Nothing was deleted" in post(asking, "/delete-account", login="ann", password=PASSWORD).text
        token = asking.cookies["recp_session"]
        forged = asking.post("/delete-account", data={"login": "anna", "password": PASSWORD})
        assert forged.status_code == 400
        assert post(asking, "/delete-account", login="anna", password=PASSWORD).status_code == 200
        asking.cookies.set("recp_session", token)
        assert asking.get("/", headers=HTML).status_code == 303
    assert club.rows("SELECT count(*) FROM company_field") == [(0,)]


def _add_code(club: RunningApp, code: str) -> None:
    with closing(sqlite3.connect(Path(club.database), timeout=10)) as connection, connection:
        connection.execute(
            "INSERT INTO club (id, name, time_zone, rules, created_at) VALUES (1, 'Orsha', 'Europe/Minsk', '{}', ?)",
            ("2026-01-01 00:00:00.000000",),
        )
        connection.execute(
            "INSERT INTO join_code (code, club_id, person_id, expires_at, most_uses, uses) VALUES (?, 1, 1, ?, 9, 0)",
            (code, "2099-01-01 00:00:00.000000"),
        )
