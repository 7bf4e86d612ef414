"""The company's consumption beside reference figures, each with its source."""

from __future__ import annotations

from collections.abc import Iterator

from recp_selfcheck.assessment.benchmarks import Comparison
from recp_selfcheck.charts import svg, words
from recp_selfcheck.charts.data import Bullet
from recp_selfcheck.i18n import amount, money, text
from recp_selfcheck.i18n.labels import resource_label
from recp_selfcheck.reports.benchmark_words import how_words, no_comparison_words, source_words
from recp_selfcheck.reports.document import Block, Paragraph, Part, Picture, Points, Section
from recp_selfcheck.reports.findings import Findings


def comparison_section(findings: Findings) -> Section:
    """Return every indicator with a reference beside it, and a line for those without."""
    title = text("Your consumption beside others")
    shown = [one for one in findings.comparisons if one.row is not None and one.own is not None]
    others = [one for one in findings.comparisons if one.row is None or one.own is None]
    if not findings.comparisons:
        said = text("Nothing to compare yet: it takes yearly totals, the output and the main product.")
        return Section("benchmarks", title, said)
    parts = [Part(resource_label(one.resource), tuple(_beside(findings, one))) for one in shown]
    screened = {one.resource for one in shown}
    lines = [
        f"{resource_label(one.resource)}: {no_comparison_words(one)}" for one in others if one.resource not in screened
    ]
    if lines:
        parts.append(Part(text("Without a reference"), (Points(tuple(dict.fromkeys(lines))),)))
    worst = next((one for one in shown if one.position in {"poor_quarter", "above_range"}), None)
    finding = words.bullet_finding(bullet_of(worst)) if worst else ""
    said = finding and f"{resource_label(worst.resource)}: {finding}" if worst else ""
    return Section("benchmarks", title, said, tuple(parts))


def bullet_of(comparison: Comparison) -> Bullet:
    """Return a comparison as a chart shows it; it needs a reference row."""
    row = comparison.row
    if row is None:
        raise ValueError(f"{comparison.resource} is compared with nothing")
    return Bullet(
        label=resource_label(comparison.resource),
        unit=row.unit,
        own=comparison.own,
        low=row.low,
        typical=row.typical,
        high=row.high,
        kind=row.kind,
        position=comparison.position or "context",
    )


def gap_words(findings: Findings, comparison: Comparison) -> str:
    """Say how far it is down to the typical figure in a year, and what that costs; nothing where there is no gap."""
    if not comparison.gap_amount or comparison.row is None:
        return ""
    gap = amount(comparison.gap_amount, comparison.row.amount_unit, scale=True)
    worth = f" ({money(comparison.gap_money, findings.profile.currency)})" if comparison.gap_money is not None else ""
    return text("Down to typical: {gap} a year{worth}.", gap=gap, worth=worth)


def _beside(findings: Findings, one: Comparison) -> Iterator[Block]:
    chart = bullet_of(one)
    yield Paragraph(" ".join(part for part in (words.bullet_finding(chart), gap_words(findings, one)) if part))
    if one.why.code == "rough-screen":
        yield Paragraph(text("A rough screen: all plants of the branch per person employed, whatever they make."))
    elif one.why.code == "basis-unknown":
        yield Paragraph(
            text("For orientation only: it is not known at which calorific value the reference counts fuels.")
        )
    yield Picture(svg.bullet(chart), words.alt(chart), 0.85)
    source = text("Source: {source}", source=source_words(one, findings.reference(one)))
    yield Paragraph(f"{how_words(one).removesuffix('.')}. {source}", small=True)
