"""What a measure that is done really saved: by the bills, by the company's own figure, or in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import streamlit as st

from recp_selfcheck.actions.bills import read_bills
from recp_selfcheck.actions.follow_ups import read_follow_ups
from recp_selfcheck.actions.plan_fields import LONGEST_SENTENCE
from recp_selfcheck.assessment.bills import RESOURCES, Series
from recp_selfcheck.assessment.follow_ups import FollowUp
from recp_selfcheck.assessment.plan import PlanEntry
from recp_selfcheck.i18n import text, unit_label
from recp_selfcheck.reports import follow_up_words, plan_words
from recp_selfcheck.ui.plain import plain
from recp_selfcheck.ui.plan_fields import PlanFields
from recp_selfcheck.ui.plan_view import PlanView


def draw_follow_ups(view: PlanView, entry: PlanEntry, fields: PlanFields) -> None:
    """Draw what the 6 and the 12 months after show, and the fields for the company's own figure and words."""
    plan = view.plan
    st.markdown(f"**{text('What it really saved')}**")
    if entry.done_on is None:
        st.caption(text("Enter above the day it was done: the months after it are counted from there."))
        return
    with st.spinner(text("Reading the bills …")):
        found = read_follow_ups(view.session, plan.entries, [entry.id])[entry.id]
        series = read_bills(view.session).series
    titles = {one.id: plan_words.entry_title(one, view.library) for one in plan.entries}
    for follow_up in found:
        _draw_one(follow_up, series, titles, plan.currency, view.today)
        left, right = st.columns([1, 2])
        unit = unit_label(RESOURCES[follow_up.resource]) if follow_up.resource else plan.currency
        with left:
            fields.figure(f"measured_{follow_up.months}", text("Your own figure, {unit}", unit=unit))
        with right:
            fields.line(f"explained_{follow_up.months}", text("What you found, in words"), LONGEST_SENTENCE)


def _draw_one(
    follow_up: FollowUp, series: Mapping[str, Series], titles: Mapping[int, str], currency: str, today: date
) -> None:
    said = follow_up_words.found_words(follow_up, currency)
    st.markdown(follow_up_words.heading(follow_up))
    if not said:
        st.caption(plain(follow_up_words.missing_words(follow_up, series, today)))
        return
    st.markdown(f"**{said}**")
    others = follow_up_words.others_words(follow_up, titles)
    st.caption(" ".join(part for part in (follow_up_words.basis_words(follow_up), plain(others)) if part))
