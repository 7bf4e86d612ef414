"""The arc of a club with three browsers: join, hand in, remark, hand in again, accept, class, certificate, verify."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from recp_selfcheck.actions import answering, club_homework, clubs, company, part_handing_in, signing_in
from recp_selfcheck.actions.session import Session, session_of
from recp_selfcheck.assessment import conditions
from recp_selfcheck.people.certificates import Rules
from recp_selfcheck.people.roles import Role
from recp_selfcheck.settings import settings
from recp_selfcheck.storage import database
from tests.actions.club import PASSWORD, ClubOfTests
from tests.walks.visitor import Visitor
from tests.web.serving import RunningApp

CHECKLIST = "air"
LAPTOP = (1280, 900)


@pytest.fixture
def club_app(
    tmp_path_factory: pytest.TempPathFactory,
    use_database: Callable[[str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[RunningApp]:
    """A club's server; the test process works on the same database, to do quickly what other walks do by clicking."""
    running = RunningApp(tmp_path_factory.mktemp("club"), settings={"RECP_MODE": "club"})
    monkeypatch.setenv("RECP_MODE", "club")
    use_database(running.database_url)
    yield running.start()
    running.stop()
    database.forget(running.database_url)
    settings.cache_clear()


def sign_in(visitor: Visitor, login: str) -> None:
    visitor.page.goto(f"{visitor.app.url}/login")
    visitor.page.fill("#login", login)
    visitor.page.fill("#password", PASSWORD)
    visitor.page.click("button")
    visitor.settle()


def answer_everything(session: Session) -> None:
    """Answer the facts and every question of the checklist with "I don't know"."""
    submission = answering.open_submission(session, CHECKLIST)
    for fact in submission.checklist.facts:
        option = fact.options[0].id
        raw = [option] if fact.kind == "multiple" else option
        company.save_field(session, fact.id, raw, 0)
    submission = answering.open_submission(session, CHECKLIST)
    for question in conditions.asked(submission.checklist, submission.sheet):
        answering.save_answer(session, submission.id, question, "dont_know", 0)


def hand_in(visitor: Visitor) -> None:
    visitor.open(f"self_check?checklist={CHECKLIST}")
    visitor.press_in("strip")
    visitor.press("hand_in_now")
    visitor.key("receipt").wait_for()


def token_of(page: Page) -> str:
    return next(cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "recp_session")


def test_from_joining_to_a_certificate_anybody_can_verify(club_app: RunningApp, visit: Callable[..., Visitor]) -> None:
    club = ClubOfTests()
    orsha = club.club("Клуб РЭЧП, Орша")
    trainer_session = club.person(Role.TRAINER, "pavel", orsha)
    clubs.set_rules(club.coordinator, orsha, Rules(meetings=0))
    club_homework.add_homework(trainer_session, orsha, title="Воздух дома", parts=[CHECKLIST, "plan"])

    member = visit(club_app)  # a telephone
    member.page.goto(f"{club_app.url}/join/{club.codes[orsha]}")
    for field, typed in {"name": "Иван", "company": "Хлебозавод", "login": "ivan", "password": PASSWORD}.items():
        member.page.fill(f"#{field}", typed)
    member.page.click("button")
    member.settle()
    assert "Воздух дома" in member.text()
    own = session_of(token_of(member.page))
    answer_everything(own)
    hand_in(member)

    trainer = visit(club_app, size=LAPTOP)
    sign_in(trainer, "pavel")
    trainer.open("review")
    remark = trainer.page.locator("textarea").first
    remark.fill("Принесите счёт за октябрь.")
    remark.press("Control+Enter")
    expect(trainer.page.get_by_text("1 замечание", exact=False)).to_be_visible()
    trainer.press("step:return").settle()

    member.open(f"self_check?checklist={CHECKLIST}")
    expect(member.key("decision")).to_contain_text("Принесите счёт за октябрь.")
    hand_in(member)

    trainer.open("review")
    trainer.press("step:accept").settle()
    trainer.open("class_view")
    assert "меньше шести" in trainer.text()
    part_handing_in.hand_in_part(own, "plan")
    trainer.open("certificates")
    trainer.press_in("issue-")
    serial = trainer.page.locator("code").first.inner_text()
    assert re.fullmatch(r"[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}", serial)

    stranger = visit(club_app, size=LAPTOP)
    stranger.page.goto(f"{club_app.url}/verify/{serial}")
    assert "подлинный" in stranger.page.inner_text("main")
    assert "Иван" not in stranger.page.inner_text("main")
    stranger.page.goto(f"{club_app.url}/review")
    assert stranger.page.url.startswith(f"{club_app.url}/login")

    # whose tab is still open after signing out everywhere is told so, in their language
    signing_in.sign_out_everywhere(own)
    member.key("nav").locator("a").first.click()
    expect(member.page.get_by_text("Вы больше не в системе")).to_be_visible()
