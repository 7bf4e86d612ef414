"""The demonstration companies are the audited plants, converted without loss, with assumed facts marked as such."""

from __future__ import annotations

from math import fsum
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
    assert set(demo["assumed"]) <= {*demo["fields"], "bills"}
    assert all(field.startswith("site.") or field == "bills" for field in demo["assumed"])
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


@pytest.mark.parametrize("plant", ["UF0590", "CI0042"])
def test_the_bills_of_the_published_year_add_up_to_it(plant: str) -> None:
    demo = read(plant)
    fields, year = demo["fields"], str(demo["fields"]["year"])
    for series, given in demo["bills"].items():
        months = [given[month] for month in sorted(given) if month.startswith(year)]
        typed = fields["output"] if series == "output.1" else fields[f"total.{series}"]
        assert len(months) == 12
        assert given["unit"] == typed["unit"]
        for part in {"amount", "cost"} & set(typed):
            assert fsum(month[part] for month in months) == pytest.approx(typed[part], rel=1e-12)


@pytest.mark.parametrize("plant", ["UF0590", "CI0042"])
def test_every_reason_is_told_in_each_language(plant: str) -> None:
    demo = read(plant)
    given = {name for sheet in demo["answers"].values() for name, raw in sheet.items() if isinstance(raw, dict)}
    assert {language: set(said) for language, said in demo["reasons"].items()} == {"ru": given, "be": given}


@pytest.mark.parametrize(("plant", "invented"), [("UF0590", set()), ("CI0042", {"2024"})])
def test_a_year_of_bills_that_nobody_published_is_called_invented(plant: str, invented: set[str]) -> None:
    demo = read(plant)
    years = {month[:4] for given in demo["bills"].values() for month in given if month != "unit"}
    assert years == {str(demo["fields"]["year"]), *invented}
    for year in invented:
        assert f"bills of {year} are invented" in demo["fields"]["about"].replace("\n", " ")
        assert f"за {year} год придуманы" in demo["words"]["ru"]["about"]
        assert f"за {year} год прыдуманы" in demo["words"]["be"]["about"]
