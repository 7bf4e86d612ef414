"""Reference figures: the only reader of `data/*.csv` and `data/units.txt`.

`load_figures` reads rows as they stand and refuses a file that cannot be read; `check_figures` says in addition whether
every figure makes sense (units convert, low ≤ typical ≤ high, sectors and products exist, each has a source).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from recp_selfcheck import units
from recp_selfcheck.checklists import figure_rules
from recp_selfcheck.checklists.model import BenchmarkRow, FactorRow, Figures, GwpRow, PriceBand, Product, Sector, Status
from recp_selfcheck.checklists.tables import ROOT, Record, Row, read_text, records, shown
from recp_selfcheck.errors import ContentMistakes, Mistake, UnitMistake

DATA = ROOT / "data"
LANGUAGES = ("en", "ru", "be")
_STATUSES = ("verified", "memory")
_COLUMNS = {
    "benchmarks.csv": "id sector nace product resource indicator unit per kind basis low typical high p10 p90 n year"
    " source page_or_table boundary status note",
    "factors.csv": "id carrier title country unit kwh_net_per_unit net_per_gross co2_kg_per_kwh ch4_kg_per_tj"
    " n2o_kg_per_tj origin use year source page_or_table status ef_status note",
    "gwp.csv": "id set gas value year source page_or_table status note",
    "price_bands.csv": "carrier currency unit low high year source status note",
    "sectors.csv": "nace product unit en ru be",
}


def read_units(directory: Path = DATA) -> str:
    """Return the text of `units.txt`; raises `ContentMistakes` when it is missing, too large or not UTF-8."""
    return read_text(directory / "units.txt")


units.define(read_units)


def load_figures(directory: Path | str = DATA) -> Figures:
    """Read all figures of a directory; raises `ContentMistakes` with every unreadable cell of every file."""
    figures, mistakes = _load(Path(directory))
    if mistakes:
        raise ContentMistakes(mistakes)
    return figures


@dataclass(frozen=True, slots=True)
class Examined:
    """A data directory as examined: its mistakes, what is worth a look, and how many figures each file holds."""

    mistakes: list[Mistake]
    warnings: list[Mistake]
    counts: Mapping[str, dict[str, int]]


def examine_figures(directory: Path | str = DATA) -> Examined:
    """Read a data directory once and return all there is to say about it."""
    directory = Path(directory)
    figures, mistakes = _load(directory)
    return Examined(
        [*mistakes, *_wrong(figures, directory)],
        figure_rules.warn(figures, lambda name: shown(directory / name)),
        {shown(directory / name): counts for name, counts in _count(figures).items()},
    )


def check_figures(directory: Path | str = DATA) -> list[Mistake]:
    """Return every mistake of a data directory: what `load_figures` refuses, and figures that cannot be right."""
    return examine_figures(directory).mistakes


def warn_figures(directory: Path | str = DATA) -> list[Mistake]:
    """Return what is allowed but worth a look: products without a benchmark, figures from memory without a note."""
    return examine_figures(directory).warnings


def _count(figures: Figures) -> dict[str, dict[str, int]]:
    """Return how many figures each table holds and how good they are; factors count twice, for energy and for CO₂."""
    statuses: dict[str, list[str]] = {
        "benchmarks.csv": [row.status for row in figures.benchmarks],
        "factors.csv": [status for factor in figures.factors for status in (factor.status, factor.ef_status) if status],
        "price_bands.csv": [band.status for band in figures.price_bands],
        "gwp.csv": [potential.status for potential in figures.gwp],
    }
    counts = {name: {"figures": len(found), **_by_status(found)} for name, found in statuses.items()}
    return {**counts, "sectors.csv": {"codes": len(figures.sectors), "products": len(figures.products)}}


def _by_status(found: list[str]) -> dict[str, int]:
    return {status: found.count(status) for status in ("verified", "memory")}


def _wrong(figures: Figures, directory: Path) -> list[Mistake]:
    try:
        known = units.Units(read_units(directory))
        known.dimension("kWh")
    except ContentMistakes as unreadable:
        return list(unreadable.mistakes)
    except UnitMistake as wrong:
        return [Mistake(wrong.code, str(wrong), shown(directory / "units.txt"), 0, wrong.values)]
    return figure_rules.check(figures, known, lambda name: shown(directory / name))


def _load(directory: Path) -> tuple[Figures, list[Mistake]]:
    mistakes: list[Mistake] = []
    benchmarks = tuple(_read(directory, "benchmarks.csv", _benchmark, mistakes))
    factors = tuple(_read(directory, "factors.csv", _factor, mistakes))
    bands = tuple(_read(directory, "price_bands.csv", _price_band, mistakes))
    gwp = tuple(_read(directory, "gwp.csv", _gwp, mistakes))
    lines = tuple(_read(directory, "sectors.csv", _sector_line, mistakes))
    sectors, products = _sectors(lines, shown(directory / "sectors.csv"), mistakes)
    return Figures(benchmarks, factors, bands, sectors, products, gwp), mistakes


def _read(directory: Path, name: str, make: Callable[[Row], Record], mistakes: list[Mistake]) -> Iterator[Record]:
    return records(directory / name, _COLUMNS[name], make, mistakes)


def _benchmark(row: Row) -> BenchmarkRow:
    n = row.number("n")
    return BenchmarkRow(
        id=row.text("id"),
        sector=row.text("sector"),
        nace=row.words("nace"),
        product=row.text("product"),
        resource=row.text("resource"),
        indicator=row.text("indicator"),
        unit=row.text("unit"),
        per=row.one_of("per", ("output", "floor_area", "employee", "")),
        kind=row.one_of("kind", ("quartiles", "range", "point")),
        basis=row.one_of("basis", ("gross", "net", "")),
        low=row.number("low"),
        typical=row.number("typical"),
        high=row.number("high"),
        p10=row.number("p10"),
        p90=row.number("p90"),
        n=None if n is None else int(n),
        year=row.text("year"),
        source=row.text("source"),
        page_or_table=row.text("page_or_table"),
        boundary=row.text("boundary"),
        status=row.one_of("status", _STATUSES),
        note=row.text("note"),
        line=row.line,
    )


def _factor(row: Row) -> FactorRow:
    year = row.needed("year")
    return FactorRow(
        id=row.text("id"),
        carrier=row.text("carrier"),
        title=row.text("title"),
        countries=row.words("country"),
        unit=row.text("unit"),
        kwh_net_per_unit=row.needed("kwh_net_per_unit"),
        net_per_gross=row.number("net_per_gross"),
        co2_kg_per_kwh=row.number("co2_kg_per_kwh"),
        ch4_kg_per_tj=row.number("ch4_kg_per_tj"),
        n2o_kg_per_tj=row.number("n2o_kg_per_tj"),
        origin=row.one_of("origin", ("fossil", "biogenic")),
        use=row.one_of("use", ("footprint", "saving", "")),
        year=0 if math.isnan(year) else int(year),
        source=row.text("source"),
        page_or_table=row.text("page_or_table"),
        status=row.one_of("status", _STATUSES),
        ef_status=row.one_of("ef_status", (*_STATUSES, "")),
        note=row.text("note"),
        line=row.line,
    )


def _gwp(row: Row) -> GwpRow:
    return GwpRow(
        id=row.text("id"),
        set=row.text("set"),
        gas=row.one_of("gas", ("ch4", "n2o")),
        value=row.needed("value"),
        year=row.text("year"),
        source=row.text("source"),
        page_or_table=row.text("page_or_table"),
        status=row.one_of("status", _STATUSES),
        note=row.text("note"),
        line=row.line,
    )


def _price_band(row: Row) -> PriceBand:
    return PriceBand(
        carrier=row.text("carrier"),
        currency=row.text("currency"),
        unit=row.text("unit"),
        low=row.needed("low"),
        high=row.needed("high"),
        year=row.text("year"),
        source=row.text("source"),
        status=cast("Status", row.one_of("status", _STATUSES)),
        note=row.text("note"),
        line=row.line,
    )


_SectorLine = tuple[int, str, str, str, Mapping[str, str]]


def _sector_line(row: Row) -> _SectorLine:
    names = {language: row.text(language) for language in LANGUAGES}
    return row.line, row.text("nace"), row.text("product"), row.text("unit"), names


def _sectors(
    lines: tuple[_SectorLine, ...], file: str, mistakes: list[Mistake]
) -> tuple[dict[str, Sector], dict[str, Product]]:
    """Return sectors and products: a line without a product names the sector, one with a product offers it there."""
    offered: dict[str, list[str]] = {}
    names_of: dict[str, Mapping[str, str]] = {}
    products: dict[str, Product] = {}
    for line, nace, product, unit, names in lines:
        if not product:
            if nace in names_of:
                mistakes.append(Mistake("duplicate", f"Sector {nace} is named twice. Keep one line.", file, line))
            names_of[nace] = names
            offered.setdefault(nace, [])
            continue
        if nace not in names_of:
            sentence = (
                f"Product '{product}' stands before its sector {nace}. Put a line that names the sector above it."
            )
            mistakes.append(Mistake("unknown-sector", sentence, file, line, {"nace": nace, "product": product}))
            continue
        known = products.setdefault(product, Product(product, names, unit))
        if (known.names, known.unit) != (names, unit):
            sentence = f"Product '{product}' has another name or unit further up. Write it the same everywhere."
            mistakes.append(Mistake("duplicate", sentence, file, line, {"product": product}))
        offered[nace].append(product)
    sectors = {nace: Sector(nace, names, tuple(offered[nace])) for nace, names in names_of.items()}
    return sectors, products
