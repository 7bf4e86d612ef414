"""The action plan: who does which measure by when, and what has become of it."""

from __future__ import annotations

from collections.abc import Mapping

from recp_selfcheck.assessment.follow_ups import FollowUp
from recp_selfcheck.assessment.plan import PlanEntry, PlanState, completeness
from recp_selfcheck.assessment.plan_totals import totals_by_state
from recp_selfcheck.i18n import money, text
from recp_selfcheck.reports import follow_up_words as follow_ups
from recp_selfcheck.reports.document import Block, Column, Paragraph, Part, Points, Section, Table
from recp_selfcheck.reports.findings import Findings
from recp_selfcheck.reports.plan_totals_words import totals_words
from recp_selfcheck.reports.plan_words import (
    entry_title,
    expected_words,
    group_word,
    late_words,
    state_word,
    when_words,
)


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
    parts += [part for part in (_totals(findings), _saved(findings)) if part.blocks]
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


def _totals(findings: Findings) -> Part:
    """Return what each state's measures should save together."""
    currency = findings.profile.currency
    by_state = totals_by_state(findings.plan, currency)
    known = {state: one for state, one in by_state.items() if one.by_resource or one.money}
    lines = tuple(f"{group_word(state)} – {totals_words(one, currency)}" for state, one in known.items())
    note = text(
        "As reckoned when each measure was taken over. Measures on the same use act on what the others leave: "
        "a line is less than the sum of its measures, and two lines are not to be added."
    )
    blocks = (Points(lines), Paragraph(note, small=True)) if lines else ()
    return Part(text("What the plan should save in a year"), blocks)


def _saved(findings: Findings) -> Part:
    """Return what six and twelve months after a measure was done have shown."""
    titles = {entry.id: entry_title(entry, findings.library) for entry in findings.plan}
    rows = [
        (titles[entry.id], follow_ups.heading(one), _found(findings, entry, one, titles))
        for entry in findings.plan
        for one in findings.follow_ups.get(entry.id, ())
    ]
    columns = (Column(text("Measure"), 1), Column(text("Follow-up"), 0.9), Column(text("What it really saved"), 2))
    return Part(text("What the measures done have really saved"), (Table(columns, tuple(rows)),) if rows else ())


def _found(findings: Findings, entry: PlanEntry, one: FollowUp, titles: Mapping[int, str]) -> str:
    found = follow_ups.found_words(one, findings.profile.currency)
    how = follow_ups.basis_words(one) if found else follow_ups.missing_words(one, findings.series, findings.day)
    said = (found, how, follow_ups.others_words(one, titles) if found else "", entry.explained.get(one.months, ""))
    return " ".join(part for part in said if part)


def _rejected(findings: Findings, entries: list[PlanEntry]) -> Block:
    columns = (Column(text("Measure"), 1), Column(text("Reason"), 1.5))
    rows = tuple((entry_title(entry, findings.library), entry.reason or "–") for entry in entries)
    return Table(columns, rows) if rows else Paragraph("")
