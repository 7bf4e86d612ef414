"""The scores: each checklist with its range, its sections and where it loses most."""

from __future__ import annotations

from recp_selfcheck.assessment.scoring import ScoreCard, displayed
from recp_selfcheck.charts import svg, words
from recp_selfcheck.charts.data import GapBars
from recp_selfcheck.charts.scores import gap_rows
from recp_selfcheck.i18n import percent, text
from recp_selfcheck.reports.chapters.company import reviewer_words
from recp_selfcheck.reports.chapters.front import strip_of
from recp_selfcheck.reports.document import Block, Column, Notice, Paragraph, Part, Picture, Section, Table
from recp_selfcheck.reports.findings import Checked, Findings
from recp_selfcheck.reports.score_words import band_title, rated_words, score_words

_MOST_GAPS = 5  # a report names the dearest, the workbook has them all
_WHOLE_AND_PARTS = 2


def score_section(findings: Findings) -> Section:
    """Return the score of every answered checklist; they stand side by side, never added."""
    title = text("Scores")
    if not findings.answered:
        return Section("scores", title, text("No checklist is answered yet, so there is no score."))
    said = text("Each checklist has its own score from 0 to 100; there is none across them.")
    return Section("scores", title, said, tuple(_part(findings, done) for done in findings.answered))


def why_provisional(card: ScoreCard) -> str:
    """Say why a score is provisional and what ends that."""
    if card.unanswered_facts:
        return text("Provisional: the facts about your site are not complete, so other questions may still be asked.")
    return text("Provisional: less than 80 % of the weight is rated. Answer the open questions to narrow the range.")


def _part(findings: Findings, done: Checked) -> Part:
    checklist, card = done.checklist, done.card
    rows = gap_rows(checklist, card)
    finding = words.gap_finding(rows) if card.score is not None else ""
    who = reviewer_words(findings, done)
    layer = text("agreed with the trainer: {who}", who=who) if who else text("self-declared")
    proven = text("backed by bills or readings: {share}", share=percent(done.proven, 2))
    band = band_title(checklist, card)
    strip = strip_of(done)
    blocks: list[Block] = [Paragraph(finding)] if finding else []
    blocks.append(Picture(strip.svg, strip.alt, 0.5))
    blocks.append(Paragraph(" · ".join(part for part in (layer, rated_words(card), proven) if part), small=True))
    if card.provisional:
        blocks.append(Notice(why_provisional(card)))
    if len(checklist.all_sections) >= _WHOLE_AND_PARTS:
        blocks.append(_sections(done))
    if any(row.loss > 0 for row in rows):
        chart = GapBars(rows, finding=finding)
        blocks.append(Paragraph(f"{checklist.title}. {text('Points you lose')}", small=True))
        blocks.append(Picture(svg.gap_bars(chart, _MOST_GAPS), words.alt(chart), 0.85))
    title = f"{checklist.title}: {score_words(card)}"
    return Part(f"{title}, {band}" if band else title, tuple(blocks))


def _sections(done: Checked) -> Table:
    columns = (
        Column(text("Section"), 1),
        Column(text("Score"), is_number=True),
        Column(text("Range"), is_number=True),
        Column(text("Answered"), is_number=True),
    )
    rows = []
    for section in done.checklist.all_sections:
        figures = done.card.sections[section.id]
        if not figures.asked or figures.low is None or figures.high is None:
            continue
        low, high = displayed(figures.low), displayed(figures.high)
        rows.append(
            (
                section.title,
                str(displayed(figures.score)) if figures.score is not None else "–",
                f"{low}–{high}" if low != high else str(low),
                text("{answered} of {asked}", answered=figures.answered, asked=figures.asked),
            )
        )
    return Table(columns, tuple(rows))
