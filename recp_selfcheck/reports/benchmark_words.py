"""Words beside a benchmark: where it comes from, how the own figure came about, why there is none."""

from __future__ import annotations

import re

from recp_selfcheck.assessment.benchmarks import Comparison
from recp_selfcheck.checklists.model import BenchmarkRow
from recp_selfcheck.i18n import amount, text, unit_label
from recp_selfcheck.reports.boundary_words import boundary_words

_NOTATION = re.compile(r"n=\d+|low=P25 typical=P50 high=P75|P10/P25/P50/P75/P90")  # as the table of references notes it
_DIGITS = 6  # of what is divided: enough to come to the same figure


def memory_mark() -> str:
    """Return the words every figure from memory is marked with."""
    return text("expert estimate, to be checked")


def no_comparison_words(comparison: Comparison) -> str:
    """Say why nothing can be compared, and what would help."""
    values = comparison.why.values
    sentences = {
        "no-product": text("Nothing to compare with: choose your main product on the company page."),
        "several-products": text("Nothing to compare with: several products share the meters."),
        "products-not-weighed": text(
            "Nothing to compare with: several products share the meters. Enter twelve months of each, and how much of "
            "the main product one unit of it counts."
        ),
        "no-row": text("We have no reference for this product."),
        "no-output": text("Your output is missing on the company page."),
        "no-amount": text("Your yearly amount is missing or could not be read."),
    }
    if comparison.why.code == "unit":
        return text(
            "The references are per {wanted}; your output is in another unit.",
            wanted=", ".join(map(unit_label, values.get("wanted", ()))),
        )
    return sentences.get(comparison.why.code, text("Nothing to compare with yet."))


def how_words(comparison: Comparison) -> str:
    """Write the division an intensity comes from."""
    values = comparison.why.values
    row = comparison.row
    if row is None or comparison.own is None:
        return ""
    return text(
        "{amount} : {per} = {own}",
        amount=amount(values["amount"], values["amount_unit"], _DIGITS),
        per=amount(values["per_amount"], values["per_unit"], _DIGITS),
        own=amount(comparison.own, row.unit),
    ) + (" · " + text("fuels at gross calorific value") if comparison.basis == "gross" else "")


def source_words(comparison: Comparison, about: str) -> str:
    """Say whose figures the reference is made of: `about` is what its product or branch is called."""
    row = comparison.row
    if row is None:
        return ""
    parts = [about or row.sector, row.source, *place_words(row), *row_words(row)]
    return " · ".join(part for part in parts if part)


def place_words(row: BenchmarkRow) -> tuple[str, ...]:
    """Say where in its source a row stands, and what its quartiles mean: n is in `row_words`."""
    noted = [part.strip() for part in row.page_or_table.split(";")]
    parts = [part for part in noted if part and not _NOTATION.fullmatch(part)]
    if row.kind == "quartiles":
        parts.append(
            text("a quarter of the plants use less than low, half less than typical, a quarter more than high")
        )
    return tuple(parts)


def row_words(row: BenchmarkRow) -> tuple[str, ...]:
    """Say what a reference row covers: its boundary, at which calorific value fuels count, its year and its n."""
    fuels = ""
    if row.resource in ("heat", "energy_total"):
        fuels = {
            "gross": text("fuels at gross calorific value"),
            "net": text("fuels at net calorific value"),
        }.get(row.basis, text("calorific value of fuels not said"))
    parts = (
        boundary_words(row.boundary),
        fuels,
        row.year,
        f"n = {row.n}" if row.n else "",
        memory_mark() if row.status == "memory" else "",
    )
    return tuple(part for part in parts if part)
