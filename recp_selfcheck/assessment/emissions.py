"""What a company's energy emits: its yearly footprint, and CO₂ factors of its resources.

One set of factors is for the effect of saving (combined margin), another for the footprint (average generation). They
answer two questions and are never added.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import Final, Literal

from recp_selfcheck.assessment.bills import CARRIERS, OWN_HEAT, VEHICLE_FUEL
from recp_selfcheck.assessment.indicators import Part, Resources, of_country
from recp_selfcheck.checklists.model import FactorRow, GwpRow

PURCHASED: Final = frozenset({"electricity", "heat"})  # scope 2; whatever is burnt by the company itself is scope 1
_EMITTING = ("electricity", "heat", VEHICLE_FUEL)
_TJ_PER_KWH = 3.6e-6
_KG_PER_T = 1000.0


@dataclass(frozen=True, slots=True)
class EmissionFactor:
    """CO₂ of one kWh of a resource: fossil and biogenic kg apart, with the rows it is the weighted mean of."""

    kg_per_unit: float
    biogenic_kg_per_unit: float
    rows: tuple[FactorRow, ...]


@dataclass(frozen=True, slots=True)
class Emission:
    """What one carrier emits in a year, in tonnes of CO₂-equivalent.

    `co2_t` is fossil; `biogenic_t` stands apart and is not in `tonnes`. `ch4_t` and `n2o_t` are None where the factor
    is of CO₂ alone, as those of grids and purchased heat are. `row` is the CO₂ factor used.
    """

    carrier: str
    scope: Literal[1, 2]
    kwh: float
    co2_t: float
    ch4_t: float | None
    n2o_t: float | None
    biogenic_t: float
    row: FactorRow

    @property
    def tonnes(self) -> float:
        """What counts in the footprint."""
        return fsum((self.co2_t, self.ch4_t or 0.0, self.n2o_t or 0.0))


@dataclass(frozen=True, slots=True)
class Uncounted:
    """A carrier the footprint does not hold, and why.

    Codes: `no-factor` (of this country), `refused` (its amount could not be read), `own-heat` (its fuel is not billed).
    """

    carrier: str
    code: Literal["no-factor", "refused", "own-heat"]


@dataclass(frozen=True, slots=True)
class Footprint:
    """A year's emissions from energy, location-based; the fuel of vehicles is in scope 1.

    With anything `uncounted` there is no whole, because a part would look complete.
    """

    emissions: tuple[Emission, ...]
    uncounted: tuple[Uncounted, ...]
    gwp: tuple[GwpRow, ...]

    @property
    def tonnes(self) -> float | None:
        """The whole in tonnes of CO₂-equivalent, None where a part is missing or nothing was entered."""
        return None if self.uncounted or not self.emissions else fsum(one.tonnes for one in self.emissions)

    @property
    def biogenic_t(self) -> float:
        """CO₂ of wood and other biomass, which is not in the whole."""
        return fsum(one.biogenic_t for one in self.emissions)

    def scope(self, number: Literal[1, 2]) -> float | None:
        """Return what one scope emits, None where a carrier of it is uncounted."""
        if any((2 if one.carrier in PURCHASED else 1) == number for one in self.uncounted):
            return None
        return fsum(one.tonnes for one in self.emissions if one.scope == number)


def footprint(
    year: Resources, factors: Sequence[FactorRow], country: str, of_year: int | None, gwp: Sequence[GwpRow]
) -> Footprint:
    """Work out a year's footprint.

    `of_year` is the reporting year: of a grid's rows the latest up to it counts, else the earliest after it. The
    baseline year is counted with the same, so that a change is the company's own and not the grid's.
    """
    burnt: dict[tuple[str, str], tuple[FactorRow, float]] = {}
    uncounted = {
        refusal.carrier: Uncounted(refusal.carrier, "refused")
        for refusal in year.refused
        if refusal.carrier in CARRIERS and _of(refusal.carrier) in _EMITTING
    }
    fitting = _of_year(factors, of_year)
    for part in (part for of in _EMITTING for part in year.parts.get(of, ())):
        row = None if part.carrier == OWN_HEAT else _factor(part, fitting, country, "footprint")
        if row is not None:
            _row, kwh = burnt.get((part.carrier, row.id), (row, 0.0))
            burnt[part.carrier, row.id] = row, kwh + part.converted
        elif part.converted > 0:
            code: Literal["own-heat", "no-factor"] = "own-heat" if part.carrier == OWN_HEAT else "no-factor"
            uncounted.setdefault(part.carrier, Uncounted(part.carrier, code))
    emissions = tuple(_emission(carrier, kwh, row, gwp) for (carrier, _id), (row, kwh) in burnt.items())
    return Footprint(emissions, tuple(uncounted.values()), tuple(gwp))


def _of(carrier: str) -> str:
    return CARRIERS[carrier].resource or carrier


def _of_year(factors: Sequence[FactorRow], of_year: int | None) -> list[FactorRow]:
    """Leave each grid the one footprint row that fits a year; all other rows stay."""
    kept = [row for row in factors if row.use != "footprint"]
    grids: dict[tuple[str, ...], list[FactorRow]] = {}
    for row in factors:
        if row.use == "footprint":
            grids.setdefault(row.countries, []).append(row)
    for rows in grids.values():
        earlier = [row for row in rows if of_year is None or row.year <= of_year]
        kept.append(
            max(earlier, key=lambda row: (row.year, -row.line))
            if earlier
            else min(rows, key=lambda row: (row.year, row.line))
        )
    return kept


def _emission(carrier: str, kwh: float, row: FactorRow, gwp: Sequence[GwpRow]) -> Emission:
    co2 = kwh * (row.co2_kg_per_kwh or 0.0) / _KG_PER_T
    warming = {potential.gas: potential.value for potential in gwp}

    def of_gas(kg_per_tj: float | None, gas: Literal["ch4", "n2o"]) -> float | None:
        return None if kg_per_tj is None else kwh * _TJ_PER_KWH * kg_per_tj * warming[gas] / _KG_PER_T

    fossil = row.origin == "fossil"
    return Emission(
        carrier=carrier,
        scope=2 if carrier in PURCHASED else 1,
        kwh=kwh,
        co2_t=co2 if fossil else 0.0,
        ch4_t=of_gas(row.ch4_kg_per_tj, "ch4"),
        n2o_t=of_gas(row.n2o_kg_per_tj, "n2o"),
        biogenic_t=0.0 if fossil else co2,
        row=row,
    )


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
