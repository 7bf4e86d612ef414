"""The checklists page, for those who work with the companies: to read and try, the check report, newer versions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from streamlit.testing.v1 import AppTest

from recp_selfcheck import i18n
from recp_selfcheck.actions import answering, checklists, company, content, sharing
from recp_selfcheck.actions.checklists import Report
from recp_selfcheck.actions.session import Session, set_language
from recp_selfcheck.checklists.authored import MovedVersion
from recp_selfcheck.checklists.moves import Moves
from recp_selfcheck.errors import Mistake
from recp_selfcheck.people.roles import Role
from recp_selfcheck.settings import settings
from recp_selfcheck.storage import database, tables
from recp_selfcheck.ui.pages import behind, in_row
from tests.actions.club import ClubOfTests

from .conftest import PAGES
from .test_adopting import DROPPED, KEPT, NOW, OTHER_UNIT, RENAMED, next_version

OpenPage = Callable[..., AppTest]
SignIn = Callable[[Session], None]


@pytest.fixture
def club(empty_company: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ClubOfTests:
    monkeypatch.setenv("RECP_MODE", "club")
    monkeypatch.setenv("RECP_FILES_URL", str(tmp_path / "files"))
    settings.cache_clear()
    return ClubOfTests()


@pytest.fixture
def sign_in(monkeypatch: pytest.MonkeyPatch) -> SignIn:
    """Make somebody, who speaks English, the one whose browser asks."""

    def sign_in_(session: Session) -> None:
        set_language(session, "en")
        i18n.use("en")  # AppTest asks for the words of a choice in this thread, too
        monkeypatch.setattr("recp_selfcheck.ui.session.token", lambda: session.token)

    return sign_in_


def said(app: AppTest) -> str:
    kinds = ("title", "subheader", "markdown", "caption", "success", "error")
    return "\n".join(str(entry.value) for kind in kinds for entry in getattr(app, kind))


def test_a_trainer_reads_every_checklist_in_each_language(
    club: ClubOfTests, open_page: OpenPage, sign_in: SignIn
) -> None:
    trainer = club.person(Role.TRAINER, "tom", club.club("Orsha"))
    sign_in(trainer)
    app = open_page("checklists", checklist="energy")
    for language in i18n.LANGUAGES:
        set_language(trainer, language)
        app.run()
        assert not app.exception
        assert app.title[0].value.startswith("135 ")
        shown = content.translated_checklist(content.content().checklists["energy"], language).checklist
        for question in shown.sections[0].questions:
            assert f"**{question.text}**" in said(app)


def test_a_coordinator_sees_the_report_of_the_check_and_that_everybody_is_up_to_date(
    club: ClubOfTests, open_page: OpenPage, sign_in: SignIn
) -> None:
    club.club("Orsha")
    sign_in(club.coordinator)
    app = open_page("checklists", view="check")
    assert app.title[0].value.startswith("The check finds ")
    app.query_params["view"] = "versions"
    assert app.run().title[0].value == "Everybody answers the newest version"


def test_members_and_observers_do_not_come_here(club: ClubOfTests, sign_in: SignIn) -> None:
    for stranger in (club.member(club.club("Orsha"), "anna"), club.person(Role.OBSERVER, "oleg")):
        sign_in(stranger)
        assert "checklists" not in {**in_row(stranger.person.role), **behind(stranger.person.role)}
        page = AppTest.from_file(str(PAGES / "checklists.py"), default_timeout=60).run()
        assert len(page.exception) == 1
        assert not page.title


def test_a_question_is_found_by_a_word(club: ClubOfTests, open_page: OpenPage, sign_in: SignIn) -> None:
    sign_in(club.coordinator)
    app = open_page("checklists", checklist="energy")
    app.text_input(key="search_questions").set_value("leaks repaired").run()
    assert "1 question found" in said(app)
    assert "How are leaks of compressed air found and repaired?" in said(app)
    assert "What you look for" in said(app)


def test_a_question_is_tried_in_each_language_and_nothing_is_stored(
    club: ClubOfTests, open_page: OpenPage, sign_in: SignIn
) -> None:
    sign_in(club.coordinator)
    app = open_page("checklists", checklist="energy")
    question = content.content().checklists["energy"].sections[0].questions[0]
    place = question.id.replace(".", "-")
    app.toggle(key=f"preview_{place}").set_value(True).run()
    for language in i18n.LANGUAGES:
        i18n.use(language)
        app.segmented_control(key=f"preview_language_{place}").set_value(language).run()
        assert not app.exception
        [radio] = [radio for radio in app.radio if f"try_energy_{language}:answer:{question.id}" in str(radio.key)]
        shown = content.translated_checklist(content.content().checklists["energy"], language).checklist
        assert radio.options[0] == shown.questions[question.id].options[0].text
    radio.set_value("not_applicable").run()
    assert not app.exception
    assert any("reason" in str(area.key) for area in app.text_area), "as a company, one is asked why"
    i18n.use("en")
    assert app.title[0].value == "135 questions in 6 checklists", "the rest of the page speaks one's own language"
    with database.reading() as connection:
        for table in (tables.answer, tables.submission):
            assert connection.execute(sa.select(sa.func.count()).select_from(table)).scalar() == 0


def test_what_the_check_finds_stands_by_kind(
    club: ClubOfTests, open_page: OpenPage, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = Report(
        [Mistake("lost-id", "The question 'a.two' is gone.", "checklists/energy.yaml", 2)],
        [Mistake("heavy", f"The weight {n} is above 5.", "checklists/water.yaml", n) for n in (7, 8)],
        {"checklists/energy.yaml": {"sections": 2, "questions": 5}},
    )
    monkeypatch.setattr(checklists, "check_report", lambda _session: found)
    sign_in(club.coordinator)
    words = said(open_page("checklists", view="check"))
    assert "The check finds 1 mistake and 2 warnings" in words
    assert "What is published was changed under its old number" in words
    assert "checklists/energy\\.yaml, line 2" in words
    assert "A weight is above 5** · 2 places" in words


@pytest.fixture
def newer_in_club(club: ClubOfTests, monkeypatch: pytest.MonkeyPatch) -> tuple[Session, Session, int]:
    """A trainer, and a member whose draft is on an older version than the one shipped."""
    orsha = club.club("Orsha")
    member = club.member(orsha, "anna", "Bakery <b>")
    for fact, value in {"site.shifts": "one", "site.systems": ["lighting"], "site.heating": "none"}.items():
        company.save_field(member, fact, value, 0)
    draft = answering.open_submission(member, "energy").id
    for question, raw in {RENAMED: "half", DROPPED: "year", OTHER_UNIT: 20, KEPT: "dusk"}.items():
        answering.save_answer(member, draft, question, raw, 0)
    shipped = content.content()
    energy = next_version(shipped.checklists["energy"])
    newer = shipped.model_copy(update={"checklists": {**shipped.checklists, "energy": energy}})
    moved = MovedVersion(questions={RENAMED: "lighting.lamps", DROPPED: None})
    monkeypatch.setattr(content, "content", lambda: newer)
    monkeypatch.setattr(content, "moves", lambda: Moves({"energy": {NOW + 1: moved}}))
    return club.person(Role.TRAINER, "tom", orsha), member, draft


def test_a_trainer_takes_a_newer_version_and_the_company_is_told(
    newer_in_club: tuple[Session, Session, int], open_page: OpenPage, sign_in: SignIn
) -> None:
    trainer, member, draft = newer_in_club
    sign_in(trainer)
    app = open_page("checklists", view="versions")
    assert app.title[0].value == "1 company is on an older version"
    assert "draft, not shared · 2 answers stay, 1 is asked again, 1 is dropped" in said(app)
    assert "Score" not in said(app), "the score of a draft that is not shared is the company's own affair"
    sharing.share_draft(member, draft, shared=True)
    app.run()
    assert "Score: so far" in said(app)
    [button] = [button for button in app.button if str(button.key).startswith("take_for_")]
    assert button.disabled
    app.checkbox(key=f"take_for:{draft}").check().run()
    [button] = [button for button in app.button if str(button.key).startswith("take_for_")]
    button.click().run()
    assert not app.exception
    assert "The newer version is taken for: Bakery \\<b\\>" in said(app)
    assert app.title[0].value == "Everybody answers the newest version"

    sign_in(member)
    app = open_page()
    assert f"**Tom has brought «Energy» to version {NOW + 1}**" in said(app)
    app.query_params["checklist"] = "energy"
    app.switch_page(str(PAGES / "self_check.py")).run()
    assert f"**Tom has brought «Energy» to version {NOW + 1}**" in said(app)
    assert "You answered: *20 %*" in said(app)
    assert "When was the light at the workplaces last measured?" in said(app)
