"""`workbook out` and `workbook in`: what the bills page does, for scripts."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from recp_selfcheck.__main__ import main
from recp_selfcheck.storage import database
from tests.conftest import sqlite_url
from tests.reports.workbooks import typed


@pytest.fixture(autouse=True)
def own_database(tmp_path: Path, sqlite_template: Path, use_database: Callable[[str], None]) -> Iterator[None]:
    path = tmp_path / "recp.sqlite3"
    shutil.copy(sqlite_template, path)
    use_database(sqlite_url(path))
    yield
    database.forget(sqlite_url(path))


def call(*words: str | Path, code: int = 0) -> str:
    done = CliRunner().invoke(main, ["workbook", *(str(word) for word in words)])
    assert done.exit_code == code, done.output
    return done.output


def test_out_filled_in_and_back(tmp_path: Path) -> None:
    file = tmp_path / "bills.xlsx"
    call("out", file, "--months", "12", "--last", "2025-12", "--language", "en")
    file.write_bytes(typed(file.read_bytes(), {("Energy", "B6"): "12,5", ("Water", "B6"): 3}))
    looked = call("in", file, "--dry-run")
    assert "would be taken in" in looked
    assert "2 new" in looked
    assert "2 new" in call("in", file), "looking had changed nothing"
    assert "2 as stored" in call("in", file)
    file.write_bytes(typed(file.read_bytes(), {("Energy", "B6"): "abc"}))
    refused = call("in", file, "--language", "en", code=1)
    assert "B6" in refused
    assert "Nothing was taken in: 1 mistake." in refused


def test_what_cannot_be_opened_or_asked_for_is_said_in_a_sentence(tmp_path: Path) -> None:
    assert "cannot-open" in call("in", tmp_path / "none.xlsx", code=2)
    assert "not-a-month" in call("out", tmp_path / "a.xlsx", "--last", "May", code=1)
    assert "months-out-of-range" in call("out", tmp_path / "a.xlsx", "--months", "99", code=1)


def test_a_checklist_goes_out_and_comes_back(tmp_path: Path) -> None:
    file = tmp_path / "water.xlsx"
    call("out", file, "--checklist", "water", "--language", "en")
    assert "0 changed" in call("in", file, "--checklist", "water", "--dry-run")
    refused = call("in", file, "--checklist", "energy", "--language", "en", code=1)
    assert "another checklist" in refused
    assert "There is no checklist" in call("in", file, "--checklist", "gold", code=1)
