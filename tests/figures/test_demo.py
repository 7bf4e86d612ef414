"""The demonstration companies are the audited plants, converted without loss, with assumed facts marked as such."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from recp_selfcheck import units
from recp_selfcheck.assessment.bills import CARRIERS, YearlyTotal
from recp_selfcheck.assessment.indicators import take_in
from recp_selfcheck.checklists.figures import DATA, load_figures
from tests.figures.plants import read_plants

FIGURES = load_figures()
PLANTS = read_plants()


def read(plant: str) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((DATA / "demo" / f"{plant}.yaml").read_text(encoding="utf-8"))
    return loaded


@pytest.mark.parametrize("plant", ["UF0590", "CI0042"])
def test_a_demo_company_holds_the_published_figures(plant: str) -> None:
    demo, published = read(plant), PLANTS[plant]
    fields = demo["fields"]
    assert (fields["country"], fields["nace"], fields["currency"]) == ("US", published.nace, published.currency)
    assert (fields["year"], fields["product"]) == (published.year, published.product)
    assert fields["employees"] == published.employees
    assert published.output_amount is not None
    tonnes = units.convert(published.output_amount, published.output_unit, "t")
    assert fields["output"] == {"amount": pytest.approx(tonnes, rel=1e-9), "unit": "t"}
    for total in published.totals:
        shown = fields[f"total.{total.carrier}"]
        part = take_in(total, FIGURES.factors, "US")
        again = take_in(YearlyTotal(total.carrier, shown["amount"], shown["unit"]), FIGURES.factors, "US")
        assert again.converted == pytest.approx(part.converted, rel=1e-9)
        assert shown["unit"] == CARRIERS[total.carrier].base
        assert shown["cost"] == total.cost


@pytest.mark.parametrize("plant", ["UF0590", "CI0042"])
def test_a_demo_company_keeps_the_original_figures_and_says_what_was_assumed(plant: str) -> None:
    demo, published = read(plant), PLANTS[plant]
    original = demo["original"]
    assert original["output"] == {"amount": published.output_amount, "unit": published.output_unit}
    for total in published.totals:
        assert original[f"total.{total.carrier}"] == {"amount": total.amount, "unit": total.unit}
    area = units.convert(original["floor_area"]["amount"], original["floor_area"]["unit"], "m2")
    assert demo["fields"]["floor_area"] == pytest.approx(area, rel=1e-9)
    assert set(demo["assumed"]) <= set(demo["fields"])
    assert all(field.startswith("site.") for field in demo["assumed"])
    assert plant in demo["source"]
    assert "audited" in demo["fields"]["about"]
    assert str(published.year) in demo["fields"]["about"]


@pytest.mark.parametrize("plant", ["UF0590", "CI0042"])
def test_the_facts_of_a_demo_company_are_all_facts_with_options_that_exist(plant: str) -> None:
    site = yaml.safe_load((DATA.parent / "checklists" / "site.yaml").read_text(encoding="utf-8"))
    questions = [question for section in site["sections"] for question in section["questions"]]
    options = {
        question["id"]: {option["id"] for kind in ("options", "multiple") for option in question["fact"].get(kind, ())}
        for question in questions
    }
    given = {key: value for key, value in read(plant)["fields"].items() if key.startswith("site.")}
    assert set(given) == set(options)
    for fact, answer in given.items():
        assert set(answer if isinstance(answer, list) else [answer]) <= options[fact]
