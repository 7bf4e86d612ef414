"""What a report is made from: everything of one company in one reading, and nothing of anybody else's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recp_selfcheck.actions import answering, company, plan, reporting
from recp_selfcheck.actions.session import Session
from recp_selfcheck.errors import NotFound, NotPermitted
from recp_selfcheck.people.review import State

ANSWERS = {"lighting.led": "some", "lighting.how": ["clock"], "lighting.share": 40, "steam.leaks": "dont_know"}


def answer(session: Session) -> int:
    company.save_field(session, "name", "Пекарня", 0)
    company.save_field(session, "site.systems", ["lighting", "steam"], 0)
    submission = answering.open_submission(session, "energy")
    for question, raw in ANSWERS.items():
        answering.save_answer(session, submission.id, question, raw, 0)
    answering.save_answer(session, submission.id, "lighting.led", 2, 0, field="evidence")
    answering.save_answer(session, submission.id, "lighting.led", "Hall 2", 0, field="note")
    return submission.id


def test_an_empty_company_has_nothing_but_the_checklists_that_wait(session: Session) -> None:
    findings = reporting.gather(session, "en")
    assert findings.checked == findings.answered == findings.plan == ()
    assert findings.waiting == ("Energy", "Water")
    assert not findings.resources.by_resource


def test_answers_evidence_and_notes_are_gathered(session: Session) -> None:
    answer(session)
    findings = reporting.gather(session, "en", "Europe/Minsk")
    (done,) = findings.answered
    assert (done.checklist.id, done.state, done.asked, done.answered) == ("energy", State.DRAFT, 4, 4)
    assert done.evidence == {"lighting.led": 2}
    assert done.notes == {"lighting.led": "Hall 2"}
    assert done.proven == pytest.approx(1 / 3), "one of three rated questions of equal weight has a bill behind it"
    assert (done.handed_in, done.reviewer) == (None, "")
    assert findings.waiting == ("Water",)
    assert findings.profile.name == "Пекарня"


def test_what_was_handed_in_says_so_and_stays_as_it_was(session: Session) -> None:
    receipt = answering.hand_in(session, answer(session))
    company.save_field(session, "site.systems", ["lighting"], 1)
    (done,) = reporting.gather(session, "en").answered
    assert done.state is State.SUBMITTED
    assert done.handed_in == receipt.at
    assert done.asked == 4, "the facts of the frozen copy, not today's"
    ((name, copy),) = reporting.frozen_copies(session)
    assert name.startswith("energy-1-")
    assert copy == receipt.copy


def test_the_plan_is_gathered_too(session: Session) -> None:
    plan.add_own(session, "Insulate the pipe")
    assert [entry.title for entry in reporting.gather(session, "en").plan] == ["Insulate the pipe"]


def test_printing_begins_nothing(session: Session) -> None:
    printed = reporting.printed(session, "water", "en")
    assert printed.checklist.id == "water"
    assert not printed.sheet.answers
    assert answering.find_submission(session, "water") is None


def test_a_checklist_is_printed_with_what_was_answered(session: Session) -> None:
    answer(session)
    printed = reporting.printed(session, "energy", "en")
    assert printed.company == "Пекарня"
    assert set(printed.sheet.answers) == set(ANSWERS)
    assert printed.notes == {"lighting.led": "Hall 2"}


def test_a_checklist_nobody_ships_cannot_be_printed(session: Session) -> None:
    with pytest.raises(NotFound):
        reporting.printed(session, "astrology", "en")


def test_nobody_gathers_another_company_s(session: Session) -> None:
    other = replace(session, company_id=session.company_id + 1)
    for read in (
        lambda: reporting.gather(other, "en"),
        lambda: reporting.printed(other, "energy", "en"),
        lambda: reporting.frozen_copies(other),
    ):
        with pytest.raises(NotPermitted):
            read()
