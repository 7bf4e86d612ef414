"""What the year emits, and how it stands beside the baseline year: the RECP profile."""

from __future__ import annotations

from collections.abc import Iterator

from recp_selfcheck.assessment.recp_profile import Indicator
from recp_selfcheck.assessment.year_figures import YearFigures
from recp_selfcheck.charts.indicators import svg, words
from recp_selfcheck.charts.indicators.contents import profile_chart
from recp_selfcheck.charts.indicators.sentences import lack_words
from recp_selfcheck.i18n import amount, number, text
from recp_selfcheck.i18n.dates import month
from recp_selfcheck.i18n.labels import carrier_label, indicator_label
from recp_selfcheck.reports.document import Block, Column, Paragraph, Part, Picture, Table
from recp_selfcheck.reports.findings import Findings


def footprint_part(findings: Findings) -> Part | None:
    """Return the year's emissions by carrier, None where nothing is known to emit."""
    footprint = findings.footprint
    if not footprint.emissions and not footprint.uncounted:
        return None
    return Part(text("Greenhouse gas emissions"), tuple(_emissions(findings)))


def _emissions(findings: Findings) -> Iterator[Block]:
    footprint = findings.footprint
    yield Paragraph(_whole(findings))
    columns = (
        Column(text("Carrier"), 1.6),
        Column(text("Scope"), is_number=True),
        Column(text("Energy"), is_number=True),
        Column(text("Emissions"), is_number=True),
        Column(text("Biogenic CO₂, not in the sum"), is_number=True),
    )
    rows = tuple(
        (
            carrier_label(one.carrier),
            str(one.scope),
            amount(one.kwh, "kWh", scale=True),
            amount(one.tonnes, "tCO2e"),
            amount(one.biogenic_t, "tCO2") if one.biogenic_t else "–",
        )
        for one in footprint.emissions
    )
    if rows:
        yield Table(columns, rows)


def _whole(findings: Findings) -> str:
    footprint, figure = findings.footprint, findings.recp.now.by_key["emissions"]
    if figure.value is None:
        lacks = "; ".join(lack_words(lack) for lack in figure.lacking)
        return text("Not a whole, so no sum is given: {lacks}.", lacks=lacks)
    return text(
        "{tonnes} a year: {direct} from fuels burnt by the company, {bought} from purchased electricity and heat "
        "(location-based).",
        tonnes=amount(footprint.tonnes, "tCO2e"),
        direct=number(footprint.scope(1)),
        bought=number(footprint.scope(2)),
    )


def change_part(findings: Findings) -> Part:
    """Return the RECP indicators beside those of the baseline year, or the line that there is none."""
    title = text("Change against the baseline year")
    recp = findings.recp
    if recp.before is None or not recp.compares:
        said = text("No year to compare with: it takes twelve months of bills of an earlier year.")
        return Part(title, (Paragraph(said),))
    columns = (
        Column(text("Indicator"), 1.6),
        Column(year_words(recp.before), is_number=True),
        Column(year_words(recp.now), is_number=True),
        Column(text("Change"), is_number=True),
        Column(text("That is"), 0.7),
    )
    rows = tuple(_row(one) for one in recp.indicators.values() if one.now is not None or one.before is not None)
    chart = profile_chart(recp)
    picture = Picture(svg.recp_profile(chart), words.alt(chart), 0.85)
    return Part(title, (Paragraph(words.finding(chart)), picture, Table(columns, rows)))


def year_words(year: YearFigures) -> str:
    """Say which twelve months a year is: by its last month, or by its number."""
    if year.end is not None:
        return text("12 months up to {month}", month=month(year.end.year, year.end.number))
    return str(year.year) if year.year else text("this year")


def _row(one: Indicator) -> tuple[str, ...]:
    said = {
        "better": text("better", context="change"),
        "worse": text("worse", context="change"),
        "same": text("unchanged", context="change"),
    }
    return (
        indicator_label(one.key),
        amount(one.before, one.unit, scale=True),
        amount(one.now, one.unit, scale=True),
        words.signed(one.change) if one.change is not None else text("no comparison"),
        said.get(one.goodness or "", ""),
    )
