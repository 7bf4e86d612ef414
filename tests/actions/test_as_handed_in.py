"""What a company works on after its checklist was returned, or took away before handing in, is its own affair."""

from __future__ import annotations

import pytest

from recp_selfcheck.actions import answering, company, evidence, reviewing, sharing
from recp_selfcheck.actions.session import Session
from recp_selfcheck.errors import NotPermitted
from recp_selfcheck.people.review import Step
from recp_selfcheck.people.roles import Role

from .club import ClubOfTests

PDF = b"%PDF-1.7 "


@pytest.fixture
def member(club_of_tests: ClubOfTests) -> Session:
    return club_of_tests.member(club_of_tests.club("Orsha"), "ivan")


@pytest.fixture
def trainer(club_of_tests: ClubOfTests, member: Session) -> Session:
    return club_of_tests.person(Role.TRAINER, "pavel", *club_of_tests.codes)


@pytest.fixture
def submission(member: Session) -> int:
    """A checklist answered, with a note and a file, and one more file that was taken away again."""
    company.save_field(member, "site.systems", ["lighting"], 0)
    made = answering.open_submission(member, "energy").id
    for question in ("lighting.led", "lighting.how", "lighting.share"):
        answering.save_answer(member, made, question, "dont_know", 0)
    answering.save_answer(member, made, "lighting.led", "As handed in", 0, field="note")
    evidence.attach(member, made, "lighting.led", "handed in.pdf", PDF + b"handed in")
    taken_away = evidence.attach(member, made, "lighting.led", "wrong.pdf", PDF + b"wrong")
    evidence.detach(member, taken_away.id)
    return made


def test_what_is_written_after_the_return_is_not_shown_to_the_trainer(
    member: Session, trainer: Session, submission: int
) -> None:
    answering.hand_in(member, submission)
    reviewing.decide(trainer, submission, Step.RETURN, "Look again.")
    answering.save_answer(member, submission, "lighting.led", "all", 1)
    answering.save_answer(member, submission, "lighting.led", "Not for you yet", 1, field="note")
    answering.save_answer(member, submission, "lighting.how", "Nor this", 0, field="note")
    answering.save_answer(member, submission, "lighting.led", 2, 0, field="evidence")
    seen = reviewing.open_review(trainer, submission).submission
    assert {key: cell.value for key, cell in seen.cells.items() if key[1] != "answer"} == {
        ("lighting.led", "note"): "As handed in"
    }
    assert seen.sheet.answers["lighting.led"].value == "dont_know"
    assert [event.new for event in reviewing.history(trainer, submission, "lighting.led")] == ["dont_know"]
    assert [event.new for event in reviewing.history(member, submission, "lighting.led")] == ["dont_know", "all"]
    answering.hand_in(member, submission)
    again = reviewing.open_review(trainer, submission).submission
    assert again.cells["lighting.led", "note"].value == "Not for you yet"
    assert [event.new for event in reviewing.history(trainer, submission, "lighting.led")] == ["dont_know", "all"]


def test_a_file_that_was_not_handed_in_is_nobody_else_s(member: Session, trainer: Session, submission: int) -> None:
    answering.hand_in(member, submission)
    (handed_in,) = evidence.attached(trainer, submission)
    taken_away = handed_in.id + 1
    assert evidence.fetch(trainer, handed_in.id)[0].name == "handed in.pdf"
    assert evidence.fetch(member, taken_away)[0].name == "wrong.pdf"
    with pytest.raises(NotPermitted):
        evidence.fetch(trainer, taken_away)
    reviewing.decide(trainer, submission, Step.RETURN, "Look again.")
    evidence.detach(member, handed_in.id)
    later = evidence.attach(member, submission, "lighting.led", "later.pdf", PDF + b"later")
    assert [one.name for one in evidence.attached(trainer, submission)] == ["handed in.pdf"]
    assert [one.name for one in evidence.attached(member, submission)] == ["later.pdf"]
    with pytest.raises(NotPermitted):
        evidence.fetch(trainer, later.id)


def test_of_a_shared_draft_the_trainer_gets_the_files_it_has_now(
    member: Session, trainer: Session, submission: int
) -> None:
    sharing.share_draft(member, submission, shared=True)
    (there,) = evidence.attached(trainer, submission)
    assert evidence.fetch(trainer, there.id)[1] == PDF + b"handed in"
    with pytest.raises(NotPermitted):
        evidence.fetch(trainer, there.id + 1)


def test_a_company_does_not_open_the_review_of_itself(member: Session, trainer: Session, submission: int) -> None:
    answering.hand_in(member, submission)
    reviewing.save_review(trainer, submission, "lighting.led", "Not sent yet", 0, field="remark")
    with pytest.raises(NotPermitted):
        reviewing.open_review(member, submission)
