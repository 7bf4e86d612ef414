"""The audited plants of data/demo/plants.csv as a company types them in: its profile, its year, its monthly bills."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from math import cos, fsum, pi
from typing import Any, Final

from recp_selfcheck import units
from recp_selfcheck.actions.bills import BillChange
from recp_selfcheck.assessment.months import MONTHS_A_YEAR, Month
from recp_selfcheck.settings import PROJECT

FILE: Final = PROJECT / "data" / "demo" / "plants.csv"
NET_KWH_OF_MMBTU: Final = 293.071 * 0.9  # gas is published at gross calorific value, and billed here at net
M3_OF_THOUSAND_GALLONS: Final = 3.785411784
CARRIERS: Final[Mapping[str, tuple[str, float, str, str]]] = {
    "electricity": ("electricity_kwh", 1, "kWh", "electricity_usd"),
    "natural_gas": ("gas_mmbtu", NET_KWH_OF_MMBTU, "kWh", "gas_usd"),
    "water": ("water_thousand_gallon", M3_OF_THOUSAND_GALLONS, "m3", "water_usd"),
}
"""The published carriers: column of the amount, its factor to the unit of the bills, that unit, column of the cost."""
OUTPUTS: Final = {"lb": "t", "short_ton_us": "t", "beer_barrel_us": "hl", "gallon_us": "m3", "piece": "piece"}
"""The units output is published in, and those it stands in here."""
SWING: Final = {"electricity": -0.06, "natural_gas": 0.22, "water": -0.05, "output.1": -0.03}
"""How much more of a carrier falls into January than into an average month; less than nothing: into July."""
_SMALL, _MEDIUM = 15, 100  # people
_LARGE: Final = 10_000  # kWh, m³ or money a year
_SAVED: Final = {"electricity": 0.95, "natural_gas": 0.94, "water": 0.93, "output.1": 1.01}
"""What the invented months after the published year have of it: the club has done something."""

Plant = Mapping[str, str]


def read_plants() -> dict[str, Plant]:
    """Return the rows of the file by plant."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(line for line in file if not line.startswith("#"))}


def profile_fields(plant: Plant, year: int, product: str) -> dict[str, Any]:
    """Return the fields of the company's page that the publication gives, its figures as those of `year`.

    `product` is what the company calls what it makes.
    """
    staff = int(plant["employees"])
    found: dict[str, Any] = {
        "country": "US",
        "nace": plant["nace"],
        "currency": "USD",
        "year": year,
        "employees": staff,
        "product": plant["product"],
        "site.size": "micro" if staff <= _SMALL else "small" if staff <= _MEDIUM else "medium",
        "site.shifts": "two",
        "site.premises": "own",
        "site.fuels": ["natural_gas"],
        "site.water_source": ["mains"],
        "reporting_end": f"{year}-12",
    }
    if plant["output_unit"]:
        amount, unit = _output(plant)
        found["output"] = {"amount": amount, "unit": unit}
        found["series.output.1"] = {"name": product, "unit": unit}
    for carrier, (column, factor, unit, cost) in CARRIERS.items():
        total = {"amount": float(plant[column]) * factor, "unit": unit, "cost": float(plant[cost])}
        found[f"total.{carrier}"] = total
    return found


def monthly_bills(plant: Plant, year: int, last: Month) -> list[BillChange]:
    """Return the published year month by month, and invented months after it up to `last`, as cells to save."""
    found: list[BillChange] = []
    for series, total, unit, cost in _series(plant):
        amounts = _split(total, SWING[series])
        costs = _split(cost, SWING[series]) if cost else None
        for at, month in enumerate(_months(year, last)):
            factor = 1.0 if month.year == year else _SAVED[series]
            found.append(BillChange(series, str(month), "amount", _invented(amounts[at % 12], factor), 0))
            found.append(BillChange(series, str(month), "unit", unit, 0))
            if costs:
                found.append(BillChange(series, str(month), "cost", _invented(costs[at % 12], factor), 0))
    return found


def _series(plant: Plant) -> Iterator[tuple[str, float, str, float]]:
    """Yield what bills are kept of, with the year's amount, its unit and the year's cost."""
    for carrier, (column, factor, unit, cost) in CARRIERS.items():
        yield carrier, float(plant[column]) * factor, unit, float(plant[cost])
    if plant["output_unit"]:
        yield "output.1", *_output(plant), 0.0


def _output(plant: Plant) -> tuple[float, str]:
    published = plant["output_unit"]
    return units.convert(float(plant["output"]), published, OUTPUTS[published]), OUTPUTS[published]


def _months(year: int, last: Month) -> Iterator[Month]:
    month = Month(year, 1)
    while month <= max(last, Month(year, 12)):
        yield month
        month = month.plus(1)


def _split(total: float, swing: float) -> Sequence[float]:
    """Share a year out over its months, to a digit that people write; December takes what is left."""
    weights = [1 + swing * cos(2 * pi * at / MONTHS_A_YEAR) for at in range(MONTHS_A_YEAR)]
    digits = 0 if total > _LARGE else 2
    months = [round(total * weight / sum(weights), digits) for weight in weights[:-1]]
    return [*months, round(total - fsum(months), 6)]


def _invented(amount: float, factor: float) -> float:
    return amount if factor == 1 else round(amount * factor, 1)
