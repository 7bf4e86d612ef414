"""The months of the demonstration clubs, from the first meeting to yesterday."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Final

from recp_selfcheck.actions import (
    certifying,
    club_homework,
    clubs,
    meetings,
    part_handing_in,
    part_reading,
    phrases,
)
from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.session import Session
from recp_selfcheck.demo_club.calendar import Calendar
from recp_selfcheck.demo_club.cast import Account, Cast
from recp_selfcheck.demo_club.companies import PlayingCompany
from recp_selfcheck.demo_club.plants import Plant, read_plants
from recp_selfcheck.demo_club.script import PlayedClub, Script, read_script, spoken
from recp_selfcheck.people.certificates import Rules
from recp_selfcheck.people.roles import Role
from recp_selfcheck.storage import database

ZONE: Final = "Europe/Minsk"
_FIRST_DAY: Final = -350
_BEFORE_FIRST_MEETING: Final = 6  # days
_CODE_LASTS: Final = 28  # days
_UNREAD: Final = 5  # bills and plans
_CERTIFICATES: Final = 4  # given out in a club; the last is revoked


def play_clubs() -> tuple[Account, ...]:
    """Fill an empty database with the demonstration clubs and return everybody's account.

    NotPossibleNow (`has-data`) where there are accounts or data already; then nothing is written.
    """
    calendar = Calendar(now().date())
    course = Course(read_script(), Cast(), calendar)
    course.put_down()
    with database.all_or_nothing():
        calendar.play()
        course.cast.sign_out()
    return tuple(course.cast.accounts.values())


@dataclass(slots=True)
class Course:
    """What happens when; ids of clubs and meetings and the serials of certificates fill while it is played."""

    script: Script
    cast: Cast
    calendar: Calendar
    plants: dict[str, Plant] = field(default_factory=read_plants)
    club_ids: dict[str, int] = field(default_factory=dict)
    meeting_ids: dict[str, list[int]] = field(default_factory=dict)
    serials: list[str] = field(default_factory=list)

    def put_down(self) -> None:
        """Put everything down."""
        self.calendar.on(_FIRST_DAY, 8, partial(self.cast.begin, self.script))
        self.calendar.on(_FIRST_DAY, 9, self._keep_phrases)
        for name, club in self.script.clubs.items():
            first = min(club.meetings[0].day - _BEFORE_FIRST_MEETING, -5)
            self.calendar.on(first, 8, partial(self._make_club, name, club))
            self.calendar.on(first, 9, partial(self._gather, name, club))
            for place, meeting in enumerate(club.meetings):
                if meeting.day < 0:
                    self.calendar.on(meeting.day, 17, partial(self._note_attendance, name, place + 1))
            if club.meetings[0].day < 0 < club.meetings[-1].day:
                self.calendar.on(-3, 9, partial(self._make_code, name, club))  # the first one is too old by now
            self._work(name, club, first + 1)
        self.calendar.on(-4, 20, self._certify)
        self.calendar.on(-2, 19, self._revoke)
        self.calendar.on(-2, 20, self._read_parts)

    def _keep_phrases(self) -> None:
        for login, one in self.script.people.items():
            for phrase in self.script.say_all("phrases") if one.role is Role.TRAINER else ():
                phrases.keep_phrase(self.cast.session(login), phrase)

    def _make_club(self, name: str, club: PlayedClub) -> None:
        coordinator = self.cast.of(Role.COORDINATOR)
        made = self.club_ids[name] = clubs.make_club(coordinator, spoken(club.name), ZONE)
        clubs.set_rules(coordinator, made, Rules.of(club.rules))
        for login, one in self.script.people.items():
            if name in one.clubs:
                clubs.assign(coordinator, made, self.cast.session(login).person.id, assigned=True)
        self.meeting_ids[name] = [
            meetings.add_meeting(
                coordinator,
                made,
                title=spoken(one.title),
                day=self.calendar.date(one.day).isoformat(),
                hours=self.script.say("hours"),
                place=self.script.say("place"),
            )
            for one in club.meetings
        ]
        for homework in club.homework:
            club_homework.add_homework(
                coordinator,
                made,
                title=spoken(homework.title),
                parts=homework.parts,
                due=self.calendar.date(homework.due).isoformat(),
                meeting_id=self.meeting_ids[name][homework.meeting - 1],
            )

    def _gather(self, name: str, club: PlayedClub) -> None:
        """Let the companies join with a first code."""
        code = self._make_code(name, club)
        for company in self.script.companies:
            if company.club == name:
                self.cast.join(code, company)

    def _make_code(self, name: str, club: PlayedClub) -> str:
        last_day = now().date() + timedelta(days=_CODE_LASTS)
        return clubs.make_code(self._trainer(name), self.club_ids[name], last_day, club.code_uses)

    def _note_attendance(self, name: str, number: int) -> None:
        trainer = self._trainer(name)
        for company in self.script.companies:
            if company.club == name and number in company.attended:
                meeting_id = self.meeting_ids[name][number - 1]
                person_id = self.cast.session(company.member.login).person.id
                meetings.set_present(trainer, meeting_id, person_id, present=True)

    def _work(self, name: str, club: PlayedClub, day: int) -> None:
        ours = [company for company in self.script.companies if company.club == name]
        for place, company in enumerate(ours):
            PlayingCompany(
                script=self.script,
                company=company,
                club=club,
                plant=self.plants[company.plant],
                place=place,
                member=partial(self.cast.session, company.member.login),
                trainer=partial(self._trainer, name),
            ).put_down(self.calendar, day)

    def _certify(self) -> None:
        """Give out certificates where they are earned, and leave one to be given."""
        for name, club_id in self.club_ids.items():
            trainer = self._trainer(name)
            earned = [one for one in certifying.candidates(trainer, club_id) if not one.missing][:_CERTIFICATES]
            self.serials += [certifying.issue(trainer, club_id, one.person_id).serial for one in earned]

    def _revoke(self) -> None:
        """Revoke the last of them."""
        for serial in self.serials[-1:]:
            certifying.revoke(self.cast.of(Role.COORDINATOR), serial, self.script.say("revoked"))

    def _read_parts(self) -> None:
        """Read the bills and plans but the last handed in, and remark on one."""
        trainer = self.cast.of(Role.TRAINER)
        waiting = part_reading.parts_queue(trainer)
        for one in waiting[:-_UNREAD]:
            part_reading.mark_part_read(trainer, one.row.id, read=True)
        for bills in [one.row for one in waiting if one.row.part == part_handing_in.BILLS][-1:]:
            part_reading.remark_part(trainer, bills.company_id, bills.id, self.script.say("bills_remark"))

    def _trainer(self, club: str) -> Session:
        return self.cast.session(next(login for login, one in self.script.people.items() if club in one.clubs))
