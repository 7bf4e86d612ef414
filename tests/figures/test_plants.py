"""Each audited plant is compared, or refused with its reason; the expected outcome is written down plant by plant."""

from __future__ import annotations

from dataclasses import replace

import pytest

from recp_selfcheck.assessment.benchmarks import compare, compare_all
from recp_selfcheck.assessment.bill_doubts import typed_doubts
from recp_selfcheck.assessment.doubts import profile_doubts
from recp_selfcheck.assessment.indicators import amount_of, resources
from recp_selfcheck.checklists.figures import load_figures
from tests.assessment.billing import Book
from tests.assessment.billing import found as said
from tests.figures.plants import read_plants

FIGURES = load_figures()
PLANTS = read_plants()
RESOURCES = ("electricity", "heat", "energy_total", "water")

# Position by resource, or the reason for having none: `unit` output in pieces or without a unit, `no-row` nobody
# published a figure for this resource and product. Then the doubts.
OUTCOMES = {
    #          electricity      heat            energy_total     water           doubts
    "AM0962": ("middle", "no-row", "best_quarter", "poor_quarter", ()),
    "AS0604": ("middle", "no-row", "poor_quarter", "best_quarter", ()),
    "CI0030": ("unit", "no-row", "unit", "no-row", ("price-band total.water",)),
    "CI0038": ("poor_quarter", "middle", "poor_quarter", "poor_quarter", ()),
    "CI0042": ("middle", "middle", "middle", "no-row", ()),
    "CI0044": ("middle", "poor_quarter", "poor_quarter", "middle", ()),
    "CM1040": ("best_quarter", "no-row", "middle", "middle", ()),
    "IP0213": ("unit", "no-row", "unit", "no-row", ()),
    "KS2434": ("unit", "no-row", "unit", "no-row", ()),
    "LE0551": ("poor_quarter", "poor_quarter", "poor_quarter", "middle", ("price-band total.water",)),
    "NL0109": ("check_data", "check_data", "check_data", "check_data", ("output-per-employee output",)),
    "NT0041": ("best_quarter", "best_quarter", "best_quarter", "no-row", ()),
    "OK1086": ("unit", "unit", "unit", "no-row", ()),
    "OR0810": ("check_data", "best_quarter", "best_quarter", "no-row", ("output-per-employee output",)),
    "UC2414": ("unit", "unit", "unit", "unit", ("no-unit output",)),
    "UF0590": ("poor_quarter", "middle", "middle", "middle", ("staff employees",)),
    "UU0279": ("check_data", "check_data", "check_data", "no-row", ("output-per-employee output",)),
    "WM0233": ("middle", "middle", "middle", "no-row", ()),
}


SEASON = (1.2, 1.1, 1.0, 0.9, 0.8, 0.85, 0.9, 0.95, 1.0, 1.05, 1.1, 1.15)  # sums to 12


def split_over_months(plant: str) -> Book:
    """Return a plant's published year as bills, a little more in winter, cost in step with the amount."""
    profile, book = PLANTS[plant], Book()
    for total in profile.totals:
        assert total.cost is not None
        months = [total.amount * part / 12 for part in SEASON]
        book.add(total.carrier, months, total.unit, costs=[total.cost * part / 12 for part in SEASON])
    assert profile.output_amount is not None
    return book.add("output.1", [profile.output_amount / 12] * 12, profile.output_unit)


def test_every_plant_has_an_outcome() -> None:
    assert set(OUTCOMES) == set(PLANTS)


@pytest.mark.parametrize("plant", OUTCOMES)
def test_a_plant_stands_where_it_belongs_or_is_refused_with_its_reason(plant: str) -> None:
    profile = PLANTS[plant]
    year = resources(profile.totals, FIGURES.factors, profile.country)
    assert year.refused == ()
    *expected, doubts = OUTCOMES[plant]
    for resource, outcome in zip(RESOURCES, expected, strict=True):
        found = compare(profile, year, FIGURES, resource)
        if found.position == "no_peer_group":
            assert found.why.code == outcome
            assert found.row is None
        else:
            assert found.position == outcome
    assert tuple(f"{doubt.code} {doubt.subject}" for doubt in profile_doubts(profile, FIGURES, year)) == doubts


