"""Sentences about indicators and baselines: what lacks, what does not fit, what a relation says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from recp_selfcheck.assessment.baseline import Baseline, Weakness
from recp_selfcheck.assessment.months import Month
from recp_selfcheck.assessment.year_figures import Lack
from recp_selfcheck.i18n import amount, month, number, percent, text, text_n, unit_label
from recp_selfcheck.i18n.labels import indicator_label, series_label

_MOST_RUNS = 3  # of months named in a sentence


def months_words(months: Sequence[Month]) -> str:
    """Name months, those in a row as "March 2025 – June 2025"."""
    runs: list[list[Month]] = []
    for one in sorted(months):
        if runs and one.since(runs[-1][-1]) == 1:
            runs[-1].append(one)
        else:
            runs.append([one])
    written = [_name(run[0]) if len(run) == 1 else f"{_name(run[0])} – {_name(run[-1])}" for run in runs]
    return ", ".join(written[:_MOST_RUNS]) + (", …" if len(written) > _MOST_RUNS else "")


def lack_words(lack: Lack) -> str:
    """Say what a figure lacks; names are inserted as they were typed."""
    name = series_label(lack.series, lack.name)
    if lack.code == "months":
        return text("{what}: no bill for {months}", what=name, months=months_words(lack.months))
    if lack.code == "zero":
        return text("{what} is 0", what=indicator_label(lack.series))
    return {
        "not-entered": text("{what}: nothing entered", what=name),
        "refused": text("{what}: the amount or its unit cannot be read", what=name),
        "no-factor": text("{what}: we have no emission factor for your country", what=name),
        "own-heat": text("{what}: the fuel burnt for it is not entered", what=name),
        "unit": text("{what}: the two years are counted in units that do not convert", what=name),
    }[lack.code]


def unmatched_words(series: Iterable[str], names: Mapping[str, str]) -> str:
    """Say which bills only one of two years holds, and what to do."""
    named = ", ".join(series_label(ident, names.get(ident, "")) for ident in sorted(series))
    return text("only one of the two years has bills of {what}; where nothing was used, enter 0", what=named)


def relation_words(baseline: Baseline, output_unit: str) -> str:
    """Say what a relation says in kWh, or that there is none and why."""
    if not baseline.usable:
        return text("No usable relation.") + " " + " ".join(weakness_words(one) for one in baseline.weaknesses)
    output, base, cold = (baseline.term(cause) for cause in ("output", "base", "degree_days"))
    said = []
    if output is not None:
        said.append(
            text(
                "1 {unit} more of output takes {amount}.",
                unit=unit_label(output_unit),
                amount=amount(output.value, "kWh"),
            )
        )
    if cold is not None:
        said.append(text("Each degree day takes {amount}.", amount=amount(cold.value, "kWh")))
    if base is not None:
        said.append(_base_words(baseline, base.value))
    return " ".join(said)


def fit_words(baseline: Baseline) -> str:
    """Say how good a relation is: R², CV(RMSE) and p-values."""
    terms = [
        text("p of {cause} {p}", cause=cause_label(term.cause), p=_chance(term.p_value))
        for term in baseline.terms
        if term.cause != "base"
    ]
    parts = [
        text_n("{n} month", "{n} months", baseline.n),
        f"R² {number(baseline.r_squared)}" if baseline.r_squared is not None else "",
        f"CV(RMSE) {percent(baseline.cv_rmse)}" if baseline.cv_rmse is not None else "",
        *terms,
    ]
    return " · ".join(part for part in parts if part)


def weakness_words(weakness: Weakness) -> str:
    """Say why a relation is not usable, and what would help."""
    values = weakness.values
    cause = cause_label(values.get("cause", ""))
    return {
        "too-few-months": text(
            "Only {n} months have energy and output; {needed} are needed.",
            n=number(values.get("n")),
            needed=number(values.get("needed")),
        ),
        "constant-energy": text("The energy is the same every month."),
        "constant-output": text("The output is the same every month, so nothing can follow it."),
        "constant-degree-days": text("The degree days are the same every month."),
        "collinear": text("Output and degree days move together, so their parts cannot be told apart."),
        "weak": text(
            "The relation explains too little of the ups and downs: R² is {r}, at least {needed} is needed.",
            r=number(values.get("r_squared")),
            needed=number(values.get("needed")),
        ),
        "falling": text("Energy falls where this rises: {cause}. That cannot be its cause.", cause=cause),
        "uncertain": text(
            "The part of this may be chance: {cause} (p {p}, below {needed} is needed).",
            cause=cause,
            p=_chance(values.get("p_value", 1.0)),
            needed=number(values.get("needed")),
        ),
    }.get(weakness.code, weakness.code)


def cause_label(cause: str) -> str:
    """Return what a cause of energy use is called within a sentence."""
    return {
        "base": text("base load"),
        "output": text("output", context="cause"),
        "degree_days": text("degree days", context="cause"),
    }.get(cause, cause)


def _base_words(baseline: Baseline, base: float) -> str:
    if base <= 0:
        return text("The relation leaves no base load.")
    mean = sum(one.expected for one in baseline.months) / max(len(baseline.months), 1)
    return text(
        "{amount} a month go whatever is made: {share} of the use.",
        amount=amount(base, "kWh", scale=True),
        share=percent(base / mean if mean > 0 else None, 2),
    )


def _chance(p_value: float) -> str:
    smallest = 0.001
    return f"< {number(smallest)}" if p_value < smallest else number(p_value, 2)


def _name(one: Month) -> str:
    return month(one.year, one.number)
