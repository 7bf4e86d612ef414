"""The opportunities page's parts: the first six measures, the rest, what to find out, and what all save together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from recp_selfcheck.assessment.bills import RESOURCES
from recp_selfcheck.assessment.opportunities import SHOWN_FIRST, Opportunities, Opportunity, ToFindOut
from recp_selfcheck.assessment.savings import Range
from recp_selfcheck.checklists.model import Checklist, Library, Measure
from recp_selfcheck.i18n import between, money, money_between, number, text, text_n
from recp_selfcheck.reports.saving_words import (
    audit_words,
    estimate_mark,
    group_word,
    how_words,
    payback_words,
    savings_words,
)
from recp_selfcheck.ui.figures import draw_table
from recp_selfcheck.ui.labels import resource_label

_DIGITS = 2  # a saving estimated from shares and ranges is not known better


@dataclass(frozen=True)
class Wording:
    """What the page needs to word a ranking: the library and the checklists in the reader's language, and the money."""

    library: Library
    checklists: Mapping[str, Checklist]
    currency: str
    year: int | None

    def measure(self, ident: str) -> Measure | None:
        """Return a measure, None for one the library does not know."""
        return self.library.measures.get(ident)

    def title(self, ident: str) -> str:
        """Return a measure's title."""
        found = self.measure(ident)
        return found.title if found else ident


def draw_first(ranking: Opportunities, words: Wording) -> None:
    """Draw the first six measures, each with what it saves, what it pays and why it is here."""
    for place, opportunity in enumerate(ranking.listed[:SHOWN_FIRST], start=1):
        with st.container(border=True, key=f"measure_{opportunity.measure}"):
            _draw_one(place, opportunity, words)


def _draw_one(place: int, opportunity: Opportunity, words: Wording) -> None:
    measure = words.measure(opportunity.measure)
    st.markdown(f"### {place}. {words.title(opportunity.measure)}")
    st.markdown(" · ".join(_headline(opportunity, words)))
    if measure and measure.steps:
        left, right = st.columns(2)
        left.markdown(f"**{text('This week')}:** {measure.steps.this_week}")
        right.markdown(f"**{text('Within the year')}:** {measure.steps.this_year}")
    with st.expander(text("Why this, and where the figures come from"), type="compact"):
        _draw_why(opportunity, words)


def _headline(opportunity: Opportunity, words: Wording) -> list[str]:
    parts = [f"**{group_word(opportunity.group)}**"]
    parts += savings_words(opportunity)
    if opportunity.money:
        parts.append(text("{money} a year", money=_money(opportunity.money, words)))
    parts.append(payback_words(opportunity))
    mark = estimate_mark(words.measure(opportunity.measure))
    parts.append(f"*{mark}*" if mark else "")
    return [part for part in parts if part]


def _money(saved: Range, words: Wording) -> str:
    return money_between(saved.low, saved.high, words.currency, words.year, _DIGITS)


def _draw_why(opportunity: Opportunity, words: Wording) -> None:
    st.markdown(text("Because of your answers:"))
    for mention in opportunity.questions:
        question = words.checklists[mention.checklist].questions[mention.question]
        st.markdown(f"- {question.text} — {text('{points} of 100 points', points=number(mention.points))}")
    for effect in opportunity.effects:
        st.markdown(how_words(effect, words.library))
    if opportunity.partial:
        st.caption(text("One part of the saving has no price yet: enter its cost on the company page."))
    if opportunity.investment is not None and opportunity.investment_basis == "payback":
        st.caption(
            text(
                "Investment about {money}: from the saving and the usual payback of such measures, not a quote.",
                money=money(opportunity.investment, words.currency),
            )
        )
    measure = words.measure(opportunity.measure)
    if measure and measure.note:
        st.caption(measure.note)
    if measure:
        for ident in measure.sources:
            source = words.library.sources.get(ident)
            if source:
                st.caption(
                    ", ".join(str(part) for part in (source.publisher, source.title, source.pages, source.year) if part)
                )


def draw_rest(ranking: Opportunities, words: Wording) -> None:
    """Draw the table of the other measures."""
    rest = ranking.listed[SHOWN_FIRST:]
    if not rest:
        return
    with st.expander(text_n("{n} more measure", "{n} more measures", len(rest))):
        draw_table(
            [
                {
                    text("Measure"): words.title(opportunity.measure),
                    text("When"): group_word(opportunity.group),
                    text("Saves a year"): "; ".join(savings_words(opportunity)) or "–",
                    text("Money a year"): _money(opportunity.money, words) if opportunity.money else "–",
                    text("Payback"): payback_words(opportunity),
                    text("Figures"): estimate_mark(words.measure(opportunity.measure)) or text("seen in a source"),
                    text("Because of"): "; ".join(
                        words.checklists[m.checklist].questions[m.question].text for m in opportunity.questions
                    ),
                }
                for opportunity in rest
            ]
        )


def draw_totals(ranking: Opportunities, words: Wording) -> None:
    """Draw what all listed measures save together, by resource: less than the sum of each alone."""
    if not ranking.totals:
        return
    st.header(text("All measures together"), divider="gray")
    st.caption(text("Measures on the same equipment act on what the others leave, so this is less than their sum."))
    for resource, total in ranking.totals.items():
        parts = [
            between(total.amount.low, total.amount.high, RESOURCES[resource], _DIGITS, scale=True),
            text("{share} of the year's use", share=between(total.share.low, total.share.high, "%", _DIGITS)),
            text("{money} a year", money=_money(total.money, words)) if total.money else "",
        ]
        st.markdown(f"**{resource_label(resource)}**: " + " · ".join(part for part in parts if part))
    for total in ranking.totals.values():
        if total.above_audits:
            st.warning(audit_words(total))


def draw_to_find_out(measures: Sequence[ToFindOut], words: Wording) -> None:
    """Draw the measures that hang on a question answered with "I don't know", and how to find out."""
    if not measures:
        return
    st.header(text("To find out first"), divider="gray")
    seen: set[tuple[str, str]] = set()
    for entry in measures:
        for mention in entry.questions:
            if (mention.checklist, mention.question) in seen:
                continue
            seen.add((mention.checklist, mention.question))
            question = words.checklists[mention.checklist].questions[mention.question]
            with st.expander(question.text):
                st.markdown(question.check or text("Ask the person who looks after this equipment."))
                st.caption(text("It decides about: {measure}", measure=words.title(entry.measure)))
