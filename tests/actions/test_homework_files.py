"""Homework files of companies without a network, taken in as their hand-in: whole or not at all, over nothing typed."""

from __future__ import annotations

import hashlib
from datetime import date
from functools import lru_cache

import pytest
from openpyxl import Workbook

from recp_selfcheck.actions import answering, club_companies, part_handing_in, reviewing
from recp_selfcheck.actions.bill_workbook import write_blank_bills
from recp_selfcheck.actions.bills import BillChange, save_bills
from recp_selfcheck.actions.company import save_field
from recp_selfcheck.actions.homework import write_blank_homework
from recp_selfcheck.actions.homework_files import Dropped, Owner, look_at_file, mark_twice, take_file_in
from recp_selfcheck.actions.session import Session
from recp_selfcheck.assessment.bills import Bill, series_of
from recp_selfcheck.assessment.months import Month, run
from recp_selfcheck.errors import NotFound, NotPermitted, NotPossibleNow
from recp_selfcheck.people.roles import Role
from recp_selfcheck.reports.acceptance import Acceptance, Standing, lines_of, report_text
from recp_selfcheck.reports.bill_sheets import BillBook
from recp_selfcheck.reports.bill_workbook_out import write_bills
from recp_selfcheck.reports.homework_out import write_homework
from recp_selfcheck.reports.homework_sheets import Homework
from recp_selfcheck.storage import audit, database, receipts, submissions, tables
from tests.actions.club import ClubOfTests
from tests.actions.conftest import Shipped, checklist
from tests.actions.test_homework import ANSWER, FACTS, HOW, LEAKS, LED, NOTE, SHARE, Typed, filled
from tests.reports.bad_texts import BAD_TEXTS
from tests.reports.workbooks import changed

on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # what the file says is of no engine
DONT_KNOW = "I don't know"
WHOLE: Typed = {
    **FACTS,
    (LED, ANSWER): "A written list, last year",
    (LED, NOTE): "shelf 3",
    (f"{HOW}/clock", ANSWER): "x",
    (SHARE, ANSWER): "12,5",
    (LEAKS, ANSWER): DONT_KNOW,
}


def homework(shipped: Shipped, cells: Typed, company: str = "Dairy", version: int = 1) -> bytes:
    """Return a workbook as another computer hands it out, filled in."""
    return filled(blank(company, version), cells)


@lru_cache
def blank(company: str, version: int) -> bytes:
    """Return a workbook as another computer hands it out."""
    asked = checklist(version)
    return write_homework(
        Homework(
            checklist=asked,
            company=company,
            questions=frozenset(asked.questions),
            given={},
            made_on=date(2026, 11, 2),
        )
    )


def bills(amounts: dict[str, float], company: str = "Dairy", material: str = "Flour", july: float = 1) -> bytes:
    """Return a workbook of a year of bills, of everything the same each month, as another computer hands it out.

    July has so many times as much.
    """
    months = run(Month(2025, 1), 12)
    series = {ident: series_of(ident, name=material if ident == "material.1" else "") for ident in amounts}
    units = {"electricity": "kWh", "material.1": "t"}
    return write_bills(
        BillBook(
            company=company,
            currency="BYN",
            months=months,
            series={ident: one for ident, one in series.items() if one},
            by_series={
                ident: tuple(
                    Bill(month, (amount + place) * (july if month.number == 7 else 1), units[ident], 10.0)
                    for place, month in enumerate(months)
                )
                for ident, amount in amounts.items()
            },
            units={ident: (units[ident],) for ident in amounts},
            made_on=date(2026, 11, 2),
        )
    )


def look(trainer: Session, club: int, data: bytes, owner: Owner | None = None, name: str = "h.xlsx") -> Acceptance:
    return look_at_file(trainer, club, Dropped(name, data, owner))


def take(trainer: Session, club: int, data: bytes, owner: Owner | None = None, name: str = "h.xlsx") -> Acceptance:
    found = look(trainer, club, data, owner, name)
    assert found.standing is Standing.READY, lines_of(found)
    return take_file_in(trainer, club, Dropped(name, data, found.owner))


def codes(found: Acceptance) -> list[str]:
    return [one.mistake.code for one in found.faults]


