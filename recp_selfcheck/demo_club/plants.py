"""The audited plants of data/demo/plants.csv as a company types them in: its profile, its year, its monthly bills."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from math import cos, pi
from typing import Any, Final

from recp_selfcheck.actions.bills import BillChange
from recp_selfcheck.assessment.months import MONTHS_A_YEAR, Month
from recp_selfcheck.settings import PROJECT

FILE: Final = PROJECT / "data" / "demo" / "plants.csv"
CARRIERS: Final[Mapping[str, tuple[str, str]]] = {
    "electricity": ("electricity_kwh", "kWh"),
    "natural_gas": ("gas_mmbtu", "MMBtu"),
    "water": ("water_thousand_gallon", "thousand_gallon_us"),
}
"""The published carriers: the column of the amount, and its unit."""
COSTS: Final = {"electricity": "electricity_usd", "natural_gas": "gas_usd", "water": "water_usd"}
SWING: Final = {"electricity": -0.06, "natural_gas": 0.22, "water": -0.05, "output.1": -0.03}
"""How much more of a carrier falls into January than into an average month; less than nothing: into July."""
_SMALL, _MEDIUM = 15, 100  # people
_SAVED: Final = {"electricity": 0.95, "natural_gas": 0.94, "water": 0.93, "output.1": 1.01}
"""What the invented months after the published year have of it: the club has done something."""

Plant = Mapping[str, str]


def read_plants() -> dict[str, Plant]:
    """Return the rows of the file by plant."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(line for line in file if not line.startswith("#"))}


def profile_fields(plant: Plant, year: int) -> dict[str, Any]:
    """Return the fields of the company's page that the publication gives, its figures as those of `year`."""
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
        found["output"] = {"amount": float(plant["output"]), "unit": plant["output_unit"]}
        found["series.output.1"] = {"name": plant["makes"], "unit": plant["output_unit"]}
    for carrier, (column, unit) in CARRIERS.items():
        total = {"amount": float(plant[column]), "unit": unit, "cost": float(plant[COSTS[carrier]])}
        found[f"total.{carrier}"] = total
    return found


def monthly_bills(plant: Plant, year: int, last: Month) -> list[BillChange]:
    """Return the published year month by month, and invented months after it up to `last`, as cells to save."""
    found: list[BillChange] = []
    for series, column, unit, cost in _series(plant):
        amounts = _split(float(plant[column]), SWING[series])
        costs = _split(float(plant[cost]), SWING[series]) if cost else None
        for at, month in enumerate(_months(year, last)):
            factor = 1.0 if month.year == year else _SAVED[series]
            found.append(BillChange(series, str(month), "amount", _rounded(amounts[at % 12] * factor, factor), 0))
            found.append(BillChange(series, str(month), "unit", unit, 0))
            if costs:
                found.append(BillChange(series, str(month), "cost", _rounded(costs[at % 12] * factor, factor), 0))
    return found


def _series(plant: Plant) -> Iterator[tuple[str, str, str, str]]:
    for carrier, (column, unit) in CARRIERS.items():
        yield carrier, column, unit, COSTS[carrier]
    if plant["output_unit"]:
        yield "output.1", "output", plant["output_unit"], ""


def _months(year: int, last: Month) -> Iterator[Month]:
    month = Month(year, 1)
    while month <= max(last, Month(year, 12)):
        yield month
        month = month.plus(1)


def _split(total: float, swing: float) -> Sequence[float]:
    """Share a year out over its months; they add up to it."""
    weights = [1 + swing * cos(2 * pi * at / MONTHS_A_YEAR) for at in range(MONTHS_A_YEAR)]
    return [total * weight / sum(weights) for weight in weights]


def _rounded(amount: float, factor: float) -> float:
    return round(amount, 9) if factor == 1 else round(amount, 1)  # what was published is added up to the last digit
