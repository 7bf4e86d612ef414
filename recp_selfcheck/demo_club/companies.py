"""A company in the demonstration: its profile, its bills, its checklists, its plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from recp_selfcheck.actions import part_handing_in
from recp_selfcheck.actions.bills import save_bills
from recp_selfcheck.actions.company import save_field
from recp_selfcheck.actions.session import Session
from recp_selfcheck.assessment.months import Month
from recp_selfcheck.demo_club import plans
from recp_selfcheck.demo_club.calendar import Calendar
from recp_selfcheck.demo_club.plants import Plant, monthly_bills, profile_fields
from recp_selfcheck.demo_club.script import PlayedClub, PlayedCompany, Script, spoken
from recp_selfcheck.demo_club.sheets import Sheets

_BEFORE_DUE: Final = 8  # days
_LATE: Final = 3
_NO_LATER: Final = -3
_TAKEN: Final = {"begun": 2, "handed_in": 4, "followed_up": 6}  # measures
_DONE: Final = {"handed_in": 1, "followed_up": 4}


@dataclass(frozen=True, slots=True)
class PlayingCompany:
    """A company at work; `place` makes its days differ from those of the others."""

    script: Script
    company: PlayedCompany
    club: PlayedClub
    plant: Plant
    place: int
    member: Callable[[], Session]
    trainer: Callable[[], Session]

    def put_down(self, calendar: Calendar, day: int) -> None:
        """Put down all it does from `day` on."""
        year = calendar.date(self._due("energy")).year - 1
        calendar.on(day, 10, lambda: self.describe(year))
        if self.company.bills != "none":
            late = self.company.bills == "late"
            entered = self._day("bills", late=late)
            calendar.on(entered, 9, lambda: self.enter_bills(year, calendar.date(entered)))
            calendar.on(entered, 9.5, lambda: part_handing_in.hand_in_part(self.member(), part_handing_in.BILLS))
            calendar.on(-4, 9, lambda: self.enter_bills(year, calendar.date(-4), after=calendar.date(entered)))
        for checklist, reached in self.company.checklists.items():
            sheets = Sheets(self.script, self.company, checklist, self.member, self.trainer)
            sheets.put_down(calendar, self._day(checklist, late=reached == "late"), reached)
        if self.company.plan != "none":
            self._plan(calendar)

    def describe(self, year: int) -> None:
        """Fill in the company's page."""
        about = self.script.say("about", published=self.plant["year"], year=year)
        fields = {
            **profile_fields(self.plant, year, spoken(self.company.product)),
            **self.script.kinds[self.company.kind],
            "about": about,
        }
        for key, raw in fields.items():
            save_field(self.member(), key, raw, 0)

    def enter_bills(self, year: int, day: date, *, after: date | None = None) -> None:
        """Enter the bills there are on a day, those of before `after` being there already."""
        last = Month(day.year, day.month).plus(-1)
        entered = max(Month(after.year, after.month).plus(-1), Month(year, 12)) if after else Month(year, 1).plus(-1)
        bills = [one for one in monthly_bills(self.plant, year, last) if Month.read(one.month) > entered]
        save_bills(self.member(), bills)

    def _plan(self, calendar: Calendar) -> None:
        member, script = self.member, self.script
        begun = min(self._day("energy", late=False) + 12, -10)
        calendar.on(begun, 11, lambda: plans.take_over(member(), script, measures=_TAKEN[self.company.plan]))
        if self.company.plan == "begun":
            return
        done = begun + 6
        calendar.on(done, 12, lambda: plans.carry_out(member(), script, done=_DONE[self.company.plan]))
        calendar.on(done, 13, lambda: part_handing_in.hand_in_part(member(), part_handing_in.PLAN))
        if self.company.plan == "followed_up":
            calendar.on(-6, 12, lambda: plans.follow_up(member(), script))
            calendar.on(-6, 13, lambda: part_handing_in.hand_in_part(member(), part_handing_in.PLAN))

    def _due(self, part: str) -> int:
        return next(one.due for one in self.club.homework if part in one.parts)

    def _day(self, part: str, *, late: bool) -> int:
        due = self._due(part)
        return min(due + _LATE if late else due - _BEFORE_DUE + self.place % 5, _NO_LATER - self.place % 3)
