"""The results page's parts: the score and why it is that, and the company's own history."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from recp_selfcheck.actions.answering import Cell, Receipt, Submission
from recp_selfcheck.actions.company import Company
from recp_selfcheck.assessment.scoring import ScoreCard, displayed
from recp_selfcheck.charts import words
from recp_selfcheck.charts.data import GapBars, History, ScoredRow, SectionBars
from recp_selfcheck.charts.scores import gap_rows, section_rows
from recp_selfcheck.checklists.model import Checklist
from recp_selfcheck.i18n import date, number, percent, text
from recp_selfcheck.reports.answer_words import describe
from recp_selfcheck.ui.figures import draw_chart, draw_table
from recp_selfcheck.ui.reader import is_own
from recp_selfcheck.ui.words import band_title, rated_words, score_words


def draw_score(checklist: Checklist, card: ScoreCard, cells: Mapping[tuple[str, str], Cell]) -> None:
    """Draw the title that states the finding, the score with its range and band, and how much of it is proven."""
    rows = gap_rows(checklist, card)
    st.title(words.gap_finding(rows) if card.score is not None else text("No score yet"))
    band = band_title(checklist, card)
    said = f"**{checklist.title}: {score_words(card)}**"
    st.markdown(" · ".join(part for part in (said, band, rated_words(card), _proven_words(card, cells)) if part))
    if card.provisional:
        st.info(_why_provisional(card))


def _proven_words(card: ScoreCard, cells: Mapping[tuple[str, str], Cell]) -> str:
    """Say which share of the rated weight a bill or a reading backs; it is shown, never multiplied in."""
    proven = sum(
        question.effective_weight or 0.0
        for name, question in card.questions.items()
        if (cell := cells.get((name, "evidence"))) is not None and (cell.value or 0) >= _BILL_OR_READING
    )
    return text("backed by bills or readings: {share}", share=percent(proven, 2))


def draw_gaps(checklist: Checklist, card: ScoreCard) -> None:
    """Draw where points are lost, by question and by section, and the whole calculation behind a click."""
    rows = gap_rows(checklist, card)
    if not rows:
        return
    left, right = st.columns(2, gap="medium")
    with left:
        st.subheader(text("Points you lose") if is_own() else text("Points lost"))
        chart = GapBars(rows, finding=words.gap_finding(rows))
        draw_chart(chart, "gaps", [], say=False)
    with right:
        st.subheader(text("Sections beside each other"))
        sections = section_rows(checklist, card)
        bars = SectionBars(sections, finding=words.section_finding(sections))
        draw_chart(bars, "sections", [])
    _draw_calculation(checklist, card)


def _draw_calculation(checklist: Checklist, card: ScoreCard) -> None:
    with st.expander(text("Why this number? The whole calculation")):
        st.markdown(
            text(
                "The score is the sum of share × points over all rated questions. The share comes from the weights of "
                "the question and its sections; «I don't know» counts in the range only, «does not apply» nowhere."
            )
        )
        table = []
        answer = text("Your answer") if is_own() else text("Answer")
        ordered = sorted(card.questions.items(), key=lambda entry: -(entry[1].loss or 0))
        for name, question in ordered:
            if question.state == "not_asked":
                continue
            rated = question.points is not None
            table.append(
                {
                    text("Question"): checklist.questions[name].text,
                    answer: describe(checklist.questions[name], question.answer and question.answer.value),
                    text("Points"): number(question.points) if rated else "–",
                    text("Share, %"): number((question.effective_weight or 0) * 100) if rated else "–",
                    text("Lost"): number(question.loss, 2) if rated else "–",
                }
            )
        draw_table(table)


def draw_changes(submission: Submission, firm: Company) -> None:
    """Say that the company's facts changed after this was handed in; the score stays that of the frozen copy."""
    facts = firm.profile.facts
    if not submission.editable and any(facts.get(name) != fact for name, fact in submission.sheet.facts.items()):
        st.info(
            text("The facts about your site changed after handing in. The score here is that of the handed-in copy.")
        )


def _why_provisional(card: ScoreCard) -> str:
    if card.unanswered_facts:
        return text("Provisional: the facts about your site are not complete, so other questions may still be asked.")
    if not is_own():
        return text("Provisional: less than 80 % of the weight is rated.")
    return text("Provisional: less than 80 % of the weight is rated. Answer the open questions to narrow the range.")


_BILL_OR_READING = 2  # level of evidence


def draw_history(receipts: tuple[Receipt, ...], card: ScoreCard | None = None) -> None:
    """Draw the scores handed in so far and, where there is one, today's."""
    if not receipts:
        return
    st.header(text("Your own history") if is_own() else text("Handed in so far"), divider="gray")
    rows = [
        ScoredRow(date(receipt.at, st.context.timezone), score["score"], score["low"], score["high"])
        for receipt in receipts
        if (score := receipt.card)["low"] is not None
    ]
    if card is not None and card.score is not None and card.score != receipts[-1].card["score"]:
        rows.append(ScoredRow(text("today"), card.score, card.low, card.high, provisional=card.provisional))
    chart = History(tuple(rows), finding=words.history_finding(rows))
    table = [
        {text("Date"): row.label, text("Score"): displayed(row.score) if row.score is not None else "–"} for row in rows
    ]
    draw_chart(chart, "history", table)
