"""What trainers and coordinators read of a company, page by page, and what its members see of that."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

import httpx
import pytest
from starlette.applications import Starlette
from streamlit.testing.v1 import AppTest

from recp_selfcheck.actions import answering, bills, club_homework, company, part_handing_in, part_reading, plan
from recp_selfcheck.actions.bills import BillChange
from recp_selfcheck.actions.session import Session, set_language
from recp_selfcheck.assessment import conditions
from recp_selfcheck.people.roles import Role
from recp_selfcheck.web import report_files
from recp_selfcheck.web.cookies import SESSION
from recp_selfcheck.web.downloads import PDF, XLSX
from tests.actions.club import ClubOfTests
from tests.pages.test_every_page import words_on

from .conftest import PAGES, ROUTER

OF_COMPANY = ("results", "opportunities", "action_plan", "report")
DAWN, DAIRY, ELSEWHERE = "Bakery Dawn", "Dairy Brook", "Mill of Vitebsk"


@dataclass
class People:
    """Dawn has handed in a checklist, bills and plan; Dairy nothing; Elsewhere is of another club."""

    dawn: Session
    dairy: Session
    elsewhere: Session
    trainer: Session
    coordinator: Session
    observer: Session
    shown: Session | None = None

    def open(self, who: Session, name: str, **query: str) -> AppTest:
        """Open a page in somebody's browser."""
        self.shown = who
        app = AppTest.from_file(str(ROUTER), default_timeout=60)
        for key, value in query.items():
            app.query_params[key] = value
        if name != "home":
            app.switch_page(str(PAGES / f"{name}.py"))
        app.run()
        assert not app.exception, [entry.value for entry in app.exception]
        return app


@pytest.fixture(scope="module")
def people(club_server: pytest.MonkeyPatch) -> People:
    made = _gather()
    club_server.setattr("recp_selfcheck.ui.session.token", lambda: made.shown and made.shown.token)
    return made


def _gather() -> People:
    club = ClubOfTests()
    orsha, vitebsk = club.club("Orsha"), club.club("Vitebsk")
    made = People(
        dawn=club.member(orsha, "ivan", DAWN),
        dairy=club.member(orsha, "anna", DAIRY),
        elsewhere=club.member(vitebsk, "petr", ELSEWHERE),
        trainer=club.person(Role.TRAINER, "pavel", orsha),
        coordinator=club.person(Role.COORDINATOR, "nina", orsha),
        observer=club.person(Role.OBSERVER, "oleg"),
    )
    for session in (made.dawn, made.dairy, made.elsewhere, made.trainer, made.coordinator, made.observer):
        set_language(session, "en")
    club_homework.add_homework(made.trainer, orsha, title="At home", parts=["water", "bills", "plan"])
    months = [f"2025-{month:02d}" for month in range(1, 13)]
    company.save_field(made.dawn, "country", "BY", 0)
    for member in (made.dawn, made.dairy):
        bills.save_bills(member, [BillChange("electricity", month, "amount", 777, 0) for month in months])
        plan.add_own(member, "Mend the gate")
    _hand_in(made.dawn)
    part_handing_in.hand_in_part(made.dawn, "bills")
    part_handing_in.hand_in_part(made.dawn, "plan")
    plan.add_own(made.dawn, "Close the window")
    return made


def _hand_in(member: Session) -> None:
    submission = answering.open_submission(member, "water")
    for fact in submission.checklist.facts:
        option = fact.options[0].id
        company.save_field(member, fact.id, [option] if fact.kind == "multiple" else option, 0)
    submission = answering.open_submission(member, "water")
    for name in conditions.asked(submission.checklist, submission.sheet):
        question = submission.checklist.questions[name]
        raw = question.options[0].id if question.kind == "options" else "dont_know"
        answering.save_answer(member, submission.id, name, raw, 0)
    answering.hand_in(member, submission.id)


def said(app: AppTest) -> str:
    tables = "\n".join(table.value.to_string() for table in app.table)
    return "\n".join([words_on(app), *(header.value for header in (*app.header, *app.subheader)), tables])


@pytest.mark.parametrize("page", OF_COMPANY)
def test_the_trainer_reads_what_was_handed_in(people: People, page: str) -> None:
    app = people.open(people.trainer, page, company=str(people.dawn.company_id))
    assert not app.error
    words = said(app)
    assert f"{DAWN}, as handed in" in words.replace("\\", "")
    assert "Close the window" not in words
    expected = {
        "results": ("Handed-in bills", "777", "handed in"),
        "opportunities": ("From what was handed in",),
        "action_plan": ("Mend the gate", "checksum"),
        "report": ("The report on this company",),
    }[page]
    assert [one for one in expected if one not in words] == []
    assert "Take into the plan" not in {button.label for button in app.button}
    assert not app.text_input


