"""The results of a company that a trainer or a coordinator reads: what it handed in, checklist by checklist."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from recp_selfcheck.actions.company_reading import CompanyReading, Shown
from recp_selfcheck.actions.content import content, translated_checklist
from recp_selfcheck.actions.session import Session
from recp_selfcheck.assessment.layers import Layer
from recp_selfcheck.charts.svg import score_strip
from recp_selfcheck.i18n import date_time, language, text
from recp_selfcheck.ui.club_median import draw_club_median
from recp_selfcheck.ui.comparisons import draw_benchmarks
from recp_selfcheck.ui.handed_in_bills import draw_handed_in_bills
from recp_selfcheck.ui.indicators import draw_company_figures
from recp_selfcheck.ui.plain import plain
from recp_selfcheck.ui.results import draw_gaps, draw_history, draw_score
from recp_selfcheck.ui.words import checklist_title, score_words


def draw_results_of(session: Session, reading: CompanyReading) -> str:
    """Draw the whole page and return the checklist it is about."""
    chosen = _choose_checklist(reading)
    shown = reading.by_checklist.get(chosen)
    if shown is None:
        st.title(text("This checklist is not handed in yet"))
        st.markdown(text("Its score and where points are lost stand here once the company has handed it in."))
    else:
        checklist = translated_checklist(shown.counted.checklist, language()).checklist
        draw_score(checklist, shown.card, shown.counted.cells)
        _draw_state(shown)
        _draw_layers(shown)
        draw_gaps(checklist, shown.card)
        draw_club_median(replace(session, company_id=reading.company_id), checklist, shown.card)
        draw_benchmarks(reading.years.now, chosen)
        draw_history(shown.history)
    draw_company_figures(reading.years)
    st.header(text("Handed-in bills"), divider="gray")
    if reading.bills is None:
        st.info(text("Twelve months of bills are not handed in yet."))
    else:
        draw_handed_in_bills(reading.bills, reading.years)
    return chosen


def _choose_checklist(reading: CompanyReading) -> str:
    """Draw the checklists beside each other, those not handed in too, and return the chosen one."""
    known = content().checklists
    titles = {name: checklist_title(one) for name, one in known.items()}
    titles |= {name: one.own.checklist.title for name, one in reading.by_checklist.items() if name not in known}
    first = next(iter(reading.by_checklist), next(iter(titles)))
    asked = st.query_params.get("checklist", "")
    chosen = asked if asked in titles else first
    shown = st.segmented_control(
        text("Checklist"),
        list(titles),
        default=chosen,
        required=True,
        format_func=lambda name: titles[name] if name in reading.by_checklist else f"{titles[name]} ○",
        key=f"checklist_read:{reading.company_id}:{chosen}",
        label_visibility="collapsed",
    )
    if shown and shown != chosen:
        st.query_params["checklist"] = shown
        st.rerun()
    if any(name not in reading.by_checklist for name in titles):
        st.caption(text("○ not handed in yet"))
    return chosen


def _draw_state(shown: Shown) -> None:
    """Say what this is: a draft that is shared, what was handed in, and what was decided about it."""
    receipt = shown.own.receipt
    if receipt is None:
        st.info(text("A draft that the company lets you look at. It is not handed in; answers may still change."))
        return
    when, by = date_time(receipt.at, st.context.timezone), plain(receipt.by) or "–"
    said = text("handed in {when} by {name}, version {version}", when=when, name=by, version=receipt.version)
    state = {
        "submitted": text("waits for the review"),
        "returned": text("returned with remarks; this is what was handed in before"),
        "accepted": text("accepted"),
    }[shown.own.state]
    st.caption(f"{said} · {state}")


def _draw_layers(shown: Shown) -> None:
    """Draw the scores beside each other where a trainer has accepted the checklist."""
    if shown.decision is None:
        return
    titles: dict[Layer, str] = {
        "agreed": text("Agreed score"),
        "company": text("The company's own score"),
        "trainer": text("The trainer's answers alone"),
    }
    cards = {title: shown.cards[layer] for layer, title in titles.items()}
    known = {title: card for title, card in cards.items() if card.score is not None}
    for column, (title, card) in zip(st.columns(len(titles)), known.items(), strict=False):
        with column:
            st.markdown(f"**{title}**")
            strip = score_strip(card.low, card.score, card.high, provisional=card.provisional)
            st.markdown(strip, unsafe_allow_html=True)
            st.caption(score_words(card))