def test_a_file_becomes_the_hand_in_of_a_company_without_an_account(
    trainer: Session, club: int, shipped: Shipped
) -> None:
    data = homework(shipped, WHOLE)
    found = look(trainer, club, data)
    assert (found.standing, found.part, found.written, found.owner) == (
        Standing.READY, "energy", "Dairy", Owner(name="Dairy"),
    )  # fmt: skip
    assert club_companies.companies_of(trainer, club) == {}, "looking makes nothing"
    taken = take(trainer, club, data)
    [(company_id, name)] = club_companies.companies_of(trainer, club).items()
    assert name == "Dairy"
    assert taken.standing is Standing.TAKEN
    [waiting] = reviewing.queue(trainer)
    review = reviewing.open_review(trainer, waiting.submission_id)
    assert review.submission.state == "submitted"
    assert review.submission.sheet.answers[SHARE].value == 12.5
    with database.reading() as connection:
        row = submissions.current(connection, company_id, "energy")
        assert row is not None
        receipt = receipts.latest(connection, row.id)
        log = audit.of_company(connection, company_id)
    digest = hashlib.sha256(data).hexdigest()
    assert receipt is not None
    assert receipt.sha256 == taken.receipt
    assert receipt.copy["handed_in"]["file"] == {"name": "h.xlsx", "sha256": digest}
    assert receipt.copy["notes"] == {LED: "shelf 3"}
    [entry] = [entry for entry in log if entry.action == "homework taken in"]
    assert (entry.name, entry.detail["sha256"], entry.detail["checklist"]) == ("Tanya", digest, "energy")
    assert digest in report_text(taken, "Dairy", "Energy", None)
    assert taken.receipt in report_text(taken, "Dairy", "Energy", None)


def test_what_is_missing_or_wrong_is_said_at_its_cell_and_nothing_is_made(
    trainer: Session, club: int, shipped: Shipped
) -> None:
    cells = {**WHOLE, (SHARE, ANSWER): "101", (LEAKS, ANSWER): "Does not apply to us", (LED, ANSWER): "perhaps"}
    cells[f"{HOW}/clock", ANSWER] = None
    found = look(trainer, club, homework(shipped, cells))
    assert found.standing is Standing.FAULTY
    assert codes(found) == ["unknown-option", "answer-missing-here", "above-limit", "reason-missing-here"]
    assert all("cell" in line for line in lines_of(found))
    part = {key: value for key, value in WHOLE.items() if key[0] not in {SHARE, LEAKS, "site.systems/steam"}}
    missing = look(trainer, club, homework(shipped, part))
    assert codes(missing) == ["answer-missing-here"], "without steam leaks are not asked"
    assert "cell D" in lines_of(missing)[0]
    nothing = look(trainer, club, homework(shipped, {}))
    assert set(codes(nothing)) == {"answer-missing-here"}
    with pytest.raises(NotPossibleNow):
        take_file_in(trainer, club, Dropped("h.xlsx", homework(shipped, part)))
    assert club_companies.companies_of(trainer, club) == {}


def test_what_a_company_entered_online_is_never_overwritten(
    club_of_tests: ClubOfTests, trainer: Session, club: int, shipped: Shipped
) -> None:
    member = club_of_tests.member(club, "maria", "ОАО «Dairy»")
    data = homework(shipped, WHOLE, company='ОАО "dairy"')
    assert look(trainer, club, data).owner == Owner(member.company_id)
    cell = save_field(member, "site.systems", ["lighting"], 0)
    otherwise = look(trainer, club, data)
    assert codes(otherwise) == ["fact-otherwise"]
    save_field(member, "site.systems", ["lighting", "steam"], cell.version)
    submission = answering.open_submission(member, "energy")
    assert look(trainer, club, data).standing is Standing.READY, "begun, but nothing answered"
    answering.save_answer(member, submission.id, LED, "all", 0)
    refused = look(trainer, club, data)
    assert (refused.standing, codes(refused)) == (Standing.REFUSED, ["file-answered-online"])
    save_bills(member, [BillChange("electricity", "2025-01", "amount", 5, 0)])
    assert codes(look(trainer, club, bills({"electricity": 100.0}), Owner(member.company_id))) == ["bills-online"]


