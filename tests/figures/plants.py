"""The 18 audited plants of data/demo/plants.csv as company profiles, in their own units."""

from __future__ import annotations

import csv

from recp_selfcheck.assessment.bills import YearlyTotal
from recp_selfcheck.assessment.profile import Profile
from recp_selfcheck.checklists.figures import DATA


def read_plants() -> dict[str, Profile]:
    """Return the plants by id; gas is in MMBtu as billed (gross), water in thousand US gallons."""
    with (DATA / "demo" / "plants.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
    return {row["id"]: _profile(row) for row in rows}


def _profile(row: dict[str, str]) -> Profile:
    def total(carrier: str, amount: str, unit: str, cost: str) -> YearlyTotal:
        return YearlyTotal(carrier, float(row[amount]), unit, float(row[cost]))

    return Profile(
        name=row["id"],
        country="US",
        nace=row["nace"],
        currency="USD",
        year=int(row["year"]),
        employees=float(row["employees"]),
        product=row["product"],
        output_amount=float(row["output"]),
        output_unit=row["output_unit"],
        totals=(
            total("electricity", "electricity_kwh", "kWh", "electricity_usd"),
            total("natural_gas", "gas_mmbtu", "MMBtu", "gas_usd"),
            total("water", "water_thousand_gallon", "thousand_gallon_us", "water_usd"),
        ),
    )
