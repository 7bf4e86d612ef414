"""A club from its first page to the certificate, as each of its people meets it, in Russian."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
import sqlalchemy as sa
from streamlit.testing.v1 import AppTest

from recp_selfcheck import i18n
from recp_selfcheck.actions import answering, class_viewing, club_homework, clubs, company, meetings, reviewing, sharing
from recp_selfcheck.actions.session import Session, set_language
from recp_selfcheck.assessment import conditions
from recp_selfcheck.i18n import text
from recp_selfcheck.people.certificates import Rules
from recp_selfcheck.people.roles import Role
from recp_selfcheck.storage import database, tables
from tests.actions.club import ClubOfTests

from .conftest import PAGES, ROUTER

CHECKLIST = "air"
REMARK = "Принесите счёт за октябрь"
CLUB = "Клуб РЭЧП, Орша"


@dataclass
class People:
    """A club whose companies, but for Anna's, have handed in the checklist; Anna has it answered."""

    club: int
    anna: Session
    others: list[Session]
    trainer: Session
    coordinator: Session
    observer: Session
    shown: Session | None = None

    def open(self, who: Session, name: str = "home", **query: str) -> AppTest:
        """Open a page in a browser of somebody's."""
        self.shown = who
        app = AppTest.from_file(str(ROUTER), default_timeout=60)
        app.run()
        return fine(app) if name == "home" and not query else go(app, name, **query)


@pytest.fixture(scope="module")
def people(club_server: pytest.MonkeyPatch) -> People:
    made = _gather()
    club_server.setattr("recp_selfcheck.ui.session.token", lambda: made.shown and made.shown.token)
    return made


@pytest.fixture(autouse=True)
def _in_russian() -> None:
    """AppTest asks for the words of a choice in this thread, too."""
    i18n.use("ru")


def _gather() -> People:
    club = ClubOfTests()
    orsha = club.club(CLUB)
    anna, *others = (club.member(orsha, f"член{n}", f"Завод {n}") for n in range(7))
    trainer = club.person(Role.TRAINER, "тренер", orsha)
    made = People(orsha, anna, others, trainer, club.coordinator, club.person(Role.OBSERVER, "донор"))
    for session in (anna, *others, trainer, made.coordinator, made.observer):
        set_language(session, "ru")
    clubs.set_rules(made.coordinator, orsha, Rules(meetings=0))
    meetings.add_meeting(trainer, orsha, title="Профиль предприятия", day="2027-02-18", hours="14:00–17:00", place="")
    club_homework.add_homework(trainer, orsha, title="Воздух дома", parts=[CHECKLIST, "plan"], due="2027-03-01")
    for place, member in enumerate((anna, *others)):
        draft = _answer_everything(member)
        if member is not anna:
            sharing.show_in_class(member, draft, "name" if place == 1 else "row")
            answering.hand_in(member, draft)
    return made


def _answer_everything(member: Session) -> int:
    submission = answering.open_submission(member, CHECKLIST)
    for fact in submission.checklist.facts:
        option = fact.options[0].id
        company.save_field(member, fact.id, [option] if fact.kind == "multiple" else option, 0)
    submission = answering.open_submission(member, CHECKLIST)
    for name in conditions.asked(submission.checklist, submission.sheet):
        question = submission.checklist.questions[name]
        raw = question.options[0].id if question.kind == "options" else "dont_know"
        answering.save_answer(member, submission.id, name, raw, 0)
    return submission.id


def fine(app: AppTest) -> AppTest:
    assert not app.exception, [entry.value for entry in app.exception]
    assert not app.error, [entry.value for entry in app.error]
    latin, cyrillic = re.compile("[A-Za-z]{3}"), re.compile("[А-Яа-яЁё]")
    left = {one for one in _texts(app) if latin.search(one) and not cyrillic.search(one)}
    left -= {one for one in left if one == "Olga" or re.fullmatch(r"## \w{4} \w{4}|site\\\.\w+", one)}
    assert not left, f"not in Russian: {left}"
    return app


def go(app: AppTest, name: str, **query: str) -> AppTest:
    for key, value in query.items():
        app.query_params[key] = value
    app.switch_page(str(PAGES / f"{name}.py"))
    return fine(app.run())


def _texts(app: AppTest) -> list[str]:
    kinds = ("title", "header", "subheader", "markdown", "caption", "info", "warning", "success")
    found = [str(entry.value) for kind in kinds for entry in getattr(app, kind)]
    return [one for one in found if "<svg" not in one] + [entry.label for entry in app.button]


