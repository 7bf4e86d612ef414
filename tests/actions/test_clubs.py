"""Clubs, meetings and homework, from the trainer's side and the company's."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from recp_selfcheck.actions import (
    answering,
    club_homework,
    clubs,
    company,
    joining,
    meetings,
    part_handing_in,
    part_reading,
)
from recp_selfcheck.actions.bills import BillChange, save_bills
from recp_selfcheck.actions.club_homework import PartState
from recp_selfcheck.actions.signing_in import NewPerson
from recp_selfcheck.errors import AnswerMistakes, NotFound, NotPermitted, NotPossibleNow
from recp_selfcheck.people.certificates import Rules
from recp_selfcheck.people.review import State
from recp_selfcheck.people.roles import Role

from .club import PASSWORD, ClubOfTests

TODAY = datetime.now(UTC).date()


def test_a_coordinator_makes_clubs_and_gives_them_trainers(club_of_tests: ClubOfTests) -> None:
    olga = club_of_tests.coordinator
    orsha = clubs.make_club(olga, "  Orsha\n ", "Europe/Minsk")
    pavel = clubs.invite(olga, NewPerson("pavel", "Pavel", PASSWORD), Role.TRAINER, frozenset({orsha}))
    assert {row[:2] for row in clubs.trainers(olga, orsha)} == {(olga.person.id, "Olga"), (pavel, "Pavel")}
    clubs.assign(olga, orsha, pavel, assigned=False)
    assert {row[0] for row in clubs.trainers(olga, orsha)} == {olga.person.id}
    assert [club.name for club in clubs.own_clubs(olga)] == ["Orsha"]


@pytest.mark.parametrize(
    ("name", "zone", "code"), [("", "Europe/Minsk", "club-name-missing"), ("Orsha", "Minsk", "unknown-time-zone")]
)
def test_a_club_needs_a_name_and_a_time_zone(club_of_tests: ClubOfTests, name: str, zone: str, code: str) -> None:
    with pytest.raises(AnswerMistakes) as refused:
        clubs.make_club(club_of_tests.coordinator, name, zone)
    assert refused.value.mistakes[0].code == code


def test_a_code_works_to_the_end_of_its_day_and_can_be_withdrawn(club_of_tests: ClubOfTests) -> None:
    orsha = club_of_tests.club("Orsha")
    trainer = club_of_tests.person(Role.TRAINER, "pavel", orsha)
    code = clubs.make_code(trainer, orsha, TODAY + timedelta(days=1), 20)
    assert joining.club_of_code(code).name == "Orsha"
    (kept,) = [one for one in clubs.codes(trainer, orsha) if one.code == code]
    assert kept.expires_at == clubs.end_of_day(TODAY + timedelta(days=1), "Europe/Minsk")
    clubs.withdraw_code(trainer, code)
    with pytest.raises(NotPossibleNow):
        joining.club_of_code(code)


@pytest.mark.parametrize(("days", "uses"), [(-2, 5), (500, 5), (1, 0), (1, 501)])
def test_a_code_that_cannot_be_is_refused(club_of_tests: ClubOfTests, days: int, uses: int) -> None:
    orsha = club_of_tests.club("Orsha")
    with pytest.raises(AnswerMistakes):
        clubs.make_code(club_of_tests.coordinator, orsha, TODAY + timedelta(days=days), uses)


def test_the_day_ends_in_the_time_zone_of_the_club() -> None:
    assert clubs.end_of_day(date(2027, 2, 18), "Europe/Minsk") == datetime(2027, 2, 18, 21, tzinfo=UTC)
    assert clubs.end_of_day(date(2027, 2, 18), "Asia/Almaty") == datetime(2027, 2, 18, 19, tzinfo=UTC)


def test_attendance_survives_moving_cancelling_and_merging(club_of_tests: ClubOfTests) -> None:
    orsha = club_of_tests.club("Orsha")
    trainer = club_of_tests.person(Role.TRAINER, "pavel", orsha)
    ivan, anna = club_of_tests.member(orsha, "ivan"), club_of_tests.member(orsha, "anna", "Dairy")
    first = meetings.add_meeting(trainer, orsha, title="Energy", day="2027-02-18", hours="14:00–17:00")
    second = meetings.add_meeting(trainer, orsha, title="Water")
    meetings.set_present(trainer, first, ivan.person.id, present=True)
    meetings.set_present(trainer, first, ivan.person.id, present=True)
    meetings.set_present(trainer, second, ivan.person.id, present=True)
    meetings.set_present(trainer, first, anna.person.id, present=True)
    meetings.change_meeting(trainer, first, day="2027-03-01")
    task = club_homework.add_homework(trainer, orsha, title="Energy at home", parts=["energy"], meeting_id=first)
    meetings.merge_meetings(trainer, first, second)
    seen = meetings.attendance(trainer, orsha)
    assert (seen.attended(ivan.person.id), seen.attended(anna.person.id)) == (1, 1)
    assert seen.present[second] == {ivan.person.id, anna.person.id}
    (moved,) = club_homework.list_homework(trainer, orsha)
    assert (moved.id, moved.meeting_id) == (task, second)
    meetings.set_present(trainer, second, anna.person.id, present=False)
    assert meetings.attendance(trainer, orsha).attended(anna.person.id) == 0
    with pytest.raises(NotFound):
        meetings.set_present(trainer, second, trainer.person.id, present=True)


def test_the_trainer_sees_how_far_everybody_is_and_who_has_not_handed_in(club_of_tests: ClubOfTests) -> None:
    orsha = club_of_tests.club("Orsha")
    trainer = club_of_tests.person(Role.TRAINER, "pavel", orsha)
    ivan, _anna = club_of_tests.member(orsha, "ivan"), club_of_tests.member(orsha, "anna", "Dairy")
    yesterday = (TODAY - timedelta(days=2)).isoformat()
    task = club_homework.add_homework(trainer, orsha, title="Energy at home", parts=["bills", "energy"], due=yesterday)
    company.save_field(ivan, "site.systems", ["lighting"], 0)
    submission = answering.open_submission(ivan, "energy").id
    for question in ("lighting.led", "lighting.how", "lighting.share"):
        answering.save_answer(ivan, submission, question, "dont_know", 0)
    answering.hand_in(ivan, submission)
    bakery, dairy = club_homework.progress(trainer, task)
    assert (bakery.company, bakery.missing) == ("Bakery", ("bills",))
    assert dairy.missing == ("energy", "bills")
    assert [part.late for part in bakery.parts] == [True, True]
    assert bakery.parts[0].state is State.SUBMITTED
    (due,) = club_homework.due(ivan)
    assert (due.homework.title, due.club) == ("Energy at home", "Orsha")
    digest = part_handing_in.hand_in_part(ivan, "bills")
    (kept,) = part_handing_in.handed_in_parts(trainer, ivan.company_id)
    assert kept.sha256 == digest
    part_reading.remark_part(trainer, ivan.company_id, kept.id, "October is missing.")
    assert part_handing_in.handed_in_parts(ivan, ivan.company_id)[0].remark == "October is missing."
    assert club_homework.progress(trainer, task)[0].missing == ()
    club_homework.withdraw_homework(trainer, task, withdrawn=True)
    assert club_homework.due(ivan) == ()


def test_a_part_is_late_only_when_the_day_is_over_in_the_clubs_time_zone(club_of_tests: ClubOfTests) -> None:
    orsha = club_of_tests.club("Orsha")
    ivan = club_of_tests.member(orsha, "ivan")
    club_homework.add_homework(
        club_of_tests.coordinator, orsha, title="Plan", parts=["plan"], due=(TODAY + timedelta(days=1)).isoformat()
    )
    (due,) = club_homework.due(ivan)
    assert due.parts == (PartState("plan", None, None, late=False),)


@pytest.mark.parametrize(
    ("zone", "last_minute"),
    [
        ("Asia/Bishkek", datetime(2027, 2, 18, 17, 59, tzinfo=UTC)),
        ("Europe/Minsk", datetime(2027, 2, 18, 20, 59, tzinfo=UTC)),
        ("Pacific/Honolulu", datetime(2027, 2, 19, 9, 59, tzinfo=UTC)),
    ],
)
def test_the_last_minute_of_a_deadline_is_that_of_the_clubs_zone_wherever_the_server_is(
    zone: str, last_minute: datetime, club_of_tests: ClubOfTests, monkeypatch: pytest.MonkeyPatch
) -> None:
    club = club_of_tests.club("Osh")
    clubs.change_club(club_of_tests.coordinator, club, name="Osh", time_zone=zone)
    ivan = club_of_tests.member(club, "ivan")
    club_homework.add_homework(club_of_tests.coordinator, club, title="Plan", parts=["plan"], due="2027-02-18")
    for moment, late in ((last_minute, False), (last_minute + timedelta(minutes=1), True)):
        monkeypatch.setattr(club_homework, "now", lambda moment=moment: moment)
        assert club_homework.due(ivan)[0].parts[0].late is late


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": "", "parts": ["energy"]},
        {"title": "x", "parts": []},
        {"title": "x", "parts": ["site"]},
        {"title": "x", "parts": ["energy"], "due": "18.02.2027"},
    ],
)
def test_homework_that_cannot_be_is_refused(club_of_tests: ClubOfTests, wrong: dict[str, object]) -> None:
    orsha = club_of_tests.club("Orsha")
    with pytest.raises(AnswerMistakes):
        club_homework.add_homework(club_of_tests.coordinator, orsha, **wrong)  # type: ignore[arg-type]  # that is the point


def test_rules_are_the_clubs(club_of_tests: ClubOfTests) -> None:
    orsha = club_of_tests.club("Orsha")
    assert clubs.rules_of(club_of_tests.coordinator, orsha) == Rules()
    clubs.set_rules(club_of_tests.coordinator, orsha, Rules(meetings=3, measures=True))
    assert clubs.rules_of(club_of_tests.coordinator, orsha) == Rules(meetings=3, measures=True)


def test_nobody_manages_a_club_that_is_not_theirs(club_of_tests: ClubOfTests) -> None:
    orsha, vitebsk = club_of_tests.club("Orsha"), club_of_tests.club("Vitebsk")
    ivan = club_of_tests.member(orsha, "ivan")
    meeting = meetings.add_meeting(club_of_tests.coordinator, orsha, title="Energy")
    task = club_homework.add_homework(club_of_tests.coordinator, orsha, title="x", parts=["energy"])
    strangers = [
        club_of_tests.person(Role.TRAINER, "petr", vitebsk),
        club_of_tests.person(Role.OBSERVER, "donor"),
        ivan,
    ]
    for who in strangers:
        for forbidden in (
            lambda who: clubs.members(who, orsha),
            lambda who: clubs.codes(who, orsha),
            lambda who: clubs.make_code(who, orsha, TODAY + timedelta(days=1), 5),
            lambda who: clubs.make_club(who, "Mine", "Europe/Minsk"),
            lambda who: clubs.set_rules(who, orsha, Rules()),
            lambda who: clubs.assign(who, orsha, who.person.id, assigned=True),
            lambda who: meetings.change_meeting(who, meeting, title="x"),
            lambda who: meetings.change_meeting(who, 987, title="x"),
            lambda who: meetings.attendance(who, orsha),
            lambda who: meetings.set_present(who, meeting, ivan.person.id, present=True),
            lambda who: club_homework.progress(who, task),
            lambda who: club_homework.change_homework(who, task, title="y"),
            lambda who: club_homework.change_homework(who, 987, title="y"),
        ):
            with pytest.raises(NotPermitted):
                forbidden(who)
    for who in strangers[:2]:
        with pytest.raises(NotPermitted):
            part_handing_in.handed_in_parts(who, ivan.company_id)


def test_bills_with_a_mistake_are_not_handed_in(club_of_tests: ClubOfTests) -> None:
    ivan = club_of_tests.member(club_of_tests.club("Orsha"), "ivan")
    changes = [BillChange("heat", f"2026-{month:02d}", "amount", 100.0, 0) for month in range(1, 13)]
    changes += [
        BillChange("own_heat", "2026-01", "amount", 50.0, 0),
        BillChange("natural_gas", "2026-01", "amount", 9.0, 0),
    ]
    save_bills(ivan, changes)
    with pytest.raises(NotPossibleNow) as refused:
        part_handing_in.hand_in_part(ivan, "bills")
    assert refused.value.mistakes[0].code == "bills-with-mistakes"
    save_bills(ivan, [BillChange("own_heat", "2026-01", "amount", None, 1)])
    assert part_handing_in.hand_in_part(ivan, "bills")
