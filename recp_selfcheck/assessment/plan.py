"""The action plan: who does which measure by when, and in which states it can be."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final

from recp_selfcheck.assessment.expected import Expected
from recp_selfcheck.assessment.months import Month
from recp_selfcheck.errors import Mistake, NotPossibleNow

FOLLOW_UPS: Final = (6, 12)  # months after a measure was done
ENOUGH_DONE: Final = 3  # for the certificate: done or verified
ENOUGH_IN_ALL: Final = 6  # planned, started, done or verified
SHORTEST_REASON: Final = 5  # characters


class PlanState(StrEnum):
    """How far a measure is."""

    PLANNED = "planned"
    STARTED = "started"
    DONE = "done"
    VERIFIED = "verified"
    REJECTED = "rejected"


OPEN: Final = frozenset({PlanState.PLANNED, PlanState.STARTED})
FINISHED: Final = frozenset({PlanState.DONE, PlanState.VERIFIED})
MOVES: Final[Mapping[PlanState, tuple[PlanState, ...]]] = {
    PlanState.PLANNED: (PlanState.STARTED, PlanState.DONE, PlanState.REJECTED),
    PlanState.STARTED: (PlanState.DONE, PlanState.PLANNED, PlanState.REJECTED),
    PlanState.DONE: (PlanState.VERIFIED, PlanState.STARTED),
    PlanState.VERIFIED: (PlanState.DONE,),
    PlanState.REJECTED: (PlanState.PLANNED,),
}
"""What may follow what, the usual step first. One step back is always possible: buttons are pressed by mistake."""


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """One measure of a company's plan.

    `measure` is the id of a measure taken over, empty for the company's own; `title` is what the company calls its own,
    and for one taken over what it was called then, in English. `budget` is in the company's currency, `proof` says how
    it will be verified, `reason` why it was rejected (kept when it is taken up again). `measured` are the company's own
    figures of the saving, by months after it was done, in the unit of `expected.main` or in money where it has none;
    `explained` says in words what was found.
    """

    id: int
    measure: str = ""
    title: str = ""
    state: PlanState = PlanState.PLANNED
    owner: str = ""
    due: date | None = None
    budget: float | None = None
    proof: str = ""
    note: str = ""
    reason: str = ""
    done_on: date | None = None
    expected: Expected | None = None
    measured: Mapping[int, float] = field(default_factory=dict)
    explained: Mapping[int, str] = field(default_factory=dict)

    @property
    def is_own(self) -> bool:
        """Whether the company wrote it itself."""
        return not self.measure

    @property
    def is_followed_up(self) -> bool:
        """Whether the company gave a figure of its own, or said in words what was found."""
        return bool(self.measured or self.explained)


def advance(entry: PlanEntry, to: PlanState, *, today: date, reason: str = "", found: bool = False) -> dict[str, Any]:
    """Return the fields that change, as stored, when an entry goes from its state to another.

    `found` says that the bills show what it saved; an entry's own reason will do where no new one is given. Done is
    dated today; going back takes the date away. NotPossibleNow where `MOVES` does not lead there (`plan-state`), a
    rejection has no reason (`reject-reason`), or nothing shows what a verified one has saved (`no-follow-up`).
    """
    if to not in MOVES[entry.state]:
        _refuse("plan-state", f"A measure that is {entry.state} cannot become {to}. Reload the page.", entry, to)
    if to is PlanState.REJECTED:
        reason = reason if reason.strip() else entry.reason
        if len(reason.strip()) < SHORTEST_REASON:
            _refuse("reject-reason", "Say in a sentence why the measure is rejected.", entry, to)
        return {"state": to.value, "reason": reason}
    if to is PlanState.VERIFIED:
        if not (found or entry.is_followed_up):
            message = "Nothing shows yet what it has saved. Enter a figure, or say in words what was found."
            _refuse("no-follow-up", message, entry, to)
        return {"state": to.value}
    if entry.state is PlanState.DONE:
        return {"state": to.value, "done_on": None}
    if to is PlanState.DONE and entry.state in OPEN:
        return {"state": to.value, "done_on": today.isoformat()}
    return {"state": to.value}


def joined(entry: PlanEntry, refused: Mapping[str, str]) -> PlanEntry:
    """Return an entry as rejected where its measure is among those `refused` (reasons) and it is not done yet."""
    if entry.measure not in refused or entry.state in FINISHED:
        return entry
    reasons = (refused[entry.measure], entry.reason if entry.state is PlanState.REJECTED else "")
    said = "; ".join(dict.fromkeys(reason for reason in reasons if reason))
    return replace(entry, state=PlanState.REJECTED, reason=said)


def rejected_measures(refused: Mapping[str, str], entries: Iterable[PlanEntry]) -> dict[str, str]:
    """Return the reasons of all rejected measures: those `refused` that are not done, and those of the plan.

    >>> rejected_measures({"a": "Too loud.", "b": "Too dear."}, [PlanEntry(1, "a", state=PlanState.DONE)])
    {'b': 'Too dear.'}
    """
    found = dict(refused)
    for entry in entries:
        if entry.measure and entry.state in FINISHED:
            found.pop(entry.measure, None)
        elif entry.measure and entry.state is PlanState.REJECTED:
            found[entry.measure] = joined(entry, refused).reason
    return found


def is_overdue(entry: PlanEntry, today: date) -> bool:
    """Say whether it should be done by now and is not; the day it is due is still in time."""
    return entry.state in OPEN and entry.due is not None and entry.due < today


@dataclass(frozen=True, slots=True)
class Completeness:
    """How far the plan is for the certificate: `done` (or verified) and `in_all` without the rejected."""

    done: int
    in_all: int
    enough_done: int = ENOUGH_DONE
    enough_in_all: int = ENOUGH_IN_ALL

    @property
    def is_complete(self) -> bool:
        """Whether both are reached."""
        return self.done >= self.enough_done and self.in_all >= self.enough_in_all


def completeness(entries: Iterable[PlanEntry]) -> Completeness:
    """Count what the certificate's rules count."""
    states = [entry.state for entry in entries]
    return Completeness(
        done=sum(state in FINISHED for state in states),
        in_all=sum(state is not PlanState.REJECTED for state in states),
    )


@dataclass(frozen=True, slots=True)
class NextDate:
    """A day on which something of an entry is to be done; `months` is 0 for doing it, else of which follow-up."""

    on: date
    entry: PlanEntry
    months: int = 0


def next_dates(entries: Sequence[PlanEntry]) -> tuple[NextDate, ...]:
    """Return what comes next, earliest first: open measures with a date, and follow-ups nobody has answered yet."""
    found = [NextDate(entry.due, entry) for entry in entries if entry.state in OPEN and entry.due is not None]
    for entry in entries:
        if entry.state is PlanState.DONE and entry.done_on is not None:
            found += [
                NextDate(months_after(entry.done_on, months), entry, months)
                for months in FOLLOW_UPS
                if months not in entry.measured and months not in entry.explained
            ]
    return tuple(sorted(found, key=lambda next_date: (next_date.on, next_date.entry.id)))


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, the last of the month where that has fewer days.

    >>> months_after(date(2025, 8, 31), 6)
    datetime.date(2026, 2, 28)
    """
    month = Month(day.year, day.month).plus(months)
    return date(month.year, month.number, min(day.day, calendar.monthrange(month.year, month.number)[1]))


def _refuse(code: str, message: str, entry: PlanEntry, to: PlanState) -> None:
    raise NotPossibleNow([Mistake(code, message, values={"state": entry.state.value, "to": to.value})])