def words(app: AppTest) -> str:
    return "\n".join(_texts(app))


def press(app: AppTest, key: str) -> AppTest:
    return fine(app.button(key=key).click().run())


PAGES_OF = {
    "anna": ("company", "self_check", "bills", "results", "opportunities", "action_plan", "report", "account"),
    "trainer": ("club", "review", "class_view", "certificates", "checklists", "account"),
    "coordinator": ("club", "certificates", "checklists", "programme", "account"),
    "observer": ("account",),
}


@pytest.mark.parametrize(("who", "pages"), PAGES_OF.items())
def test_every_page_of_a_role_opens_and_says_what_it_is(people: People, who: str, pages: tuple[str, ...]) -> None:
    app = people.open(getattr(people, who))
    titles = {"home": app.title[0].value, **{page: go(app, page).title[0].value for page in pages}}
    assert all(re.search("[А-Яа-яЁё]", title) for page, title in titles.items() if page != "account"), titles


def test_a_trainer_reads_a_company(people: People) -> None:
    app = people.open(people.trainer)
    for page in ("results", "opportunities", "action_plan", "report"):
        assert "Завод 1" in words(go(app, page, company=str(people.others[0].company_id)))


def test_the_trainer_s_start_page_says_what_waits(people: People) -> None:
    app = people.open(people.trainer)
    assert "6 листов" in app.title[0].value
    assert len(app.table) == 1
    assert {re.sub(r"[\[\]]|\(.*", "", row) for row in app.table[0].value.iloc[:, 0]} == {
        f"Завод {n}" for n in range(7)
    }


def test_from_handing_in_to_the_certificate(people: People) -> None:
    member = people.open(people.anna, "self_check", checklist=CHECKLIST)
    member.session_state["asked_to_hand_in"] = True
    [in_class] = [one for one in fine(member.run()).radio if str(one.key).startswith("shown_as:")]
    member.session_state["asked_to_hand_in"] = True
    now = in_class.set_value("row").run().button(key="hand_in_now")
    member.session_state["asked_to_hand_in"] = True  # a browser runs the dialog alone, where the button is pressed
    now.click().run()
    waiting = people.open(people.anna, "self_check", checklist=CHECKLIST)
    assert {one.key for one in waiting.button} >= {"take_back"}
    assert "new_round" not in {one.key for one in waiting.button}, "a round begins when the last one is accepted"

    own = answering.find_submission(people.anna, CHECKLIST)
    assert own is not None
    assert own.shown_as == "row", "chosen at hand-in"
    trainer = people.open(people.trainer, "review", submission=str(own.id))
    assert "Завод 0" in trainer.title[0].value
    first = trainer.text_area[0]
    fine(first.set_value(REMARK).run())
    press(trainer, "next")
    press(trainer, "previous")
    press(trainer, "step:return")

    assert "вернулся с замечаниями" in words(people.open(people.anna)), "what came back is the next step"
    refused = waiting.button(key="take_back").click().run()
    assert not refused.exception
    answered = people.open(people.anna, "self_check", checklist=CHECKLIST)
    assert REMARK in words(answered)
    answering.hand_in(people.anna, own.id)

    trainer = people.open(people.trainer, "review", submission=str(own.id))
    assert REMARK in words(trainer), "what was asked for stands at its question, and that is shown first"
    press(trainer, "step:accept")
    accepted = people.open(people.anna, "self_check", checklist=CHECKLIST)
    assert {one.key for one in accepted.button} >= {"new_round"}

    home = people.open(people.anna)
    assert "1 марта 2027" in words(home), "the last day, as the trainer sees it"
    [part] = [one.key for one in home.button if str(one.key).endswith(":plan")]
    assert "SHA-256" in words(press(home, part))
    certificates = people.open(people.trainer, "certificates")
    press(certificates, f"issue:{people.anna.person.id}")
    [serial] = [one.value for one in certificates.code]
    assert "Завод 0" in words(certificates)
    certificates.text_input(key=f"why:{serial}").set_value("Ошибка в имени").run()
    press(certificates, f"revoke:{serial}")
    assert "Ошибка в имени" in words(certificates)
    press(certificates, f"restore:{serial}")
    assert [one.value for one in certificates.code] == [serial]
    assert serial in words(people.open(people.anna, "account")).replace("\\", "")


