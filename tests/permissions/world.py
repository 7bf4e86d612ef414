"""Two clubs with everything in them that belongs to somebody, and the people of every role."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from recp_selfcheck.actions import (
    answering,
    certifying,
    club_homework,
    clubs,
    company,
    evidence,
    meetings,
    part_handing_in,
    phrases,
    plan,
    sharing,
    signing_in,
)
from recp_selfcheck.actions.session import Session
from recp_selfcheck.people.certificates import Rules
from recp_selfcheck.people.roles import Role
from tests.actions.club import ClubOfTests

ANSWERS = {"lighting.led": "some", "lighting.how": ["clock"], "lighting.share": 37.5}


@dataclass(frozen=True)
class World:
    """Sessions by role and the things by kind and place; `ended` is a member's session after signing out."""

    sessions: Mapping[Role, Session]
    ended: Session
    things: Mapping[str, Mapping[str, Any]]

    def thing(self, kind: str, place: str) -> Any:
        """Return a thing, of a club's things that at `club` for the companies of that club, too."""
        of_kind = self.things[kind]
        return of_kind[place] if place in of_kind else of_kind["other" if place == "other" else "club"]


def build() -> World:
    """Make both clubs through the actions people use."""
    made = ClubOfTests()
    orsha, vitebsk = made.club("Orsha"), made.club("Vitebsk")
    anna, boris = made.member(orsha, "anna", "Bakery"), made.member(orsha, "boris", "Dairy")
    lida, helen = made.member(orsha, "lida", "Laundry"), made.member(orsha, "helen", "Hotel")
    vera = made.member(vitebsk, "vera", "Foundry")
    tanya, petr = made.person(Role.TRAINER, "tanya", orsha), made.person(Role.TRAINER, "petr", vitebsk)
    sessions = {
        Role.MEMBER: anna,
        Role.TRAINER: tanya,
        Role.COORDINATOR: made.person(Role.COORDINATOR, "kostya", orsha),
        Role.OBSERVER: made.person(Role.OBSERVER, "oleg"),
    }
    work = {place: _company(who) for place, who in (("own", anna), ("club", boris), ("other", vera))}
    work |= {"draft": _draft(lida), "shared": _draft(helen)}
    sharing.share_draft(helen, work["shared"]["submission"], shared=True)
    of_clubs = {place: _club(who, club) for place, who, club in (("club", tanya, orsha), ("other", petr, vitebsk))}
    of_clubs["club"]["code"], of_clubs["other"]["code"] = made.codes[orsha], made.codes[vitebsk]
    people = {"own": anna, "club": boris, "other": vera}
    for place, member in people.items():
        trainer, club = (petr, vitebsk) if place == "other" else (tanya, orsha)
        work[place]["serial"] = certifying.issue(trainer, club, member.person.id).serial
        work[place]["person"] = member.person.id
    things = {kind: {place: of[kind] for place, of in work.items() if kind in of} for kind in work["own"]}
    things |= {kind: {place: of[kind] for place, of in of_clubs.items()} for kind in of_clubs["club"]}
    things["person"] |= {"staff": petr.person.id}
    things["phrase"] = {"own": _phrase(tanya), "other": _phrase(petr)}
    return World(sessions, _signed_out(made, orsha), things)


def _draft(member: Session) -> dict[str, Any]:
    company.save_field(member, "site.systems", ["lighting"], 0)
    submission = answering.open_submission(member, "energy").id
    for question, raw in ANSWERS.items():
        answering.save_answer(member, submission, question, raw, 0)
    attached = evidence.attach(member, submission, "lighting.led", "a.pdf", b"%PDF-1.7 of one company")
    return {"submission": submission, "attachment": attached.id, "company": member.company_id}


def _company(member: Session) -> dict[str, Any]:
    made = _draft(member)
    answering.hand_in(member, made["submission"])
    entry = plan.add_own(member, "Mend the tap")
    part_handing_in.hand_in_part(member, "plan")
    part = part_handing_in.handed_in_parts(member, member.company_id)[0].id
    return {**made, "entry": entry, "part": part}


def _club(trainer: Session, club: int) -> dict[str, Any]:
    clubs.set_rules(trainer, club, Rules(meetings=0))
    return {
        "club": club,
        "meeting": meetings.add_meeting(trainer, club, title="Energy"),
        "meeting again": meetings.add_meeting(trainer, club, title="Water"),
        "homework": club_homework.add_homework(trainer, club, title="At home", parts=["plan"]),
    }


def _phrase(trainer: Session) -> int:
    phrases.keep_phrase(trainer, "Say more.")
    return phrases.list_phrases(trainer)[0].id


def _signed_out(made: ClubOfTests, club: int) -> Session:
    somebody = made.member(club, "gleb", "Garage")
    signing_in.sign_out(somebody.token)
    return somebody
