"""The account page, as its person meets it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from recp_selfcheck import i18n
from recp_selfcheck.actions import answering
from recp_selfcheck.actions.account import read_account
from recp_selfcheck.actions.session import set_language
from recp_selfcheck.people.roles import Role
from recp_selfcheck.settings import settings
from tests.actions.club import ClubOfTests

OpenPage = Callable[..., AppTest]


@pytest.fixture
def club(empty_company: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ClubOfTests:
    monkeypatch.setenv("RECP_MODE", "club")
    monkeypatch.setenv("RECP_FILES_URL", str(tmp_path / "files"))
    settings.cache_clear()
    return ClubOfTests()


def test_everybody_has_an_account_page(club: ClubOfTests, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    number = club.club("Orsha")
    for person in (
        club.member(number, "anna"),
        club.person(Role.TRAINER, "tom", number),
        club.coordinator,
        club.person(Role.OBSERVER, "oleg"),
    ):
        monkeypatch.setattr("recp_selfcheck.ui.session.token", lambda token=person.token: token)
        app = open_page("account")
        assert app.title[0].value == person.person.name
        assert not app.error
        own_company = any(radio.key.startswith("shown_as") for radio in app.radio) or bool(app.code)
        assert own_company == (person.person.role is Role.MEMBER)


def test_what_a_member_chooses_is_stored(
    club: ClubOfTests, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = club.member(club.club("Orsha"), "anna")
    set_language(anna, "en")
    i18n.use("en")  # AppTest asks for the words of a choice in this thread, too
    draft = answering.open_submission(anna, "energy")
    monkeypatch.setattr("recp_selfcheck.ui.session.token", lambda: anna.token)
    app = open_page("account")
    app.checkbox(key=f"share:{draft.id}:False").check().run()
    app.radio(key=f"shown_as:{draft.id}:").set_value("row").run()
    assert not app.exception
    row = read_account(anna).begun["energy"]
    assert (row.shared, row.shown_as) == (True, "row")
    before = read_account(anna).code
    app.button(key="company_code").click().run()
    assert read_account(anna).code != before
