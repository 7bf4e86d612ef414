"""Where the heat goes in companies of the shipped branches, by what they have."""

from __future__ import annotations

import pytest

from recp_selfcheck.assessment.answers import Answer
from recp_selfcheck.assessment.bills import Consumption
from recp_selfcheck.assessment.savings import savings_alone, year_of
from recp_selfcheck.checklists.load import load_content

LIBRARY = load_content().library
HEAT = {"heat": Consumption(1_000_000, 0)}
AT_THE_BOILER = (
    "tune_burner",
    "descale_boiler",
    "insulate_steam_lines",
    "condensing_economiser",
    "match_boiler_to_load",
)


def facts(heating: str, *systems: str, fuels: str = "", water: str = "sanitary") -> dict[str, Answer]:
    return {
        "site.heating": Answer(heating),
        "site.systems": Answer(systems),
        "site.fuels": Answer(tuple(fuels.split())),
        "site.water_uses": Answer(tuple(water.split())),
    }


SEWING = facts("district", "lighting", "machines")
METAL = facts("own_boiler", "machines", "hot_water_boiler", fuels="natural_gas", water="sanitary hot_water")
HOTEL = facts("own_boiler", "hot_water_boiler", fuels="natural_gas", water="canteen laundry hot_water")
DAIRY = facts("district", "steam_boiler", "refrigeration", fuels="natural_gas", water="cip process hot_water")
BAKERY = facts("own_boiler", "hot_water_boiler", "process_heat", fuels="natural_gas", water="hot_water")
SHOP = facts("electric", "refrigeration")


@pytest.mark.parametrize(
    ("nace", "known", "rooms", "boilers", "ovens"),
    [
        ("14", SEWING, (85, 100), (0, 0), (0, 0)),
        ("25", METAL, (60, 75), (20, 35), (0, 0)),
        ("55.10", HOTEL, (55, 65), (25, 35), (0, 10)),
        ("10.51", DAIRY, (5, 10), (80, 90), (0, 0)),
        ("10.71", BAKERY, (5, 20), (15, 30), (50, 70)),
        ("47.11", SHOP, (0, 0), (0, 0), (0, 0)),
    ],
)
def test_heat_goes_where_an_engineer_expects_it(
    nace: str,
    known: dict[str, Answer],
    rooms: tuple[float, float],
    boilers: tuple[float, float],
    ovens: tuple[float, float],
) -> None:
    shares = year_of(LIBRARY, HEAT, nace, facts=known).shares
    for name, (low, high) in {"space_heating": rooms, "boilers": boilers, "process_heat": ovens}.items():
        assert low <= shares[name].used <= high, name
    assert sum(share.used for name, share in shares.items() if LIBRARY.end_uses[name].resource == "heat") <= 100


@pytest.mark.parametrize("name", AT_THE_BOILER)
def test_a_measure_at_the_boiler_counts_for_the_rooms_that_it_heats(name: str) -> None:
    def acts_on(nace: str, known: dict[str, Answer]) -> set[str]:
        year = year_of(LIBRARY, HEAT, nace, facts=known)
        return {one.of for one in savings_alone(LIBRARY.measures[name], 1, year, known) if one.amount}

    assert acts_on("25", METAL) == {"boilers", "space_heating"}
    assert acts_on("10.51", DAIRY) == {"boilers"}


def test_figures_of_ours_are_marked_where_the_table_has_none() -> None:
    rooms = LIBRARY.end_uses["space_heating"]
    assert [rooms.status_for(nace) for nace in ("10.51", "28", "14", "55.10")] == [
        "verified",
        "verified",
        "memory",
        "memory",
    ]
    assert LIBRARY.end_uses["boilers"].status_for("55.10") == "verified"
