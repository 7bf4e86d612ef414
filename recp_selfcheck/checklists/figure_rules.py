"""What must hold for reference figures: each rule names the line that breaks it and what to do."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from recp_selfcheck.checklists.model import CARRIER_IDS, BenchmarkRow, FactorRow, Figures, GwpRow, PriceBand
from recp_selfcheck.errors import Mistake, UnitMistake
from recp_selfcheck.units import Units

RESOURCES = {  # what a benchmark row may be about, and the units one of which its numerator must convert to
    "electricity": ("kWh",),
    "heat": ("kWh",),
    "energy_total": ("kWh",),
    "water": ("m3",),
    "wastewater": ("m3",),
    "materials": ("t", "m3"),
    "material_loss": ("percent",),
    "waste": ("t",),
    "co2": ("tCO2",),
}
_COUNTRY, _CURRENCY = re.compile("[A-Z]{2}"), re.compile("[A-Z]{3}")  # ISO 3166, ISO 4217
_QUARTILES = 3
_LINK = re.compile("https?://|github:")
_ELSEWHERE = re.compile(r"\(same\b|^same\b|\bibid|see above", re.IGNORECASE)
_HIGHER_IS_BETTER = re.compile(r"\byield|efficien|productiv|recycled|reused|recovered", re.IGNORECASE)
_FUELLED = frozenset({"heat", "energy_total"})
_PER_UNIT = {"floor_area": "m2", "employee": "employee"}
_ENERGY, _VOLUME, _MASS, _GROSS = "kWh", "m3", "t", "kWh_gross"
_FUEL_UNITS = (_ENERGY, _GROSS, _VOLUME, _MASS, "Nm3", "solid_m3", "stacked_m3", "loose_m3")

Named = Callable[[str], str]
Fault = tuple[str, str]  # code, sentence


def check(figures: Figures, known: Units, file_of: Named) -> list[Mistake]:
    """Return every broken rule, file by file in line order."""
    mistakes: list[Mistake] = []

    def note(file: str, line: int, faults: Iterable[Fault]) -> None:
        mistakes.extend(Mistake(code, sentence, file_of(file), line) for code, sentence in faults)

    for row in figures.benchmarks:
        note("benchmarks.csv", row.line, _benchmark_faults(row, figures, known))
    for factor in figures.factors:
        note("factors.csv", factor.line, _factor_faults(factor, known))
    for band in figures.price_bands:
        note("price_bands.csv", band.line, _band_faults(band, known))
    for potential in figures.gwp:
        note("gwp.csv", potential.line, _gwp_faults(potential))
    note("gwp.csv", 0, _set_faults(figures.gwp))
    for file, ids in (
        ("benchmarks.csv", [row.id for row in figures.benchmarks]),
        ("factors.csv", [row.id for row in figures.factors]),
        ("gwp.csv", [row.id for row in figures.gwp]),
    ):
        for name, times in Counter(ids).items():
            if times > 1 or not name:
                note(
                    file, 0, [("duplicate", f"The id '{name}' is used {times} times. Give each row an id of its own.")]
                )
    note("sectors.csv", 0, _sector_faults(figures, known))
    return mistakes


def warn(figures: Figures, file_of: Named) -> list[Mistake]:
    """Return products without any row, and figures from memory that do not say how sure they are."""
    used = {row.product for row in figures.benchmarks}
    warnings = [
        Mistake("no-benchmark", f"Product '{product}' has no row in benchmarks.csv.", file_of("sectors.csv"))
        for product in figures.products
        if product not in used
    ]
    warnings += [
        Mistake(
            "no-note", "A figure from memory says nothing about how sure it is.", file_of("benchmarks.csv"), row.line
        )
        for row in figures.benchmarks
        if row.status == "memory" and not row.note
    ]
    return warnings


def _benchmark_faults(row: BenchmarkRow, figures: Figures, known: Units) -> Iterator[Fault]:
    yield from _intensity_faults(row, known)
    yield from _bound_faults(row)
    yield from _source_faults(row.source, row.year)
    if not (_LINK.search(row.source) or row.page_or_table):
        yield "no-source", "The source has no link and no page or table. Say where in it the figure stands."
    if _HIGHER_IS_BETTER.search(row.indicator) and "100 -" not in row.indicator:
        yield (
            "order",
            f"More of '{row.indicator}' is better, all rows are lower is better. Write what is left of 100 %.",
        )
    if row.resource in _FUELLED and row.amount_unit != "percent" and row.product and not row.basis:
        yield "missing", f"'{row.resource}' holds fuels, so column 'basis' must be gross or net."
    if row.per and not row.nace:
        yield "unknown-sector", "Column 'nace' is empty. Name the codes whose companies compare themselves with it."
    for code in row.nace:
        if code not in figures.sectors:
            yield "unknown-sector", f"NACE code '{code}' is not in sectors.csv. Add it there or correct it."
    if not row.product:
        return
    product = figures.products.get(row.product)
    if product is None:
        yield "unknown-product", f"Product '{row.product}' is not in sectors.csv. Add it there or empty the cell."
        return
    if not any(row.product in sector.products for sector in figures.sectors.values()):
        yield "unknown-product", f"No NACE code offers product '{row.product}'. Add a line to sectors.csv."


def _intensity_faults(row: BenchmarkRow, known: Units) -> Iterator[Fault]:
    base = RESOURCES.get(row.resource)
    if base is None:
        yield "unknown-value", f"'{row.resource}' is not a resource. Allowed: {', '.join(RESOURCES)}."
        return
    if row.unit == "percent":
        if row.product:
            yield "unit", "A share in percent is compared with no yearly total. Empty the cell 'product'."
        return
    if not row.per_unit or (row.product and not row.per):
        yield "unit", f"'{row.unit}' must be a unit over another, as kWh/t, and column 'per' must say over what."
        return
    yield from _unit_faults(row.amount_unit, base, known)
    if row.per in _PER_UNIT:
        yield from _unit_faults(row.per_unit, (_PER_UNIT[row.per],), known)
    elif not known.is_known(row.per_unit):
        yield "unknown-unit", f"'{row.per_unit}' is not in units.txt. Add it there or correct it."


def _bound_faults(row: BenchmarkRow) -> Iterator[Fault]:
    given = [value for value in (row.p10, row.low, row.typical, row.high, row.p90) if value is not None]
    if not given:
        yield "missing", "None of low, typical, high is filled in."
    if given != sorted(given):
        yield (
            "order",
            f"low ≤ typical ≤ high does not hold: {', '.join(map(str, given))}. All rows are lower is better.",
        )
    if any(value < 0 for value in given):
        yield "negative", "A specific consumption cannot be negative."
    bounds = sum(value is not None for value in (row.low, row.typical, row.high))
    if row.kind == "quartiles" and (bounds < _QUARTILES or not row.n):
        yield "quartiles", "Quartiles need low, typical, high and n."
    if row.kind == "point" and bounds != 1:
        yield "point", f"A point is one figure, here are {bounds}. Write kind range or leave one figure."
    if row.kind == "range" and row.low is None and row.high is None:
        yield "range", "A range needs low or high."


def _factor_faults(row: FactorRow, known: Units) -> Iterator[Fault]:
    if row.carrier not in CARRIER_IDS:
        yield "unknown-carrier", f"'{row.carrier}' is not a carrier. Allowed: {', '.join(CARRIER_IDS)}."
    yield from _unit_faults(row.unit, _FUEL_UNITS, known)
    if not row.kwh_net_per_unit > 0:
        yield "out-of-range", "kwh_net_per_unit must be above 0."
    if row.net_per_gross is not None and not 0 < row.net_per_gross <= 1:
        yield "out-of-range", "net_per_gross must lie between 0 and 1: the net calorific value is the smaller one."
    for name, value in (("co2", row.co2_kg_per_kwh), ("ch4", row.ch4_kg_per_tj), ("n2o", row.n2o_kg_per_tj)):
        if value is not None and value < 0:
            yield "negative", f"An emission of {name} cannot be negative."
    if (row.co2_kg_per_kwh is None) != (not row.ef_status):
        yield "missing", "ef_status belongs to co2_kg_per_kwh: fill in both or neither."
    if (row.carrier == "electricity") != bool(row.use):
        yield "missing", "Electricity needs a use (footprint or saving), other carriers none."
    for country in row.countries:
        if not _COUNTRY.fullmatch(country):
            yield "unknown-value", f"'{country}' is not an ISO country code of two capital letters."
    yield from _source_faults(row.source, str(row.year or ""))


def _band_faults(band: PriceBand, known: Units) -> Iterator[Fault]:
    if band.carrier not in CARRIER_IDS:
        yield "unknown-carrier", f"'{band.carrier}' is not a carrier. Allowed: {', '.join(CARRIER_IDS)}."
    yield from _unit_faults(band.unit, (_ENERGY, _VOLUME, _MASS), known)
    if not (math.isfinite(band.low) and 0 <= band.low < band.high):
        yield "order", "low must be below high, and neither negative."
    if not _CURRENCY.fullmatch(band.currency):
        yield "unknown-value", f"'{band.currency}' is not an ISO currency code of three capital letters."
    yield from _source_faults(band.source, band.year)


def _gwp_faults(row: GwpRow) -> Iterator[Fault]:
    if not row.value > 1:
        yield "out-of-range", "A gas other than CO₂ warms more than CO₂: value must be above 1."
    if not row.set:
        yield "missing", "Column 'set' is empty. Name the set of potentials, as IPCC AR5 GWP100."
    yield from _source_faults(row.source, row.year)


def _set_faults(rows: tuple[GwpRow, ...]) -> Iterator[Fault]:
    if sorted(row.gas for row in rows) != ["ch4", "n2o"] or len({row.set for row in rows}) != 1:
        yield "gwp-set", "A footprint is counted with one set: one row for ch4, one for n2o, both of the same set."


def _sector_faults(figures: Figures, known: Units) -> Iterator[Fault]:
    for code, sector in figures.sectors.items():
        if not all(part.isdigit() for part in code.split(".")):
            yield "unknown-value", f"'{code}' is not a NACE code such as 10 or 10.71."
        for language, name in sector.names.items():
            if not name:
                yield "missing", f"Sector {code} has no name in '{language}'."
    for product in figures.products.values():
        for language, name in product.names.items():
            if not name:
                yield "missing", f"Product '{product.id}' has no name in '{language}'."
        if not known.is_known(product.unit):
            yield "unknown-unit", f"Unit '{product.unit}' of product '{product.id}' is not in units.txt."
            continue
        rows = [row for row in figures.benchmarks if row.product == product.id and row.per == "output"]
        if rows and not any(_measures_same(product.unit, row.per_unit, known) for row in rows):
            yield "unit", f"Product '{product.id}' is asked in {product.unit}, but no row of it can be divided by that."


def _unit_faults(unit: str, allowed: tuple[str, ...], known: Units) -> Iterator[Fault]:
    if not known.is_known(unit):
        yield "unknown-unit", f"'{unit}' is not in units.txt. Add it there or correct it."
    elif not any(_measures_same(unit, other, known) for other in allowed):
        yield "unit", f"'{unit}' does not convert to {' or '.join(allowed)}."


def _measures_same(unit: str, other: str, known: Units) -> bool:
    try:
        known.factor(unit, other)
    except UnitMistake:
        return False
    return True


def _source_faults(source: str, year: str) -> Iterator[Fault]:
    if not source:
        yield "no-source", "Column 'source' is empty. A figure without a source is not used."
    elif _ELSEWHERE.search(source):
        yield "no-source", f"'{source}' points to another row. Write the source out."
    if year and not year[-4:].isdigit():
        yield "year", f"'{year}' is not a year or years such as 2019 or 2003-2025."
