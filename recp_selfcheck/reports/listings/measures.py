"""Opportunities, the plan, and the sources as tables."""

from __future__ import annotations

from collections.abc import Iterator

from recp_selfcheck.assessment.bills import RESOURCES
from recp_selfcheck.assessment.opportunities import Opportunity
from recp_selfcheck.assessment.savings import EffectSaving, Range
from recp_selfcheck.charts.savings.words import group_word
from recp_selfcheck.i18n import text
from recp_selfcheck.i18n.labels import carrier_label, resource_label
from recp_selfcheck.reports import follow_up_words as words
from recp_selfcheck.reports.benchmark_words import memory_mark, place_words
from recp_selfcheck.reports.chapters.method import factors_used
from recp_selfcheck.reports.findings import Findings
from recp_selfcheck.reports.listings.listing import Field, Listing, Value
from recp_selfcheck.reports.plan_words import entry_title, state_word
from recp_selfcheck.reports.saving_words import estimate_mark

Triple = tuple[float | None, float | None, float | None]


def opportunity_listing(findings: Findings) -> Listing:
    """Return every measure with its effects, one effect a row; what is of the measure stands in its first row."""
    low, typical, high = text("low", context="range"), text("typical", context="range"), text("high", context="range")
    money = text("Money a year")
    fields = (
        Field(text("No", context="place"), "number", 6),
        Field(text("Measure"), width=48),
        Field(text("When"), width=16),
        Field(text("Resource"), width=24),
        Field(text("End use"), width=28),
        Field(f"{text('Saves a year')}: {low}", "number", 14),
        Field(f"{text('Saves a year')}: {typical}", "number", 14),
        Field(f"{text('Saves a year')}: {high}", "number", 14),
        Field(text("Unit"), width=8),
        Field(f"{money}: {low}", "money", 14),
        Field(f"{money}: {typical}", "money", 14),
        Field(f"{money}: {high}", "money", 14),
        Field(text("Currency"), width=10),
        Field(text("t CO₂ a year"), "number", 12),
        Field(text("Investment"), "money", 14),
        Field(text("Payback, years"), "number", 12),
        Field(text("Net present value"), "money", 16),
        Field(text("Internal rate of return"), "share", 14),
        Field(text("Because of"), width=60),
        Field(text("Remark"), width=30),
    )
    rows = (row for place, one in enumerate(findings.ranking.listed, start=1) for row in _measure(findings, place, one))
    return Listing("opportunities", text("Opportunities"), fields, tuple(rows))


def _measure(findings: Findings, place: int, one: Opportunity) -> Iterator[tuple[Value, ...]]:
    measure = findings.library.measures.get(one.measure)
    because = "; ".join(
        findings.checked_by_id[mention.checklist].checklist.questions[mention.question].text
        for mention in one.questions
        if mention.checklist in findings.checked_by_id
    )
    remark = estimate_mark(measure) or None
    head = (place, measure.title if measure else one.measure, group_word(one.group))
    worth = (one.investment, one.payback, one.npv, one.irr, because, remark)
    first, *others = one.effects or (None,)
    yield (*head, *_effect(findings, first, one.co2_t), *worth)
    for effect in others:
        yield (place, None, None, *_effect(findings, effect, None), *[None] * len(worth))


def _effect(findings: Findings, effect: EffectSaving | None, co2: Range | None) -> tuple[Value, ...]:
    if effect is None:
        return (None,) * 11
    use = findings.library.end_uses.get(effect.of)
    return (
        resource_label(effect.resource),
        use.title if use else text("all use"),
        *_triple(effect.amount),
        findings.unit(RESOURCES[effect.resource]) if effect.amount else None,
        *_triple(effect.money),
        findings.profile.currency if effect.money else None,
        co2.typical if co2 else None,
    )


def _triple(figure: Range | None) -> Triple:
    return (figure.low, figure.typical, figure.high) if figure else (None, None, None)


