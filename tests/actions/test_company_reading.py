"""What a trainer and a coordinator read of a company: what it handed in or shares, and nothing it works on today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pytest

from recp_selfcheck.actions import (
    answering,
    bills,
    company,
    company_reading,
    part_handing_in,
    part_reading,
    plan,
    report_reading,
    reporting,
    reviewing,
    sharing,
)
from recp_selfcheck.actions.bills import BillChange
from recp_selfcheck.actions.company_reading import CompanyReading
from recp_selfcheck.actions.session import Session
from recp_selfcheck.errors import Conflict, NotFound, NotPermitted
from recp_selfcheck.people.review import State, Step
from recp_selfcheck.people.roles import Role
from recp_selfcheck.storage import audit, database

from .club import ClubOfTests

ANSWERS = {"lighting.led": "some", "lighting.how": ["clock"], "lighting.share": 40}
MONTHS = [f"2025-{month:02d}" for month in range(1, 13)]


@dataclass
class Scene:
    club: ClubOfTests
    orsha: int
    member: Session
    trainer: Session

    def answer(self, **answers: Any) -> int:
        """Answer the energy checklist; return its submission."""
        submission = answering.open_submission(self.member, "energy")
        for question, raw in (ANSWERS | answers).items():
            cell = submission.cells.get((question, "answer"))
            answering.save_answer(self.member, submission.id, question, raw, cell.version if cell else 0)
        return submission.id

    def hand_in(self, **answers: Any) -> int:
        submission = self.answer(**answers)
        answering.hand_in(self.member, submission)
        return submission

    def put(self, key: str, value: Any) -> None:
        cell = company.read_company(self.member).cells.get(key)
        company.save_field(self.member, key, value, cell.version if cell else 0)

    def bill(self, amount: float, months: Sequence[str] = MONTHS) -> None:
        known = bills.read_bills(self.member).cells
        changes = []
        for month in months:
            cell = known.get(("electricity", month, "amount"))
            changes.append(BillChange("electricity", month, "amount", amount, cell.version if cell else 0))
        bills.save_bills(self.member, changes)

    def read(self, session: Session | None = None) -> CompanyReading:
        return company_reading.read_company(session or self.trainer, self.member.company_id)


@pytest.fixture
def scene(club_of_tests: ClubOfTests) -> Scene:
    orsha = club_of_tests.club("Orsha")
    member = club_of_tests.member(orsha, "ivan", "Bakery «Dawn»")
    company.save_field(member, "site.systems", ["lighting"], 0)
    return Scene(club_of_tests, orsha, member, club_of_tests.person(Role.TRAINER, "pavel", orsha))


def test_nothing_handed_in_is_nothing_to_read_and_a_plan_is_read_as_it_was_handed_in(scene: Scene) -> None:
    scene.answer()
    scene.put("total.electricity", {"amount": 1000, "unit": "kWh"})
    scene.bill(100)
    entry = plan.add_own(scene.member, "Mend the gate")
    plan.save_plan_field(scene.member, entry, "owner", "Ivan", 0)
    found = scene.read()
    assert (found.name, found.shown, found.plan, found.bills) == ("Bakery «Dawn»", (), None, None)
    assert found.frozen_at is None
    assert dict(found.cells) == {}
    assert dict(found.years.now.resources.by_resource) == {}
    assert found.years.now.profile.totals == ()
    assert not company_reading.improvements_in(found).results
    part_handing_in.hand_in_part(scene.member, "plan")
    plan.save_plan_field(scene.member, entry, "owner", "Petr", 1)
    plan.add_own(scene.member, "Close the window")
    read = scene.read().plan
    assert read is not None
    assert [(one.title, one.owner) for one in read.entries] == [("Mend the gate", "Ivan")]


def test_what_was_handed_in_is_read_and_not_what_the_company_changes_afterwards(scene: Scene) -> None:
    scene.put("total.water", {"amount": 30, "unit": "m3"})
    scene.bill(100)
    scene.hand_in()
    scene.put("total.water", {"amount": 55, "unit": "m3"})
    scene.bill(900)
    scene.put("employees", 77)
    found = scene.read()
    (shown,) = found.shown
    assert shown.own.state is State.SUBMITTED
    assert shown.own.sheet.answers["lighting.share"].value == 40
    assert shown.card == shown.cards["company"]
    totals = {total.carrier: total.amount for total in found.years.now.profile.totals}
    assert totals == {"electricity": 1200, "water": 30}, "the sum of the bills is that of the receipt"
    assert found.years.now.profile.employees is None
    assert found.years.now.profile.year == 2025
    assert found.years.now.billed is None
    assert found.bills is None
    assert [done.id for done, _ in company_reading.improvements_in(found).results] == ["energy"]


def test_a_returned_checklist_is_read_as_it_was_handed_in_and_an_accepted_one_with_its_layers(scene: Scene) -> None:
    submission = scene.hand_in()
    reviewing.decide(scene.trainer, submission, Step.RETURN, "Count them again.")
    scene.answer(**{"lighting.share": 90})
    (shown,) = scene.read().shown
    assert shown.own.state is State.RETURNED
    assert shown.own.sheet.answers["lighting.share"].value == 40
    answering.hand_in(scene.member, submission)
    answering.take_back(scene.member, submission)
    (shown,) = scene.read().shown
    assert shown.own.sheet.answers["lighting.share"].value == 40, (
        "what was taken back unread is the company's own again"
    )
    assert len(shown.history) == 1
    answering.hand_in(scene.member, submission)
    reviewing.save_review(scene.trainer, submission, "lighting.led", "none", 0, field="answer")
    reviewing.save_review(scene.trainer, submission, "lighting.led", 3, 0, field="evidence")
    reviewing.decide(scene.trainer, submission, Step.ACCEPT)
    (shown,) = scene.read().shown
    assert shown.decision is not None
    assert shown.card is shown.cards["agreed"]
    assert (shown.cards["agreed"].score or 0) < (shown.cards["company"].score or 0)
    assert shown.own.sheet.answers["lighting.led"].value == "some"
    assert shown.counted.sheet.answers["lighting.led"].value == "none"
    assert shown.counted.cells["lighting.led", "evidence"].value == 3
    (checked,) = reporting.gather(scene.member, "en").checked
    assert (checked.reviewer, checked.card.score) == ("Pavel", shown.cards["agreed"].score), "the member's own report"
    assert checked.reviewed_at is not None
    assert checked.evidence["lighting.led"] == 3
    answering.begin_round(scene.member, "energy")
    assert scene.read().shown[0].own.state is State.ACCEPTED, "a new round is the company's own until it is handed in"


def test_a_draft_is_read_only_while_the_company_shares_it(scene: Scene) -> None:
    submission = scene.answer()
    sharing.share_draft(scene.member, submission, shared=True)
    scene.answer(**{"lighting.share": 55})
    (shown,) = scene.read().shown
    assert shown.is_draft
    assert shown.own.sheet.answers["lighting.share"].value == 55
    assert shown.own.receipt is None
    sharing.share_draft(scene.member, submission, shared=False)
    assert scene.read().shown == ()


def test_handed_in_bills_count_and_later_ones_do_not(scene: Scene) -> None:
    scene.put("total.water", {"amount": 30, "unit": "m3"})
    scene.bill(100)
    part_handing_in.hand_in_part(scene.member, "bills")
    scene.bill(900)
    scene.put("total.water", {"amount": 50, "unit": "m3"})
    year = scene.read().years.now
    assert year.billed is not None
    assert year.resources.by_resource["electricity"].amount == 1200
    assert year.resources.by_resource["water"].amount == 30
    scene.hand_in()
    year = scene.read().years.now
    assert year.resources.by_resource["electricity"].amount == 1200, "handed-in bills stand before newer sums of months"
    assert year.resources.by_resource["water"].amount == 50, "a total is that of the newest hand-in"


def test_coordinators_of_the_club_read_the_same_and_nobody_else_does(scene: Scene) -> None:
    submission = scene.hand_in()
    coordinator = scene.club.person(Role.COORDINATOR, "nina", scene.orsha)
    assert scene.read(coordinator).shown[0].own.id == submission
    vitebsk = scene.club.club("Vitebsk")
    strangers = [
        scene.club.person(Role.TRAINER, "petr", vitebsk),
        scene.club.person(Role.COORDINATOR, "vera", vitebsk),
        scene.club.person(Role.OBSERVER, "oleg"),
        scene.club.member(scene.orsha, "anna", "Dairy"),
    ]
    for stranger in strangers:
        with pytest.raises(NotPermitted):
            scene.read(stranger)
        with pytest.raises(NotPermitted):
            report_reading.gather_read(stranger, scene.member.company_id, "en")
        with pytest.raises(NotPermitted):
            report_reading.printed_read(stranger, scene.member.company_id, "energy", "en")
    for stranger in strangers[2:]:
        with pytest.raises(NotPermitted):
            company_reading.companies_to_read(stranger)
    assert [club.name for club, _ in company_reading.companies_to_read(strangers[0])] == ["Vitebsk"]
    ((_, companies),) = company_reading.companies_to_read(scene.trainer)
    assert [name for _, name in companies] == ["Bakery «Dawn»", "Dairy"]
    company_reading.read_company(scene.trainer, scene.member.company_id, again=True)
    with database.reading() as connection:
        log = [entry.name for entry in audit.of_action(connection, "company read", scene.member.company_id)]
    assert log == ["Nina"], "a look is written down, a page drawn again is not"


def test_a_report_holds_what_was_handed_in(scene: Scene) -> None:
    scene.put("total.electricity", {"amount": 1000, "unit": "kWh"})
    submission = scene.hand_in()
    reviewing.decide(scene.trainer, submission, Step.ACCEPT)
    scene.put("name", "Renamed")
    answering.open_submission(scene.member, "water")
    made = report_reading.gather_read(scene.trainer, scene.member.company_id, "en")
    assert [done.checklist.id for done in made.checked] == ["energy"]
    assert made.checked[0].reviewer == "Pavel"
    assert made.checked[0].handed_in is not None
    assert made.profile.name == "Bakery «Dawn»"
    assert made.plan == ()
    assert report_reading.printed_read(scene.trainer, scene.member.company_id, "energy", "en").sheet.answers
    assert not report_reading.printed_read(scene.trainer, scene.member.company_id, "water", "en").sheet.answers


def part_of(scene: Scene) -> int:
    (waiting,) = part_reading.parts_queue(scene.trainer)
    return waiting.row.id


def test_bills_and_plan_wait_for_the_trainer_with_what_was_handed_in_last(scene: Scene) -> None:
    assert part_reading.parts_queue(scene.trainer) == ()
    scene.bill(100)
    part_handing_in.hand_in_part(scene.member, "bills")
    first = part_of(scene)
    scene.bill(200)
    part_handing_in.hand_in_part(scene.member, "bills")
    assert part_of(scene) != first
    found = part_reading.open_part(scene.trainer, part_of(scene))
    assert found.years is not None
    assert found.plan is None
    assert {bill.amount for bill in found.years.bills.by_series["electricity"]} == {200}
    part_handing_in.hand_in_part(scene.member, "plan")
    assert [one.row.part for one in part_reading.parts_queue(scene.trainer)] == ["bills", "plan"]
    part_reading.mark_part_read(scene.trainer, found.part.id, read=True)
    assert part_reading.own_remarks(scene.member)["bills"].read_by == "Pavel"
    part_reading.mark_part_read(scene.trainer, found.part.id, read=False)
    assert part_reading.own_remarks(scene.member)["bills"].read_at is None


def test_a_remark_is_saved_over_what_was_seen_only_and_reaches_the_company(scene: Scene) -> None:
    part_handing_in.hand_in_part(scene.member, "bills")
    part, firm = part_of(scene), scene.member.company_id
    assert part_reading.own_remarks(scene.member)["bills"].read_at is None
    first = part_reading.remark_part(scene.trainer, firm, part, "October is missing.")
    assert (first.value, first.version, first.by) == ("October is missing.", 1, "Pavel")
    colleague = scene.club.person(Role.TRAINER, "petr", scene.orsha)
    with pytest.raises(Conflict) as newer:
        part_reading.remark_part(colleague, firm, part, "Good.")
    assert newer.value.current.value == "October is missing."
    assert part_reading.remark_part(colleague, firm, part, "Good.", 1).version == 2
    read = part_reading.own_remarks(scene.member)["bills"]
    assert (read.remark, read.remarked_by, read.read_by) == ("Good.", "Petr", "Pavel")
    part_handing_in.hand_in_part(scene.member, "bills")
    assert part_reading.own_remarks(scene.member)["bills"].remark == "Good.", "it stays until there is another"
    cleared = part_reading.remark_part(colleague, firm, part, " ", 2)
    assert (cleared.value, cleared.version) == (None, 3)


def test_coordinators_read_parts_without_remarking_and_others_do_not_read_them(scene: Scene) -> None:
    part_handing_in.hand_in_part(scene.member, "plan")
    part, firm = part_of(scene), scene.member.company_id
    coordinator = scene.club.person(Role.COORDINATOR, "nina", scene.orsha)
    assert not part_reading.open_part(coordinator, part).may_write
    assert part_reading.open_part(scene.trainer, part).may_write
    strangers = [
        scene.club.person(Role.TRAINER, "petr", scene.club.club("Vitebsk")),
        scene.club.person(Role.OBSERVER, "oleg"),
        scene.club.member(scene.orsha, "anna", "Dairy"),
    ]
    for stranger in strangers:
        with pytest.raises(NotPermitted):
            part_reading.open_part(stranger, part)
    for stranger in (coordinator, *strangers):
        with pytest.raises(NotPermitted):
            part_reading.remark_part(stranger, firm, part, "Good.")
        with pytest.raises(NotPermitted):
            part_reading.mark_part_read(stranger, part, read=True)
    with pytest.raises(NotFound):
        part_reading.open_part(scene.trainer, 987)
    with pytest.raises(NotPermitted):
        part_reading.open_part(strangers[1], 987)
