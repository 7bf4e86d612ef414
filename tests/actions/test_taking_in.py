"""What was done on one's own computer, taken into an account on a server."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from recp_selfcheck.actions import answering, evidence
from recp_selfcheck.actions.account import log
from recp_selfcheck.actions.bills import BillChange, read_bills, save_bills
from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.company import read_company, save_field
from recp_selfcheck.actions.my_data import my_data, with_company_data
from recp_selfcheck.actions.plan import add_own, read_plan, save_plan_field
from recp_selfcheck.actions.session import Session, solo_session
from recp_selfcheck.actions.taking_in import look_into, may_take_in, take_in
from recp_selfcheck.errors import AnswerMistakes, NotPermitted, NotPossibleNow
from recp_selfcheck.people.roles import Role
from recp_selfcheck.settings import settings
from recp_selfcheck.storage import database
from recp_selfcheck.storage.backup import write_backup
from tests.actions.club import ClubOfTests
from tests.actions.conftest import Shipped
from tests.actions.test_deleting import photo
from tests.conftest import sqlite_url

Make = Callable[[Callable[[Session], bytes]], bytes]


@pytest.fixture
def on_own_computer(
    tmp_path: Path, shipped: Shipped, use_database: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> Make:
    """Do something in solo mode and return the file it gives, before the server of the test begins."""
    monkeypatch.setenv("RECP_FILES_URL", str(tmp_path / "own_files"))

    def make(give: Callable[[Session], bytes]) -> bytes:
        monkeypatch.setenv("RECP_MODE", "solo")
        url = sqlite_url(tmp_path / "own.sqlite3")
        before = settings().database_url
        use_database(url)
        database.prepare(url)
        alone = solo_session()
        save_field(alone, "name", "Dairy of the file", 0)
        save_field(alone, "output", {"amount": 1200, "unit": "t"}, 0)
        save_field(alone, "site.systems", ["steam"], 0)
        draft = answering.open_submission(alone, "water")
        answering.save_answer(alone, draft.id, "taps.leaks", "some", 0)
        answering.save_answer(alone, draft.id, "taps.leaks", "Ask Ivan", 0, field="note")
        evidence.attach(alone, draft.id, "taps.leaks", "tap.jpg", photo())
        save_bills(alone, [BillChange("electricity", "2025-03", "amount", 1234.5, 0)])
        entry = add_own(alone, "Mend the tap")
        save_plan_field(alone, entry, "owner", "Ivan", 0)
        file = give(alone)
        database.forget(url)
        use_database(before)
        monkeypatch.setenv("RECP_MODE", "club")
        monkeypatch.setenv("RECP_FILES_URL", str(tmp_path / "files"))
        settings.cache_clear()
        return file

    return make


def exported(session: Session) -> bytes:
    return with_company_data(session, my_data_before(session)).read()


def my_data_before(session: Session) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("company.xlsx", b"tables to read")
    return made.getvalue()


@pytest.mark.parametrize("kind", ["export", "backup"])
def test_everything_entered_alone_is_there_afterwards(
    kind: str, club_of_tests: ClubOfTests, on_own_computer: Make, tmp_path: Path
) -> None:
    def backed_up(_: Session) -> bytes:
        write_backup(tmp_path / "all.zip", now())
        return (tmp_path / "all.zip").read_bytes()

    file = on_own_computer(exported if kind == "export" else backed_up)
    anna = club_of_tests.member(club_of_tests.club("Orsha"), "anna", "Typed at joining")
    assert may_take_in(anna)
    found = look_into(anna, file)
    assert (len(found.fields), len(found.bills), len(found.plan), len(found.attached)) == (3, 1, 1, 1)
    assert may_take_in(anna), "looking stores nothing"
    take_in(anna, file)
    assert read_company(anna).profile.name == "Dairy of the file"
    assert read_bills(anna).cells["electricity", "2025-03", "amount"].value == 1234.5
    assert [(one.title, one.owner) for one in read_plan(anna).entries] == [("Mend the tap", "Ivan")]
    draft = answering.open_submission(anna, "water")
    assert draft.state == "draft"
    assert draft.cells["taps.leaks", "answer"].value == "some"
    assert draft.cells["taps.leaks", "note"].value == "Ask Ivan"
    assert [one.name for one in evidence.attached(anna, draft.id)] == ["tap.jpg"]
    assert log(anna)[0].action == "data taken in"
    with pytest.raises(NotPossibleNow, match="not-empty"):
        take_in(anna, file)


def test_only_a_member_takes_data_in(club_of_tests: ClubOfTests, on_own_computer: Make) -> None:
    file = on_own_computer(exported)
    number = club_of_tests.club("Orsha")
    tom = club_of_tests.person(Role.TRAINER, "tom", number)
    with pytest.raises(NotPermitted):
        take_in(tom, file)


def changed(file: bytes, **tables: list[dict[str, object]]) -> bytes:
    """Return an archive with other rows in some tables."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            table = name.removeprefix("tables/").removesuffix(".jsonl")
            rows = tables.get(table)
            new.writestr(name, old.read(name) if rows is None else "\n".join(map(json.dumps, rows)))
    return made.getvalue()


def test_bad_values_are_named_and_nothing_is_taken_in(club_of_tests: ClubOfTests, on_own_computer: Make) -> None:
    file = on_own_computer(exported)
    anna = club_of_tests.member(club_of_tests.club("Orsha"), "anna", "Bakery")
    for wrong, code in (
        ({"company_field": [{"company_id": 1, "key": "employees", "value": -5}]}, None),
        ({"company_field": [{"company_id": 1, "key": "is_admin", "value": True}]}, "unknown-field"),
        ({"bill": [{"company_id": 1, "series": "../x", "month": "2025-01", "field": "amount", "value": 1}]}, None),
        ({"answer": [{"submission_id": 1, "question": "nothing", "field": "answer", "value": "all"}]}, None),
        ({"checklist_version": [{"id": 1, "version": 7, "hash": "other"}]}, "archive-version"),
        ({"plan_cell": [{"plan_entry_id": 1, "field": "state", "value": ["x"]}]}, "archive-plan"),
        ({"attachment": [{"submission_id": 1, "question": "taps.leaks", "name": "a", "sha256": "../../x"}]}, None),
    ):
        bad = changed(file, **wrong)
        found = look_into(anna, bad)
        assert found.mistakes, wrong
        if code:
            assert found.mistakes[0].code == code
        with pytest.raises(AnswerMistakes):
            take_in(anna, bad)
        assert may_take_in(anna)


def test_a_file_that_is_something_else_is_refused_in_one_sentence(
    club_of_tests: ClubOfTests, on_own_computer: Make
) -> None:
    file = on_own_computer(exported)
    anna = club_of_tests.member(club_of_tests.club("Orsha"), "anna", "Bakery")
    bomb = io.BytesIO(file)
    with zipfile.ZipFile(io.BytesIO(file)) as old:
        manifest = old.read("manifest.json")
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", manifest)
        archive.writestr("tables/bill.jsonl", b"[" * 40_000_000)
    for bad, code in (
        (b"", "archive-other"),
        (b"PK\x03\x04 and nothing", "archive-other"),
        (my_data_before(anna), "archive-other"),
        (my_data(club_of_tests.coordinator).read(), "archive-other"),
        (bomb.getvalue(), "archive-damaged"),
        (changed(file, bill=[{"company_id": 2, "series": "x"}]), "archive-many"),
    ):
        with pytest.raises(AnswerMistakes) as refused:
            look_into(anna, bad)
        assert [one.code for one in refused.value.mistakes] == [code]
