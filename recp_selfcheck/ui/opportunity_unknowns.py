"""What to find out first: the questions answered with "I don't know", how to measure each, and what it decides."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from recp_selfcheck.assessment.mentions import Mention
from recp_selfcheck.i18n import text, text_n
from recp_selfcheck.ui.opportunity_view import OpportunityView
from recp_selfcheck.ui.plain import plain
from recp_selfcheck.ui.question_link import draw_question_link

_FIRST = 12  # questions; a longer list is nobody's work for a week


def draw_to_find_out(view: OpportunityView) -> None:
    """Draw the questions that nobody could answer, and how many are simply still open."""
    found = _questions(view)
    unknown = [(mention, decides) for mention, decides in found.values() if mention.state == "dont_know"]
    waiting = [mention for mention, _decides in found.values() if mention.state == "unanswered"]
    if not unknown and not waiting:
        return
    st.header(text("To find out first"), divider="gray")
    if unknown:
        said = text_n(
            "{n} question was answered with “I don't know”. It decides about measures that nobody can judge yet.",
            "{n} questions were answered with “I don't know”. They decide about measures that nobody can judge yet.",
            len(unknown),
        )
        st.markdown(said)
        for mention, decides in unknown[:_FIRST]:
            _draw_unknown(view, mention, decides)
        rest = unknown[_FIRST:]
        if rest:
            more = st.expander(text_n("{n} more", "{n} more", len(rest)), key="more_unknown", on_change="rerun")
            if more.open:
                with more:
                    for mention, decides in rest:
                        _draw_unknown(view, mention, decides)
    if waiting:
        st.markdown(
            text_n(
                "{n} question about further measures is not answered yet.",
                "{n} questions about further measures are not answered yet.",
                len(waiting),
            )
        )
        if view.editable:
            draw_question_link(waiting[0], text("Answer the questions"), view.checklists, "waiting")


def _questions(view: OpportunityView) -> Mapping[tuple[str, str], tuple[Mention, list[str]]]:
    """Return each open question once, with the measures it decides about."""
    found: dict[tuple[str, str], tuple[Mention, list[str]]] = {}
    for entry in view.ranking.to_find_out:
        for mention in entry.questions:
            _mention, decides = found.setdefault((mention.checklist, mention.question), (mention, []))
            decides.append(entry.measure)
    return found


def _draw_unknown(view: OpportunityView, mention: Mention, decides: list[str]) -> None:
    question = view.question(mention)
    with st.container(border=True, key=f"unknown_{mention.question.replace('.', '-')}", gap="xxsmall"):
        st.markdown(f"**{question.text if question else plain(mention.question)}**")
        check = question.check if question else None
        st.markdown(f"{text('How to find out')}: {check or text('Ask the person who looks after this equipment.')}")
        st.caption(text("It decides about: {measure}", measure="; ".join(view.title(ident) for ident in decides)))
        if view.editable:
            draw_question_link(mention, text("Answer it now"), view.checklists, "unknown")
