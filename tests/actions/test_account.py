"""One's own account: what it shows, and that it shows nobody else's."""

from __future__ import annotations

import json
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from recp_selfcheck.actions import answering, class_viewing, evidence, reviewing, sharing
from recp_selfcheck.actions.account import change_name, log, make_company_code, read_account
from recp_selfcheck.actions.company import save_field
from recp_selfcheck.actions.my_data import my_data
from recp_selfcheck.errors import AnswerMistakes, NotPermitted
from recp_selfcheck.people.roles import Role
from recp_selfcheck.settings import settings
from tests.actions.club import ClubOfTests
from tests.actions.test_deleting import handed_in


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RECP_FILES_URL", str(tmp_path / "files"))
    settings.cache_clear()


def test_a_member_sees_who_looked_at_their_company(club_of_tests: ClubOfTests) -> None:
    number = club_of_tests.club("Orsha")
    anna = club_of_tests.member(number, "anna", "Bakery")
    boris = club_of_tests.member(number, "boris", "Dairy")
    tom = club_of_tests.person(Role.TRAINER, "tom", number)
    submission = handed_in(anna)
    reviewing.open_review(tom, submission)
    class_viewing.view_class(tom, number, "water", 1)
    sharing.share_draft(anna, submission, shared=True)
    seen = [(line.name, line.action, line.checklist) for line in log(anna)]
    assert seen[:3] == [
        ("Anna", "draft shared", "water"),
        ("Tom", "shown in class", "water"),
        ("Tom", "opened for review", "water"),
    ]
    assert [line.action for line in log(boris)] == ["shown in class", "joined"]  # nothing of Anna's


def test_only_a_member_has_a_company_to_see_the_log_of(club_of_tests: ClubOfTests) -> None:
    number = club_of_tests.club("Orsha")
    tom = club_of_tests.person(Role.TRAINER, "tom", number)
    assert read_account(tom).companies == ()
    with pytest.raises(NotPermitted):
        log(tom)
    with pytest.raises(NotPermitted):
        make_company_code(tom)


def test_another_code_makes_the_first_worthless(club_of_tests: ClubOfTests) -> None:
    anna = club_of_tests.member(club_of_tests.club("Orsha"), "anna")
    first = read_account(anna).code
    second = make_company_code(anna)
    assert read_account(anna).code == second != first


def test_a_name_is_changed_but_never_emptied(club_of_tests: ClubOfTests) -> None:
    anna = club_of_tests.member(club_of_tests.club("Orsha"), "anna")
    assert change_name(anna, "  Anna \n Ivanova ") == "Anna Ivanova"
    with pytest.raises(AnswerMistakes, match="name-missing"):
        change_name(anna, " ")
    assert read_account(anna).name == "Anna Ivanova"


def test_my_data_hold_everything_of_mine_and_nothing_of_others(club_of_tests: ClubOfTests) -> None:
    number = club_of_tests.club("Orsha")
    anna = club_of_tests.member(number, "anna", "Bakery")
    boris = club_of_tests.member(number, "boris", "Dairy")
    save_field(boris, "about", "Of Boris only", 0)
    handed_in(boris)
    handed_in(anna)
    draft = answering.open_submission(anna, "energy")
    answering.save_answer(anna, draft.id, "lighting.led", "some", 0)
    answering.save_answer(anna, draft.id, "lighting.led", "all", 1)
    with zipfile.ZipFile(my_data(anna)) as archive:
        names = archive.namelist()
        content = {name: archive.read(name).decode() for name in names if name.endswith(("json", "jsonl"))}
    assert json.loads(content["account.json"])["companies"] == ["Bakery"]
    history = [json.loads(line) for line in content["tables/answer_event.jsonl"].splitlines()]
    assert [(one["old"], one["new"]) for one in history if one["question"] == "lighting.led"] == [
        (None, "some"),
        ("some", "all"),
    ]
    assert content["tables/receipt.jsonl"].count("\n") == 1
    assert sum(name.startswith("files/") for name in names) == 1
    whole = "\n".join(content.values())
    assert "Of Boris only" not in whole
    assert "password" not in whole
    assert next(line.action for line in log(anna)) == "data exported"


def test_somebody_without_a_company_gets_their_account(club_of_tests: ClubOfTests) -> None:
    with zipfile.ZipFile(my_data(club_of_tests.coordinator)) as archive:
        assert archive.namelist() == ["account.json"]
        assert json.loads(archive.read("account.json"))["login"] == "olga"


def test_files_larger_than_the_memory_do_not_pass_through_it(club_of_tests: ClubOfTests) -> None:
    anna = club_of_tests.member(club_of_tests.club("Orsha"), "anna", "Bakery")
    draft = answering.open_submission(anna, "energy").id
    for number in range(8):
        evidence.attach(anna, draft, "lighting.led", f"{number}.pdf", b"%PDF-1.7" + bytes([number]) * 4_000_000)
    tracemalloc.start()
    with my_data(anna) as file, zipfile.ZipFile(file) as archive:
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        names = archive.namelist()
        assert sum(one.file_size for one in archive.infolist()) > 32_000_000
    assert peak < 24_000_000
    assert len(names) == len(set(names))
