"""The baseline: whether energy follows output, what was expected of each month, and when use left the expectation."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from recp_selfcheck.actions.company import Years
from recp_selfcheck.actions.content import figures
from recp_selfcheck.assessment.baseline import FEWEST_MONTHS, Baseline, fit
from recp_selfcheck.assessment.monthly import (
    ENERGIES,
    Energy,
    Monthly,
    monthly_degree_days,
    monthly_energy,
    monthly_output,
    spanned,
)
from recp_selfcheck.assessment.months import Month, twelve_to
from recp_selfcheck.charts.indicators.contents import cusum_chart, expected_chart
from recp_selfcheck.charts.indicators.sentences import cause_label, fit_words, months_words, relation_words
from recp_selfcheck.i18n import amount, number, text, text_n, unit_label
from recp_selfcheck.ui.figures import draw_table
from recp_selfcheck.ui.labels import resource_label
from recp_selfcheck.ui.plain import plain
from recp_selfcheck.ui.use_charts import draw_use_chart

_MOST_MONTHS = 36


def draw_baseline(years: Years) -> None:
    """Draw the baseline of one kind of energy, or say what it still needs.

    The first drawing in the life of the process takes seconds: statsmodels is imported for it.
    """
    bills, country = years.bills, years.now.profile.country
    output = monthly_output(bills.by_series, bills.series)
    kinds = {
        energy: found
        for energy in ENERGIES
        if (found := monthly_energy(bills.by_series, bills.series, energy, figures().factors, country)).amounts
    }
    if len({tuple(one.of) for one in kinds.values()}) == 1:  # one carrier alone is its own sum
        kinds.pop("energy_total", None)
    if not output.amounts or not kinds:
        st.info(
            text("The baseline needs twelve months of energy and of output: enter the bills and the output by month.")
        )
        return
    energy = _choose_energy(kinds)
    shared = sorted(set(kinds[energy].amounts) & set(output.amounts))
    if len(shared) < FEWEST_MONTHS:
        have = text_n("{n} month has both so far.", "{n} months have both so far.", len(shared))
        st.info(text("The baseline needs twelve months with both energy and output.") + " " + have)
        return
    degree_days = monthly_degree_days(bills.by_series, bills.series)
    period = _choose_period(years, shared)
    with st.spinner(text("Calculating the baseline …")):
        fitted, warm = _fit(kinds[energy], output, degree_days, period)
    _draw(fitted, _energy_label(energy), output.unit, energy, warm=warm)


def _choose_energy(kinds: Mapping[Energy, Monthly]) -> Energy:
    names = list(kinds)
    if len(names) == 1:
        return names[0]
    chosen = st.segmented_control(
        text("Which energy"), names, default=names[0], required=True, format_func=_energy_label, key="baseline:energy"
    )
    return chosen or names[0]


def _energy_label(energy: str) -> str:
    return text("All energy") if energy == "energy_total" else resource_label(energy)


def _choose_period(years: Years, shared: list[Month]) -> frozenset[Month] | None:
    """Let the reader fit the relation to the baseline year alone, where it is whole and months follow it."""
    end = years.baseline.billed.year.end if years.baseline and years.baseline.billed else None
    if end is None or not set(twelve_to(end)) <= set(shared) or max(shared) <= end:
        return None
    options = {"all": text("All months"), "baseline": text("The baseline year alone")}
    chosen = st.segmented_control(
        text("What is expected comes from"),
        list(options),
        default="all",
        required=True,
        format_func=options.__getitem__,
        key="baseline:period",
    )
    return frozenset(twelve_to(end)) if chosen == "baseline" else None


def _fit(
    energy: Monthly, output: Monthly, degree_days: Monthly, period: frozenset[Month] | None
) -> tuple[Baseline, bool]:
    """Fit with degree days where they help, else without; the second says that they were tried in vain."""
    months = spanned(energy.amounts, output.amounts)[-_MOST_MONTHS:]
    if period is not None:
        months = tuple(one for one in months if one >= min(period))
    used, made, cold = ([one.amounts.get(month) for month in months] for one in (energy, output, degree_days))
    alone = fit(months, used, made, period=period)
    if not degree_days.amounts:
        return alone, False
    both = fit(months, used, made, cold, period=period)
    return (both, False) if both.usable else (alone, True)


def _draw(found: Baseline, label: str, output_unit: str, key: str, *, warm: bool) -> None:
    st.subheader(plain(f"{label}: {relation_words(found, output_unit)}"))
    st.caption(fit_words(found))
    if warm:
        st.caption(text("Degree days do not explain more than output alone, so they are left out."))
    if found.left_out:
        st.caption(
            text("Left out, because energy or output is missing: {months}.", months=months_words(found.left_out))
        )
    if not found.usable:
        st.info(text("Without a relation nothing can be expected of a month, so nothing is drawn."))
    else:
        left, right = st.columns(2, gap="medium")
        with left:
            st.markdown(f"**{text('Actual and expected use, month by month.')}**")
            draw_use_chart(expected_chart(found, label, output_unit), f"expected_{key}", title=False)
        with right:
            chart = cusum_chart(found, label)
            st.markdown(f"**{plain(chart.finding)}**")
            draw_use_chart(chart, f"cusum_{key}", title=False)
    if found.terms:
        _draw_terms(found, output_unit)


def _draw_terms(found: Baseline, output_unit: str) -> None:
    per = {"base": text("month"), "output": unit_label(output_unit), "degree_days": text("degree day")}
    with st.expander(text("How this came about"), type="compact"):
        st.markdown(
            text(
                "Least squares of a month's energy on output and degree days. Usable with at least twelve months, R² "
                "from 0.75, and parts that do not fall and are not chance (p below 0.1)."
            )
        )
        draw_table(
            [
                {
                    text("Part"): cause_label(term.cause),
                    text("Value"): f"{amount(term.value, 'kWh')} / {per[term.cause]}",
                    text("Standard error"): number(term.standard_error),
                    "p": number(term.p_value, 2),
                }
                for term in found.terms
            ]
        )
