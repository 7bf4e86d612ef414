"""Company, scores, answers and gaps as tables."""

from __future__ import annotations

from collections.abc import Iterator

from recp_selfcheck.charts.scores import gap_rows
from recp_selfcheck.i18n import text
from recp_selfcheck.i18n.names import country
from recp_selfcheck.reports.answer_words import describe
from recp_selfcheck.reports.chapters.company import name_of, period_words, state_words, status_words
from recp_selfcheck.reports.chapters.method import limits_words
from recp_selfcheck.reports.findings import Checked, Findings
from recp_selfcheck.reports.listings.listing import Field, Listing, Value
from recp_selfcheck.reports.score_words import band_title


def company_listing(findings: Findings) -> Listing:
    """Return what the company is, one fact a row, each with its unit."""
    profile = findings.profile
    rows: list[tuple[Value, ...]] = [
        (text("Company"), name_of(findings), None),
        (text("Branch"), findings.branch, None),
        (text("Country"), country(profile.country) if profile.country else None, None),
        (text("Main product"), findings.product or None, None),
        (text("Output a year"), profile.output_amount, findings.unit(profile.output_unit)),
        (text("Staff, full-time"), profile.employees, findings.unit("employee")),
        (text("Floor area"), profile.floor_area, findings.unit("m2")),
        (text("Figures of"), period_words(findings) or None, None),
        (text("Currency"), profile.currency or None, None),
        (text("About"), profile.about or None, None),
        (text("Report made on"), findings.day, None),
        (text("Whose word it is"), status_words(findings), None),
        (text("What this is"), limits_words(), None),
    ]
    for done in findings.answered:
        for fact in done.checklist.facts:
            answer = done.sheet.facts.get(fact.id)
            row = (fact.text, describe(fact, answer.value) if answer else None, None)
            if row not in rows:
                rows.append(row)
    fields = (Field(text("Fact"), width=34), Field(text("Value"), width=60), Field(text("Unit"), width=12))
    return Listing("company", text("Company"), fields, tuple(rows))


def score_listing(findings: Findings) -> Listing:
    """Return the scores of the checklists and of their sections."""
    fields = (
        Field(text("Checklist"), width=22),
        Field(text("Section"), width=34),
        Field(text("Score"), "points"),
        Field(text("Range from"), "points"),
        Field(text("Range to"), "points"),
        Field(text("Rated"), "share"),
        Field(text("Backed by bills or readings"), "share", 18),
        Field(text("Asked"), "number", 10),
        Field(text("Answered"), "number", 10),
        Field(text("Level"), width=18),
        Field(text("State"), width=34),
    )
    return Listing("scores", text("Scores"), fields, tuple(_scores(findings)))


def _scores(findings: Findings) -> Iterator[tuple[Value, ...]]:
    for done in findings.answered:
        card = done.card
        whole = (card.score, card.low, card.high, card.share_rated, done.proven, done.asked, done.answered)
        level = band_title(done.checklist, card)
        if card.provisional:
            level = f"{level} ({text('provisional')})".strip()
        yield (done.checklist.title, None, *whole, level or None, state_words(findings, done))
        for section in done.checklist.all_sections:
            part = card.sections[section.id]
            if part.asked:
                figures = (part.score, part.low, part.high, part.share_rated, None, part.asked, part.answered)
                yield (done.checklist.title, section.title, *figures, None, None)


def answer_listing(findings: Findings) -> Listing:
    """Return every question that is asked with its answer, what proves it and what was noted."""
    fields = (
        Field(text("Checklist"), width=22),
        Field(text("Section"), width=26),
        Field(text("Question"), width=60),
        Field(text("Answer"), width=44),
        Field(text("Points"), "points", 10),
        Field(text("Share of the score"), "share", 12),
        Field(text("Points lost"), "points", 12),
        Field(text("What shows it"), width=20),
        Field(text("Why it does not apply"), width=30),
        Field(text("Note"), width=40),
        Field(text("Id"), width=26),
    )
    rows = (row for done in findings.answered for row in _answers(done))
    return Listing("answers", text("Answers"), fields, tuple(rows))


def _answers(done: Checked) -> Iterator[tuple[Value, ...]]:
    proofs = {1: text("document or photo"), 2: text("bill or reading"), 3: text("seen by the trainer")}
    for section in done.checklist.all_sections:
        for question in section.questions:
            scored = done.card.questions[question.id]
            if scored.state == "not_asked":
                continue
            answer = done.sheet.answers.get(question.id)
            yield (
                done.checklist.title,
                section.title,
                question.text,
                describe(question, answer.value if answer else None),
                scored.points,
                scored.effective_weight,
                scored.loss,
                proofs.get(done.evidence.get(question.id, 0)),
                (answer.reason or None) if answer else None,
                done.notes.get(question.id),
                question.id,
            )


def gap_listing(findings: Findings) -> Listing:
    """Return where points are lost, the dearest first within each checklist."""
    fields = (
        Field(text("Checklist"), width=22),
        Field(text("Section"), width=26),
        Field(text("Question"), width=60),
        Field(text("Points"), "points", 10),
        Field(text("Points lost"), "points", 12),
        Field(text("Points it carries"), "points", 12),
    )
    rows = (
        (done.checklist.title, row.group, row.label, row.points, row.loss, row.worth)
        for done in findings.answered
        for row in sorted(gap_rows(done.checklist, done.card), key=lambda row: -row.loss)
        if row.loss > 0
    )
    return Listing("gaps", text("Gaps"), fields, tuple(rows))
