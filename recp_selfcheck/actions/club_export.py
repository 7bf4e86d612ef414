"""All there is to tell of a club, for its files: never what a company answered, only how far it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from recp_selfcheck.actions import content
from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.club_companies import names_of
from recp_selfcheck.actions.club_homework import progress_in
from recp_selfcheck.actions.clubs import thing_of
from recp_selfcheck.actions.meetings import Attendance, attendance_of
from recp_selfcheck.actions.session import Session, check
from recp_selfcheck.people.review import State
from recp_selfcheck.people.roles import Permission, Person, Thing, may
from recp_selfcheck.reports.listings import club as lines
from recp_selfcheck.reports.listings.club import ClubTables
from recp_selfcheck.storage import audit, certificates, clubs, database, meetings, scores
from recp_selfcheck.storage.database import Connection
from recp_selfcheck.storage.meetings import Homework

_Members = Sequence[tuple[int, str, str, int, str, bool]]


def gather_club(session: Session, club_id: int, language: str) -> ClubTables:
    """Return a club as tables, titles in `language`; that it was taken away is written down.

    Scores are there where the person may read what the companies handed in.
    """
    with database.transaction() as connection:
        person = check(connection, session, Permission.MANAGE_CLUB, thing_of(club_id))
        club = clubs.get(connection, club_id)
        zone, moment = ZoneInfo(club.time_zone), now()
        names, members = names_of(connection, club_id), clubs.members(connection, club_id)
        present = attendance_of(connection, club_id)
        homework = meetings.homework_of_clubs(connection, [club_id])
        audit.note(connection, "club exported", at=moment, person_id=person.id, club_id=club_id)
        return ClubTables(
            name=club.name,
            time_zone=club.time_zone,
            made_at=moment.astimezone(zone),
            titles=_titles(language),
            companies=tuple(_companies(names, clubs.joined_at(connection, club_id), members, zone)),
            members=tuple(_members(members, present)),
            meetings=tuple(
                lines.MeetingLine(
                    one.title, _day(one.day), one.hours, one.place, one.cancelled, _present(present, one.id)
                )
                for one in present.meetings
            ),
            attendance=tuple(_attendance(members, present)),
            homework=tuple(_homework(homework, present)),
            states=tuple(_states(connection, homework, zone)),
            scores=tuple(_scores(connection, person, names)),
            certificates=tuple(_certificates(connection, club_id, zone)),
        )


def _titles(language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for ident, shipped in content.content().checklists.items():
        checklist = content.translated_checklist(shipped, language).checklist
        found[ident] = checklist.title
        found |= {f"{ident}/{section.id}": section.title for section in checklist.all_sections}
    return found


def _companies(
    names: Mapping[int, str], joined: Mapping[int, datetime], members: _Members, zone: ZoneInfo
) -> Iterator[lines.CompanyLine]:
    for ident, name in names.items():
        people = sum(company == ident for _, _, _, company, _, _ in members)
        yield lines.CompanyLine(name, joined[ident].astimezone(zone).date(), people)


def _members(members: _Members, present: Attendance) -> Iterator[lines.MemberLine]:
    for person_id, name, login, _, company, locked in members:
        yield lines.MemberLine(company, name, login, locked, present.attended(person_id))


def _present(present: Attendance, meeting_id: int) -> int:
    return len(present.present[meeting_id])


def _attendance(members: _Members, present: Attendance) -> Iterator[lines.AttendanceLine]:
    for meeting in present.meetings:
        if not meeting.cancelled:
            for person_id, name, _, _, company, _ in members:
                there = person_id in present.present[meeting.id]
                yield lines.AttendanceLine(meeting.title, _day(meeting.day), company, name, there)


def _homework(homework: Sequence[Homework], present: Attendance) -> Iterator[lines.HomeworkLine]:
    titles = {one.id: one.title for one in present.meetings}
    for one in homework:
        given_at = titles.get(one.meeting_id, "") if one.meeting_id else ""
        yield lines.HomeworkLine(one.title, _day(one.due), one.parts, given_at, one.withdrawn)


def _states(connection: Connection, homework: Sequence[Homework], zone: ZoneInfo) -> Iterator[lines.StateLine]:
    for one in homework:
        if one.withdrawn:
            continue
        for row in progress_in(connection, one):
            for part in row.parts:
                at = part.handed_in_at.astimezone(zone).date() if part.handed_in_at else None
                yield lines.StateLine(one.title, _day(one.due), row.company, part.part, part.state, at, part.late)


def _scores(connection: Connection, person: Person, names: Mapping[int, str]) -> Iterator[lines.ScoreLine]:
    readable = [
        company
        for company in names
        if may(
            person,
            Permission.READ_SUBMISSION,
            Thing(company, clubs.of_company(connection, company), State.ACCEPTED),
        )
    ]
    for ident, checklist in content.content().checklists.items():
        order = ["", *(section.id for section in checklist.all_sections)]
        found = scores.accepted(connection, ident, readable)
        known = [one for one in found if one.section in order]
        for one in sorted(known, key=lambda row: (readable.index(row.company_id), order.index(row.section))):
            yield lines.ScoreLine(names[one.company_id], ident, one.version, one.section, one.score)


def _certificates(connection: Connection, club_id: int, zone: ZoneInfo) -> Iterator[lines.CertificateLine]:
    for one in certificates.of_club(connection, club_id):
        revoked = one.revoked_at.astimezone(zone).date() if one.revoked_at else None
        given = one.issued_at.astimezone(zone).date()
        yield lines.CertificateLine(one.serial, one.person_name, one.company_name, given, revoked, one.revoked_why)


def _day(written: str) -> date | None:
    return date.fromisoformat(written) if written else None