@pytest.mark.parametrize("plant", OUTCOMES)
def test_a_plant_stands_in_the_same_place_when_its_year_comes_month_by_month(plant: str) -> None:
    published = PLANTS[plant]
    typed = published if not published.output_unit else replace(published, output_amount=None, output_unit="")
    book, bare = split_over_months(plant), replace(typed, totals=())
    billed = book.year(profile=bare)
    year = resources(billed.profile.totals, FIGURES.factors, published.country)
    whole = resources(published.totals, FIGURES.factors, published.country)
    for resource, used in whole.by_resource.items():
        assert year.by_resource[resource].amount == pytest.approx(used.amount, rel=1e-12)
        assert year.by_resource[resource].cost == pytest.approx(used.cost, rel=1e-12)
    *expected, doubts = OUTCOMES[plant]
    for resource, outcome in zip(RESOURCES, expected, strict=True):
        found = compare(billed.profile, year, FIGURES, resource, main_share=billed.output.main_share)
        assert (found.why.code if found.position == "no_peer_group" else found.position) == outcome
    of_bills = said(book.doubts(profile=bare))
    assert [doubt for doubt in doubts if " total." in doubt] == [
        doubt.replace(" bill.", " total.") for doubt in of_bills if "no-unit" not in doubt
    ]
    assert ("no-unit! bill.output.1" in of_bills) == (published.output_unit == "")
    of_profile = said(profile_doubts(billed.profile, FIGURES, year, billed=billed.idents))
    assert of_profile == [doubt for doubt in doubts if " total." not in doubt]
    again = book.year(profile=published)
    assert typed_doubts(again) == ()
    assert again.typed_only == ()


@pytest.mark.parametrize("plant", OUTCOMES)
def test_without_peers_the_branch_per_employee_stands_in_as_context(plant: str) -> None:
    profile = PLANTS[plant]
    year = resources(profile.totals, FIGURES.factors, profile.country)
    found = compare_all(profile, year, FIGURES)
    rough = [one for one in found if one.why.code == "rough-screen"]
    assert all(one.position == "context" and one.gap_amount is None for one in rough)
    without = {one.resource for one in found if one.position == "no_peer_group"}
    assert {one.resource for one in rough} == without - {"heat"}  # no branch figure for heat alone


def test_the_bread_bakery_is_the_worked_example() -> None:
    bakery = PLANTS["UF0590"]
    year = resources(bakery.totals, FIGURES.factors, "US")
    electricity = compare(bakery, year, FIGURES, "electricity")
    assert electricity.own == pytest.approx(337.6, abs=0.05)
    assert electricity.row is not None
    assert (electricity.row.low, electricity.row.typical, electricity.row.high) == (179, 237, 326)
    assert electricity.gap_amount == pytest.approx(3.34e6, rel=1e-3)
    assert electricity.gap_amount == pytest.approx(11212200 - 237 * 33207.4974077, rel=1e-12)
    assert electricity.gap_money == pytest.approx(electricity.gap_amount * 800718.3 / 11212200, rel=1e-12)
    gas = compare(bakery, year, FIGURES, "heat")
    assert amount_of(year, "heat") == pytest.approx(60931 * 263.764, rel=1e-12)
    assert gas.own == pytest.approx(537.7, abs=0.05)
    assert gas.basis == "gross"
    assert gas.position == "middle"
    assert gas.row is not None
    assert (gas.row.low, gas.row.typical, gas.row.high) == (391, 509, 679)
    assert gas.gap_money == pytest.approx((1 - 509 / gas.own) * 505312, rel=1e-12)


def test_sixteen_million_cubic_metres_for_23_155_dollars_are_doubted() -> None:
    profile = PLANTS["CI0030"]
    (doubt,) = profile_doubts(profile, FIGURES)
    assert doubt.values["price"] == pytest.approx(23155 / 16_012_065, rel=1e-4)
    assert doubt.values["price"] < doubt.values["low"]
    assert not doubt.blocking
    (of_months,) = split_over_months("CI0030").doubts(profile=profile)
    assert (of_months.code, of_months.subject, len(of_months.months)) == ("price-band", "bill.water", 12)
    assert of_months.figure == pytest.approx(12 * doubt.values["price"], rel=1e-9)  # the sum of what each month costs
    assert of_months.values["unit"] == "thousand_gallon_us"  # as billed
    assert of_months.values["price"] == pytest.approx(23155 / 4_229_940, rel=1e-9)


def test_25_people_for_a_bread_factory_are_doubted_by_energy_and_by_output() -> None:
    (doubt,) = profile_doubts(PLANTS["UF0590"], FIGURES)
    assert doubt.values["energy"]["own"] == pytest.approx(448488)
    assert doubt.values["output"]["own"] == pytest.approx(33207.4974077 / 25)
    assert doubt.values["energy"]["too_high"]
    assert doubt.values["output"]["too_high"]
