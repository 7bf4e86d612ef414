"""The company's years: bills in place of what was typed, the year before and the baseline, explained doubts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from recp_selfcheck.actions import answering, company, demo
from recp_selfcheck.actions.bills import BillChange, save_bills
from recp_selfcheck.actions.opportunities import read_opportunities
from recp_selfcheck.actions.session import Session, solo_session
from recp_selfcheck.assessment.months import Month, run
from recp_selfcheck.errors import NotPermitted, NotPossibleNow
from recp_selfcheck.storage import database

from .test_handing_in import fill


def save(session: Session, key: str, raw: Any) -> None:
    cell = company.read_company(session).cells.get(key)
    company.save_field(session, key, raw, cell.version if cell else 0)


def bill(
    session: Session,
    series: str,
    amounts: Sequence[float | None],
    unit: str,
    *,
    first: str = "2025-01",
    price: float = 0,
) -> None:
    changes = []
    for month, amount in zip(run(Month.read(first), len(amounts)), amounts, strict=True):
        if amount is not None:
            given = {"amount": amount, "unit": unit} | ({"cost": amount * price} if price else {})
            changes += [BillChange(series, str(month), field, raw, 0) for field, raw in given.items()]
    save_bills(session, changes)


@pytest.fixture
def bakery(session: Session) -> Session:
    fields = {"country": "US", "nace": "10.71", "currency": "USD", "product": "bread", "year": 2020}
    for key, raw in fields.items():
        save(session, key, raw)
    save(session, "total.electricity", {"amount": 5, "unit": "MWh", "cost": 1})
    save(session, "total.water", {"amount": 400, "unit": "m3", "cost": 900})
    return session


def test_without_bills_the_typed_totals_are_the_year(bakery: Session) -> None:
    years = company.read_years(bakery)
    assert (years.now.billed, years.before, years.baseline) == (None, None, None)
    assert years.now.resources.by_resource["electricity"].amount == 5000
    assert years.now.profile.year == 2020
    assert company.baseline_year(bakery) is None


def test_twelve_months_count_in_place_of_the_typed_total_everywhere(bakery: Session) -> None:
    bill(bakery, "electricity", [934_350] * 12, "kWh", price=0.07)
    bill(bakery, "output.1", [36605 / 12] * 12, "short_ton_us")
    year = company.year(bakery)
    assert year.resources.by_resource["electricity"].amount == pytest.approx(11_212_200)
    assert year.resources.by_resource["water"].amount == 400  # still as typed
    assert year.billed is not None
    assert (year.billed.year.end, year.billed.idents, year.billed.typed_only) == (
        Month(2025, 12),
        {"electricity"},
        ("water",),
    )
    (electricity,) = (one for one in year.comparisons if one.resource == "electricity")
    assert electricity.own == pytest.approx(337.6, abs=0.05)
    assert electricity.position == "poor_quarter"
    assert [doubt.subject for doubt in year.doubts if doubt.code == "typed-differs"] == ["total.electricity"]
    assert read_opportunities(bakery).year.resources == year.resources


def test_one_month_short_the_typed_total_stays_and_the_month_is_named(bakery: Session) -> None:
    bill(bakery, "electricity", [100] * 5 + [None] + [100] * 6, "kWh")
    year = company.year(bakery)
    assert year.resources.by_resource["electricity"].amount == 5000
    assert year.billed is not None
    (one,) = year.billed.year.incomplete
    assert [str(month) for month in one.missing] == ["2025-06"]


def test_the_year_before_is_the_baseline_until_another_is_chosen(bakery: Session) -> None:
    bill(bakery, "electricity", [300] * 12 + [200] * 12 + [100] * 12, "kWh", first="2023-01")
    years = company.read_years(bakery)
    assert years.before is not None
    assert years.baseline is years.before
    assert years.before.resources.by_resource["electricity"].amount == 2400
    assert set(years.before.resources.by_resource) == {"electricity"}  # what was typed is of the reporting year
    assert years.before.profile.year == 2024
    save(bakery, "baseline_end", "2023-12")
    baseline = company.baseline_year(bakery)
    assert baseline is not None
    assert baseline.resources.by_resource["electricity"].amount == 3600
    save(bakery, "reporting_end", "2024-12")
    assert company.year(bakery).resources.by_resource["electricity"].amount == 2400
    save(bakery, "baseline_end", "2019-12")
    assert company.baseline_year(bakery) is None


def test_a_second_product_below_four_fifths_leaves_no_peers(bakery: Session) -> None:
    bill(bakery, "electricity", [1000] * 12, "kWh")
    bill(bakery, "output.1", [10] * 12, "t")
    bill(bakery, "output.2", [5] * 12, "t")
    save(bakery, "series.output.2", {"name": "Rusks", "unit": "t", "factor": 1.0})
    year = company.year(bakery)
    assert year.profile.output_amount == 180
    (electricity,) = (one for one in year.comparisons if one.resource == "electricity" and one.row is None)
    assert (electricity.position, electricity.why.code) == ("no_peer_group", "several-products")


def test_an_explained_mistake_is_lifted_until_the_figure_changes(bakery: Session) -> None:
    bill(bakery, "natural_gas", [100.0] * 11 + [40_000], "kWh")
    (doubt,) = company.year(bakery).bill_doubts
    assert (doubt.code, doubt.blocking) == ("far-above-median", True)
    save(bakery, f"explained.{doubt.key}", {"text": "A test run of the new kiln.", "seen": doubt.figure})
    (lifted,) = company.year(bakery).bill_doubts
    assert (lifted.blocking, lifted.explanation) == (False, "A test run of the new kiln.")
    save_bills(bakery, [BillChange("natural_gas", "2025-12", "amount", 41_000, 1)])
    (again,) = company.year(bakery).bill_doubts
    assert again.blocking


def test_a_doubt_about_the_profile_is_explained_too(bakery: Session) -> None:
    save(bakery, "output", {"amount": 3000, "unit": "t"})
    save(bakery, "total.electricity", {"amount": 750, "unit": "MWh"})
    save(bakery, "employees", 2)
    (staff,) = company.year(bakery).doubts
    assert (staff.code, staff.explanation) == ("staff", "")
    save(bakery, f"explained.{staff.key}", {"text": "Everything is automatic.", "seen": staff.figure})
    assert [doubt.explanation for doubt in company.year(bakery).doubts] == ["Everything is automatic."]
    save(bakery, "employees", 1)
    assert [doubt.explanation for doubt in company.year(bakery).doubts] == [""]


def test_the_receipt_keeps_the_year_and_where_each_figure_is_from(bakery: Session) -> None:
    bill(bakery, "electricity", [1000] * 12, "kWh", price=0.1)
    bill(bakery, "output.1", [10] * 12, "t")
    save(bakery, "site.systems", ["lighting"])
    receipt = answering.hand_in(bakery, fill(bakery))
    kept = receipt.copy["year"]
    assert kept["months"] == {"first": "2025-01", "last": "2025-12"}
    assert kept["output"] == {"amount": 120, "unit": "t", "from": "bills"}
    assert [(one["series"], one["amount"], one["from"]) for one in kept["totals"]] == [
        ("water", 400, "typed"),
        ("electricity", 12_000, "bills"),
    ]
    assert kept["resources"]["electricity"] == {"amount": 12_000, "unit": "kWh", "cost": pytest.approx(1200)}
    bill(bakery, "water", [1] * 12, "m3")
    assert answering.history(bakery, "energy")[0].copy["year"] == kept


def test_all_years_are_read_in_one_transaction_and_only_by_those_who_may(
    bakery: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    readings = []
    reading = database.reading
    monkeypatch.setattr(database, "reading", lambda: (readings.append(1), reading())[1])
    company.read_years(bakery)
    assert len(readings) == 1
    with pytest.raises(NotPermitted):
        company.read_years(Session(bakery.person, bakery.company_id + 1, ""))


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_bills_alone_make_a_database_that_the_demonstration_leaves_alone(database_url: str) -> None:
    bill(solo_session(), "electricity", [1], "kWh")
    with pytest.raises(NotPossibleNow):
        demo.fill_demo("CI0042")
