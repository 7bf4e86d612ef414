"""A newer version in a club: what its trainer sees of each company, taking it for them, and how a company is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
import sqlalchemy as sa

from recp_selfcheck.actions import adopting, answering, club_adopting, company, content, evidence, reviewing, sharing
from recp_selfcheck.actions.adopted import told
from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.club_adopting import Effect, OnOlder
from recp_selfcheck.actions.session import Session
from recp_selfcheck.checklists.authored import MovedVersion
from recp_selfcheck.checklists.moves import Moves
from recp_selfcheck.errors import NotFound, NotPermitted
from recp_selfcheck.people.review import State, Step
from recp_selfcheck.people.roles import Role
from recp_selfcheck.storage import attachments, audit, database, submissions, tables

from .club import ClubOfTests
from .conftest import Shipped, checklist
from .test_adopting import GIVEN, NEW


@dataclass
class Scene:
    club: ClubOfTests
    orsha: int
    trainer: Session
    member: Session
    submission: int

    def rows(self) -> tuple[OnOlder, ...]:
        found = club_adopting.what_newer_versions_do(self.trainer, self.orsha)
        return found[0].companies if found else ()

    def effect(self) -> Effect:
        (row,) = self.rows()
        assert row.effect
        return row.effect

    def adopt(self, who: Session | None = None) -> tuple[club_adopting.Adopted, ...]:
        return club_adopting.adopt_for_companies(who or self.trainer, {self.submission: self.effect().seen})

    def version(self) -> int:
        with database.reading() as connection:
            return submissions.get(connection, self.submission).version


def answered(member: Session) -> int:
    """Answer version 1 as far as GIVEN goes, and return the submission."""
    company.save_field(member, "site.systems", ["lighting", "steam"], 0)
    made = answering.open_submission(member, "energy").id
    for (question, field), raw in GIVEN.items():
        answering.save_answer(member, made, question, raw, 0, field=field)
    return made


def ship_two(shipped: Shipped) -> None:
    shipped.energy = checklist(version=2, sections=NEW)


@pytest.fixture
def scene(club_of_tests: ClubOfTests, shipped: Shipped, monkeypatch: pytest.MonkeyPatch) -> Scene:
    """A draft answered with version 1; `ship_two` ships the next."""
    orsha = club_of_tests.club("Orsha")
    member = club_of_tests.member(orsha, "ivan", "Bakery")
    moved = MovedVersion(questions={"lighting.led": "lighting.lamps", "lighting.how": None})
    monkeypatch.setattr(content, "moves", lambda: Moves({"energy": {2: moved}}))
    trainer = club_of_tests.person(Role.TRAINER, "pavel", orsha)
    return Scene(club_of_tests, orsha, trainer, member, answered(member))


def log() -> list[tuple[Any, ...]]:
    events = tables.answer_event.c
    with database.reading() as connection:
        query = sa.select(events.question, events.field, events.old, events.new, events.person_id).order_by(events.id)
        return [tuple(row) for row in connection.execute(query)]


def test_what_differs_is_listed_and_of_a_private_draft_only_counts_are_seen(scene: Scene, shipped: Shipped) -> None:
    assert club_adopting.what_newer_versions_do(scene.trainer, scene.orsha) == ()
    ship_two(shipped)
    before = log()
    (older,) = club_adopting.what_newer_versions_do(scene.trainer, scene.orsha)
    assert (older.old.version, older.new.version) == (1, 2)
    assert older.changes.new == ("lighting.level",)
    assert older.changes.gone == ("lighting.how",)
    assert older.changes.asked_again == (
        ("lighting.share", "lighting.share", "other_unit"),
        ("steam.leaks", "steam.leaks", "option_gone"),
    )
    assert older.changes.counted == ("lighting.share", "steam.leaks")
    (row,) = older.companies
    assert (row.company, row.state, row.shared) == ("Bakery", State.DRAFT, False)
    effect = scene.effect()
    assert (effect.kept, effect.asked_again, effect.dropped, effect.scores) == (2, 1, 1, None)
    sharing.share_draft(scene.member, scene.submission, shared=True)
    scores = scene.effect().scores
    assert scores
    assert (scores.before.score, scores.after.score, scores.as_handed_in) == (50, 50, False)
    assert (log(), scene.version()) == (before, 1), "looking changes nothing"


def test_the_trainer_takes_it_and_nothing_is_lost(scene: Scene, shipped: Shipped) -> None:
    ship_two(shipped)
    before = log()
    seen = scene.effect().seen
    for _ in range(2):  # a double click
        done = club_adopting.adopt_for_companies(scene.trainer, {scene.submission: seen})
        assert done == (club_adopting.Adopted(scene.submission, "Bakery"),)
    with database.reading() as connection:
        assert len(audit.of_action(connection, "version adopted", scene.member.company_id)) == 1
    assert scene.version() == 2
    assert scene.rows() == ()
    added = log()[len(before) :]
    assert log()[: len(before)] == before
    assert {event[4] for event in added} == {scene.trainer.person.id}
    assert ("lighting.how", "answer", ["clock"], None, scene.trainer.person.id) in added
    found = answering.find_submission(scene.member, "energy")
    assert found
    assert {name: answer.value for name, answer in found.sheet.answers.items()} == {
        "lighting.lamps": "some",
        "steam.leaks": "not_applicable",
    }


def test_the_company_is_told_until_it_hands_in(scene: Scene, shipped: Shipped) -> None:
    ship_two(shipped)
    assert told(scene.member) == {}
    scene.adopt()
    found = told(scene.member)["energy"]
    assert (found.by, found.old.version, found.new, found.kept) == ("Pavel", 1, 2, 2)
    assert (found.asked_again, found.dropped) == ({"lighting.share": 40}, {"lighting.how": ["clock"]})
    with database.reading() as connection:
        (entry,) = audit.of_action(connection, "version adopted", scene.member.company_id)
    assert entry.name == "Pavel"
    for question, raw in {"lighting.share": 300, "lighting.level": "all"}.items():
        answering.save_answer(scene.member, scene.submission, question, raw, 2 if question == "lighting.share" else 0)
    answering.hand_in(scene.member, scene.submission)
    assert told(scene.member) == {}
    answering.take_back(scene.member, scene.submission)
    assert told(scene.member) == {}


def test_who_took_it_themselves_is_told_nothing(scene: Scene, shipped: Shipped) -> None:
    ship_two(shipped)
    found = adopting.what_changes(scene.member, scene.submission)
    assert found
    adopting.adopt(scene.member, scene.submission, found.seen)
    assert told(scene.member) == {}


def test_what_is_handed_in_stays_and_what_is_returned_can_be_brought_over(scene: Scene, shipped: Shipped) -> None:
    answering.hand_in(scene.member, scene.submission)
    ship_two(shipped)
    (row,) = scene.rows()
    assert (row.state, row.effect) == (State.SUBMITTED, None)
    (kept_back,) = club_adopting.adopt_for_companies(scene.trainer, {scene.submission: ""})
    assert [mistake.code for mistake in kept_back.mistakes] == ["not-editable"]
    assert scene.version() == 1
    reviewing.decide(scene.trainer, scene.submission, Step.RETURN, "There is a newer version.")
    answering.save_answer(scene.member, scene.submission, "lighting.led", "all", 1)
    scores = scene.effect().scores
    assert scores
    assert (scores.before.score, scores.as_handed_in) == (50, True), "what was changed since is the company's affair"
    scene.adopt()
    review = reviewing.open_review(scene.trainer, scene.submission)
    assert (review.submission.checklist.version, review.cards["company"].score) == (1, 50)
    assert told(scene.member)


def test_files_and_remarks_follow_a_renamed_question(scene: Scene, shipped: Shipped) -> None:
    with database.transaction() as connection:
        at = now()
        for question, name in (("lighting.led", "lamps.pdf"), ("steam.leaks", "pipe.pdf")):
            attachments.add(
                connection,
                scene.submission,
                question,
                name=name,
                media_type="application/pdf",
                sha256="0" * 64,
                size=9,
                at=at,
                person_id=scene.member.person.id,
            )
    answering.hand_in(scene.member, scene.submission)
    reviewing.decide(scene.trainer, scene.submission, Step.RETURN, "There is a newer version.")
    ship_two(shipped)
    scene.adopt()
    there = {(one.name, one.question) for one in evidence.attached(scene.member, scene.submission)}
    assert there == {("lamps.pdf", "lighting.lamps"), ("pipe.pdf", "steam.leaks")}
    handed_in = {(one.name, one.question) for one in evidence.attached(scene.trainer, scene.submission)}
    assert handed_in == {("lamps.pdf", "lighting.led"), ("pipe.pdf", "steam.leaks")}
    found = answering.find_submission(scene.member, "energy")
    assert found
    where = {name: adopting.question_now(found.checklist, name, 1) for name in ("lighting.led", "lighting.how")}
    assert where == {"lighting.led": "lighting.lamps", "lighting.how": None}


def test_an_accepted_checklist_is_not_listed(scene: Scene, shipped: Shipped) -> None:
    answering.hand_in(scene.member, scene.submission)
    reviewing.decide(scene.trainer, scene.submission, Step.ACCEPT)
    ship_two(shipped)
    assert scene.rows() == ()


def test_one_company_whose_answers_changed_keeps_nobody_else_back(scene: Scene, shipped: Shipped) -> None:
    second = scene.club.member(scene.orsha, "anna", "Dairy")
    other = answered(second)
    ship_two(shipped)
    seen = {row.submission_id: row.effect.seen for row in scene.rows() if row.effect}
    answering.save_answer(scene.member, scene.submission, "lighting.share", "dont_know", 1)
    before = len(log())
    refused, done = club_adopting.adopt_for_companies(scene.trainer, seen)
    assert [mistake.code for mistake in refused.mistakes] == ["seen-otherwise"]
    assert done == club_adopting.Adopted(other, "Dairy")
    assert scene.version() == 1
    assert len(log()) > before
    assert [row.company for row in scene.rows()] == ["Bakery"]


def test_a_coordinator_does_it_in_the_clubs_given_to_them(scene: Scene, shipped: Shipped) -> None:
    ship_two(shipped)
    scene.adopt(scene.club.coordinator)
    assert scene.version() == 2
    another = scene.club.person(Role.COORDINATOR, "vera")
    with pytest.raises(NotPermitted):
        club_adopting.what_newer_versions_do(another, scene.orsha)


def test_strangers_see_and_take_nothing(scene: Scene, shipped: Shipped) -> None:
    ship_two(shipped)
    seen = scene.effect().seen
    vitebsk = scene.club.club("Vitebsk")
    strangers = (
        scene.member,
        scene.club.person(Role.TRAINER, "petr", vitebsk),
        scene.club.person(Role.OBSERVER, "donor", scene.orsha),
    )
    for stranger in strangers:
        with pytest.raises(NotPermitted):
            club_adopting.what_newer_versions_do(stranger, scene.orsha)
        with pytest.raises(NotPermitted):
            club_adopting.adopt_for_companies(stranger, {scene.submission: seen})
    with pytest.raises(NotFound):
        club_adopting.adopt_for_companies(scene.trainer, {scene.submission: seen, 999: ""})
    with pytest.raises(NotPermitted):
        told(scene.trainer)
    assert scene.version() == 1
