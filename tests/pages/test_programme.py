"""The programme's page, as coordinator and observer meet it, and the files they take away."""

from __future__ import annotations

import asyncio
import csv
import io
from dataclasses import dataclass

import httpx
import openpyxl
import pytest
from starlette.applications import Starlette
from streamlit.testing.v1 import AppTest

from recp_selfcheck.actions.session import Session, set_language
from recp_selfcheck.people.roles import Role
from recp_selfcheck.web import programme_files
from recp_selfcheck.web.cookies import SESSION
from tests.actions.club import ClubOfTests
from tests.actions.test_programme import hand_in_plan

from .conftest import PAGES, ROUTER

CLUB = "=Орша <b>*"


@dataclass
class Shown:
    """A club, and who looks at the programme."""

    club: ClubOfTests
    orsha: int
    coordinator: Session
    observer: Session
    trainer: Session
    looking: Session | None = None

    def open(self, who: Session, page: str) -> AppTest:
        self.looking = who
        app = AppTest.from_file(str(ROUTER), default_timeout=60).run()
        if page != "home":
            app.switch_page(str(PAGES / f"{page}.py"))
            app.run()
        assert not app.exception, [entry.value for entry in app.exception]
        return app

    def take(self, who: Session, path: str) -> bytes | int:
        """Return a file of somebody's, or the code of the refusal."""
        answer = asyncio.run(_get(path, who.token))
        return answer.content if answer.status_code == 200 else answer.status_code


async def _get(path: str, token: str) -> httpx.Response:
    served = httpx.ASGITransport(app=Starlette(routes=programme_files.ROUTES))
    async with httpx.AsyncClient(transport=served, base_url="http://here", cookies={SESSION: token}) as browser:
        return await browser.get(path)


@pytest.fixture(scope="module")
def shown(club_server: pytest.MonkeyPatch) -> Shown:
    club = ClubOfTests()
    orsha = club.club(CLUB)
    people = (club.coordinator, club.person(Role.OBSERVER, "donor"), club.person(Role.TRAINER, "pavel", orsha))
    made = Shown(club, orsha, *(set_language(one, "en") for one in people))
    club_server.setattr("recp_selfcheck.ui.session.token", lambda: made.looking and made.looking.token)
    return made


def words_on(app: AppTest) -> str:
    return "\n".join(
        str(one.value) for kind in ("title", "subheader", "markdown", "caption") for one in getattr(app, kind)
    )


def cells_of(app: AppTest) -> str:
    return "\n".join(table.value.to_string() for table in app.table).replace("\xa0", " ")


def test_an_empty_programme_says_what_fills_it(shown: Shown) -> None:
    for who, page in ((shown.coordinator, "programme"), (shown.observer, "home")):
        assert "once five companies have handed in a plan" in words_on(shown.open(who, page))
    assert "once five companies" not in words_on(shown.open(shown.trainer, "home"))


def test_figures_stand_on_the_page_from_five_companies_on(shown: Shown) -> None:
    for number in range(4):
        member = shown.club.member(shown.orsha, f"member{number}", f"Company {number}")
        hand_in_plan(member, 25_000, measured=10_000)
    few = words_on(shown.open(shown.observer, "home"))
    assert "Of fewer than five companies, so without a figure: Electricity, Money." in few
    hand_in_plan(shown.club.member(shown.orsha, "member4", "Company 4"), 25_000)
    for who, page in ((shown.coordinator, "programme"), (shown.observer, "home")):
        app = shown.open(who, page)
        assert app.title[0].value.replace("\xa0", " ") == "5 companies plan to save 25 thousand BYN a year"
        assert "125 MWh" in cells_of(app)
        assert "Company 0" not in cells_of(app) + words_on(app)
        assert "Of fewer than five companies" in words_on(app), "four have measured"


@pytest.mark.parametrize("who", ["coordinator", "observer"])
def test_the_files_hold_the_figures(shown: Shown, who: str) -> None:
    person = getattr(shown, who)
    content = shown.take(person, "/export/programme.xlsx")
    assert isinstance(content, bytes)
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["Savings", "Scores", "How it was counted"]
    rows = list(book["Savings"].iter_rows(min_row=2, values_only=True))
    assert ("Electricity", "Planned, a year", "All clubs", 5, 5, 125_000, 125_000, 125_000, "kWh") in rows
    assert {row[2] for row in rows} == {"All clubs", CLUB}
    content = shown.take(person, "/export/programme-savings.csv?language=ru")
    assert isinstance(content, bytes)
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert lines[1][:4] == ["Электроэнергия", "По планам, в год", "Все клубы", "5"]
    assert f"'{CLUB}" in {line[2] for line in lines}, "no formula"
    content = shown.take(person, "/export/programme-scores.csv")
    assert isinstance(content, bytes)
    assert len(content.decode().splitlines()) == 1, "nothing is accepted yet"


def test_nobody_else_takes_them(shown: Shown) -> None:
    for name in ("programme.xlsx", "programme-savings.csv", "programme-scores.csv"):
        assert shown.take(shown.trainer, f"/export/{name}") == 403
        stranger = Session(shown.observer.person, 0, "en", "nobody")
        assert shown.take(stranger, f"/export/{name}") == 403
