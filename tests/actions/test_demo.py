"""Demonstration files: what is taken in, and what is wrong with them, line by line."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from recp_selfcheck.actions import answering, company, demo
from recp_selfcheck.actions.bills import read_bills
from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.plan import read_plan
from recp_selfcheck.assessment.bills import Bill
from recp_selfcheck.assessment.months import Month
from recp_selfcheck.errors import ContentMistakes, NotFound
from recp_selfcheck.settings import settings
from recp_selfcheck.storage import companies, database

from .conftest import Shipped

RIGHT = """\
plant: TEST01
fields:
  name: Bakery
  country: US
  total.water: {amount: 5, unit: m3, cost: 10}
  site.systems: [lighting]
answers:
  energy:
    lighting.led: some
    lighting.how: {answer: not_applicable, reason: Daylight only}
    lighting.share: 40
  water:
    taps.leaks: all
"""


def write(folder: Path, text: str) -> Path:
    (folder / "TEST01.yaml").write_text(text, encoding="utf-8")
    return folder


def mistakes_in(folder: Path) -> list[tuple[str, int, str]]:
    with pytest.raises(ContentMistakes) as caught:
        demo.fill_demo("TEST01", directory=folder)
    with database.reading() as connection:
        assert not companies.anything_stored(connection)
    return [(mistake.file, mistake.line, mistake.code) for mistake in caught.value.mistakes]


def test_fields_and_answers_are_taken_in(database_url: str, shipped: Shipped, tmp_path: Path) -> None:
    session = demo.fill_demo("TEST01", directory=write(tmp_path, RIGHT))
    profile = company.read_company(session).profile
    assert (profile.name, profile.totals[0].amount, profile.totals[0].cost) == ("Bakery", 5, 10)
    receipt = answering.hand_in(session, answering.open_submission(session, "energy").id)
    assert receipt.copy["answers"] == {
        "lighting.led": "some",
        "lighting.how": {"answer": "not_applicable", "reason": "Daylight only"},
        "lighting.share": 40,
    }
    assert [entry.state for entry in answering.overview(session)] == ["submitted", "draft"]


@pytest.mark.parametrize(("language", "reason"), [("ru", "Хватает дневного света"), ("be", "Daylight only")])
@pytest.mark.usefixtures("database_url", "shipped")
def test_reasons_are_in_the_language_of_the_settings_where_they_have_it(
    tmp_path: Path, language: str, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECP_LANGUAGE", language)
    settings.cache_clear()
    words = "reasons:\n  ru: {lighting.how: Хватает дневного света}\n"
    session = demo.fill_demo("TEST01", directory=write(tmp_path, RIGHT + words))
    found = answering.find_submission(session, "energy")
    assert found
    assert found.sheet.answers["lighting.how"].reason == reason


def test_all_wrong_fields_are_named_with_their_lines(database_url: str, shipped: Shipped, tmp_path: Path) -> None:
    wrong = RIGHT.replace("US", "USA").replace("unit: m3", "unit: kWh").replace("[lighting]", "[sauna]")
    assert mistakes_in(write(tmp_path, wrong)) == [
        ("data/demo/TEST01.yaml", 4, "unknown-country"),
        ("data/demo/TEST01.yaml", 5, "unit-does-not-fit"),
        ("data/demo/TEST01.yaml", 6, "unknown-option"),
    ]


def test_all_wrong_answers_are_named_with_their_lines(database_url: str, shipped: Shipped, tmp_path: Path) -> None:
    wrong = RIGHT.replace("led: some", "led: mostly").replace("share: 40", "share: 400").replace("water:\n", "wind:\n")
    assert mistakes_in(write(tmp_path, wrong)) == [
        ("data/demo/TEST01.yaml", 9, "unknown-option"),
        ("data/demo/TEST01.yaml", 11, "above-limit"),
        ("data/demo/TEST01.yaml", 12, "unknown-checklist"),
    ]


def test_a_file_of_another_shape_is_refused(database_url: str, shipped: Shipped, tmp_path: Path) -> None:
    assert mistakes_in(write(tmp_path, "- a list\n- of things\n"))[0][2] == "wrong-kind"
    assert mistakes_in(write(tmp_path, "fields: [a list]\n")) == [("data/demo/TEST01.yaml", 1, "wrong-kind")]


BILLS = """\
bills:
  water:
    unit: m3
    2025-01: {amount: 3, cost: 6}
    2025-02: {amount: 2.5}
  output.1:
    unit: t
    2025-01: {amount: 7}
