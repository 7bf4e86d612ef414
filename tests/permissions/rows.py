"""What an action is about, and who may do it where: the rows of the table of permissions.

Places are whose thing an action is tried with:

own     a member's own company, club, account, certificate …; for anybody else one more company of their club
club    another company of one's club, which has handed in
draft   another company of one's club, whose checklist is a draft it keeps to itself
shared  the same, and it shares the draft
other   a company, person or thing of another club
staff   the account of somebody who is no member
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from recp_selfcheck.people.roles import Role

THINGS: Mapping[str, str] = {
    "submission_id": "submission",
    "attachment_id": "attachment",
    "company_id": "company",
    "club_id": "club",
    "meeting_id": "meeting",
    "here": "meeting",
    "there": "meeting again",
    "homework_id": "homework",
    "person_id": "person",
    "serial": "serial",
    "code": "code",
    "part_id": "part",
    "entry_id": "entry",
    "phrase_id": "phrase",
    "chosen": "submission",
}
"""Parameters that name a thing which belongs to somebody, and which thing."""
WRAPPED: Mapping[str, Callable[[Any], Any]] = {"chosen": lambda submission: {submission: ""}}
"""Parameters that hold the thing in something else."""
PLACES: Mapping[str, tuple[str, ...]] = {
    "submission": ("own", "club", "draft", "shared", "other"),
    "attachment": ("own", "club", "draft", "shared", "other"),
    "company": ("own", "club", "other"),
    "entry": ("own", "club", "other"),
    "part": ("own", "club", "other"),
    "serial": ("own", "club", "other"),
    "person": ("own", "club", "other", "staff"),
    "phrase": ("own", "other"),
    "nothing": ("own",),
}
"""Where there is a thing of each kind; every other kind is a club's: `club` and `other`."""


@dataclass(frozen=True, slots=True)
class Row:
    """The places where each role may do something with a thing.

    `given` are the values of the parameters that name nothing of anybody. `about` says what it is about where no
    parameter does: `company` is the one the session stands for. A second thing must be refused where it is of another
    club than the first, except where `second_free`. `silent` actions do nothing instead of refusing; of one with
    `nothing_there` the value given names nothing the small content knows.
    """

    member: str = ""
    trainer: str = ""
    coordinator: str = ""
    observer: str = ""
    given: Mapping[str, Any] = field(default_factory=dict)
    about: str = ""
    second_free: bool = False
    silent: bool = False
    nothing_there: bool = False

    def places(self, role: Role) -> frozenset[str]:
        """Return where a role may do it."""
        return frozenset(str(getattr(self, role.value)).split())


def own_company(**given: Any) -> Row:
    """Return the row of what a company does with its own things, and nobody else."""
    return Row(member="own", given=given, about="company")


def handed_in(**given: Any) -> Row:
    """Return the row of reading what a company has handed in or shares."""
    read = "own club shared"
    return Row(member="own", trainer=read, coordinator=read, given=given, about="company")


def read_handed_in(**given: Any) -> Row:
    """Return the row of reading what a company has handed in, by the company or by the part."""
    return Row(member="own", trainer="own club", coordinator="own club", given=given)


def of_programme(**given: Any) -> Row:
    """Return the row of the figures of the whole programme."""
    return Row(coordinator="own", observer="own", given=given, about="nothing")


def reviewed(**given: Any) -> Row:
    """Return the row of what trainers do with what was handed in or shared."""
    return Row(trainer="own club shared", given=given)


def read_club(**given: Any) -> Row:
    """Return the row of what everybody of a club may see of it."""
    return Row(member="club", trainer="club", coordinator="club other", given=given)


def managed(**given: Any) -> Row:
    """Return the row of managing a club."""
    return Row(trainer="own club", coordinator="own club other", given=given)


def of_own_clubs(**given: Any) -> Row:
    """Return the row of what trainers and coordinators do in the clubs assigned to them."""
    return Row(trainer="club", coordinator="club", given=given)


def programme(**given: Any) -> Row:
    """Return the row of what coordinators do for the whole programme."""
    everywhere = "own club other staff"
    return Row(coordinator=everywhere, given=given, about="nothing", second_free=True)


def of_trainers(**given: Any) -> Row:
    """Return the row of what trainers and coordinators have for themselves."""
    return Row(trainer="own", coordinator="own", given=given, about="nothing")


def own_account(**given: Any) -> Row:
    """Return the row of what everybody does with their own account, which no parameter names."""
    return Row("own", "own", "own", "own", given=given, about="nothing")
