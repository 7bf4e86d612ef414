"""What the fields of a plan entry may hold, and the entry that its cells add up to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from recp_selfcheck.actions.fields import LONGEST_NAME
from recp_selfcheck.actions.inputs import LONGEST_NOTE, accept_text, refuse
from recp_selfcheck.actions.numbers import accept_amount, accept_number
from recp_selfcheck.assessment.answers import shorten, suggestion
from recp_selfcheck.assessment.bills import RESOURCES
from recp_selfcheck.assessment.expected import Expected, from_json
from recp_selfcheck.assessment.plan import FINISHED, FOLLOW_UPS, PlanEntry, PlanState
from recp_selfcheck.assessment.savings import EffectSaving, Range
from recp_selfcheck.storage.cells import Cell
from recp_selfcheck.storage.plan import EntryRow

LONGEST_TITLE = 300  # characters
LONGEST_SENTENCE = 1000
EARLIEST_DAY, LATEST_DAY = date(2000, 1, 1), date(2100, 12, 31)
OWN_FIELDS = ("title", "saving_resource", "saving_amount", "saving_money")
"""Fields of the company's own measures; those of one taken over are in its frozen expectation."""


def accept_plan_field(entry: PlanEntry, field: str, raw: Any, today: date) -> Any:
    """Return what is stored in a field, None where it is cleared; AnswerMistakes with what is wrong.

    Fields: title, owner, due, budget, proof, note, reason, done_on, saving_resource, saving_amount, saving_money,
    measured_6, measured_12, explained_6, explained_12. The state moves by `change_state`, the expectation is
    renewed: neither is among them.
    """
    accept = _ACCEPT.get(field)
    if accept is None or (field in OWN_FIELDS and not entry.is_own):
        refuse("unknown-field", f"'{shorten(field)}' is no field of this measure.", field=shorten(field))
    if raw is None or raw == "":
        return (
            refuse("title-missing", "A measure needs a name. Write what is to be done.") if field == "title" else None
        )
    value = accept(raw)
    if field == "title" and value is None:
        refuse("title-missing", "A measure needs a name. Write what is to be done.")
    if field == "done_on":
        _accept_done(entry, value, today)
    return value


def accept_title(raw: Any) -> str:
    """Return the name of an own measure; it may not be empty."""
    title = accept_text(raw, LONGEST_TITLE, one_line=True)
    return title or refuse("title-missing", "A measure needs a name. Write what is to be done.")


def entry_of(row: EntryRow, cells: Mapping[str, Cell], currency: str) -> PlanEntry:
    """Return the entry that its row and cells add up to."""
    given = {field: cell.value for field, cell in cells.items() if cell.value is not None}
    frozen = from_json(given["expected"]) if "expected" in given else None
    return PlanEntry(
        id=row.id,
        measure=row.measure or "",
        title=given.get("title") or (frozen.title if frozen else ""),
        state=PlanState(given.get("state", PlanState.PLANNED)),
        owner=given.get("owner", ""),
        due=_day(given.get("due")),
        budget=given.get("budget"),
        proof=given.get("proof", ""),
        note=given.get("note", ""),
        reason=given.get("reason", ""),
        done_on=_day(given.get("done_on")),
        expected=frozen if row.measure else _own_expected(given, currency),
        measured=_by_months(given, "measured"),
        explained=_by_months(given, "explained"),
    )


def _own_expected(given: Mapping[str, Any], currency: str) -> Expected | None:
    resource, amount, money = (given.get(f"saving_{part}") for part in ("resource", "amount", "money"))
    worth = None if money is None else Range(money, money, money)
    if resource is None or amount is None:
        return Expected(money=worth, currency=currency) if worth else None
    effect = EffectSaving(
        resource=resource,
        of="",
        consumption=None,
        share=None,
        saves=(0.0, 0.0, 0.0),
        gap=1.0,
        amount=Range(amount, amount, amount),
        held=False,
        price=None,
        money=worth,
        co2_t=None,
    )
    return Expected(effects=(effect,), money=worth, currency=currency)


def _by_months(given: Mapping[str, Any], name: str) -> dict[int, Any]:
    return {months: given[f"{name}_{months}"] for months in FOLLOW_UPS if f"{name}_{months}" in given}


def _day(stored: str | None) -> date | None:
    return date.fromisoformat(stored) if stored else None


def _text(limit: int, *, one_line: bool = False) -> Callable[[Any], Any]:
    return lambda raw: accept_text(raw, limit, one_line=one_line)


def _accept_day(raw: Any) -> str:
    try:
        day = date.fromisoformat(raw) if isinstance(raw, str) else raw
    except ValueError:
        day = None
    if type(day) is not date:
        refuse("not-a-date", f"'{shorten(raw)}' is not a date. Write it as 2027-05-12.", given=shorten(raw))
    if not EARLIEST_DAY <= day <= LATEST_DAY:
        message = f"The year must be between {EARLIEST_DAY.year} and {LATEST_DAY.year}."
        refuse("date-out-of-range", message, given=day.isoformat(), least=EARLIEST_DAY.year, most=LATEST_DAY.year)
    return day.isoformat()


def _accept_done(entry: PlanEntry, value: str, today: date) -> None:
    if entry.state not in FINISHED:
        refuse("not-done-yet", "Only a measure that is done has a day it was done on.")
    if date.fromisoformat(value) > today + timedelta(days=1):  # it is tomorrow already in some time zones
        refuse("date-ahead", f"{value} is still to come. Enter the day it was done.", given=value)


def _accept_resource(raw: Any) -> str:
    if isinstance(raw, str) and raw in RESOURCES:
        return raw
    nearest = suggestion(raw, list(RESOURCES)) if isinstance(raw, str) else None
    message = f"'{shorten(raw)}' is not a resource. Choose one of: {', '.join(RESOURCES)}."
    return refuse("unknown-option", message, given=shorten(raw), suggestion=nearest)


def _accept_found(raw: Any) -> float:
    """Return a saving found; more used than before is a negative one."""
    return accept_number(raw, "measured")


_ACCEPT: Mapping[str, Callable[[Any], Any]] = {
    "title": _text(LONGEST_TITLE, one_line=True),
    "owner": _text(LONGEST_NAME, one_line=True),
    "due": _accept_day,
    "budget": lambda raw: accept_amount(raw, "budget"),
    "proof": _text(LONGEST_SENTENCE),
    "note": _text(LONGEST_NOTE),
    "reason": _text(LONGEST_SENTENCE),
    "done_on": _accept_day,
    "saving_resource": _accept_resource,
    "saving_amount": lambda raw: accept_amount(raw, "saving"),
    "saving_money": lambda raw: accept_amount(raw, "saving"),
    **{f"measured_{months}": _accept_found for months in FOLLOW_UPS},
    **{f"explained_{months}": _text(LONGEST_SENTENCE) for months in FOLLOW_UPS},
}
