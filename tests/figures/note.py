"""The part of docs/figures.md that is counted: `python -m tests.figures` writes it anew, a test compares it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from recp_selfcheck.checklists.check import check_project
from recp_selfcheck.checklists.figures import load_figures
from recp_selfcheck.checklists.load import PROJECT, load_content

DOCUMENT = PROJECT / "docs" / "figures.md"
BEGIN = "<!-- counted from here: python -m tests.figures -->\n"
WHAT = {
    "measures.yaml": "savings of measures",
    "end_uses.yaml": "shares of end uses, each branch by itself",
    "benchmarks.csv": "benchmarks",
    "factors.csv": "factors, energy and CO₂ each by itself",
    "price_bands.csv": "plausible prices",
    "gwp.csv": "warming potentials",
}


def counted() -> str:
    """Return the table of how many figures are verified or from memory, and the list of the latter."""
    return "\n".join([*_table(), "", *_list()]) + "\n"


def _table() -> Iterator[str]:
    yield "| file | what | figures | seen in a source | from memory |"
    yield "|---|---|---|---|---|"
    sums = [0, 0, 0]
    for file, counts in check_project(PROJECT, None).counts.items():
        if "memory" in counts:
            numbers = [counts[name] for name in ("figures", "verified", "memory")]
            sums = [one + other for one, other in zip(sums, numbers, strict=True)]
            yield f"| `{file}` | {WHAT[file.rpartition('/')[2]]} | {' | '.join(map(str, numbers))} |"
    yield f"| together | | {' | '.join(map(str, sums))} |"


def _list() -> Iterator[str]:
    library, figures = load_content().library, load_figures()
    measures = [one.id for one in library.measures.values() if one.effects and one.status == "memory"]
    whole = [use.id for use in library.end_uses.values() if use.status == "memory"]
    yield f"**Measures** ({len(measures)}): {_named(measures)}"
    yield ""
    yield f"**End uses**, every share ({len(whole)}): {_named(whole)}"
    yield ""
    for use in library.end_uses.values():
        if use.status == "verified" and use.estimated:
            yield f"**End use `{use.id}`**, only in the branches {', '.join(use.estimated)}"
            yield ""
    rows = [row.id for row in figures.benchmarks if row.status == "memory"]
    yield f"**Benchmarks** ({len(rows)}): {_named(rows)}"
    yield ""
    energy = [row.id for row in figures.factors if row.status == "memory"]
    carbon = [row.id for row in figures.factors if row.ef_status == "memory"]
    yield f"**Factors**: energy of {_named(energy)} CO₂ of {_named(carbon)}"
    yield ""
    bands = [(band.currency, band.carrier) for band in figures.price_bands if band.status == "memory"]
    said = (
        f"{currency} ({', '.join(carrier for _, carrier in of)})" for currency, of in groupby(bands, lambda x: x[0])
    )
    yield f"**Plausible prices**: {', '.join(said)}."


def _named(ids: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in ids) + "."
