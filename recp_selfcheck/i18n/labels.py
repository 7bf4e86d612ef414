"""Names of carriers and resources in the reader's language: the same on every page, in every file."""

from __future__ import annotations

from recp_selfcheck.i18n.words import text


def carrier_label(carrier: str) -> str:
    """Return what a carrier is called on a bill."""
    return {
        "electricity": text("Electricity"),
        "heat": text("Bought heat or steam"),
        "own_heat": text("Heat from own boilers (meter)"),
        "natural_gas": text("Natural gas"),
        "lpg": text("Liquefied gas"),
        "mazut": text("Mazut (heavy fuel oil)"),
        "diesel_heating": text("Diesel or heating oil for heat"),
        "coal": text("Coal"),
        "peat_briquettes": text("Peat briquettes"),
        "firewood": text("Firewood"),
        "wood_chips": text("Wood chips and sawdust"),
        "pellets": text("Pellets"),
        "vehicle_fuel": text("Fuel for vehicles"),
        "water": text("Water"),
        "rain_water": text("Rain water collected"),
        "wastewater": text("Wastewater"),
        "material": text("Material"),
        "waste": text("Waste"),
    }.get(carrier, carrier)


def resource_label(resource: str) -> str:
    """Return what a resource is called."""
    return {
        "electricity": text("Electricity"),
        "heat": text("Heat and fuels"),
        "energy_total": text("Electricity, heat and fuels together"),
        "water": text("Water"),
        "wastewater": text("Wastewater"),
        "materials": text("Materials"),
        "waste": text("Waste"),
    }.get(resource, resource)


def indicator_label(key: str) -> str:
    """Return what a RECP indicator is called."""
    return {
        "energy": text("Energy"),
        "materials": text("Materials"),
        "water": text("Water"),
        "emissions": text("Greenhouse gas emissions"),
        "wastewater": text("Wastewater"),
        "waste": text("Waste"),
        "output": text("Output"),
        "energy_productivity": text("Output per MWh of energy"),
        "materials_productivity": text("Output per tonne of materials"),
        "water_productivity": text("Output per m³ of water"),
        "emissions_intensity": text("Emissions per unit of output"),
        "wastewater_intensity": text("Wastewater per unit of output"),
        "waste_intensity": text("Waste per unit of output"),
    }.get(key, key)


def series_label(ident: str, name: str = "") -> str:
    """Return what one row of bills is called: its name where it has one, else the carrier or product with its number.

    `name` is inserted as it was typed.
    """
    head, *rest = ident.split(".")
    if len(rest) == 2:  # noqa: PLR2004 - `sub` and a number
        return f"{carrier_label(head)}: " + (name or text("meter {n}", n=rest[1]))
    if head == "degree_days":
        return text("Heating degree days")
    if name:
        return name
    if head == "output":
        return text("Main product") if rest == ["1"] else text("Product {n}", n=rest[0])
    return " ".join([carrier_label(head), *(part for part in rest if part != "1")])


def doubt_label(code: str, ident: str, name: str = "") -> str:
    """Return what a doubt about bills is about: one row of them, or a whole resource."""
    return resource_label(ident) if code == "intensity-change" else series_label(ident, name)
