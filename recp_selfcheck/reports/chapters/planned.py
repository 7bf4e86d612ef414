"""The action plan: who does which measure by when, and what has become of it."""

from __future__ import annotations

from recp_selfcheck.assessment.plan import PlanEntry, PlanState, completeness
from recp_selfcheck.i18n import money, text
from recp_selfcheck.reports.document import Block, Column, Paragraph, Part, Section, Table
from recp_selfcheck.reports.findings import Findings
from recp_selfcheck.reports.plan_words import entry_title, expected_words, late_words, state_word, when_words


def plan_section(findings: Findings) -> Section:
    """Return the measures of the plan by state, rejected ones with their reasons in a list of their own."""
    title = text("Action plan")
    taken = [entry for entry in findings.plan if entry.state is not PlanState.REJECTED]
    rejected = [entry for entry in findings.plan if entry.state is PlanState.REJECTED]
    if not taken and not rejected:
        return Section("plan", title, text("No plan yet: take measures over on the page of opportunities."))
    count = completeness(findings.plan)
    said = text("{in_all} measures in the plan, {done} of them done.", in_all=count.in_all, done=count.done)
    parts = [Part("", (_taken(findings, taken),))] if taken else []
    if rejected:
        parts.append(Part(text("Rejected, with the reason"), (_rejected(findings, rejected),)))
    return Section("plan", title, said, tuple(parts))


def _taken(findings: Findings, entries: list[PlanEntry]) -> Block:
    columns = (
        Column(text("Measure"), 2.4),
        Column(text("Who and when"), 1.3),
        Column(text("Budget"), is_number=True),
        Column(text("Expected saving"), 1.5),
        Column(text("State"), 1.1),
    )
    return Table(columns, tuple(_row(findings, entry) for entry in entries))


def _row(findings: Findings, entry: PlanEntry) -> tuple[str, ...]:
    late = late_words(entry, findings.day)
    measure = [entry_title(entry, findings.library)]
    if entry.proof:
        measure.append(text("How it is verified: {how}", how=entry.proof))
    return (
        "\n".join(measure),
        "\n".join(part for part in (entry.owner, when_words(entry)) if part) or "–",
        money(entry.budget, findings.profile.currency) if entry.budget is not None else "–",
        (expected_words(entry.expected) if entry.expected else "") or "–",
        f"{state_word(entry.state)}, {late}" if late else state_word(entry.state),
    )


def _rejected(findings: Findings, entries: list[PlanEntry]) -> Block:
    columns = (Column(text("Measure"), 1), Column(text("Reason"), 1.5))
    rows = tuple((entry_title(entry, findings.library), entry.reason or "–") for entry in entries)
    return Table(columns, rows) if rows else Paragraph("")
