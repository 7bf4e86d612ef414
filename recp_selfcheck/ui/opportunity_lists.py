"""All measures by class as tables, those put aside, and those the company's facts leave out."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from recp_selfcheck.actions import opportunities
from recp_selfcheck.assessment.opportunities import GROUPS, Group, Opportunity
from recp_selfcheck.charts.savings.words import group_sign
from recp_selfcheck.errors import Conflict
from recp_selfcheck.i18n import between, number, text, text_n
from recp_selfcheck.reports.benchmark_words import memory_mark
from recp_selfcheck.reports.reckoning_words import money_range
from recp_selfcheck.reports.saving_words import estimate_mark, savings_words
from recp_selfcheck.reports.worth_words import investment_words, payback_short
from recp_selfcheck.ui.figures import draw_table
from recp_selfcheck.ui.opportunity_card import draw_card
from recp_selfcheck.ui.opportunity_view import OpportunityView
from recp_selfcheck.ui.plain import plain
from recp_selfcheck.ui.session import resume

_LOOKED_AT = "looked_at"
_STAR = r"\*"


def draw_all(view: OpportunityView, *, narrow: bool) -> None:
    """Draw all listed measures by class, each class behind a click, and one of them with all its figures."""
    by_group = {group: [one for one in view.ranking.listed if one.group == group] for group in GROUPS}
    st.markdown(
        " · ".join(f"{group_sign(group)}: **{number(len(found), None)}**" for group, found in by_group.items() if found)
    )
    for group, found in by_group.items():
        if found:
            title = f"{group_sign(group)} — {_meaning(group)}"  # always the same: an expander renamed closes itself
            listed = st.expander(title, key=f"group_{group}", on_change="rerun")
            if listed.open:
                with listed:
                    _draw_group(view, found, narrow=narrow)


def draw_chosen(view: OpportunityView, shown: Sequence[str]) -> None:
    """Draw a list to choose a measure from that has no card yet, and its card."""
    rest = [one.measure for one in view.ranking.listed if one.measure not in shown]
    if not rest:
        return
    chosen = st.selectbox(
        text("Look at another measure with all its figures"),
        rest,
        index=None,
        format_func=lambda ident: f"{view.places[ident]}. {view.name(ident)}",
        placeholder=text("Choose"),
        key=_LOOKED_AT,
    )
    for one in view.ranking.listed:
        if one.measure == chosen:
            draw_card(view, one)


def draw_aside(view: OpportunityView) -> None:
    """Draw what the company rejected, with reasons and the way back, and what its facts leave out."""
    rejected, unsuited = view.ranking.rejected, view.ranking.unsuited
    if rejected:
        by_whom = (
            text_n("Rejected by you: {n}", "Rejected by you: {n}", len(rejected))
            if view.editable
            else text_n("Rejected by the company: {n}", "Rejected by the company: {n}", len(rejected))
        )
        st.subheader(by_whom)
        for entry in rejected:
            with st.container(border=True, key=f"rejected_{entry.measure}", gap="xxsmall"):
                st.markdown(f"**{view.title(entry.measure)}**")
                st.caption(plain(entry.reason))
                if view.editable:
                    st.button(
                        text("Take it up again"),
                        key=f"again_{entry.measure}",
                        icon=":material/undo:",
                        type="tertiary",
                        on_click=_take_up,
                        args=(view, entry.measure),
                    )
    if unsuited:
        title = text_n("{n} measure does not fit what you have", "{n} measures do not fit what you have", len(unsuited))
        left_out = st.expander(title, key="unsuited", type="compact", on_change="rerun")
        if left_out.open:
            with left_out:
                st.caption(text("Your facts leave them out: what you said you have, on the company page."))
                st.markdown("\n".join(f"- {view.title(ident)}" for ident in unsuited))


def _draw_group(view: OpportunityView, found: Sequence[Opportunity], *, narrow: bool) -> None:
    if narrow:
        st.markdown(
            "\n".join(f"- **{view.places[one.measure]}. {_marked(view, one)}** — {_line(view, one)}" for one in found)
        )
    else:
        draw_table([_row(view, one) for one in found])
    if any(estimate_mark(view.measure(one.measure)) for one in found):
        st.caption(f"{_STAR} {memory_mark()}")


def _marked(view: OpportunityView, one: Opportunity) -> str:
    """Return a measure's title, with a star where its figures are estimates."""
    return view.title(one.measure) + (f" {_STAR}" if estimate_mark(view.measure(one.measure)) else "")


def _row(view: OpportunityView, one: Opportunity) -> dict[str, str]:
    return {
        text("No."): str(view.places[one.measure]),
        text("Measure"): _marked(view, one),
        text("Saves a year"): "; ".join(savings_words(one)) or "–",
        text("Money a year"): money_range(one.money, view.currency) if one.money else "–",
        text("CO₂ a year"): _co2(one) or "–",
        text("Payback"): payback_short(one),
        text("Investment"): investment_words(one, view.currency),
    }


def _line(view: OpportunityView, one: Opportunity) -> str:
    parts = [
        *savings_words(one),
        money_range(one.money, view.currency) if one.money else "",
        _co2(one),
        f"{text('Payback')}: {payback_short(one)}",
    ]
    return " · ".join(part for part in parts if part)


def _co2(one: Opportunity) -> str:
    return between(one.co2_t.low, one.co2_t.high, "tCO2", 2) if one.co2_t and one.co2_t.high > 0 else ""


def _meaning(group: Group) -> str:
    return {
        "do_now": text("pays back within a year and costs little"),
        "plan": text("pays back within three years"),
        "study": text("takes longer, or is not known yet"),
    }[group]


def _take_up(view: OpportunityView, measure: str) -> None:
    resume()
    try:
        opportunities.take_up(view.session, measure)
    except Conflict:
        st.toast(text("It was changed meanwhile. Look once more."))
