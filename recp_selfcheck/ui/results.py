"""The results page's parts: the score and why it is that, benchmarks, and the company's own history."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from recp_selfcheck.actions.answering import Cell, Receipt, Submission
from recp_selfcheck.actions.company import Company, Year
from recp_selfcheck.assessment.benchmarks import Comparison
from recp_selfcheck.assessment.scoring import ScoreCard, displayed
from recp_selfcheck.charts import words
from recp_selfcheck.charts.data import Bullet, GapBars, GapRow, History, ScoredRow, SectionBars
from recp_selfcheck.checklists.model import Checklist
from recp_selfcheck.i18n import amount, date, money, number, percent, text
from recp_selfcheck.ui.figures import draw_chart, draw_table
from recp_selfcheck.ui.labels import product_label, resource_label
from recp_selfcheck.ui.question import describe
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


def gap_rows(checklist: Checklist, card: ScoreCard) -> tuple[GapRow, ...]:
    """Return every rated question with what it costs."""
    section_of = {q.id: section.title for section in checklist.all_sections for q in section.questions}
    return tuple(
        GapRow(checklist.questions[name].text, section_of[name], q.loss, q.points, q.effective_weight, name)
        for name, q in card.questions.items()
        if q.loss is not None and q.points is not None and q.effective_weight is not None
    )


def draw_gaps(checklist: Checklist, card: ScoreCard) -> None:
    """Draw where points are lost, by question and by section, and the whole calculation behind a click."""
    rows = gap_rows(checklist, card)
    if not rows:
        return
    left, right = st.columns(2, gap="medium")
    with left:
        st.subheader(text("Points you lose"))
        chart = GapBars(rows, finding=words.gap_finding(rows))
        draw_chart(chart, "gaps", [], say=False)
    with right:
        st.subheader(text("Sections beside each other"))
        sections = tuple(
            ScoredRow(section.title, figures.score, figures.low, figures.high, id=section.id)
            for section in checklist.all_sections
            if (figures := card.sections[section.id]).asked and figures.low is not None
        )
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
        ordered = sorted(card.questions.items(), key=lambda entry: -(entry[1].loss or 0))
        for name, question in ordered:
            if question.state == "not_asked":
                continue
            rated = question.points is not None
            table.append(
                {
                    text("Question"): checklist.questions[name].text,
                    text("Your answer"): describe(checklist.questions[name], question.answer and question.answer.value),
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
    return text("Provisional: less than 80 % of the weight is rated. Answer the open questions to narrow the range.")


_BILL_OR_READING = 2  # level of evidence
_CONCERNS = {
    "energy": ("electricity", "heat", "energy_total"),
    "water": ("water", "wastewater"),
    "materials": ("waste",),
    "waste": ("waste",),
    "air": ("energy_total",),
    "management": (),
}


def draw_benchmarks(year: Year, checklist_id: str) -> None:
    """Draw each indicator this checklist is about beside its reference row, with source, year, n and gap in money."""
    concerned = _CONCERNS.get(checklist_id, tuple({one.resource for one in year.comparisons}))
    if not concerned:
        return
    st.header(text("Your consumption beside others"), divider="gray")
    comparisons = [one for one in year.comparisons if one.resource in concerned]
    if not comparisons:
        st.info(text("Fill in the yearly totals and the output on the company page: then you see how you compare."))
        st.page_link("../../pages/company.py", label=text("Yearly totals"), icon=":material/edit:")
        return
    screened = {one.resource for one in comparisons if one.why.code == "rough-screen"}
    for comparison in comparisons:
        if comparison.row is None and comparison.resource in screened:
            st.caption(f"{resource_label(comparison.resource)}: {no_comparison_words(comparison)}")
    comparisons = [one for one in comparisons if one.row is not None or one.resource not in screened]
    columns = st.columns(min(2, len(comparisons)), gap="medium")
    for place, comparison in enumerate(comparisons):
        with columns[place % len(columns)], st.container(border=True):
            _draw_comparison(comparison, year.profile.currency, place)


def _draw_comparison(comparison: Comparison, currency: str, place: int) -> None:
    row = comparison.row
    st.markdown(f"**{resource_label(comparison.resource)}**")
    if row is None or comparison.own is None:
        st.caption(no_comparison_words(comparison))
        return
    if comparison.why.code == "rough-screen":
        st.caption(text("A rough screen: all plants of the branch per person employed, whatever they make."))
    elif comparison.why.code == "basis-unknown":
        st.caption(text("For orientation only: it is not known at which calorific value the reference counts fuels."))
    chart = Bullet(
        label=resource_label(comparison.resource),
        unit=row.unit,
        own=comparison.own,
        low=row.low,
        typical=row.typical,
        high=row.high,
        kind=row.kind,
        position=comparison.position or "context",
        source=_source(comparison),
    )
    st.markdown(words.bullet_finding(chart))
    if comparison.gap_amount:
        gap = amount(comparison.gap_amount, row.amount_unit, scale=True)
        worth = f" ({money(comparison.gap_money, currency)})" if comparison.gap_money is not None else ""
        st.markdown(text("Down to typical: **{gap} a year**{worth}.", gap=gap, worth=worth))
    draw_chart(chart, f"bullet_{place}_{comparison.resource}", [], say=False)
    with st.expander(text("How this came about"), type="compact"):
        st.markdown(_how(comparison))
        st.caption(_source(comparison))
        if comparison.alternatives:
            st.caption(text("Other reference rows:"))
            draw_table(
                [
                    {
                        text("Reference"): f"{other.sector}, {other.indicator}",
                        text("Low"): number(other.low),
                        text("Typical"): number(other.typical),
                        text("High"): number(other.high),
                        text("Unit"): other.unit,
                        text("Year"): other.year,
                        text("Source"): other.source + (f" · {memory_mark()}" if other.status == "memory" else ""),
                    }
                    for other in comparison.alternatives
                ]
            )


def memory_mark() -> str:
    """Return the words every figure from memory is marked with."""
    return text("expert estimate, to be checked")


def no_comparison_words(comparison: Comparison) -> str:
    """Say why nothing can be compared, and what would help."""
    values = comparison.why.values
    sentences = {
        "no-product": text("Nothing to compare with: choose your main product on the company page."),
        "several-products": text("Nothing to compare with: several products share the meters."),
        "no-row": text("We have no reference for this product."),
        "no-output": text("Your output is missing on the company page."),
        "no-amount": text("Your yearly amount is missing or could not be read."),
    }
    if comparison.why.code == "unit":
        return text(
            "The references are per {wanted}; your output is in another unit.",
            wanted=", ".join(values.get("wanted", ())),
        )
    return sentences.get(comparison.why.code, text("Nothing to compare with yet."))


def _how(comparison: Comparison) -> str:
    values = comparison.why.values
    row = comparison.row
    if row is None or comparison.own is None:
        return ""
    return text(
        "{amount} : {per} = {own}",
        amount=amount(values["amount"], values["amount_unit"], None),
        per=amount(values["per_amount"], values["per_unit"], None),
        own=amount(comparison.own, row.unit),
    ) + (" · " + text("fuels at gross calorific value") if comparison.basis == "gross" else "")


def _source(comparison: Comparison) -> str:
    row = comparison.row
    if row is None:
        return ""
    parts = [row.sector if not row.product else product_label(row.product), row.boundary, row.source, row.year]
    if row.n:
        parts.append(f"n = {row.n}")
    if row.status == "memory":
        parts.append(memory_mark())
    return " · ".join(part for part in parts if part)


def draw_history(receipts: tuple[Receipt, ...], card: ScoreCard | None = None) -> None:
    """Draw the scores handed in so far and, where there is one, today's."""
    if not receipts:
        return
    st.header(text("Your own history"), divider="gray")
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
