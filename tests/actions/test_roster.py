"""The roster of a club: everybody or nobody, without passwords, and nothing of what is there changes."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from recp_selfcheck.actions import clubs, signing_in
from recp_selfcheck.actions.roster import Effect, RosterPreview, preview_roster, take_roster_in, write_roster_workbook
from recp_selfcheck.actions.session import Session, session_of
from recp_selfcheck.errors import NotPermitted, NotPossibleNow, SignInRefused
from recp_selfcheck.people.roles import Role
from recp_selfcheck.reports import roster_sheets as layout
from recp_selfcheck.reports.faults import fault_words
from recp_selfcheck.storage import audit, database, tables
from tests.actions.club import HERE, PASSWORD, ClubOfTests
from tests.reports.bad_texts import BAD_TEXTS
from tests.reports.workbooks import OLD_EXCEL, changed

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # what the file says is of no engine
Row = tuple[str, ...]
"""Company, name, login, language."""


def roster(session: Session, club: int, *rows: Row) -> bytes:
    def fill(book: Workbook) -> None:
        sheet = next(one for one in book if one["A1"].value == layout.MARK)
        for place, row in enumerate(rows, start=layout.FIRST_ROW + 1):
            for column, value in enumerate(row, start=1):
                cell = sheet.cell(place, column)
                cell.value = value
                cell.data_type = "s"

    return changed(write_roster_workbook(session, club), fill)


def look(session: Session, club: int, *rows: Row) -> RosterPreview:
    return preview_roster(session, club, roster(session, club, *rows), "roster.xlsx")


def faults(preview: RosterPreview) -> list[tuple[str, str]]:
    return [(found.mistake.code, found.spot.cell if found.spot else "") for found in preview.faults]


def logins(session: Session, club: int) -> dict[str, str]:
    return {member.login: member.company for member in clubs.members(session, club)}


def test_people_and_companies_are_made_each_with_a_link_and_no_password(trainer: Session, club: int) -> None:
    data = roster(
        trainer, club,
        ("Хлеб-1", "Мария Петрова", "Maria@Example.org ", "Русский"),
        ("«хлеб 1»", "Oleg", "oleg", ""),
        ("Dairy", "=cmd|' /C calc'!A0", "dairy-1", "be"),
    )  # fmt: skip
    found = preview_roster(trainer, club, data, "roster.xlsx")
    assert faults(found) == []
    assert [line.effect for line in found.lines] == [Effect.NEW_COMPANY, Effect.NEW_PERSON, Effect.NEW_COMPANY]
    assert logins(trainer, club) == {}, "looking makes nobody"
    made = take_roster_in(trainer, club, data, "roster.xlsx", found.seen)
    assert logins(trainer, club) == {"maria@example.org": "Хлеб-1", "oleg": "Хлеб-1", "dairy-1": "Dairy"}
    with pytest.raises(SignInRefused):
        signing_in.sign_in("oleg", "", HERE)
    session = session_of(signing_in.set_password_by_link(made[2].token, PASSWORD, HERE))
    assert (session.person.name, session.language, session.person.role) == (
        "=cmd|' /C calc'!A0", "be", Role.MEMBER,
    )  # fmt: skip
    with database.reading() as connection:
        log = audit.of_company(connection, session.company_id)
        links = connection.execute(tables.one_time_link.select()).all()
    assert {"company added", "invited"} <= {entry.action for entry in log}
    assert not [row for row in links if made[0].token in map(str, row)], "only a hash of a link is stored"
    again = preview_roster(trainer, club, data, "roster.xlsx")
    assert not again.changes_anything
    assert take_roster_in(trainer, club, data, "roster.xlsx", again.seen) == ()


def test_everything_wrong_is_named_at_its_cell_and_nobody_is_made(
    club_of_tests: ClubOfTests, trainer: Session, club: int
) -> None:
    club_of_tests.member(club_of_tests.club("South"), "stranger", "Mill")
    club_of_tests.member(club, "maria", "Bakery")
    data = roster(
        trainer, club,
        ("Dairy", "Anna", "anna"),
        ("", "Oleg", "oleg"),
        ("Dairy", "", "oleg2"),
        ("Dairy", "Ivan", "no"),
        ("Dairy", "Petr", "ANNA"),
        ("Dairy", "Ida", "ida", "Klingon"),
        ("Dairy", "S", "stranger"),
        ("Dairy", "T", "tanya"),
        ("Dairy", "Maria", "maria"),
        ("x" * 201, "Long", "long"),
        ("«»", "None", "none"),
    )  # fmt: skip
    found = preview_roster(trainer, club, data, "roster.xlsx")
    assert faults(found) == [
        ("roster-company", "A5"), ("roster-name", "B6"), ("login-form", "C7"), ("roster-twice", "C8"),
        ("roster-language", "D9"), ("roster-stranger", "C10"), ("roster-not-member", "C11"),
        ("roster-other-company", "A12"), ("too-long", "A13"), ("roster-nameless", "A14"),
    ]  # fmt: skip
    said = [fault_words(one) for one in found.faults]
    assert "South" not in " ".join(said)
    assert "Mill" not in " ".join(said), "of another club nothing is told"
    with pytest.raises(NotPossibleNow):
        take_roster_in(trainer, club, data, "roster.xlsx", found.seen)
    assert logins(trainer, club) == {"maria": "Bakery"}


def test_who_has_an_account_is_taken_into_the_club_unchanged(
    club_of_tests: ClubOfTests, trainer: Session, club: int
) -> None:
    other = club_of_tests.club("South")
    maria = club_of_tests.member(other, "maria", "Bakery")
    rows: tuple[Row, ...] = (("bakery", "Colleague", "new.one", ""), ("Bakery", "Another name", "maria", "be"))
    assert faults(look(trainer, club, *rows)) == [("roster-stranger", "C5")], "no trainer draws in other clubs' people"
    data = roster(club_of_tests.coordinator, club, *rows)
    found = preview_roster(club_of_tests.coordinator, club, data, "roster.xlsx")
    assert [line.effect for line in found.lines] == [Effect.NEW_PERSON, Effect.JOINS]
    take_roster_in(club_of_tests.coordinator, club, data, "roster.xlsx", found.seen)
    assert logins(trainer, club) == {"maria": "Bakery", "new.one": "Bakery"}
    again = session_of(maria.token)
    assert (again.person.name, again.language) == (maria.person.name, maria.language)
    assert again.person.club_ids == {club, other}


def test_a_club_changed_meanwhile_is_looked_at_again(club_of_tests: ClubOfTests, trainer: Session, club: int) -> None:
    data = roster(trainer, club, ("Dairy", "Anna", "anna"))
    seen = preview_roster(trainer, club, data, "roster.xlsx").seen
    club_of_tests.member(club, "oleg", "Dairy")
    with pytest.raises(NotPossibleNow) as refused:
        take_roster_in(trainer, club, data, "roster.xlsx", seen)
    assert [one.code for one in refused.value.mistakes] == ["roster-seen-otherwise"]
    assert logins(trainer, club) == {"oleg": "Dairy"}


@on_sqlite
def test_hostile_and_foreign_files_are_refused_in_words(trainer: Session, club: int) -> None:
    def refused(data: bytes) -> list[tuple[str, str]]:
        return faults(preview_roster(trainer, club, data, "roster.xlsx"))

    assert refused(b"") == [("file-empty", "")]
    assert refused(OLD_EXCEL) == [("file-old-excel", "")]
    assert refused(b"x" * (10 * 2**20 + 1)) == [("file-large", "")]
    assert refused(write_roster_workbook(trainer, club)) == [("roster-empty", "")]
    many = tuple((f"Company {place}", "Anna", f"anna{place}") for place in range(layout.MOST_PEOPLE + 1))
    assert refused(roster(trainer, club, *many)) == [("roster-long", "")]
    other = changed(write_roster_workbook(trainer, club), lambda book: book["recp"].cell(1, 2, "bills"))
    assert refused(other) == [("template-other", "")]
    bad = [(f"{words} A", words, f"login{place}") for place, words in enumerate(BAD_TEXTS) if len(words) < 190]
    assert refused(roster(trainer, club, *bad)) == []


@on_sqlite
def test_the_template_offers_the_companies_and_runs_nothing(
    club_of_tests: ClubOfTests, trainer: Session, club: int
) -> None:
    club_of_tests.member(club, "maria", "=1+1")
    book = load_workbook(BytesIO(write_roster_workbook(trainer, club)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert "=1+1" in [cell.value for cell in book["lists"]["A"]]


@on_sqlite
def test_only_who_manages_the_club_may(club_of_tests: ClubOfTests, trainer: Session, club: int) -> None:
    data = roster(trainer, club, ("Dairy", "Anna", "anna"))
    seen = preview_roster(trainer, club, data, "roster.xlsx").seen
    other = club_of_tests.club("South")
    nobodies = (
        club_of_tests.member(club, "maria"),
        club_of_tests.person(Role.OBSERVER, "ann"),
        club_of_tests.person(Role.TRAINER, "tim", other),
    )
    for nobody in nobodies:
        with pytest.raises(NotPermitted):
            write_roster_workbook(nobody, club)
        with pytest.raises(NotPermitted):
            preview_roster(nobody, club, data, "roster.xlsx")
        with pytest.raises(NotPermitted):
            take_roster_in(nobody, club, data, "roster.xlsx", seen)
