"""Files on the club page: homework dropped in, looked through and taken in; people added from a workbook."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from recp_selfcheck import i18n
from recp_selfcheck.actions import content, signing_in
from recp_selfcheck.actions.club_companies import companies_of
from recp_selfcheck.actions.clubs import members
from recp_selfcheck.actions.roster import write_roster_workbook
from recp_selfcheck.actions.session import Session, set_language
from recp_selfcheck.people.roles import Role
from recp_selfcheck.reports import roster_sheets
from recp_selfcheck.reports.homework_out import write_homework
from recp_selfcheck.reports.homework_sheets import Homework
from recp_selfcheck.settings import settings
from tests.actions.club import HERE, PASSWORD, ClubOfTests

OpenPage = Callable[..., AppTest]


@dataclass
class Club:
    """A club, and its trainer whose browser it is."""

    id: int
    trainer: Session


@pytest.fixture
def club(empty_company: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Club]:
    monkeypatch.setenv("RECP_MODE", "club")
    settings.cache_clear()
    i18n.use("en")
    made = ClubOfTests()
    ident = made.club("North")
    trainer = set_language(made.person(Role.TRAINER, "tanya", ident), "en")
    monkeypatch.setattr("recp_selfcheck.ui.session.token", lambda: trainer.token)
    yield Club(ident, trainer)
    settings.cache_clear()


def homework(company: str, *, whole: bool = True) -> bytes:
    """Return the workbook of the shortest checklist, every question of it answered in the simplest way."""
    checklist = content.content().checklists["air"]
    given: dict[tuple[str, str], Any] = {}
    for question in (*checklist.facts, *checklist.questions.values()):
        first = question.options[0].id if question.options else "dont_know"
        value = first if question.kind == "options" else [first] if question.fact else "dont_know"
        given[question.id, "answer"] = value
    if not whole:
        del given[next(iter(checklist.questions)), "answer"]
    asked = frozenset(checklist.questions)
    return write_homework(Homework(checklist, company, asked, given, date(2026, 11, 2)))


def said(app: AppTest) -> str:
    kinds = ("error", "success", "warning", "markdown", "caption", "code", "table")
    return "\n".join(str(one.value) for kind in kinds for one in getattr(app, kind))


def drop(app: AppTest, *files: tuple[str, bytes]) -> AppTest:
    kind = "application/octet-stream"
    app.file_uploader[0].set_value([(name, data, kind) for name, data in files]).run()
    assert not app.exception, [entry.value for entry in app.exception]
    return app


def press(app: AppTest, ending: str) -> AppTest:
    [button] = [one for one in app.button if str(one.key).endswith(ending)]
    button.click().run()
    assert not app.exception, [entry.value for entry in app.exception]
    return app


def test_files_are_looked_through_and_taken_in_one_by_one(club: Club, open_page: OpenPage) -> None:
    whole = homework("<b>Dairy</b>")
    app = drop(
        open_page("club"),
        ("good.xlsx", whole),
        ("gap.xlsx", homework("Bakery", whole=False)),
        ("broken.xlsx", whole[: len(whole) // 2]),
        ("copy.xlsx", whole),
    )
    shown = said(app)
    assert shown.count("can be taken in") == 1
    assert "cell D" in shown
    assert "damaged" in shown
    assert "good\\.xlsx" in shown or "good.xlsx" in shown
    assert "<b>Dairy" not in shown, "what was typed is shown, not drawn"
    assert companies_of(club.trainer, club.id) == {}
    press(app, ":take")
    assert list(companies_of(club.trainer, club.id).values()) == ["<b>Dairy</b>"]
    assert "✓ taken in" in said(app)
    assert not [one for one in app.button if str(one.key).endswith(":take")]
    assert len(app.get("download_button")) == 4, "a report on each file"
    press(app, ":forget")
    assert "taken in" not in said(app)


def test_whose_file_it_is_can_be_chosen_and_more_than_ten_are_said(club: Club, open_page: OpenPage) -> None:
    nameless = homework("")
    app = drop(open_page("club"), *((f"{place}.xlsx", nameless) for place in range(11)))
    assert "11 files were chosen" in said(app)
    assert len([one for one in app.selectbox if ":owner:" in str(one.key)]) == 10
    [first, *_] = [one for one in app.selectbox if ":owner:" in str(one.key)]
    first.set_value(0).run()
    [name] = [one for one in app.text_input if str(one.key).endswith(":name")]
    name.set_value("Mill").run()
    press(app, ":take")
    assert list(companies_of(club.trainer, club.id).values()) == ["Mill"]


def test_people_are_added_and_their_links_stay_until_they_are_kept(club: Club, open_page: OpenPage) -> None:
    book = load_workbook(BytesIO(write_roster_workbook(club.trainer, club.id)))
    sheet = next(one for one in book if one["A1"].value == roster_sheets.MARK)
    for column, value in enumerate(("Dairy", "Anna", "anna"), start=1):
        sheet.cell(roster_sheets.FIRST_ROW + 1, column, value)
    file = BytesIO()
    book.save(file)
    app = open_page("club")
    app.session_state[f"roster:{club.id}:box"] = True
    app.run()
    app.file_uploader[1].upload("roster.xlsx", file.getvalue(), "application/octet-stream").run()
    assert members(club.trainer, club.id) == (), "looking adds nobody"
    press(app, ":take")
    assert [one.login for one in members(club.trainer, club.id)] == ["anna"]
    app.run()
    [shown] = [one.value for one in app.code if "/reset/" in one.value]
    signing_in.set_password_by_link(shown.rpartition("/reset/")[2], PASSWORD, HERE)
    press(app, ":kept")
    assert not [one for one in app.code if "/reset/" in one.value]
