"""The company's profile, field by field, and what follows from it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
import sqlalchemy as sa

from recp_selfcheck.actions import company
from recp_selfcheck.actions.session import Session
from recp_selfcheck.assessment.answers import Answer
from recp_selfcheck.assessment.bills import YearlyTotal
from recp_selfcheck.errors import AnswerMistakes, Conflict, NotFound
from recp_selfcheck.storage import companies, database, tables

THIS_YEAR = datetime.now(UTC).year


def save(session: Session, key: str, raw: Any, seen: int = 0) -> Any:
    return company.save_field(session, key, raw, seen)


def events() -> list[Any]:
    log = tables.company_field_event.c
    with database.reading() as connection:
        return list(
            connection.execute(sa.select(log.key, log.version, log.old, log.new, log.person_id).order_by(log.id))
        )


def test_a_new_company_has_an_empty_profile(session: Session) -> None:
    firm = company.read_company(session)
    assert (firm.id, firm.saved_at, dict(firm.cells)) == (session.company_id, None, {})
    assert (firm.profile.name, firm.profile.year, firm.profile.totals) == ("", None, ())


@pytest.mark.parametrize(
    ("key", "raw", "kept"),
    [
        ("name", "  ООО «Хлеб\nи соль» \x00", "ООО «Хлеб и соль»"),
        ("about", "First line\r\nsecond", "First line\nsecond"),
        ("country", "BY", "BY"),
        ("currency", "BYN", "BYN"),
        ("nace", "10.71", "10.71"),
        ("product", "bread", "bread"),
        ("year", THIS_YEAR, THIS_YEAR),
        ("year", 1990, 1990),
        ("year", 2023.0, 2023),
        ("employees", 0.5, 0.5),
        ("floor_area", 1200, 1200),
        ("output", {"amount": 33207, "unit": "t"}, {"amount": 33207, "unit": "t"}),
        ("output", {"amount": 0}, {"amount": 0}),
        ("output", {"amount": None, "unit": "piece"}, {"unit": "piece"}),
        ("site.systems", ["steam", "lighting"], ["lighting", "steam"]),
        ("site.systems", [], []),
        ("site.shifts", "night", "night"),
        ("total.electricity", {"amount": 12.5, "unit": "MWh", "cost": 0}, {"amount": 12.5, "unit": "MWh", "cost": 0}),
        ("total.natural_gas", {"unit": "thousand_m3"}, {"unit": "thousand_m3"}),
        ("total.water", {"amount": 5, "unit": "m3", "cost": None, "name": ""}, {"amount": 5, "unit": "m3"}),
        (
            "total.material.12",
            {"amount": 7, "unit": "kg", "name": " Flour\t type 550 "},
            {"amount": 7, "unit": "kg", "name": "Flour type 550"},
        ),
        ("total.waste", {"amount": 7, "unit": "t", "name": "Dough"}, {"amount": 7, "unit": "t", "name": "Dough"}),
    ],
)
def test_each_field_is_stored_and_read_back(session: Session, key: str, raw: Any, kept: Any) -> None:
    cell = save(session, key, raw)
    assert (cell.value, cell.version, cell.by) == (kept, 1, session.person.name)
    firm = company.read_company(session)
    assert firm.cells[key] == cell
    assert firm.saved_at == cell.at


@pytest.mark.parametrize(
    ("key", "raw", "code"),
    [
        ("name", "x" * 201, "too-long"),
        ("name", 5, "not-text"),
        ("country", "Belarus", "unknown-country"),
        ("country", ["BY"], "unknown-country"),
        ("currency", "BYR", "unknown-currency"),
        ("nace", "99.99", "unknown-nace"),
        ("product", "moonshine", "unknown-product"),
        ("year", 1989, "year-out-of-range"),
        ("year", THIS_YEAR + 2, "year-out-of-range"),
        ("year", 2023.5, "year-out-of-range"),
        ("year", "2023", "not-a-number"),
        ("employees", 0, "not-above-zero"),
        ("employees", -4, "not-above-zero"),
        ("employees", float("inf"), "not-a-number"),
        ("employees", float("nan"), "not-a-number"),
        ("employees", True, "not-a-number"),
        ("employees", 1e7, "above-limit"),
        ("employees", 10**400, "not-a-number"),
        ("floor_area", -1, "not-above-zero"),
        ("output", {"amount": -1, "unit": "t"}, "negative"),
        ("output", {"amount": 1, "unit": "tons"}, "unknown-unit"),
        ("output", {"amount": 1, "unit": "t", "cost": 5}, "wrong-kind"),
        ("output", 5, "wrong-kind"),
        ("total.electricity", {"amount": 1, "unit": "m3"}, "unit-does-not-fit"),
        ("total.electricity", {"amount": 1, "unit": "kwh"}, "unknown-unit"),
        ("total.electricity", {"amount": -1, "unit": "kWh"}, "negative"),
        ("total.electricity", {"amount": 1, "unit": "kWh", "cost": -2}, "negative"),
        ("total.electricity", {"amount": float("nan"), "unit": "kWh"}, "not-a-number"),
        ("total.electricity", {"amount": 1e16, "unit": "kWh"}, "above-limit"),
        ("total.electricity", {"amount": "1", "unit": "kWh"}, "not-a-number"),
        ("total.coal", {"amount": 1, "unit": "piece"}, "unit-does-not-fit"),
        ("total.sunshine", {"amount": 1, "unit": "kWh"}, "unknown-field"),
        ("total.sunshine", None, "unknown-field"),
        ("total.electricity.1", {"amount": 1, "unit": "kWh"}, "unknown-field"),
        ("total.material.0", {"amount": 1, "unit": "t"}, "unknown-field"),
        ("total.material.100", {"amount": 1, "unit": "t"}, "unknown-field"),
        ("total.material.x", {"amount": 1, "unit": "t"}, "unknown-field"),
        ("total.material.1.2", {"amount": 1, "unit": "t"}, "unknown-field"),
        ("site.shifts", "sometimes", "unknown-option"),
        ("site.shifts", "dont_know", "fact-needs-answer"),
        ("site.moon", "full", "unknown-field"),
        ("password", "x", "unknown-field"),
    ],
)
def test_input_that_cannot_be_is_refused_and_nothing_changes(session: Session, key: str, raw: Any, code: str) -> None:
    with pytest.raises(AnswerMistakes) as caught:
        save(session, key, raw)
    assert [mistake.code for mistake in caught.value.mistakes] == [code]
    assert events() == []


def test_saving_comparing_and_clearing_a_field_keeps_versions_and_a_log(session: Session) -> None:
    save(session, "name", "One")
    assert save(session, "name", "One", 0).version == 1
    save(session, "name", "Two", 1)
    with pytest.raises(Conflict) as caught:
        save(session, "name", "Three", 1)
    assert (caught.value.current.value, caught.value.current.version) == ("Two", 2)
    assert save(session, "name", "", 2).value is None
    person = session.person.id
    assert [tuple(event) for event in events()] == [
        ("name", 1, None, "One", person),
        ("name", 2, "One", "Two", person),
        ("name", 3, "Two", None, person),
    ]
    assert company.read_company(session).profile.name == ""


def test_a_fact_can_be_cleared_and_none_of_these_is_not_the_same(session: Session) -> None:
    save(session, "site.systems", [])
    assert company.read_company(session).profile.facts == {"site.systems": Answer(())}
    save(session, "site.systems", None, 1)
    assert company.read_company(session).profile.facts == {}


def test_the_profile_is_what_the_fields_add_up_to(session: Session) -> None:
    fields = {
        "name": "Bakery",
        "country": "BY",
        "nace": "10.71",
        "currency": "BYN",
        "year": 2025,
        "employees": 25,
        "floor_area": 900,
        "product": "bread",
        "output": {"amount": 800, "unit": "t"},
        "total.electricity": {"amount": 120, "unit": "MWh", "cost": 40000},
        "total.material.10": {"amount": 3, "unit": "t", "name": "Salt"},
        "total.material.9": {"amount": 500, "unit": "t", "name": "Flour"},
        "total.coal": {"amount": 4},
        "total.lpg": {"unit": "t"},
        "site.shifts": "one",
    }
    for key, raw in fields.items():
        save(session, key, raw)
    profile = company.read_company(session).profile
    assert (profile.name, profile.country, profile.nace, profile.currency) == ("Bakery", "BY", "10.71", "BYN")
    assert (profile.year, profile.employees, profile.floor_area, profile.product) == (2025, 25, 900, "bread")
    assert (profile.output_amount, profile.output_unit) == (800, "t")
    assert profile.totals == (
        YearlyTotal("coal", 4, ""),
        YearlyTotal("electricity", 120, "MWh", 40000),
        YearlyTotal("material", 500, "t", name="Flour"),
        YearlyTotal("material", 3, "t", name="Salt"),
    )
    assert profile.facts == {"site.shifts": Answer("one")}


def test_the_year_holds_consumption_intensities_comparisons_and_doubts(session: Session) -> None:
    save(session, "nace", "10.71")
    save(session, "product", "bread")
    save(session, "output", {"amount": 33207.4974077, "unit": "t"})
    save(session, "employees", 25)
    save(session, "total.electricity", {"amount": 11212.2, "unit": "MWh", "cost": 800718.3})
    year = company.year(session)
    assert year.resources.by_resource["electricity"].amount == pytest.approx(11_212_200)
    assert year.resources.by_resource["electricity"].price == pytest.approx(0.0714, abs=1e-4)
    (electricity,) = (one for one in year.comparisons if one.resource == "electricity")
    assert electricity.own == pytest.approx(337.6, abs=0.05)
    assert electricity.position == "poor_quarter"
    assert any(one.resource == "electricity" and one.per == "output" for one in year.intensities)
    assert any(doubt.subject == "employees" for doubt in year.doubts)


def test_an_amount_without_unit_makes_its_resource_incomplete_and_says_so(session: Session) -> None:
    save(session, "total.natural_gas", {"amount": 10, "unit": "thousand_m3"})
    assert "heat" in company.year(session).resources.by_resource
    save(session, "total.coal", {"amount": 4})
    year = company.year(session)
    assert "heat" not in year.resources.by_resource
    assert [(doubt.code, doubt.subject) for doubt in year.doubts] == [("no-unit", "total.coal")]


def test_an_empty_company_has_an_empty_year(session: Session) -> None:
    year = company.year(session)
    assert (dict(year.resources.by_resource), year.comparisons, year.intensities, year.doubts) == ({}, (), (), ())


def test_a_company_that_is_not_there_is_not_found(session: Session) -> None:
    with pytest.raises(NotFound), database.transaction() as connection:
        companies.lock(connection, 4711)
