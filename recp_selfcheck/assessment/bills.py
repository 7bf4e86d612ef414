"""What a company buys, uses and makes: its bills by month and series, and the carriers they are about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from recp_selfcheck.assessment.months import Month

VEHICLE_FUEL = "vehicle_fuel"
WASTEWATER = "wastewater"
OWN_HEAT = "own_heat"
RAIN_WATER = "rain_water"
OUTPUT = "output"
DEGREE_DAYS = "degree_days"
DEGREE_DAY_UNIT = "degree_day"
_BEYOND = 1e200  # no amount of anything; sums of less stay finite
MOST_NAMED = 99  # materials, waste streams, meters, products


@dataclass(frozen=True, slots=True)
class Carrier:
    """One kind of bill.

    `resource` is what it adds to (none for vehicle fuel, wastewater and rain water, which stand for themselves), `base`
    the unit it adds up in, `units` those a bill usually has, the default first; any other that leads to `base` is taken
    too.
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
        Carrier(OWN_HEAT, "heat", "kWh", ("Gcal", "GJ", "MWh", "kWh", "tce")),  # where its fuel is not billed
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
        Carrier(RAIN_WATER, "", "m3", ("m3", "thousand_m3", "l")),  # collected: only the balance needs it
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
    apart, `ident` is the series its bills are kept under: its carrier unless told.
    """

    carrier: str
    amount: float
    unit: str
    cost: float | None = None
    name: str = ""
    ident: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if not self.ident:
            object.__setattr__(self, "ident", self.carrier)


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


@dataclass(frozen=True, slots=True)
class Series:
    """One row of figures a month: a carrier's bills, a meter within them, a product's output or the degree days.

    `id` is `electricity`, `material.2`, `electricity.sub.1`, `output.1` or `degree_days`; `carrier` is empty for output
    and degree days. `unit` is the one new months begin with, `name` tells materials, meters and products apart.
    `parent` is the series a sub-meter measures a part of, empty for others. `factor` is how many units of the reference
    product one unit of another product counts; None where the company gave none. The reference product is `output.1`.
    """

    id: str
    carrier: str = ""
    name: str = ""
    unit: str = ""
    parent: str = ""
    factor: float | None = None

    @property
    def has_cost(self) -> bool:
        """Whether a bill of it has a cost: sub-meters, output and degree days have none."""
        return bool(self.carrier) and not self.parent

    @property
    def is_output(self) -> bool:
        """Whether it counts what the company makes."""
        return self.id.partition(".")[0] == OUTPUT


@dataclass(frozen=True, slots=True)
class Bill:
    """A month's amount and cost (without VAT, in the company's currency) of one series; None where not given."""

    month: Month
    amount: float | None
    unit: str
    cost: float | None = None

    @property
    def is_complete(self) -> bool:
        """Whether it has a unit and an amount that can be added up; without a cost it still is."""
        return can_be_added(self.amount) and bool(self.unit)


def can_be_added(figure: float | None) -> bool:
    """Say whether a figure is there and a number whose sums stay numbers."""
    return figure is not None and -_BEYOND < figure < _BEYOND


@lru_cache(maxsize=1000)  # asked for the same few, once a figure
def series_of(ident: str, *, name: str = "", unit: str = "", factor: float | None = None) -> Series | None:
    """Return the series with an id, None where the id names none.

    Ids: a carrier's; `<carrier>.<n>` for carriers that come several times; `<carrier>.sub.<n>` for a meter within the
    bills of one that does not; `output.<n>`; `degree_days`; n = 1 … 99.
    """
    if ident == DEGREE_DAYS:
        return Series(ident, unit=DEGREE_DAY_UNIT)
    head, *rest = ident.split(".")
    numbered = len(rest) == 1 and _counts(rest[0])
    if head == OUTPUT:
        return Series(ident, name=name, unit=unit, factor=factor) if numbered else None
    carrier = CARRIERS.get(head)
    if carrier is None:
        return None
    is_meter = not carrier.named and len(rest) == 2 and rest[0] == "sub" and _counts(rest[1])  # noqa: PLR2004 - sub, n
    if (numbered if carrier.named else not rest) or is_meter:
        return Series(ident, carrier.id, name, unit or carrier.units[0], parent=head if is_meter else "")
    return None


def _counts(number: str) -> bool:
    fits = number.isascii() and number.isdecimal() and number[0] != "0"
    return fits and int(number) <= MOST_NAMED
