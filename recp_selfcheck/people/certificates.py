"""Who gets a certificate: a club's rules, what somebody did, and what is still missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Final

DONE_AT_LEAST: Final = 3  # measures done or verified
IN_PLAN_AT_LEAST: Final = 6  # measures planned, started, done or verified


@dataclass(frozen=True, slots=True)
class Rules:
    """What a club asks for: `meetings` attended at least, homework accepted, the plan handed in, measures done."""

    meetings: int = 4
    homework: bool = True
    plan: bool = True
    measures: bool = False

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Rules:
        """Return the rules as a club stored them; what it left out is as usual."""
        known = {name: value for name, value in stored.items() if name in cls.__slots__}
        return cls(**known)

    def stored(self) -> dict[str, Any]:
        """Return the rules as plain data."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Record:
    """What a person and their company did.

    `homework` says of each part of the club's homework whether it is accepted (bills and the plan: handed in); `done`
    and `in_plan` count measures of the plan.
    """

    attended: int
    homework: Mapping[str, bool]
    plan_handed_in: bool
    done: int = 0
    in_plan: int = 0


@dataclass(frozen=True, slots=True)
class Missing:
    """Something still missing. Codes: meetings, homework (with the part), plan, measures; `values` hold the numbers."""

    code: str
    values: Mapping[str, Any]


def what_is_missing(rules: Rules, record: Record) -> tuple[Missing, ...]:
    """Return what stands between somebody and the certificate, nothing where it is earned.

    >>> what_is_missing(Rules(meetings=2), Record(attended=2, homework={"energy": True}, plan_handed_in=True))
    ()
    """
    return tuple(_missing(rules, record))


def _missing(rules: Rules, record: Record) -> Iterator[Missing]:
    if record.attended < rules.meetings:
        yield Missing("meetings", {"attended": record.attended, "needed": rules.meetings})
    if rules.homework:
        for part, accepted in record.homework.items():
            if not accepted and part != "plan":
                yield Missing("homework", {"part": part})
    if rules.plan and not record.plan_handed_in:
        yield Missing("plan", {})
    if rules.measures and (record.done < DONE_AT_LEAST or record.in_plan < IN_PLAN_AT_LEAST):
        values = {"done": record.done, "done_needed": DONE_AT_LEAST, "in_plan": record.in_plan}
        yield Missing("measures", {**values, "in_plan_needed": IN_PLAN_AT_LEAST})