"""


def test_bills_are_taken_in_month_by_month_in_their_unit(database_url: str, shipped: Shipped, tmp_path: Path) -> None:
    session = demo.fill_demo("TEST01", directory=write(tmp_path, RIGHT + BILLS))
    kept = read_bills(session).by_series
    assert kept["water"] == (Bill(Month(2025, 1), 3, "m3", 6), Bill(Month(2025, 2), 2.5, "m3"))
    assert kept["output.1"] == (Bill(Month(2025, 1), 7, "t"),)


def test_all_wrong_bills_are_named_with_their_lines(database_url: str, shipped: Shipped, tmp_path: Path) -> None:
    wrong = BILLS.replace("unit: m3", "unit: kWh").replace("2025-02: {amount: 2.5}", "2025-13: {amount: -2}")
    wrong = wrong.replace("output.1", "outpost").replace("cost: 6", "price: 6")
    first = RIGHT.count("\n") + 1
    assert mistakes_in(write(tmp_path, RIGHT + wrong)) == [
        ("data/demo/TEST01.yaml", first + 2, "unit-does-not-fit"),
        ("data/demo/TEST01.yaml", first + 3, "unknown-field"),
        ("data/demo/TEST01.yaml", first + 4, "not-a-month"),
        ("data/demo/TEST01.yaml", first + 7, "unknown-series"),
    ]
    assert mistakes_in(write(tmp_path, RIGHT + "bills: {water: 5}\n"))[0][2] == "wrong-kind"


PLAN = """\
plan:
  - measure: repair_air_leaks
    state: done
    begun: 2025-01-13
    done_on: 2025-03-01
    owner: {en: Anna, ru: Анна}
  - measure: fit_tap_aerators
    state: rejected
    reason: The taps are changed next year.
  - title: {en: Shut the gate, be: Зачыняць вароты}
    due_in: 30
"""


def test_a_plan_is_taken_in_with_its_states_in_the_language_of_the_settings(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RECP_LANGUAGE", "ru")
    settings.cache_clear()
    session = demo.fill_demo("TEST01", directory=write(tmp_path, RIGHT.split("answers:", maxsplit=1)[0] + PLAN))
    kept = read_plan(session)
    assert [(entry.measure, entry.state.value, entry.owner) for entry in kept.entries] == [
        ("repair_air_leaks", "done", "Анна"),
        ("fit_tap_aerators", "rejected", ""),
        ("", "planned", ""),
    ]
    assert kept.entries[2].title == "Shut the gate"
    assert kept.entries[2].due == now().date() + timedelta(days=30)
    assert kept.cells[kept.entries[0].id]["expected"].at.date() == date(2025, 1, 13)
    assert "rejected.fit_tap_aerators" in company.read_company(session).cells
    wrong = PLAN.replace("repair_air_leaks", "repair_air_leeks").replace("due_in: 30", "due: soon")
    first = RIGHT.split("answers:", maxsplit=1)[0].count("\n") + 1
    (tmp_path / "wrong").mkdir()
    folder = write(tmp_path / "wrong", RIGHT.split("answers:", maxsplit=1)[0] + wrong)
    with pytest.raises(ContentMistakes) as caught:
        demo.fill_demo("TEST01", directory=folder)
    assert [(mistake.line, mistake.code) for mistake in caught.value.mistakes] == [
        (first + 1, "unknown-measure"),
        (first + 9, "not-a-date"),
    ]


def test_whoever_names_no_plant_is_told_which_there_are(database_url: str) -> None:
    with pytest.raises(NotFound, match=r"Choose one of: CI0042, UF0590\.$"):
        demo.fill_demo("club")
