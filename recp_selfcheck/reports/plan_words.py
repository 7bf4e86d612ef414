"""Words of the plan on page and paper: states, titles, savings, days; texts as they were typed, nothing escaped."""

from __future__ import annotations

from datetime import date

from recp_selfcheck import i18n
from recp_selfcheck.assessment.bills import RESOURCES
from recp_selfcheck.assessment.expected import Expected
from recp_selfcheck.assessment.plan import OPEN, PlanEntry, PlanState, is_overdue
from recp_selfcheck.assessment.savings import Range
from recp_selfcheck.checklists.model import Library
from recp_selfcheck.i18n import between, money_between, text, text_n
from recp_selfcheck.i18n.labels import resource_label

_DIGITS = 2  # a saving estimated from shares and ranges is not known better


def entry_title(entry: PlanEntry, library: Library) -> str:
    """Return what a measure is called in the language of the library; an own one as it was typed."""
    known = library.measures.get(entry.measure)
    return known.title if known else entry.title or entry.measure


def state_word(state: PlanState) -> str:
    """Word how far a measure is."""
    return {
        PlanState.PLANNED: text("planned", context="measure"),
        PlanState.STARTED: text("started", context="measure"),
        PlanState.DONE: text("done", context="measure"),
        PlanState.VERIFIED: text("verified", context="measure"),
        PlanState.REJECTED: text("rejected", context="measure"),
    }[state]


def group_word(state: PlanState) -> str:
    """Word a group of measures that are as far as this."""
    return {
        PlanState.PLANNED: text("Planned", context="measures"),
        PlanState.STARTED: text("Under way", context="measures"),
        PlanState.DONE: text("Done", context="measures"),
        PlanState.VERIFIED: text("Verified", context="measures"),
        PlanState.REJECTED: text("Rejected", context="measures"),
    }[state]


def when_words(entry: PlanEntry) -> str:
    """Say by when it is due or when it was done."""
    if entry.state not in OPEN:
        return text("done on {day}", day=i18n.date(entry.done_on)) if entry.done_on else ""
    return text("by {day}", day=i18n.date(entry.due)) if entry.due else text("no date yet")


def late_words(entry: PlanEntry, today: date) -> str:
    """Say by how much it is late, nothing where it is not."""
    if entry.due is None or not is_overdue(entry, today):
        return ""
    return text_n("{n} day late", "{n} days late", (today - entry.due).days)


def expected_words(expected: Expected) -> str:
    """Say what a measure saves in a year: of its main resource, and money."""
    main = expected.main
    parts = []
    if main is not None:
        parts.append(f"{resource_label(main.resource)}: {saved_words(main.amount, main.resource)}")
    if expected.money is not None:
        parts.append(text("{money} a year", money=saved_money(expected.money, expected.currency, expected.year)))
    return " · ".join(parts)


def saved_words(saved: Range | None, resource: str) -> str:
    """Write an amount of a resource as a range with its unit."""
    if saved is None:
        return "–"
    return between(saved.low, saved.high, RESOURCES[resource], _DIGITS, scale=True)


def saved_money(saved: Range, currency: str, year: int | None = None) -> str:
    """Write a range of money."""
    return money_between(saved.low, saved.high, currency, year, _DIGITS)
