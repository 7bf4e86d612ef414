"""When things happen in the demonstration: acts with their moments, played in the order of time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from recp_selfcheck.actions import clock

Act = Callable[[], object]


@dataclass(slots=True)
class Calendar:
    """Acts to be played; a day counts from `today`, and nothing happens later than yesterday."""

    today: date
    acts: list[tuple[datetime, Act]] = field(default_factory=list)

    def moment(self, day: int, hour: float = 12) -> datetime:
        """Return an hour of a day in the past."""
        at = datetime.combine(self.today, time(), UTC) + timedelta(days=min(day, -1), hours=hour)
        return at.replace(microsecond=0)

    def on(self, day: int, hour: float, act: Act) -> None:
        """Let something happen then."""
        self.acts.append((self.moment(day, hour), act))

    def date(self, day: int) -> date:
        """Return a day, in the past or to come."""
        return self.today + timedelta(days=day)

    def play(self) -> None:
        """Let everything happen, the earliest first; of the same moment in the order it was put down."""
        for moment, act in sorted(self.acts, key=lambda pair: pair[0]):
            with clock.as_of(moment):
                act()
        self.acts.clear()