@pytest.mark.parametrize("page", OF_COMPANY)
def test_what_was_not_handed_in_is_said(people: People, page: str) -> None:
    app = people.open(people.trainer, page, company=str(people.dairy.company_id))
    assert not app.error
    words = said(app)
    assert "nothing is handed in yet" in words
    assert "not handed in yet" in app.title[0].value or "No checklist is handed in yet" in app.title[0].value
    assert "777" not in words
    assert "Mend the gate" not in words


@pytest.mark.parametrize(("page", "forged"), [("results", "x"), ("results", ""), ("report", "")])
def test_a_forged_company_is_refused_with_a_sentence(people: People, page: str, forged: str) -> None:
    app = people.open(people.trainer, page, company=forged or str(people.elsewhere.company_id))
    assert [error.value for error in app.error] == ["This company is not in your clubs. Choose one above."]
    assert ELSEWHERE not in said(app)


def test_the_coordinator_reads_the_same_and_has_no_review(people: People) -> None:
    app = people.open(people.coordinator, "results", company=str(people.dawn.company_id))
    assert not app.error
    assert "777" in said(app)
    assert "Mend the gate" in said(people.open(people.coordinator, "action_plan", company=str(people.dawn.company_id)))


def test_the_observer_has_none_of_these_pages(people: People) -> None:
    app = people.open(people.observer, "home", company=str(people.dawn.company_id))
    assert DAWN not in said(app)
    people.shown = people.observer
    app = AppTest.from_file(str(PAGES / "results.py"), default_timeout=60)
    app.query_params["company"] = str(people.dawn.company_id)
    app.run()
    assert [type_of.value for type_of in app.exception]
    assert DAWN not in said(app)


def test_a_company_name_leads_to_what_it_handed_in(people: People) -> None:
    app = people.open(people.trainer, "home")
    assert f"[{DAWN}](results?company={people.dawn.company_id})" in said(app)


def test_a_remark_on_bills_reaches_the_company_as_it_is_saved(people: People) -> None:
    waiting = {one.row.part: one.row.id for one in part_reading.parts_queue(people.trainer)}
    app = people.open(people.trainer, "review", part=str(waiting["bills"]))
    assert "777" in said(app)
    assert not any(button.key == "step:accept" for button in app.button)
    app.text_area(key=f"part{waiting['bills']}:remark:0").set_value("Add the *gas* bills.").run()
    assert not app.exception
    assert part_reading.own_remarks(people.dawn)["bills"].remark == "Add the *gas* bills."
    assert "read by Pavel" in said(app)
    home = said(people.open(people.dawn, "home"))
    assert "Remark by Pavel" in home
    assert r"Add the \*gas\* bills" in home
    assert "Remark by Pavel" in said(people.open(people.dawn, "bills"))


def test_a_plan_is_read_and_marked_as_read(people: People) -> None:
    waiting = {one.row.part: one.row.id for one in part_reading.parts_queue(people.trainer)}
    app = people.open(people.trainer, "review", part=str(waiting["plan"]))
    assert "Mend the gate" in said(app)
    app.button(key="part_read").click().run()
    assert not app.exception
    assert part_reading.own_remarks(people.dawn)["plan"].read_by == "Pavel"
    app.button(key="part_unread").click().run()
    assert part_reading.own_remarks(people.dawn)["plan"].read_at is None


def test_the_report_is_taken_away_with_the_same_check(people: People) -> None:
    async def ask(who: Session, path: str) -> httpx.Response:
        files = httpx.ASGITransport(Starlette(routes=report_files.ROUTES))
        async with httpx.AsyncClient(transport=files, base_url="http://x", cookies={SESSION: who.token}) as asking:
            return await asking.get(f"/export/{path}")

    def get(who: Session, path: str) -> tuple[int, str]:
        answer = asyncio.run(ask(who, path))
        return answer.status_code, answer.headers["content-type"]

    here, there = people.dawn.company_id, people.elsewhere.company_id
    assert get(people.trainer, f"report.pdf?company={here}") == (200, PDF)
    assert get(people.coordinator, f"report.xlsx?company={here}") == (200, XLSX)
    assert get(people.trainer, f"checklist/water.pdf?company={here}&filled=1") == (200, PDF)
    for who, company_id in (
        (people.trainer, str(there)),
        (people.trainer, "x"),
        (people.observer, str(here)),
        (people.dairy, str(here)),
    ):
        for path in ("report.pdf", "report.xlsx", "checklist/water.pdf"):
            assert get(who, f"{path}?company={company_id}")[0] == 403
    assert get(people.trainer, f"company.zip?company={here}")[0] == 403
