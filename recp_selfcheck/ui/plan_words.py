"""Sentences of the plan's page: what stands in its title and in its rows, ready for markdown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from recp_selfcheck import i18n
from recp_selfcheck.assessment.plan import OPEN, NextDate, PlanEntry, PlanState, is_overdue, next_dates
from recp_selfcheck.checklists.model import Library
from recp_selfcheck.i18n import text, text_n
from recp_selfcheck.reports import plan_words
from recp_selfcheck.ui.plain import plain


def entry_title(entry: PlanEntry, library: Library) -> str:
    """Return what a measure is called in the reader's language; an own one is shown as it was typed."""
    title = plan_words.entry_title(entry, library)
    return title if entry.measure in library.measures else plain(title)


def finding(entries: Sequence[PlanEntry], library: Library, today: date) -> str:
    """Say what matters most about the plan: what is late, else what comes next, else what is missing."""
    late = [entry for entry in entries if is_overdue(entry, today)]
    if len(late) == 1:
        return text("Late: {measure}", measure=entry_title(late[0], library))
    if late:
        return text_n("{n} measure is late", "{n} measures are late", len(late))
    following = next(iter(next_dates(entries)), None)
    if following is not None:
        return next_words(following, library, today)
    undated = sum(entry.state in OPEN for entry in entries)
    if undated:
        return text_n("{n} measure has no date yet", "{n} measures have no date yet", undated)
    if any(entry.state is not PlanState.REJECTED for entry in entries):
        return text("Every measure of the plan is done")
    return text("Your plan: who does what by when")


def next_words(following: NextDate, library: Library, today: date) -> str:
    """Say what is to be done next and by when."""
    title, day = entry_title(following.entry, library), i18n.date(following.on)
    if not following.months:
        return text("Next: {measure}, by {day}", measure=title, day=day)
    if following.on <= today:
        return text("Now look what it has saved: {measure}", measure=title)
    return text("Next: look on {day} what it has saved: {measure}", measure=title, day=day)


def row_words(entry: PlanEntry, today: date) -> str:
    """Say in one line who does it by when, whether it is late, and what it saves."""
    late = plan_words.late_words(entry, today)
    parts = [
        plain(entry.owner) or text("nobody yet"),
        plan_words.when_words(entry),
        f":material/schedule: **{late}**" if late else "",
        plan_words.expected_words(entry.expected) if entry.expected else "",
        plain(entry.reason) if entry.state is PlanState.REJECTED else "",
    ]
    return " · ".join(part for part in parts if part)
