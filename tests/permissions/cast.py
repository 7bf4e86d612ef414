"""Companies whose every word and figure can be told apart, so that one on the wrong wire is found."""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from recp_selfcheck.actions import (
    answering,
    certifying,
    clubs,
    company,
    evidence,
    meetings,
    part_handing_in,
    plan,
)
from recp_selfcheck.actions.bills import BillChange, save_bills
from recp_selfcheck.actions.company import read_company
from recp_selfcheck.actions.content import content
from recp_selfcheck.actions.handing_in import what_is_missing
from recp_selfcheck.actions.session import Session
from recp_selfcheck.people.certificates import Rules
from recp_selfcheck.people.roles import Role
from tests.actions.club import ClubOfTests

CHECKLIST = "air"  # the shortest


@dataclass(frozen=True)
class Secret:
    """A company with its things; `word` is in everything it wrote, `figure` is every one of its bills."""

    word: str
    figure: int
    session: Session
    submission: int
    attachment: int
    part: int
    serial: str

    def content(self) -> tuple[bytes, ...]:
        """Return what on the wire would tell what it entered: its sentences, its figure in each way a number is sent."""
        digits = f"{self.figure:,}"
        written = [*self.wrote(self.word), str(self.figure), *(digits.replace(",", sign) for sign in ",\u00a0\u202f .")]
        return (*(one.encode() for one in written), struct.pack("<d", self.figure), struct.pack("<q", self.figure))

    def name(self) -> tuple[bytes, ...]:
        """Return what on the wire would tell that there is such a company."""
        return (self.word.encode(),)

    @staticmethod
    def wrote(word: str) -> tuple[str, ...]:
        """Return everything a company writes: note, measure, name of a file."""
        return f"{word} noted this", f"{word} plans this", f"{word} drew this"


@dataclass(frozen=True)
class Cast:
    """Everybody: sessions by role, companies by place, ids of clubs and of what they have by place."""

    sessions: Mapping[Role, Session]
    companies: Mapping[str, Secret]
    clubs: Mapping[str, int]


def build() -> Cast:
    """Make two clubs; `own` and `club` are companies of the first, `draft` keeps its draft there, `other` is elsewhere."""
    made = ClubOfTests()
    orsha, vitebsk = made.club("Orsha"), made.club("Vitebsk")
    trainers = {orsha: made.person(Role.TRAINER, "tanya", orsha), vitebsk: made.person(Role.TRAINER, "petr", vitebsk)}
    wanted = {
        "own": ("Wombatery", 91_736_451, orsha),
        "club": ("Quokkaworks", 82_645_937, orsha),
        "draft": ("Numbatmill", 73_516_849, orsha),
        "other": ("Axolotlyard", 64_829_573, vitebsk),
    }
    companies = {
        place: _company(
            made.member(club, word.lower(), word), trainers[club], club, word, figure, drafts=place == "draft"
        )
        for place, (word, figure, club) in wanted.items()
    }
    sessions = {
        Role.MEMBER: companies["own"].session,
        Role.TRAINER: trainers[orsha],
        Role.COORDINATOR: made.person(Role.COORDINATOR, "kostya", orsha),
        Role.OBSERVER: made.person(Role.OBSERVER, "oleg"),
    }
    return Cast(sessions, companies, {"club": orsha, "other": vitebsk})


def _company(member: Session, trainer: Session, club: int, word: str, figure: int, *, drafts: bool) -> Secret:
    save_bills(member, [BillChange("electricity", f"2025-{month:02}", "amount", figure, 0) for month in range(1, 13)])
    plan.add_own(member, Secret.wrote(word)[1])
    submission = answering.open_submission(member, CHECKLIST).id
    _answer(member, submission, word)
    attached = evidence.attach(
        member, submission, _first_question(), f"{Secret.wrote(word)[2]}.pdf", b"%PDF-1.7 " + word.encode()
    )
    if drafts:
        return Secret(word, figure, member, submission, attached.id, 0, "")
    answering.hand_in(member, submission)
    part_handing_in.hand_in_part(member, "plan")
    part = part_handing_in.handed_in_parts(member, member.company_id)[0].id
    clubs.set_rules(trainer, club, Rules(meetings=0))
    meetings.add_meeting(trainer, club, title="Air")
    serial = certifying.issue(trainer, club, member.person.id).serial
    return Secret(word, figure, member, submission, attached.id, part, serial)


def _answer(member: Session, submission: int, word: str) -> None:
    """Answer whatever is missing, until nothing is."""
    facts = content().site.questions
    while missing := _missing(member):
        for mistake in missing:
            name = str(mistake.values["question"])
            if mistake.code == "fact-missing":
                fact = facts[name]
                raw: Any = [fact.options[-1].id] if fact.kind == "multiple" else fact.options[0].id
                seen = read_company(member).cells.get(name)
                company.save_field(member, name, raw, seen.version if seen else 0)
            else:
                answering.save_answer(member, submission, name, "dont_know", 0)
    answering.save_answer(member, submission, _first_question(), Secret.wrote(word)[0], 0, field="note")


def _missing(member: Session) -> list[Any]:
    found = answering.find_submission(member, CHECKLIST)
    assert found
    return what_is_missing(found)


def _first_question() -> str:
    return next(iter(content().checklists[CHECKLIST].questions))
