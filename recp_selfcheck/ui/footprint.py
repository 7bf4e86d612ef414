"""The CO₂ footprint of a year: the whole, its scopes, what stands beside it, and every factor with its source."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from recp_selfcheck.actions.indicators import Indicators
from recp_selfcheck.assessment.bills import VEHICLE_FUEL
from recp_selfcheck.assessment.emissions import Emission, Footprint
from recp_selfcheck.charts.indicators.sentences import lack_words
from recp_selfcheck.i18n import amount, number, text, unit_label
from recp_selfcheck.i18n.labels import carrier_label
from recp_selfcheck.i18n.names import country
from recp_selfcheck.reports.benchmark_words import memory_mark
from recp_selfcheck.ui.figures import draw_table
from recp_selfcheck.ui.plain import plain
from recp_selfcheck.ui.reader import draw_way

_KG_PER_T = 1000.0


def draw_footprint(found: Indicators) -> None:
    """Draw the footprint of the reporting year, or what it lacks."""
    footprint, figure = found.footprint, found.now.by_key["emissions"]
    if figure.value is not None:
        st.subheader(text("{amount} a year", amount=_tonnes(figure.value)))
        st.markdown(_scope_words(footprint))
    else:
        st.subheader(text("The footprint is not complete"))
        st.markdown("\n".join(f"- {plain(lack_words(lack))}" for lack in figure.lacking))
        if all(lack.code == "no-factor" for lack in figure.lacking):
            st.caption(
                text(
                    "You have nothing to add: we know no checked factor of your country, and that of another one would "
                    "give a wrong total. What can be counted stands below."
                )
            )
        else:
            st.caption(text("Until then there is no total: a part of it would look complete."))
            draw_way("bills", text("Enter bills"), ":material/edit:")
    if footprint.emissions:
        draw_table([_row(one, biogenic=footprint.biogenic_t > 0) for one in footprint.emissions])
        st.caption(_set_words(footprint))
        if any(one.carrier == VEHICLE_FUEL for one in footprint.emissions):
            st.caption(
                text(
                    "The fuel of vehicles counts as diesel. Petrol and gas emit less per litre: if yours run on them, "
                    "the true figure is lower."
                )
            )
    if footprint.biogenic_t > 0:
        st.markdown(
            text(
                "Beside it, not in the total: **{amount}** of CO₂ from wood and other biomass.",
                amount=_tonnes(footprint.biogenic_t, "tCO2"),
            )
        )
    if footprint.emissions:
        _draw_how(footprint)


def _scope_words(footprint: Footprint) -> str:
    scopes: tuple[tuple[Literal[1, 2], str], ...] = (
        (1, text("own fuels (scope 1)")),
        (2, text("bought electricity and heat (scope 2)")),
    )
    found = [(label, footprint.scope(scope)) for scope, label in scopes]
    return " · ".join(f"{label}: {_tonnes(tonnes)}" for label, tonnes in found if tonnes is not None)


def _set_words(footprint: Footprint) -> str:
    """Name the set of factors the footprint is counted with."""
    said = [
        text(
            "Electricity: average generation, {country}, {year}.",
            country=", ".join(map(country, one.row.countries)) or text("no country named"),
            year=one.row.year,
        )
        for one in footprint.emissions
        if one.carrier == "electricity"
    ]
    if any(one.ch4_t is not None for one in footprint.emissions) and footprint.gwp:
        said.append(text("Methane and nitrous oxide: {set}.", set=plain(footprint.gwp[0].set)))
    return " ".join(said)


def _row(one: Emission, *, biogenic: bool) -> dict[str, str]:
    row = {
        text("What"): carrier_label(one.carrier),
        text("Scope"): str(one.scope),
        text("Energy"): amount(one.kwh, "kWh", scale=True),
        unit_label("tCO2e"): number(one.tonnes),
    }
    if biogenic:
        row[text("Biogenic CO₂, t")] = number(one.biogenic_t) if one.biogenic_t > 0 else "–"
    return row


def _draw_how(footprint: Footprint) -> None:
    with st.expander(text("How this came about"), type="compact"):
        st.markdown(
            text(
                "Fossil CO₂ of fuels, bought electricity and bought heat, with methane and nitrous oxide of fuels. "
                "Electricity counts with the average of the country's generation. The fuel of vehicles is in scope 1. "
                "The factors behind a saving are others (what a saved kilowatt-hour avoids) and are never added to "
                "these."
            )
        )
        st.markdown("\n".join(f"- {_factor_words(one)}" for one in footprint.emissions))
        st.caption(_warming_words(footprint))


def _factor_words(one: Emission) -> str:
    """Name a factor with its year and source."""
    row = one.row
    mark = f" · {memory_mark()}" if row.ef_status == "memory" else ""
    source = plain(", ".join(filter(None, (row.source, row.page_or_table))))
    factor = f"{number(row.co2_kg_per_kwh)} {unit_label('kgCO2/kWh')}"
    return f"**{carrier_label(one.carrier)}**: {factor}, {row.year}{mark}. {source}"


def _warming_words(footprint: Footprint) -> str:
    if not footprint.gwp:
        return ""
    values = ", ".join(f"{row.gas.upper().translate(_LOW)} = {number(row.value)}" for row in footprint.gwp)
    return plain(
        text(
            "Warming of other gases beside CO₂: {set}: {values}. {source}",
            set=footprint.gwp[0].set,
            values=values,
            source=footprint.gwp[0].source,
        )
    )


_LOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def _tonnes(value: float, unit: str = "tCO2e") -> str:
    if 0 < value < 1:
        return amount(value * _KG_PER_T, f"kg{unit.removeprefix('t')}")
    return amount(value, unit)