def test_what_was_opened_cannot_be_taken_back_and_that_is_said(people: People) -> None:
    other = people.others[5]
    own = answering.find_submission(other, CHECKLIST)
    assert own is not None
    app = people.open(other, "self_check", checklist=CHECKLIST)
    people.open(people.trainer, "review", submission=str(own.id))
    people.shown = other
    app.button(key="take_back").click().run()
    assert not app.exception
    assert "тренер" in app.error[0].value.lower()


def test_the_class_sees_every_part(people: People) -> None:
    app = people.open(people.trainer, "class_view")
    app.segmented_control(key=f"class_checklist:{people.club}").set_value(CHECKLIST).run()
    before = app.title[0].value
    app.button(key="class_step:1").click().run()
    assert app.run().title[0].value != before
    for part in ("missed", "unknown", "spread", "map", "trainer"):
        fine(app.segmented_control(key="class_part").set_value(part).run())
        assert app.title[0].value
        if part == "map":
            fine(app.toggle(key="class_names").set_value(True).run())
            assert "Завод 2" not in words(app), "a row without a name stays without it"


def test_who_looks_on_keeps_nobody_from_saving(people: People) -> None:
    """The wall refreshes itself every few seconds, and a class answers meanwhile: one writer at a time in SQLite."""
    [first, *_] = reviewing.queue(people.trainer)
    reviewing.open_review(people.trainer, first.submission_id)
    with database.transaction():  # somebody is saving; another writer would wait for seconds and then fail
        assert class_viewing.view_class(people.trainer, people.club, CHECKLIST, 1, again=True).figures.n >= 6
        assert reviewing.open_review(people.trainer, first.submission_id).company


def test_the_club_page_does_what_its_buttons_say(people: People) -> None:
    app = people.open(people.trainer, "club")
    assert app.title[0].value == CLUB
    person = people.others[1].person.id
    press(app, f"reset:{person}")
    assert any("/reset/" in one.value for one in app.code)
    press(app, f"lock:{person}")
    assert next(one for one in clubs.members(people.trainer, people.club) if one.person_id == person).locked
    press(app, f"lock:{person}")

    before = len(clubs.codes(people.trainer, people.club))
    _submit(app, text("Make a code"))
    assert len(clubs.codes(people.trainer, people.club)) == before + 1
    code = clubs.codes(people.trainer, people.club)[0].code
    press(app, f"withdraw:{code}")

    open_one = next(one for one in clubs.codes(people.trainer, people.club) if not one.withdrawn)
    with database.transaction() as connection:
        connection.execute(sa.update(tables.join_code).where(tables.join_code.c.code == open_one.code).values(uses=100))
    app.run()
    assert open_one.code in words(app)
    assert f"withdraw:{open_one.code}" not in {one.key for one in app.button}, "nobody is shown a way in that is shut"

    _field(app, text("New meeting")).set_value("Энергия")
    _submit(app, text("Add the meeting"))
    [_, energy] = meetings.list_meetings(people.trainer, people.club)
    app.session_state[f"meeting_{energy.id}"] = True
    fine(app.run())
    app.checkbox(key=f"there:{energy.id}:{person}").check().run()
    assert person in meetings.attendance(people.trainer, people.club).present[energy.id]
    press(app, f"cancel:{energy.id}")
    assert meetings.list_meetings(people.trainer, people.club)[1].cancelled

    _field(app, text("New homework")).set_value("Вода дома")
    next(one for one in app.multiselect if one.label == text("Parts")).set_value(["water"])
    _submit(app, text("Give the homework"))
    [water] = [one for one in club_homework.list_homework(people.trainer, people.club) if one.parts == ("water",)]
    app.session_state[f"homework_{water.id}"] = True
    fine(app.run())
    press(app, f"withdraw_homework:{water.id}")
    assert next(one for one in club_homework.list_homework(people.trainer, people.club) if one.id == water.id).withdrawn


def test_a_coordinator_makes_a_club(people: People) -> None:
    app = people.open(people.coordinator, "club")
    _field(app, text("Name of the new club")).set_value("Клуб РЭЧП, Витебск")
    _submit(app, text("Make the club"))
    assert {one.name for one in clubs.own_clubs(people.coordinator)} == {CLUB, "Клуб РЭЧП, Витебск"}
    assert app.title[0].value == "Клуб РЭЧП, Витебск"


def _field(app: AppTest, label: str) -> AppTest:
    return next(one for one in app.text_input if one.label == label)


def _submit(app: AppTest, label: str) -> None:
    fine(next(one for one in app.button if one.label == label).click().run())
