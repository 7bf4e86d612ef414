"""How the figures came about, what they cannot say, and whose they are."""

from __future__ import annotations

from collections.abc import Iterator

from recp_selfcheck import __version__
from recp_selfcheck.assessment.money import USUAL_RATE
from recp_selfcheck.assessment.opportunities import SHOWN_FIRST
from recp_selfcheck.checklists.model import FactorRow, Source
from recp_selfcheck.i18n import number, percent, text, unit_label
from recp_selfcheck.i18n.labels import carrier_label
from recp_selfcheck.reports.benchmark_words import memory_mark
from recp_selfcheck.reports.document import Column, Paragraph, Part, Points, Section, Table
from recp_selfcheck.reports.findings import Findings

_LOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def limits_words() -> str:
    """Say what the report is and is not, in one sentence."""
    return text("A mini-audit, at most ISO 50002 type 1; not a certificate")


def method_section(findings: Findings) -> Section:
    """Return the method and its limits, the factors used, and the sources."""
    said = text(
        "This is a mini-audit by questions and bills, at most an audit of type 1 of ISO 50002. It is not a certificate "
        "and replaces neither measurements nor a design."
    )
    parts = [Part("", (Points(tuple(_method(findings))),))]
    factors = factors_used(findings)
    if factors:
        table = _factor_table(factors)
        about = Paragraph(
            text(
                "CO₂ of a saving is reckoned with the combined margin of the grid, that of fuels with their own "
                "factor. It is not the footprint and is never added to it."
            )
        )
        parts.append(Part(text("Factors used"), (about, *_warming(findings), table)))
    sources = sources_of(findings)
    if sources:
        parts.append(Part(text("Sources"), (Points(tuple(map(_source_words, sources)), small=True, columns=2),)))
    return Section("method", text("Method and limits"), said, tuple(parts))


def _method(findings: Findings) -> Iterator[str]:
    yield text(
        "A score is the mean of the points of all rated questions, each with the weight of its question and sections. "
        "«I don't know» counts in the range only, «does not apply» nowhere. Below {share} rated it is provisional.",
        share=percent(0.8),
    )
    yield text(
        "Evidence is shown beside the score and never multiplied in: a statement, a document or photo, a bill or "
        "reading, seen by the trainer."
    )
    yield text(
        "A saving is the year's use × the share of the end use × what the measure saves there × the gap in the "
        "answers, as a range. Money is the saving × the average price of the same twelve months, without VAT."
    )
    yield text(
        "Where no quote is given, the investment follows from the saving and the usual payback of such measures. Net "
        "present value is reckoned in constant prices at {rate} a year.",
        rate=percent(_rate(findings)),
    )
    yield text(
        "Benchmarks come from plants of other countries and years: they show where to look, not what you must reach."
    )
    yield text(
        "Figures marked «{mark}» are experts' estimates that nobody has checked against a source yet; they never "
        "decide a position beside a benchmark.",
        mark=memory_mark(),
    )
    versions = ", ".join(f"{done.checklist.title} {done.checklist.version}" for done in findings.answered)
    yield text(
        "Program {version}. Versions of the checklists: {checklists}.", version=__version__, checklists=versions or "–"
    )


def _rate(findings: Findings) -> float:
    return next((one.rate for one in findings.ranking.listed), USUAL_RATE)


def factors_used(findings: Findings) -> tuple[FactorRow, ...]:
    """Return every row of factors that a figure of the report rests on."""
    used = [part.factor for parts in findings.resources.parts.values() for part in parts if part.factor is not None]
    used += [row for factor in findings.co2.values() for row in factor.rows]
    used += [one.row for one in findings.footprint.emissions]
    return tuple(dict.fromkeys(used))


def _factor_table(rows: tuple[FactorRow, ...]) -> Table:
    columns = (
        Column(text("Carrier"), 1),
        Column(text("kWh net per unit"), is_number=True),
        Column(text("kg CO₂ per kWh"), is_number=True),
        Column(text("Used for"), 1),
        Column(text("Source"), 2),
    )
    uses = {
        "footprint": text("footprint", context="factor"),
        "saving": text("savings", context="factor"),
        "": text("both", context="factor"),
    }
    return Table(
        columns,
        tuple(
            (
                carrier_label(row.carrier),
                f"{number(row.kwh_net_per_unit)} / {unit_label(row.unit)}",
                number(row.co2_kg_per_kwh) if row.co2_kg_per_kwh is not None else "–",
                uses[row.use],
                ", ".join(
                    part
                    for part in (
                        row.source,
                        row.page_or_table,
                        str(row.year) if row.year else "",
                        memory_mark() if "memory" in (row.status, row.ef_status) else "",
                    )
                    if part
                ),
            )
            for row in rows
        ),
    )


def _warming(findings: Findings) -> Iterator[Paragraph]:
    """Name the set of global warming potentials the footprint is counted with."""
    sets = dict.fromkeys(row.set for row in findings.footprint.gwp)
    values = ", ".join(f"{row.gas.upper().translate(_LOW)} {number(row.value)}" for row in findings.footprint.gwp)
    if sets and findings.footprint.emissions:
        yield Paragraph(
            text(
                "The footprint counts fuels and purchased energy, location-based, with the warming potentials of "
                "{sets} ({values}).",
                sets="; ".join(sets),
                values=values,
            )
        )


def sources_of(findings: Findings) -> tuple[Source, ...]:
    """Return the sources of the measures shown with their reckoning, in order of first mention."""
    names: dict[str, None] = {}
    for one in findings.ranking.listed[:SHOWN_FIRST]:
        measure = findings.library.measures.get(one.measure)
        names.update(dict.fromkeys(measure.sources if measure else ()))
    return tuple(findings.library.sources[name] for name in names if name in findings.library.sources)


def _source_words(source: Source) -> str:
    return ", ".join(str(part) for part in (source.publisher, source.title, source.pages, source.year) if part)
