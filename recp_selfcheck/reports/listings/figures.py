"""Consumption, indicators, benchmarks and bills as tables, in numbers that go on being reckoned with."""

from __future__ import annotations

from collections.abc import Iterator

from recp_selfcheck.assessment.bills import RESOURCES
from recp_selfcheck.charts.words import position_word
from recp_selfcheck.i18n import text
from recp_selfcheck.i18n.labels import carrier_label, resource_label, series_label
from recp_selfcheck.reports.benchmark_words import memory_mark, no_comparison_words, place_words
from recp_selfcheck.reports.boundary_words import boundary_words
from recp_selfcheck.reports.findings import Findings
from recp_selfcheck.reports.listings.listing import Field, Listing, Value


def consumption_listing(findings: Findings) -> Listing:
    """Return a year's amounts and costs by carrier, and the sums by resource."""
    fields = (
        Field(text("Resource"), width=26),
        Field(text("Carrier"), width=30),
        Field(text("Amount"), "number", 16),
        Field(text("Unit"), width=12),
        Field(text("In one unit"), "number", 16),
        Field(text("Unit"), width=10),
        Field(text("Cost a year"), "money", 14),
        Field(text("Currency"), width=10),
    )
    return Listing("consumption", text("Consumption"), fields, tuple(_uses(findings)))


def _uses(findings: Findings) -> Iterator[tuple[Value, ...]]:
    currency = findings.profile.currency or None
    for resource, parts in findings.resources.parts.items():
        for part in parts:
            label = carrier_label(part.carrier)
            yield (
                resource_label(resource),
                f"{label}: {part.name}" if part.name else label,
                part.amount,
                findings.unit(part.unit),
                part.converted,
                findings.unit(part.base),
                part.cost,
                currency,
            )
        used = findings.resources.by_resource.get(resource)
        if used is not None:
            unit = findings.unit(RESOURCES[resource])
            yield (
                resource_label(resource),
                text("all", context="carriers"),
                None,
                None,
                used.amount,
                unit,
                used.cost,
                currency,
            )


def indicator_listing(findings: Findings) -> Listing:
    """Return every intensity with what it is made of, energy on both bases."""
    fields = (
        Field(text("Resource"), width=34),
        Field(text("Calorific value"), width=14),
        Field(text("Value"), "number", 16),
        Field(text("Unit"), width=16),
        Field(text("Amount"), "number", 16),
        Field(text("Divided by"), "number", 16),
        Field(text("Unit"), width=12),
    )
    basis = {"net": text("net", context="calorific value"), "gross": text("gross", context="calorific value")}
    rows = (
        (
            resource_label(one.resource),
            basis.get(one.basis),
            one.value,
            findings.unit(one.unit),
            one.amount,
            one.per_amount,
            findings.unit(one.per_unit),
        )
        for one in findings.intensities
    )
    return Listing("indicators", text("Indicators"), fields, tuple(rows))


def benchmark_listing(findings: Findings) -> Listing:
    """Return every comparison with its reference row and whose figures these are."""
    fields = (
        Field(text("Resource"), width=34),
        Field(text("Own value"), "number"),
        Field(text("Unit"), width=14),
        Field(text("Calorific value"), width=14),
        Field(text("Low"), "number", 12),
        Field(text("Typical"), "number", 12),
        Field(text("High"), "number", 12),
        Field(text("Position"), width=22),
        Field(text("Down to typical a year"), "number", 16),
        Field(text("Unit"), width=10),
        Field(text("The same in money"), "money", 16),
        Field(text("Currency"), width=10),
        Field(text("Boundary"), width=18),
        Field(text("Source"), width=60),
        Field(text("Year"), width=12),
        Field("n", "number", 8),
        Field(text("Remark"), width=40),
    )
    basis = {"net": text("net", context="calorific value"), "gross": text("gross", context="calorific value")}
    rows: list[tuple[Value, ...]] = []
    for one in findings.comparisons:
        row = one.row
        if row is None:
            rows.append((resource_label(one.resource), *[None] * 15, no_comparison_words(one)))
            continue
        rows.append(
            (
                resource_label(one.resource),
                one.own,
                findings.unit(row.unit),
                basis.get(one.basis),
                row.low,
                row.typical,
                row.high,
                position_word(one.position) if one.position else None,
                one.gap_amount,
                findings.unit(row.amount_unit) if one.gap_amount is not None else None,
                one.gap_money,
                findings.profile.currency if one.gap_money is not None else None,
                boundary_words(row.boundary) or None,
                "; ".join((row.source, *place_words(row))),
                row.year or None,
                row.n,
                memory_mark() if row.status == "memory" else None,
            )
        )
    return Listing("benchmarks", text("Benchmarks"), fields, tuple(rows))


def bill_listing(findings: Findings) -> Listing:
    """Return every month of every bill."""
    fields = (
        Field(text("Bills of"), width=30),
        Field(text("Month"), width=12),
        Field(text("Amount"), "number", 16),
        Field(text("Unit"), width=12),
        Field(text("Cost without VAT"), "money", 16),
        Field(text("Currency"), width=10),
    )
    rows = (
        (
            series_label(ident, findings.series[ident].name if ident in findings.series else ""),
            str(bill.month),
            bill.amount,
            findings.unit(bill.unit),
            bill.cost,
            findings.profile.currency if bill.cost is not None else None,
        )
        for ident, bills in findings.bills.items()
        for bill in bills
    )
    return Listing("bills", text("Bills"), fields, tuple(rows))
