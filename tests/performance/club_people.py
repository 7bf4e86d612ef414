"""A club to measure with, made in an empty database through the actions people use.

`python -m tests.performance.club_people 40 1` prints the tokens of the sessions it began. Every company has four fifths
of the checklist on energy answered and all others handed in; the trainer has accepted a third of those.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from random import Random
from typing import Any

from recp_selfcheck.actions import answering, club_homework, company, reviewing
from recp_selfcheck.actions.content import content
from recp_selfcheck.actions.session import Session
from recp_selfcheck.assessment import conditions
from recp_selfcheck.checklists.model import Question
from recp_selfcheck.people.review import Step
from recp_selfcheck.people.roles import Role
from tests.actions.club import ClubOfTests

IN_WORK = "energy"


@dataclass(frozen=True, slots=True)
class People:
    """The sessions of a club's people, and its id."""

    club: int
    members: tuple[Session, ...]
    trainer: Session


def gather(companies: int, *, checklists: int = 1) -> People:
    """Make a club of companies that have handed in so many checklists besides the one they are at work on."""
    club = ClubOfTests()
    orsha = club.club("Orsha")
    trainer = club.person(Role.TRAINER, "trainer", orsha)
    handed_in = [name for name in content().checklists if name != IN_WORK][:checklists]
    for name in (*handed_in, IN_WORK):
        club_homework.add_homework(trainer, orsha, title=name, parts=[name], due="2027-02-18")
    members = tuple(club.member(orsha, f"member{n}", f"Plant {n}") for n in range(companies))
    for n, member in enumerate(members):
        chance = Random(n)
        _tell_facts(member, chance)
        _answer(member, IN_WORK, chance, share=0.8)
        for name in handed_in:
            draft = _answer(member, name, chance)
            answering.hand_in(member, draft)
            if n % 3 == 0:
                reviewing.open_review(trainer, draft)
                reviewing.decide(trainer, draft, Step.ACCEPT)
    return People(orsha, members, trainer)


def _tell_facts(member: Session, chance: Random) -> None:
    for fact in content().site.questions.values():
        everything = [option.id for option in fact.options if not option.exclusive]
        raw = everything if fact.kind == "multiple" else _choice(fact, chance)
        if raw is not None:
            company.save_field(member, fact.id, raw, 0)


def _answer(member: Session, checklist: str, chance: Random, share: float = 1.0) -> int:
    """Answer a share of the questions, and those that follow from the answers too; return the submission's id."""
    left_out: set[str] = set()
    while True:
        submission = answering.open_submission(member, checklist)
        asked = conditions.asked(submission.checklist, submission.sheet)
        open_ = [name for name in asked if name not in submission.sheet.answers and name not in left_out]
        if not open_:
            return submission.id
        for name in open_:
            if chance.random() >= share:
                left_out.add(name)
                continue
            answering.save_answer(
                member, submission.id, name, _choice(submission.checklist.questions[name], chance) or "dont_know", 0
            )


def _choice(question: Question, chance: Random) -> Any:
    return chance.choice(question.options).id if question.kind == "options" and question.options else None


if __name__ == "__main__":
    made = gather(int(sys.argv[1]), checklists=int(sys.argv[2]))
    told = {"club": made.club, "members": [one.token for one in made.members], "trainer": made.trainer.token}
    sys.stdout.write(json.dumps(told))