def test_a_returned_file_is_replaced_by_the_corrected_one(trainer: Session, club: int, shipped: Shipped) -> None:
    first = take(trainer, club, homework(shipped, WHOLE))
    again = homework(shipped, {**WHOLE, (SHARE, ANSWER): "40", (LED, NOTE): None})
    assert codes(look(trainer, club, again)) == ["file-handed-in"]
    [waiting] = reviewing.queue(trainer)
    reviewing.decide(trainer, waiting.submission_id, reviewing.Step.RETURN, "How much light?")
    second = take(trainer, club, again)
    assert second.receipt != first.receipt
    review = reviewing.open_review(trainer, waiting.submission_id)
    assert review.submission.sheet.answers[SHARE].value == 40
    assert review.submission.cells[LED, "note"].value is None, "the new file is all there is"
    assert review.changed == (LED, SHARE)
    reviewing.decide(trainer, waiting.submission_id, reviewing.Step.ACCEPT, "")
    assert codes(look(trainer, club, homework(shipped, WHOLE))) == ["file-accepted"]


@on_sqlite
def test_of_two_files_of_one_company_and_checklist_one_counts(trainer: Session, club: int, shipped: Shipped) -> None:
    one, other = homework(shipped, WHOLE), homework(shipped, {**WHOLE, (SHARE, ANSWER): "1"})
    looked = [look(trainer, club, data, name=f"{place}.xlsx") for place, data in enumerate([one, other, one])]
    marked = mark_twice(looked)
    assert [report.standing for report in marked] == [Standing.READY, Standing.REFUSED, Standing.REFUSED]
    assert codes(marked[1]) == ["file-twice"]
    take(trainer, club, one)
    with pytest.raises(NotPossibleNow):
        take_file_in(trainer, club, Dropped("1.xlsx", other, looked[1].owner))


def test_bills_become_handed_in_bills_with_their_names(trainer: Session, club: int, shipped: Shipped) -> None:
    answers = Dropped("h.xlsx", homework(shipped, WHOLE))
    found = look(trainer, club, answers.data)
    data = bills({"electricity": 100.0, "material.1": 3.0})
    taken = take(trainer, club, data)
    assert (taken.part, taken.number) == ("bills", 12)
    [company_id] = club_companies.companies_of(trainer, club)
    [part] = part_handing_in.handed_in_parts(trainer, company_id)
    assert part.sha256 == taken.receipt
    assert part.copy["handed_in"]["file"]["sha256"] == hashlib.sha256(data).hexdigest()
    assert part.copy["company"]["series.material.1"]["name"] == "Flour"
    assert len(part.copy["bills"]) == 2 * 12 * 3
    take_file_in(trainer, club, Dropped("h.xlsx", answers.data, found.owner))
    assert list(club_companies.companies_of(trainer, club)) == [company_id], "two files of one new company make one"
    fewer = take(trainer, club, bills({"electricity": 100.0}))
    newest = part_handing_in.handed_in_parts(trainer, company_id)[0]
    assert newest.sha256 == fewer.receipt
    assert {bill["series"] for bill in newest.copy["bills"]} == {"electricity"}, "the file is all there is"
    assert codes(look(trainer, club, bills({}))) == ["bills-empty"]


@on_sqlite
def test_bills_that_cannot_be_are_named(trainer: Session, club: int) -> None:
    found = look(trainer, club, bills({"electricity": -50.0}))
    assert found.standing is Standing.FAULTY
    assert "Sheet «Energy», cell" in lines_of(found)[0]
    doubted = look(trainer, club, bills({"electricity": 1000.0}, july=4))
    assert {str(one.spot) for one in doubted.doubts} == {"Energy!B12"}
    assert doubted.standing is Standing.READY, "a sentence would settle it online; the file has no place for one"
    assert club_companies.companies_of(trainer, club) == {}


