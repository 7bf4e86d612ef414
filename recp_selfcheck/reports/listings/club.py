"""A club as tables: companies, people, meetings, homework and how far everybody is, scores, certificates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from recp_selfcheck.i18n import text
from recp_selfcheck.people.review import State
from recp_selfcheck.reports.listings.listing import Field, Listing, Value


class CompanyLine(NamedTuple):
    """A company of the club, since when, and how many people it has there."""

    name: str
    joined: date
    people: int


class MemberLine(NamedTuple):
    """Somebody of a company, and how many meetings they were at."""

    company: str
    name: str
    login: str
    locked: bool
    attended: int


class MeetingLine(NamedTuple):
    """A meeting, and how many people were there."""

    title: str
    day: date | None
    hours: str
    place: str
    cancelled: bool
    present: int


class AttendanceLine(NamedTuple):
    """Whether somebody was at a meeting."""

    meeting: str
    day: date | None
    company: str
    name: str
    present: bool


class HomeworkLine(NamedTuple):
    """A piece of homework; `parts` are ids of checklists, `bills` or `plan`."""

    title: str
    due: date | None
    parts: tuple[str, ...]
    meeting: str
    withdrawn: bool


class StateLine(NamedTuple):
    """How far a company is with a part of its homework."""

    homework: str
    due: date | None
    company: str
    part: str
    state: State | None
    handed_in: date | None
    late: bool


class ScoreLine(NamedTuple):
    """An accepted score of a company, agreed with the trainer; of the whole checklist with `section` ""."""

    company: str
    part: str
    version: int
    section: str
    score: float


class CertificateLine(NamedTuple):
    """A certificate; the names are as printed, "" where the person has deleted their account."""

    serial: str
    name: str
    company: str
    given: date
    revoked: date | None
    why: str


@dataclass(frozen=True, slots=True)
class ClubTables:
    """All there is to tell of a club; `titles` are those of checklists and their sections in the reader's language.

    A checklist's title stands under its id, a section's under `<checklist>/<section>`.
    """

    name: str
    time_zone: str
    made_at: datetime
    titles: Mapping[str, str]
    companies: tuple[CompanyLine, ...]
    members: tuple[MemberLine, ...]
    meetings: tuple[MeetingLine, ...]
    attendance: tuple[AttendanceLine, ...]
    homework: tuple[HomeworkLine, ...]
    states: tuple[StateLine, ...]
    scores: tuple[ScoreLine, ...]
    certificates: tuple[CertificateLine, ...]


_LONG, _LONGER, _SHORT, _DAY = 36, 48, 10, 12


def club_listings(club: ClubTables) -> tuple[Listing, ...]:
    """Return every table, in the order of the sheets."""
    return (
        _companies(club),
        _members(club),
        _meetings(club),
        _attendance(club),
        _homework(club),
        _states(club),
        _scores(club),
        _certificates(club),
    )


def _companies(club: ClubTables) -> Listing:
    fields = (
        Field(text("Company"), width=_LONG),
        Field(text("In the club since"), "day", 18),
        Field(text("People"), "number", _SHORT),
    )
    return Listing(
        "companies", text("Companies", context="sheet"), fields, tuple(tuple(line) for line in club.companies)
    )


def _members(club: ClubTables) -> Listing:
    fields = (
        Field(text("Company"), width=_LONG),
        Field(text("Name of the person"), width=_LONG),
        Field(text("Login"), width=_LONG),
        Field(text("Account")),
        Field(text("Meetings attended"), "number"),
    )
    rows = tuple(
        (line.company, line.name, line.login, text("locked") if line.locked else text("open"), line.attended)
        for line in club.members
    )
    return Listing("members", text("People"), fields, rows)


def _meetings(club: ClubTables) -> Listing:
    fields = (
        Field(text("Meeting"), width=_LONG),
        Field(text("Day"), "day", _DAY),
        Field(text("Hours")),
        Field(text("Place"), width=_LONG),
        Field(text("State")),
        Field(text("People there"), "number"),
    )
    rows = tuple(
        (line.title, line.day, line.hours, line.place, text("cancelled") if line.cancelled else None, line.present)
        for line in club.meetings
    )
    return Listing("meetings", text("Meetings"), fields, rows)


def _attendance(club: ClubTables) -> Listing:
    fields = (
        Field(text("Meeting"), width=_LONG),
        Field(text("Day"), "day", _DAY),
        Field(text("Company"), width=_LONG),
        Field(text("Name of the person"), width=_LONG),
        Field(text("Was there")),
    )
    rows = tuple((*line[:-1], text("yes") if line.present else text("no")) for line in club.attendance)
    return Listing("attendance", text("Attendance"), fields, rows)


def _homework(club: ClubTables) -> Listing:
    fields = (
        Field(text("Homework"), width=_LONG),
        Field(text("Last day"), "day", _DAY),
        Field(text("Parts"), width=_LONGER),
        Field(text("Given at"), width=_LONG),
        Field(text("State")),
    )
    rows = tuple(
        (
            line.title,
            line.due,
            ", ".join(part_words(part, club.titles) for part in line.parts),
            line.meeting,
            text("withdrawn") if line.withdrawn else None,
        )
        for line in club.homework
    )
    return Listing("homework", text("Homework"), fields, rows)


def _states(club: ClubTables) -> Listing:
    fields = (
        Field(text("Homework"), width=_LONG),
        Field(text("Last day"), "day", _DAY),
        Field(text("Company"), width=_LONG),
        Field(text("What is handed in"), width=_LONG),
        Field(text("State"), width=18),
        Field(text("First handed in"), "day", 18),
        Field(text("Late")),
    )
    rows: tuple[tuple[Value, ...], ...] = tuple(
        (
            line.homework,
            line.due,
            line.company,
            part_words(line.part, club.titles),
            state_words(line.state),
            line.handed_in,
            text("late") if line.late else None,
        )
        for line in club.states
    )
    return Listing("states", text("State of homework"), fields, rows)


def _scores(club: ClubTables) -> Listing:
    fields = (
        Field(text("Company"), width=_LONG),
        Field(text("Checklist"), width=_LONG),
        Field(text("Version"), "number", _SHORT),
        Field(text("Section"), width=_LONG),
        Field(text("Accepted score, of 100"), "points", 22),
    )
    rows = tuple(
        (
            line.company,
            part_words(line.part, club.titles),
            line.version,
            club.titles.get(f"{line.part}/{line.section}", line.section) if line.section else text("the whole"),
            line.score,
        )
        for line in club.scores
    )
    return Listing("scores", text("Accepted scores"), fields, rows)


def _certificates(club: ClubTables) -> Listing:
    fields = (
        Field(text("Serial number"), width=18),
        Field(text("Name of the person"), width=_LONG),
        Field(text("Company"), width=_LONG),
        Field(text("Given out"), "day", _DAY),
        Field(text("Revoked"), "day", _DAY),
        Field(text("Why revoked"), width=_LONGER),
    )
    rows = tuple(tuple(line) for line in club.certificates)
    return Listing("certificates", text("Certificates"), fields, rows)


def state_words(state: State | None) -> str:
    """Say how far a part is."""
    if state is None:
        return text("not begun")
    return {
        State.DRAFT: text("being answered"),
        State.SUBMITTED: text("handed in"),
        State.RETURNED: text("returned"),
        State.ACCEPTED: text("accepted"),
    }[state]


def part_words(part: str, titles: Mapping[str, str]) -> str:
    """Return what a part of homework is called."""
    return {"bills": text("Twelve months of bills"), "plan": text("Action plan")}.get(part) or titles.get(part, part)
