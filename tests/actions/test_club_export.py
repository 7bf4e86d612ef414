"""What is taken away of a club: how far everybody is, never what a company answered; and nothing in it runs."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from recp_selfcheck.actions import answering, certifying, club_homework, clubs, meetings, reviewing
from recp_selfcheck.actions.club_export import gather_club
from recp_selfcheck.actions.session import Session
from recp_selfcheck.errors import NotPermitted
from recp_selfcheck.people.certificates import Rules
from recp_selfcheck.people.roles import Role
from recp_selfcheck.reports.club_archive import club_archive, club_workbook
from recp_selfcheck.reports.listings.club import ClubTables, club_listings
from recp_selfcheck.storage import database, tables
from tests.actions.club import ClubOfTests
from tests.reports.bad_texts import BAD_TEXTS

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # what the file says is of no engine


def accept_water(member: Session, trainer: Session) -> None:
    submission = answering.open_submission(member, "water")
    answering.save_answer(member, submission.id, "taps.leaks", "some", 0)
    answering.save_answer(member, submission.id, "taps.leaks", "secret note", 0, field="note")
    answering.hand_in(member, submission.id)
    reviewing.open_review(trainer, submission.id)
    reviewing.decide(trainer, submission.id, reviewing.Step.ACCEPT, "")


def rows(club: ClubTables) -> dict[str, list[tuple[object, ...]]]:
    return {listing.id: list(listing.rows) for listing in club_listings(club)}


def test_every_thing_has_its_table(club_of_tests: ClubOfTests, trainer: Session, club: int) -> None:
    maria = club_of_tests.member(club, "maria", "Bakery")
    club_of_tests.member(club, "oleg", "Dairy")
    club_of_tests.member(club_of_tests.club("South"), "stranger", "Mill")
    meeting = meetings.add_meeting(trainer, club, title="Water", day="2026-11-20", hours="14:00", place="Minsk")
    meetings.set_present(trainer, meeting, maria.person.id, present=True)
    club_homework.add_homework(
        trainer, club, title="Second", parts=["water", "bills"], due="2000-01-31", meeting_id=meeting
    )
    accept_water(maria, trainer)
    clubs.set_rules(trainer, club, Rules(meetings=1, homework=False, plan=False))
    serial = certifying.issue(trainer, club, maria.person.id).serial
    found = rows(gather_club(trainer, club, "en"))
    assert [row[0] for row in found["companies"]] == ["Bakery", "Dairy"]
    assert [row[2:] for row in found["members"]] == [("maria", "open", 1), ("oleg", "open", 0)]
    assert [(row[0], row[5]) for row in found["meetings"]] == [("Water", 1)]
    assert [(row[3], row[4]) for row in found["attendance"]] == [("Maria", "yes"), ("Oleg", "no")]
    assert [(row[2], row[3]) for row in found["homework"]] == [("Water, Twelve months of bills", "Water")]
    assert [(row[2], row[3], row[4], row[6]) for row in found["states"]] == [
        ("Bakery", "Water", "accepted", "late"),
        ("Bakery", "Twelve months of bills", "not begun", "late"),
        ("Dairy", "Water", "not begun", "late"),
        ("Dairy", "Twelve months of bills", "not begun", "late"),
    ]
    assert [row[:2] + row[3:] for row in found["scores"]] == [
        ("Bakery", "Water", "the whole", 50.0), ("Bakery", "Water", "Taps", 50.0),
    ]  # fmt: skip
    assert [row[:3] for row in found["certificates"]] == [(serial, "Maria", "Bakery")]
    assert "secret note" not in str(found)
    assert "Mill" not in str(found)
    with database.reading() as connection:
        logged = connection.execute(tables.audit_log.select()).all()
    assert [(row.person_id, row.club_id) for row in logged if row.action == "club exported"] == [
        (trainer.person.id, club)
    ]


@on_sqlite
def test_scores_are_for_those_who_may_read_what_was_handed_in(
    club_of_tests: ClubOfTests, trainer: Session, club: int
) -> None:
    accept_water(club_of_tests.member(club, "maria", "Bakery"), trainer)
    elsewhere = club_of_tests.person(Role.COORDINATOR, "oksana")
    assert rows(gather_club(elsewhere, club, "en"))["scores"] == []
    assert rows(gather_club(club_of_tests.coordinator, club, "en"))["scores"]


@on_sqlite
def test_what_people_typed_does_nothing_in_a_spreadsheet(
    club_of_tests: ClubOfTests, trainer: Session, club: int
) -> None:
    for words in BAD_TEXTS:
        meetings.add_meeting(trainer, club, title=words[:190], place=words[:190])
    tables_of_club = gather_club(trainer, club, "en")
    book = load_workbook(BytesIO(club_workbook(tables_of_club)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    with ZipFile(BytesIO(club_archive(tables_of_club))) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            if name.endswith(".csv"):
                table = list(csv.reader(StringIO(archive.read(name).decode("utf-8-sig")), delimiter=";"))
                assert len({len(row) for row in table}) == 1, name
                assert not [cell for row in table for cell in row if cell[:1] in {"=", "+", "-", "@"}], name


@on_sqlite
def test_only_who_manages_the_club_takes_it_away(club_of_tests: ClubOfTests, club: int) -> None:
    nobodies = (
        club_of_tests.member(club, "maria"),
        club_of_tests.person(Role.OBSERVER, "ann"),
        club_of_tests.person(Role.TRAINER, "tim", club_of_tests.club("South")),
    )
    for nobody in nobodies:
        with pytest.raises(NotPermitted):
            gather_club(nobody, club, "en")