@on_sqlite
def test_files_of_other_kinds_and_versions_are_refused_in_words(trainer: Session, club: int, shipped: Shipped) -> None:
    older = homework(shipped, WHOLE)
    shipped.energy = checklist(version=2)
    assert codes(look(trainer, club, older)) == ["file-version"]
    assert codes(look(trainer, club, b"not a workbook")) == ["file-not-excel"]
    assert codes(look(trainer, club, b"")) == ["file-empty"]
    assert codes(look(trainer, club, b"x" * (10 * 2**20 + 1))) == ["file-large"]
    shipped.energy = checklist()
    nameless = homework(shipped, WHOLE, company="")
    assert codes(look(trainer, club, nameless)) == ["owner-missing"]
    there = take(trainer, club, nameless, Owner(name="Dairy")).owner
    assert there == Owner(name="Dairy")
    assert codes(look(trainer, club, nameless, Owner(name="«dairy»"))) == ["file-handed-in"], "the company there is"
    assert codes(look(trainer, club, nameless, name="energy Dairy 2.xlsx")) == ["file-handed-in"], "by the file's name"
    bad = " ".join(words for words in BAD_TEXTS if len(words) < 40)[:190].strip()
    found = look(trainer, club, homework(shipped, WHOLE, company=bad), name=f"../{bad}.xlsx")
    assert found.owner == Owner(name=bad), lines_of(found)


@on_sqlite
def test_only_trainers_and_coordinators_of_the_club_take_in(
    club_of_tests: ClubOfTests, trainer: Session, club: int, shipped: Shipped
) -> None:
    other = club_of_tests.club("South")
    stranger = club_of_tests.member(other, "oleg", "Bakery")
    data = homework(shipped, WHOLE)
    dropped = Dropped("h.xlsx", data)
    for nobody in (
        stranger,
        club_of_tests.person(Role.OBSERVER, "ann"),
        club_of_tests.person(Role.TRAINER, "tim", other),
    ):
        with pytest.raises(NotPermitted):
            look_at_file(nobody, club, dropped)
        with pytest.raises(NotPermitted):
            take_file_in(nobody, club, dropped)
    with pytest.raises(NotPermitted):
        look(trainer, club, data, Owner(stranger.company_id))
    with pytest.raises(NotFound):
        look(club_of_tests.coordinator, club, data, Owner(stranger.company_id))
    assert take(club_of_tests.coordinator, club, data).receipt


def test_a_company_made_by_mistake_is_taken_out_with_its_homework_but_no_company_with_people(
    club_of_tests: ClubOfTests, trainer: Session, club: int, shipped: Shipped
) -> None:
    member = club_of_tests.member(club, "maria", "Bakery")
    taken = take(trainer, club, homework(shipped, WHOLE, company="Diary"))
    ids = {name: ident for ident, name in club_companies.companies_of(trainer, club).items()}
    club_companies.remove_company(trainer, club, ids["Diary"])
    assert list(club_companies.companies_of(trainer, club).values()) == ["Bakery"]
    assert reviewing.queue(trainer) == ()
    with database.reading() as connection:
        [receipt] = connection.execute(tables.receipt.select()).all()
    assert receipt.sha256 == taken.receipt
    assert "Diary" not in str(receipt.copy)
    with pytest.raises(NotPossibleNow):
        club_companies.remove_company(trainer, club, ids["Bakery"])
    assert answering.open_submission(member, "energy")


@on_sqlite
def test_an_empty_workbook_handed_out_comes_back_under_the_name_written_into_it(
    club_of_tests: ClubOfTests, trainer: Session, club: int
) -> None:
    def named(book: Workbook) -> None:
        first = book.worksheets[0]
        assert not first["A4"].protection.locked
        first["A4"] = " Dairy  2 "

    empty = write_blank_homework(trainer, "energy", "en")
    taken = take(trainer, club, changed(filled(empty, WHOLE), named))
    assert taken.owner == Owner(name="Dairy 2")
    bare = write_blank_bills(trainer)
    assert codes(look(trainer, club, bare, Owner(name="Dairy 2"))) == ["bills-empty"]

    def billed(book: Workbook) -> None:
        named(book)
        for sheet in book:
            for column in range(2, 12):
                if sheet.cell(1, column).value == "electricity/amount":
                    for row in range(6, 18):
                        sheet.cell(row, column, 1000 + row)

    filled_in = take(trainer, club, changed(bare, billed))
    [(company_id, name)] = club_companies.companies_of(trainer, club).items()
    assert (filled_in.number, filled_in.owner, name) == (12, Owner(company_id), "Dairy 2")
    with pytest.raises(NotPermitted):
        write_blank_homework(club_of_tests.member(club, "maria"), "energy", "en")
