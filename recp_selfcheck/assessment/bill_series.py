"""Which bills a company is asked for before it has set anything up: those its facts speak of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from recp_selfcheck.assessment.answers import Answer
from recp_selfcheck.assessment.billed_output import REFERENCE
from recp_selfcheck.assessment.bills import (
    CARRIERS,
    DEGREE_DAYS,
    MOST_NAMED,
    OUTPUT,
    VEHICLE_FUEL,
    WASTEWATER,
    Series,
    series_of,
)

METERED = ("electricity", "heat", "natural_gas", "water")  # whose bills usually have meters within
METER = ".sub"  # makes of a carrier the kind of its meters

_FUELS: Mapping[str, tuple[str, ...]] = {  # option of site.fuels: the carriers it may be billed as
    "natural_gas": ("natural_gas",),
    "lpg": ("lpg",),
    "heating_oil": ("diesel_heating", "mazut"),
    "coal": ("coal",),
    "peat": ("peat_briquettes",),
    "wood": ("firewood", "wood_chips", "pellets"),
}


def expected(facts: Mapping[str, Answer]) -> tuple[str, ...]:
    """Return the ids of the bills a company with these facts has, in the order of the carrier table.

    A fuel that may be one of several carriers stands for none of them: those are `likely`.
    """
    systems, fuels = _ticked(facts, "site.systems"), _ticked(facts, "site.fuels")
    found = {"electricity", "material.1", "waste.1", REFERENCE}
    if "bought_steam" in systems or _ticked(facts, "site.heating") == ("district",):
        found.add("heat")
    if "vehicles" in systems:
        found.add(VEHICLE_FUEL)
    if "site.water_source" not in facts or _ticked(facts, "site.water_source"):
        found |= {"water", WASTEWATER}
    found |= {carriers[0] for fuel in fuels if len(carriers := _FUELS.get(fuel, ())) == 1}
    return in_order(found)


def likely(facts: Mapping[str, Answer]) -> tuple[str, ...]:
    """Return the carriers one of which the facts speak of without saying which: heating oil or mazut, kinds of wood."""
    fuels = (_FUELS.get(fuel, ()) for fuel in _ticked(facts, "site.fuels"))
    return tuple(carrier for carriers in fuels if len(carriers) > 1 for carrier in carriers)


def in_order(series: Iterable[str]) -> tuple[str, ...]:
    """Sort ids as they are shown: carriers as in their table, each followed by its meters, then products, degree days.

    >>> in_order(["output.1", "material.10", "electricity.sub.1", "material.2", "electricity"])
    ('electricity', 'electricity.sub.1', 'material.2', 'material.10', 'output.1')
    """
    places = {name: place for place, name in enumerate((*CARRIERS, OUTPUT, DEGREE_DAYS))}

    def place(ident: str) -> tuple[int, int]:
        head, _, rest = ident.partition(".")
        number = rest.rpartition(".")[2]
        return places.get(head, len(places)), int(number) if number.isdecimal() else 0

    return tuple(sorted(series, key=place))


def next_series(kind: str, taken: Iterable[str]) -> Series | None:
    """Return a series of a kind that is not taken yet, None where there is none left.

    Kinds: `material`, `output`, `electricity.sub`, `coal`, `degree_days`.
    """
    known = set(taken)
    alone = series_of(kind)
    if alone is not None:
        return None if kind in known else alone
    numbered = (series_of(f"{kind}.{number}") for number in range(1, MOST_NAMED + 1))
    return next((one for one in numbered if one is not None and one.id not in known), None)


def _ticked(facts: Mapping[str, Answer], fact: str) -> tuple[str, ...]:
    answer = facts.get(fact)
    value = answer.value if answer else ()
    return (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ()
