"""The demonstration clubs: played through the actions, whole or not at all, with something on every page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from math import fsum
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from recp_selfcheck.__main__ import main
from recp_selfcheck.actions import certifying, clubs, part_reading, programme, reviewing, signing_in
from recp_selfcheck.actions.clock import as_of, now
from recp_selfcheck.actions.company import save_field
from recp_selfcheck.actions.content import content
from recp_selfcheck.actions.inputs import accept_answer
from recp_selfcheck.actions.session import session_of, solo_session
from recp_selfcheck.assessment.months import Month
from recp_selfcheck.demo_club import course
from recp_selfcheck.demo_club.answers import better, invent, worse
from recp_selfcheck.demo_club.cast import HERE
from recp_selfcheck.demo_club.plants import monthly_bills, profile_fields, read_plants
from recp_selfcheck.demo_club.script import Script, read_script
from recp_selfcheck.errors import NotPossibleNow
from recp_selfcheck.people.roles import Role
from recp_selfcheck.settings import settings
from recp_selfcheck.storage import accounts, database
from tests.conftest import sqlite_url

PLAYED = ("AM0962", "UC2414", "CI0030")
"""One whose answers the trainer corrected, one returned, one of the club that is over."""


@pytest.fixture
def club_mode(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("RECP_MODE", "club")
    monkeypatch.setenv("RECP_FILES_URL", str(tmp_path / "files"))
    settings.cache_clear()


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> Script:
    """The script with three of its companies: all eighteen take a quarter of a minute."""
    whole = read_script()
    few = whole.model_copy(update={"companies": tuple(one for one in whole.companies if one.plant in PLAYED)})
    monkeypatch.setattr(course, "read_script", lambda: few)
    return few


@pytest.mark.usefixtures("database_url", "club_mode", "few")
def test_the_clubs_are_there_with_what_their_trainer_waits_for() -> None:
    made = course.play_clubs()
    assert Counter(one.role for one in made) == {
        Role.COORDINATOR: 1,
        Role.TRAINER: 2,
        Role.OBSERVER: 1,
        Role.MEMBER: 3,
    }
    passwords = {one.login: one.password for one in made}
    trainer = session_of(signing_in.sign_in("maria", passwords["maria"], HERE))
    states = {(one.company.rpartition(" ")[2], one.checklist): one.state for one in reviewing.queue(trainer)}
    assert states == {
        ("AM0962", "energy"): "accepted",
        ("AM0962", "water"): "accepted",
        ("UC2414", "energy"): "returned",
        ("UC2414", "water"): "draft",
        ("CI0030", "energy"): "accepted",
    }
    assert {one.row.part for one in part_reading.parts_queue(trainer)} == {"bills", "plan"}
    assert len(clubs.own_clubs(trainer)) == 2
    coordinator = session_of(signing_in.sign_in("olga", passwords["olga"], HERE))
    assert len(clubs.own_clubs(coordinator)) == 3
    (over,) = (club.id for club in clubs.own_clubs(trainer) if "Орша" in club.name)
    assert [one.certificate is not None for one in certifying.candidates(trainer, over)] == [True]
    assert programme.read_savings(coordinator).programme.withheld, "two companies' plans are not enough for a figure"
    with database.reading() as connection:
        assert len(accounts.open_sessions(connection, coordinator.person.id, now())) == 1, "those of the play ended"


@pytest.mark.usefixtures("database_url", "few")
def test_a_database_of_one_company_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    save_field(solo_session(), "name", "Bakery", 0)
    monkeypatch.setenv("RECP_MODE", "club")
    settings.cache_clear()
    with pytest.raises(NotPossibleNow, match="has accounts or data already"):
        course.play_clubs()


@pytest.mark.usefixtures("database_url", "club_mode", "few")
def test_a_database_that_has_accounts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    link = signing_in.first_start()
    assert link
    signing_in.make_first_coordinator(link, signing_in.NewPerson("vera", "Vera", "river tomato seven lamps"), HERE)
    with pytest.raises(NotPossibleNow, match="has accounts or data already"):
        course.play_clubs()


@pytest.mark.usefixtures("database_url", "club_mode", "few")
def test_a_play_that_is_stopped_leaves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(course.Course, "_gather", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        course.play_clubs()
    assert signing_in.first_start(), "nobody has an account"


def test_the_command_prints_the_passwords_once(
    tmp_path: Path, use_database: Callable[[str], None], club_mode: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_database(sqlite_url(tmp_path / "club.sqlite3"))
    whole = read_script()  # with one company that has a draft
    monkeypatch.setattr(course, "read_script", lambda: whole.model_copy(update={"companies": whole.companies[11:12]}))
    printed = CliRunner().invoke(main, ["demo"])
    assert printed.exit_code == 0, printed.output
    role, login, password, *name = printed.stdout.splitlines()[0].split()
    assert (role, login, name) == ("coordinator", "olga", ["Ольга", "Романова"])
    assert signing_in.sign_in(login, password, HERE)
    again = CliRunner().invoke(main, ["demo"])
    assert (again.exit_code, "has accounts or data already" in again.stderr) == (1, True)
    database.forget(sqlite_url(tmp_path / "club.sqlite3"))


def test_the_script_leaves_no_page_empty() -> None:
    script = read_script()
    running = [one for one in script.companies if one.club == "running"]
    assert len(running) == 12
    assert len({one.plant for one in script.companies}) == len(script.companies) == len(read_plants())
    reached = Counter(state for one in running for state in one.checklists.values())
    assert set(reached) == {
        "draft", "shared", "submitted", "returned", "resubmitted", "accepted", "corrected", "late"
    }  # fmt: skip
    handed_in = [one for one in running if one.checklists.get("energy") not in {None, "draft", "shared"}]
    assert sum(bool(one.shown_as) for one in handed_in) >= 6, "the map of the class wants six rows"
    assert sum(one.plan in {"handed_in", "followed_up"} for one in running) >= 5, "the programme wants five plans"
    assert {one.club for one in script.companies} < set(script.clubs), "and one club is empty yet"


def test_whatever_is_said_is_said_in_each_language() -> None:
    def texts(part: Any) -> Iterator[Mapping[str, str]]:
        if isinstance(part, Mapping) and "en" in part:
            yield part
        elif isinstance(part, Mapping):
            for inner in part.values():
                yield from texts(inner)
        elif isinstance(part, list | tuple):
            for inner in part:
                yield from texts(inner)

    found = list(texts(read_script().model_dump()))
    assert len(found) > 80
    assert all(set(said) == {"en", "ru", "be"} and all(said.values()) for said in found)


@pytest.mark.parametrize("plant", sorted(read_plants()))
def test_the_months_add_up_to_the_published_year(plant: str) -> None:
    published = read_plants()[plant]
    fields, bills = profile_fields(published, 2025, "x"), monthly_bills(published, 2025, Month(2026, 10))
    for carrier in ("electricity", "natural_gas", "water"):
        for part in ("amount", "cost"):
            months = [one.raw for one in bills if (one.series, one.field) == (carrier, part) and one.month < "2026"]
            assert len(months) == 12
            assert fsum(months) == pytest.approx(fields[f"total.{carrier}"][part], rel=1e-9)
            assert min(months) > 0


@pytest.mark.parametrize("level", [0, 50, 100])
def test_every_invented_answer_is_one(level: int) -> None:
    for checklist in content().checklists.values():
        for question in checklist.questions.values():
            raw = invent(question, level, "plant")
            assert raw == invent(question, level, "plant")
            for answer in (raw, better(question, raw), worse(question, raw)):
                accept_answer(question, answer)


def test_a_moment_is_played_and_then_it_is_now_again() -> None:
    then = datetime(2026, 3, 1, 12, tzinfo=UTC)
    with as_of(then):
        assert now() == then
    assert now() - datetime.now(UTC) < timedelta(seconds=1)
