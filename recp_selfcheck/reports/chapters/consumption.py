"""What the company uses in a year, what that costs, and how much of it goes into a unit of output."""

from __future__ import annotations

from collections.abc import Iterator

from recp_selfcheck.assessment.bills import RESOURCES
from recp_selfcheck.assessment.doubts import Doubt
from recp_selfcheck.assessment.indicators import Part as Bought
from recp_selfcheck.charts.indicators import svg
from recp_selfcheck.charts.indicators import words as chart_words
from recp_selfcheck.charts.indicators.contents import cost_chart
from recp_selfcheck.charts.indicators.sentences import months_words
from recp_selfcheck.i18n import amount, money, number, percent, text, unit_label
from recp_selfcheck.i18n.labels import carrier_label, doubt_label, resource_label
from recp_selfcheck.i18n.mistakes import word_doubt
from recp_selfcheck.reports.chapters.change import change_part, footprint_part
from recp_selfcheck.reports.chapters.company import period_words
from recp_selfcheck.reports.document import Block, Column, Paragraph, Part, Picture, Points, Section, Table
from recp_selfcheck.reports.findings import Findings


def consumption_section(findings: Findings) -> Section:
    """Return the year's amounts and costs, the indicators per output, and what looks doubtful in them."""
    title = text("Energy, water and materials in figures")
    if not findings.resources.by_resource:
        return Section(
            "figures", title, text("No yearly figures yet: enter the bills, or the yearly totals on the company page.")
        )
    parts = [Part(text("A year's use and cost"), tuple(_uses(findings)))]
    intensities = _intensities(findings)
    if intensities is not None:
        parts.append(Part(text("Use per unit of output and per person"), (intensities,)))
    emissions = footprint_part(findings)
    if emissions is not None:
        parts.append(emissions)
    parts.append(change_part(findings))
    if findings.doubts:
        doubts = tuple(_doubt_words(findings, doubt) for doubt in findings.doubts)
        parts.append(Part(text("What does not look right"), (Points(doubts),)))
    period = period_words(findings)
    said = f"{_finding(findings)} {period}." if period else _finding(findings)
    return Section("figures", title, said, tuple(parts))


def _doubt_words(findings: Findings, doubt: Doubt) -> str:
    """Say what is doubtful and why, and how the company explains it."""
    kind, _, rest = doubt.subject.partition(".")
    carrier, _, name = rest.partition(".")
    if doubt.series:
        known = findings.series.get(doubt.series)
        where = [doubt_label(doubt.code, doubt.series, known.name if known else "")]
        where += [months_words(doubt.months)] if doubt.months else []
    elif kind == "total":
        where = [carrier_label(carrier), name]
    else:
        where = [{"employees": text("Staff"), "floor_area": text("Floor area")}.get(kind, text("Output"))]
    said = f"{', '.join(part for part in where if part)}: {word_doubt(doubt)}"
    return f"{said} {text('Explained: {why}', why=doubt.explanation)}" if doubt.explanation else said


def _finding(findings: Findings) -> str:
    """Say which resource costs most."""
    costs = {name: used.cost for name, used in findings.resources.by_resource.items() if used.cost}
    if not costs:
        return text("No costs are entered, so there is no price to reckon with.")
    dearest = max(costs, key=lambda name: costs[name] or 0.0)
    whole = sum(cost for cost in costs.values() if cost)
    return text(
        "{resource} costs most: {money} a year, {share} of all that is entered.",
        resource=resource_label(dearest),
        money=money(costs[dearest], findings.profile.currency),
        share=percent((costs[dearest] or 0.0) / whole, 2),
    )


def _uses(findings: Findings) -> Iterator[Block]:
    currency = findings.profile.currency
    columns = (
        Column(text("Resource"), 1.6),
        Column(text("As billed"), is_number=True),
        Column(text("In one unit"), is_number=True),
        Column(text("Cost a year"), is_number=True),
        Column(text("Average price"), is_number=True),
    )
    rows: list[tuple[str, ...]] = []
    for resource, parts in findings.resources.parts.items():
        rows += [_row(part, currency) for part in parts]
        used = findings.resources.by_resource.get(resource)
        if len(parts) > 1 and used is not None:
            whole = text("{resource}, all", resource=resource_label(resource))
            unit = RESOURCES[resource]
            rows.append(
                (
                    whole,
                    "",
                    amount(used.amount, unit, scale=True),
                    _cost(used.cost, currency),
                    _price(used.price, unit, currency),
                )
            )
    yield Table(columns, tuple(rows))
    chart = cost_chart(findings.costs, currency)
    if len(chart.rows) > 1:
        yield Picture(svg.cost_bars(chart), chart_words.alt(chart), 0.8)
    if findings.resources.refused:
        refused = ", ".join(dict.fromkeys(carrier_label(one.carrier) for one in findings.resources.refused))
        yield Paragraph(text("Left out, because amount or unit cannot be read: {carriers}.", carriers=refused))


def _row(part: Bought, currency: str) -> tuple[str, ...]:
    price = part.cost / part.converted if part.cost is not None and part.converted > 0 else None
    label = carrier_label(part.carrier)
    return (
        f"{label}: {part.name}" if part.name else label,
        amount(part.amount, part.unit),
        amount(part.converted, part.base, scale=True),
        _cost(part.cost, currency),
        _price(price, part.base, currency),
    )


def _cost(cost: float | None, currency: str) -> str:
    return money(cost, currency) if cost is not None else "–"


def _price(price: float | None, unit: str, currency: str) -> str:
    return f"{number(price)} {currency}/{unit_label(unit)}".strip() if price is not None else "–"


def _intensities(findings: Findings) -> Table | None:
    """Return the indicators, energy at net calorific value."""
    per = {"output": text("per unit of output"), "employee": text("per person"), "floor_area": text("per m² of floor")}
    columns = (
        Column(text("Indicator"), 1.6),
        *(Column(per[kind], is_number=True) for kind in per if any(one.per == kind for one in findings.intensities)),
    )
    kinds = [kind for kind in per if any(one.per == kind for one in findings.intensities)]
    found: dict[str, dict[str, str]] = {}
    for one in findings.intensities:
        if one.basis != "gross":
            found.setdefault(one.resource, {})[one.per] = amount(one.value, one.unit)
    if not found:
        return None
    rows = ((resource_label(resource), *(said.get(kind, "–") for kind in kinds)) for resource, said in found.items())
    return Table(columns, tuple(rows))