def total_listing(findings: Findings) -> Listing:
    """Return what all listed measures save together, by resource."""
    low, typical, high = text("low", context="range"), text("typical", context="range"), text("high", context="range")
    fields = (
        Field(text("Resource"), width=26),
        Field(text("A year's use"), "number", 16),
        *(Field(f"{text('Saves a year')}: {end}", "number", 14) for end in (low, typical, high)),
        Field(text("Unit"), width=8),
        *(Field(f"{text('Money a year')}: {end}", "money", 14) for end in (low, typical, high)),
        Field(text("Currency"), width=10),
        Field(text("t CO₂ a year"), "number", 12),
    )
    rows = (
        (
            resource_label(resource),
            total.consumption,
            *_triple(total.amount),
            findings.unit(RESOURCES[resource]),
            *_triple(total.money),
            findings.profile.currency if total.money else None,
            total.co2_t.typical if total.co2_t else None,
        )
        for resource, total in findings.ranking.totals.items()
    )
    return Listing("together", text("Together"), fields, tuple(rows))


def plan_listing(findings: Findings) -> Listing:
    """Return every entry of the plan, rejected ones with their reason."""
    fields = (
        Field(text("Measure"), width=48),
        Field(text("State"), width=14),
        Field(text("Who"), width=24),
        Field(text("Due"), "day", 12),
        Field(text("Done on"), "day", 12),
        Field(text("Budget"), "money", 14),
        Field(text("Expected a year, typical"), "number", 18),
        Field(text("Unit"), width=12),
        Field(text("Money a year"), "money", 14),
        Field(text("Currency"), width=10),
        Field(text("How it is verified"), width=36),
        Field(text("Note"), width=36),
        Field(text("Reason"), width=30),
    )
    rows = []
    for entry in findings.plan:
        expected = entry.expected
        main = expected.main if expected else None
        rows.append(
            (
                entry_title(entry, findings.library),
                state_word(entry.state),
                entry.owner or None,
                entry.due,
                entry.done_on,
                entry.budget,
                main.amount.typical if main and main.amount else None,
                findings.unit(RESOURCES[main.resource]) if main else None,
                expected.money.typical if expected and expected.money else None,
                (expected.currency if expected else "") or findings.profile.currency or None,
                entry.proof or None,
                entry.note or None,
                entry.reason or None,
            )
        )
    return Listing("plan", text("Action plan"), fields, tuple(rows))


def follow_up_listing(findings: Findings) -> Listing:
    """Return what six and twelve months after a measure was done have shown."""
    low, typical, high = text("low", context="range"), text("typical", context="range"), text("high", context="range")
    fields = (
        Field(text("Measure"), width=48),
        Field(text("Follow-up"), width=34),
        Field(text("Saved"), "number", 14),
        *(Field(f"{text('Expected')}: {end}", "number", 14) for end in (low, typical, high)),
        Field(text("Unit"), width=12),
        Field(text("How it was found"), width=60),
        Field(text("What was found, in words"), width=48),
    )
    rows = []
    for entry in findings.plan:
        for one in findings.follow_ups.get(entry.id, ()):
            unit = findings.unit(RESOURCES[one.resource]) if one.resource else findings.profile.currency
            known = one.saved is not None
            how = words.basis_words(one) if known else words.missing_words(one, findings.series, findings.day)
            titled = (entry_title(entry, findings.library), words.heading(one), one.saved)
            rows.append((*titled, *_triple(one.expected), unit, how, entry.explained.get(one.months) or None))
    return Listing("follow_ups", text("Follow-ups"), fields, tuple(rows))


def source_listing(findings: Findings) -> Listing:
    """Return the sources of all listed measures, of the benchmarks and of the factors."""
    fields = (
        Field(text("Used for"), width=36),
        Field(text("Source"), width=70),
        Field(text("Year"), width=12),
        Field(text("Page or table"), width=30),
        Field(text("Address"), width=50),
        Field(text("Remark"), width=30),
    )
    return Listing("sources", text("Sources"), fields, tuple(dict.fromkeys(_sources(findings))))


def _sources(findings: Findings) -> Iterator[tuple[Value, ...]]:
    for one in findings.ranking.listed:
        measure = findings.library.measures.get(one.measure)
        for name in measure.sources if measure else ():
            source = findings.library.sources.get(name)
            if measure and source:
                title = ", ".join(part for part in (source.publisher, source.title) if part)
                yield measure.title, title, str(source.year), source.pages, source.url, None
    for comparison in findings.comparisons:
        row = comparison.row
        if row is not None:
            mark = memory_mark() if row.status == "memory" else None
            yield resource_label(comparison.resource), row.source, row.year, "; ".join(place_words(row)), None, mark
    for factor in factors_used(findings):
        mark = memory_mark() if "memory" in (factor.status, factor.ef_status) else None
        yield carrier_label(factor.carrier), factor.source, str(factor.year), factor.page_or_table, None, mark
