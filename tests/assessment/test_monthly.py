"""Energy, output and degree days by month, added up only where every part is there."""

from __future__ import annotations

import pytest

from recp_selfcheck.assessment.bills import Bill, Series, series_of
from recp_selfcheck.assessment.monthly import (
    ENERGIES,
    monthly_degree_days,
    monthly_energy,
    monthly_output,
    spanned,
)
from recp_selfcheck.assessment.months import Month, run
from recp_selfcheck.checklists.figures import load_figures

FACTORS = load_figures().factors
JANUARY, FEBRUARY, MARCH = run(Month(2025, 1), 3)


def bills(unit: str, *amounts: float | None) -> tuple[Bill, ...]:
    return tuple(Bill(month, amount, unit) for month, amount in zip(run(JANUARY, 3), amounts, strict=False))


def found(ident: str, factor: float | None = None, unit: str = "") -> Series:
    one = series_of(ident, factor=factor, unit=unit)
    assert one is not None
    return one


SITE = {
    "electricity": bills("MWh", 10, 11, 12),
    "electricity.sub.1": bills("kWh", 1, 1, 1),
    "natural_gas": bills("m3", 100, None, 50),
    "vehicle_fuel": bills("l", 5, 5, 5),
    "output.1": bills("t", 4, 5, 6),
    "output.2": bills("t", 2, 2),
    "output.3": bills("t", 9, 9, 9),
    "degree_days": bills("degree_day", 600, 500, 300),
}
SERIES = {ident: found(ident, 0.5 if ident == "output.2" else None) for ident in SITE}


def test_meters_within_and_vehicles_are_not_added_and_a_month_needs_every_fuel() -> None:
    electricity, heat, both = (
        monthly_energy(SITE, SERIES, energy, FACTORS, "BY") for energy in ("electricity", "heat", "energy_total")
    )
    assert electricity.amounts == {JANUARY: 10_000, FEBRUARY: 11_000, MARCH: 12_000}
    assert heat.amounts == {JANUARY: pytest.approx(939.4714), MARCH: pytest.approx(469.7357)}
    assert both.amounts == {JANUARY: pytest.approx(10_939.4714), MARCH: pytest.approx(12_469.7357)}
    assert both.of == ("electricity", "natural_gas")
    assert both.unit == "kWh"
    assert set(ENERGIES) == {"electricity", "heat", "energy_total"}


def test_products_count_by_their_factor_and_those_without_are_left_out() -> None:
    output = monthly_output(SITE, SERIES)
    assert output.amounts == {JANUARY: 5, FEBRUARY: 6}
    assert output.of == ("output.1", "output.2")
    assert output.unit == "t"


def test_degree_days_are_as_entered() -> None:
    assert monthly_degree_days(SITE, SERIES).amounts == {JANUARY: 600, FEBRUARY: 500, MARCH: 300}


def test_nothing_entered_is_no_month() -> None:
    assert monthly_energy({}, {}, "heat", FACTORS, "BY").amounts == {}
    assert monthly_output({"output.2": bills("t", 1)}, {"output.2": found("output.2", 1.0)}).amounts == {}
    assert monthly_degree_days({}, SERIES).amounts == {}
    assert spanned({}, {}) == ()


def test_a_span_has_every_month_between() -> None:
    assert spanned({MARCH: 1.0}, {JANUARY: 2.0}) == (JANUARY, FEBRUARY, MARCH)
