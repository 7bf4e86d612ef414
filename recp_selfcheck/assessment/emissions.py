"""CO₂ factors of a company's resources: one set for the effect of saving, another for the footprint, never mixed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from recp_selfcheck.assessment.indicators import Part, Resources, of_country
from recp_selfcheck.checklists.model import FactorRow


@dataclass(frozen=True, slots=True)
class EmissionFactor:
    """CO₂ of one kWh of a resource: fossil and biogenic kg apart, with the rows it is the weighted mean of."""

    kg_per_unit: float
    biogenic_kg_per_unit: float
    rows: tuple[FactorRow, ...]


def emission_factors(
    year: Resources, factors: Sequence[FactorRow], country: str, use: Literal["saving", "footprint"]
) -> Mapping[str, EmissionFactor]:
    """Return the CO₂ factors of electricity and heat, for `saving` (combined margin) or `footprint` (average).

    Fuels have their own factor in both. A resource is left out where one of its carriers has none for this country; the
    two uses answer two questions and are never added.
    """
    found: dict[str, EmissionFactor] = {}
    for resource in ("electricity", "heat"):
        parts = year.parts.get(resource, ())
        weighted = [(part.converted, _factor(part, factors, country, use)) for part in parts]
        rows = [row for _amount, row in weighted if row is not None]
        if resource not in year.by_resource or len(rows) < len(parts):
            continue
        whole = sum(amount for amount, _row in weighted)
        kg = {"fossil": 0.0, "biogenic": 0.0}
        for amount, row in weighted:
            if row is not None and row.co2_kg_per_kwh is not None:
                kg[row.origin] += row.co2_kg_per_kwh * (amount / whole if whole > 0 else 1 / len(parts))
        found[resource] = EmissionFactor(kg["fossil"], kg["biogenic"], tuple(dict.fromkeys(rows)))
    return found


def _factor(part: Part, factors: Sequence[FactorRow], country: str, use: str) -> FactorRow | None:
    if part.factor is not None and part.factor.co2_kg_per_kwh is not None:
        return part.factor
    rows = (row for row in factors if row.carrier == part.carrier and row.co2_kg_per_kwh is not None)
    return next(iter(of_country((row for row in rows if row.use in ("", use)), country)), None)
