"""A handed-in plan to read: what is done by whom and when, what it costs and saves, how one sees that it worked."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import streamlit as st

from recp_selfcheck.actions.plan import Plan
from recp_selfcheck.assessment.follow_ups import FollowUp
from recp_selfcheck.assessment.plan import PlanEntry, PlanState
from recp_selfcheck.checklists.model import Library
from recp_selfcheck.i18n import money, text
from recp_selfcheck.reports import follow_up_words, plan_words
from recp_selfcheck.reports.plan_words import group_word
from recp_selfcheck.ui.figures import draw_table
from recp_selfcheck.ui.plain import plain
from recp_selfcheck.ui.plan_words import entry_title, row_words
from recp_selfcheck.ui.width import is_narrow

_ORDER = (PlanState.STARTED, PlanState.PLANNED, PlanState.DONE, PlanState.VERIFIED, PlanState.REJECTED)


def draw_plan_entries(
    plan: Plan, library: Library, today: date, found: Mapping[int, tuple[FollowUp, ...]] | None = None
) -> None:
    """Draw the entries by state; `found` is what handed-in bills show of those that are done."""
    if not plan.entries:
        st.info(text("No measure is in the plan that was handed in."))
        return
    for state in _ORDER:
        group = [entry for entry in plan.entries if entry.state is state]
        if not group:
            continue
        st.subheader(f"{group_word(state)}: {len(group)}")
        if is_narrow():
            for entry in group:
                _draw_card(entry, plan, library, today)
        else:
            draw_table([_row(entry, plan, library, today) for entry in group])
        for entry in group:
            _draw_found(entry, plan, library, (found or {}).get(entry.id, ()))


def _row(entry: PlanEntry, plan: Plan, library: Library, today: date) -> dict[str, str]:
    late = plan_words.late_words(entry, today)
    when = plan_words.when_words(entry)
    return {
        text("Measure"): entry_title(entry, library),
        text("Who"): plain(entry.owner) or text("nobody yet"),
        text("When", context="plan"): f"{when}, **{late}**" if late else when or "–",
        text("Budget"): money(entry.budget, plan.currency),
        text("Saves a year"): plan_words.expected_words(entry.expected) if entry.expected else "–",
        _last_heading(entry): _last(entry),
    }


def _last_heading(entry: PlanEntry) -> str:
    return text("Why not") if entry.state is PlanState.REJECTED else text("How one sees that it worked")


def _last(entry: PlanEntry) -> str:
    said = entry.reason if entry.state is PlanState.REJECTED else entry.proof
    return " · ".join(plain(part) for part in (said, entry.note) if part) or "–"


def _draw_card(entry: PlanEntry, plan: Plan, library: Library, today: date) -> None:
    with st.container(border=True, key=f"plan_read_{entry.id}", gap="xxsmall"):
        st.markdown(f"**{entry_title(entry, library)}**")
        st.caption(row_words(entry, today))
        if entry.budget is not None:
            st.caption(f"{text('Budget')}: {money(entry.budget, plan.currency)}")
        if _last(entry) != "–" and entry.state is not PlanState.REJECTED:
            st.caption(f"{_last_heading(entry)}: {_last(entry)}")


def _draw_found(entry: PlanEntry, plan: Plan, library: Library, found: tuple[FollowUp, ...]) -> None:
    """Say what 6 and 12 months after show, by the handed-in bills or in the company's own words."""
    titles = {one.id: plan_words.entry_title(one, library) for one in plan.entries}
    lines = []
    for one in found:
        said = follow_up_words.found_words(one, plan.currency)
        own = entry.explained.get(one.months, "")
        if said or own:
            others = follow_up_words.others_words(one, titles)
            parts = (said, plain(others), f"{text('The company:')} {plain(own)}" if own else "")
            lines.append(f"- {follow_up_words.heading(one)}: " + " · ".join(part for part in parts if part))
    if lines:
        st.markdown(f"**{entry_title(entry, library)}** — {text('What it really saved')}\n\n" + "\n".join(lines))
