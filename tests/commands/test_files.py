"""The report and the archive from the command line."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from click.testing import CliRunner
from pypdf import PdfReader

from recp_selfcheck.__main__ import main
from recp_selfcheck.actions.demo import fill_demo
from recp_selfcheck.settings import settings
from recp_selfcheck.storage import database
from tests.conftest import sqlite_url


@pytest.fixture
def bakery(tmp_path: Path, sqlite_template: Path, use_database: Callable[[str], None]) -> Iterator[str]:
    path = tmp_path / "recp.sqlite3"
    shutil.copy(sqlite_template, path)
    use_database(sqlite_url(path))
    fill_demo("UF0590")
    yield sqlite_url(path)
    database.forget(sqlite_url(path))


def call(*words: str | Path, code: int = 0) -> str:
    done = CliRunner().invoke(main, [str(word) for word in words])
    assert done.exit_code == code, done.output
    return done.output


def test_each_file_is_written_in_the_language_asked_for(bakery: str, tmp_path: Path) -> None:
    call("report", tmp_path / "r.pdf", "--language", "be")
    assert PdfReader(tmp_path / "r.pdf").trailer["/Root"]["/Lang"] == "be"
    call("report", tmp_path / "R.XLSX", "--language", "en")
    assert openpyxl.load_workbook(tmp_path / "R.XLSX").sheetnames[0] == "Company"
    assert "all.zip: written." in call("export", tmp_path / "all.zip")
    assert "csv/opportunities.csv" in ZipFile(tmp_path / "all.zip").namelist()


@pytest.mark.parametrize(("words", "said"), [(("report", "r.doc"), ".pdf or .xlsx"), (("export", "r.pdf"), ".zip")])
def test_another_ending_is_a_wrong_command(words: tuple[str, ...], said: str) -> None:
    assert said in call(*words, code=2)


def test_a_place_that_cannot_be_written_is_said(bakery: str, tmp_path: Path) -> None:
    assert "[cannot-write]" in call("report", tmp_path / "none" / "r.xlsx", code=2)


def test_where_people_sign_in_nobody_s_report_is_made(
    bakery: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECP_MODE", "club")
    settings.cache_clear()
    call("report", tmp_path / "r.pdf", code=1)
    assert not (tmp_path / "r.pdf").exists()
