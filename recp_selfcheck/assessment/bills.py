"""What a company uses in a year: amounts and costs by carrier, and what they add up to by resource."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

VEHICLE_FUEL = "vehicle_fuel"
WASTEWATER = "wastewater"


@dataclass(frozen=True, slots=True)
class Carrier:
    """One kind of bill.

    `resource` is what it adds to (none for vehicle fuel and wastewater, which stand for themselves), `base` the unit it
    adds up in, `units` those a bill usually has, the default first; any other that leads to `base` is taken too.
    `named` carriers come several times, told apart by a name. `is_fuel` says that the amount passes a calorific value.
    """

    id: str
    resource: str
    base: str
    units: tuple[str, ...]
    named: bool = False
    is_fuel: bool = False


def _fuel(name: str, *units: str, resource: str = "heat") -> Carrier:
    return Carrier(name, resource, "kWh", units, is_fuel=True)


_ENERGY_UNITS = ("kWh", "MWh", "MJ", "GJ", "Gcal", "tce", "toe")
_MASS_UNITS = ("t", "kg")

CARRIERS: Mapping[str, Carrier] = {
    carrier.id: carrier
    for carrier in (
        Carrier("electricity", "electricity", "kWh", ("kWh", "MWh", "GWh", "MJ", "GJ")),
        Carrier("heat", "heat", "kWh", ("Gcal", "GJ", "MWh", "kWh", "tce")),
        _fuel("natural_gas", "m3", "thousand_m3", "Nm3", *_ENERGY_UNITS, "kWh_gross", "MWh_gross", "GJ_gross", "MMBtu"),
        _fuel("lpg", "t", "kg", "l", *_ENERGY_UNITS, "kWh_gross"),
        _fuel("mazut", "t", "kg", "l", *_ENERGY_UNITS, "kWh_gross"),
        _fuel("diesel_heating", "l", "t", "kg", *_ENERGY_UNITS, "kWh_gross"),
        _fuel("coal", "t", "kg", *_ENERGY_UNITS, "kWh_gross"),
        _fuel("peat_briquettes", "t", "kg", *_ENERGY_UNITS),
        _fuel("firewood", "stacked_m3", "solid_m3", "t", "kg", *_ENERGY_UNITS),
        _fuel("wood_chips", "loose_m3", "solid_m3", "t", "kg", *_ENERGY_UNITS),
        _fuel("pellets", "t", "kg", *_ENERGY_UNITS),
        _fuel(VEHICLE_FUEL, "l", "t", "kg", *_ENERGY_UNITS, resource=""),
        Carrier("water", "water", "m3", ("m3", "thousand_m3", "l")),
        Carrier(WASTEWATER, "", "m3", ("m3", "thousand_m3", "l")),
        Carrier("material", "materials", "t", _MASS_UNITS, named=True),
        Carrier("waste", "waste", "t", _MASS_UNITS, named=True),
    )
}
RESOURCES: Mapping[str, str] = {"electricity": "kWh", "heat": "kWh", "water": "m3", "materials": "t", "waste": "t"}


@dataclass(frozen=True, slots=True)
class YearlyTotal:
    """One carrier's twelve months as the company typed them.

    `carrier` is an id of the carrier table (`electricity`, `natural_gas`, `water`, `material`, `waste`, …), `unit` a
    unit of `data/units.txt`, `cost` without VAT in the company's currency; `name` tells materials and waste streams
    apart.
    """

    carrier: str
    amount: float
    unit: str
    cost: float | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Consumption:
    """A resource's year: `amount` in its own unit (electricity, heat: kWh net; water: m³; materials, waste: t).

    `cost` in the company's currency, None where any part of it has none.
    """

    amount: float
    cost: float | None = None

    @property
    def price(self) -> float | None:
        """Average price per unit, None without cost or amount."""
        return self.cost / self.amount if self.cost is not None and self.amount > 0 else None
