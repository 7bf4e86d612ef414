"""The company in figures on the results page, and trend and baseline on the bills page, from two years of bills."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from recp_selfcheck.actions.bills import BillChange, save_bills
from recp_selfcheck.actions.company import save_field
from recp_selfcheck.actions.session import set_language, solo_session
from recp_selfcheck.assessment.months import Month, run
from tests.pages.test_every_page import words_on

OpenPage = Callable[..., AppTest]
OUTPUT = (310, 280, 335, 360, 402, 445, 470, 455, 410, 372, 330, 300)
AMOUNTS: dict[str, tuple[str, float, float | None]] = {  # unit, amount for each tonne, price
    "natural_gas": ("m3", 20.0, 1.0),
    "water": ("m3", 8.0, 2.0),
    "wastewater": ("m3", 5.0, 3.0),
    "material.1": ("t", 1.1, 1000.0),
    "waste.1": ("t", 0.02, 100.0),
    "output.1": ("t", 1.0, None),
}


@pytest.fixture
def dairy(empty_company: str) -> None:
    """Two years of bills: in the second one, a tenth less electricity for a twentieth more output."""
    session = solo_session()
    set_language(session, "en")
    for key, value in {"name": "Dairy", "country": "BY", "currency": "BYN", "site.fuels": ["natural_gas"]}.items():
        save_field(session, key, value, 0)
    save_field(session, "series.material.1", {"name": "Milk <b>raw</b>", "unit": "t"}, 0)
    changes = []
    for place, month in enumerate(run(Month(2024, 1), 24)):
        made = OUTPUT[month.number - 1] * (1.0 if place < 12 else 1.05)
        rows = {name: (unit, each * made, price) for name, (unit, each, price) in AMOUNTS.items()}
        rows["electricity"] = (
            "kWh",
            (20_000 + 60 * OUTPUT[month.number - 1] + place % 3) * (1 if place < 12 else 0.9),
            0.3,
        )
        for name, (unit, amount, price) in rows.items():
            cells = {"amount": amount, "unit": unit, **({"cost": amount * price} if price else {})}
            changes += [BillChange(name, str(month), field, value, 0) for field, value in cells.items()]
    assert not [one for one in save_bills(session, changes) if isinstance(one, tuple)]


def opened(app: AppTest, key: str, value: object) -> AppTest:
    app.session_state[key] = value
    app.run()
    assert not app.exception, [entry.value for entry in app.exception]
    return app


def test_the_profile_says_what_got_better_and_from_which_year_to_which(dairy: None, open_page: OpenPage) -> None:
    app = open_page("results")
    said = "\n".join(element.value for element in app.subheader)
    assert "Improved most: Emissions per unit of output (−7%). Per unit of output nothing got worse." in said.replace(
        "\\", ""
    )
    assert "12 months up to December 2025 against 12 months up to December 2024" in words_on(app)
    table = app.table[-1].value
    energy = table[table["Indicator"] == "Output"].iloc[0]
    assert energy["Change"] == "+5%"


def test_the_footprint_names_its_factors_and_stands_behind_its_tab(dairy: None, open_page: OpenPage) -> None:
    app = open_page("results")
    assert "AR5" not in words_on(app)
    said = words_on(opened(app, "company_figures", "CO₂ footprint"))
    assert (
        "Electricity: average generation, Belarus, 2024. Methane and nitrous oxide: IPCC AR5 GWP100."
        in said.replace("\\", "")
    )
    assert "scope 1" in said


def test_the_fuel_of_vehicles_is_said_to_count_as_diesel(dairy: None, open_page: OpenPage) -> None:
    said = words_on(opened(open_page("results"), "company_figures", "CO₂ footprint"))
    assert "counts as diesel" not in said
    months = run(Month(2025, 1), 12)
    cells = {"amount": 100, "unit": "l", "cost": 150}
    save_bills(
        solo_session(),
        [BillChange("vehicle_fuel", str(month), name, value, 0) for month in months for name, value in cells.items()],
    )
    said = words_on(opened(open_page("results"), "company_figures", "CO₂ footprint"))
    assert "The fuel of vehicles counts as diesel." in said


@pytest.mark.usefixtures("dairy")
@pytest.mark.parametrize(
    ("language", "footprint", "costs", "said"),
    [
        (
            "ru",
            "След CO₂",
            "Затраты",
            ("Расход и выпуск", "проверенного коэффициента для вашей страны у нас нет", "ушедшее в сток"),
        ),
        ("be", "След CO₂", "Выдаткі", ("Расход", "праверанага каэфіцыента", "адход")),
    ],
)
def test_the_tabs_speak_the_reader_s_language_where_there_is_no_factor(
    language: str, footprint: str, costs: str, said: tuple[str, str, str], open_page: OpenPage
) -> None:
    session = set_language(solo_session(), language)
    save_field(session, "country", "KZ", 1)
    app = open_page("results")
    assert any(tab.label.startswith(said[0]) for tab in app.tabs)
    assert "выбросов" in words_on(app) or "выкідаў" in words_on(app)
    footprint_words = words_on(opened(app, "company_figures", footprint))
    assert said[1] in footprint_words
    assert not re.search(r"\b(total|year|bills|factor of)\b", footprint_words)
    cost_words = words_on(opened(app, "company_figures", costs))
    assert said[2] in cost_words
    assert not re.search(r"\b(bought|waste|year|water)\b", cost_words)


def test_costs_say_what_left_again(dairy: None, open_page: OpenPage) -> None:
    app = opened(open_page("results"), "company_figures", "Costs")
    said = words_on(app).replace("\u00a0", " ")
    assert "of what you bought left as waste" in said
    assert "of the water you paid for left as wastewater" in said
    assert "<b>" not in said
    names = app.table[-1].value["What"]
    assert any(r"Milk \<b\>raw\</b\>" in name for name in names)


def test_without_a_second_year_the_figures_stand_as_a_table_and_what_is_missing_is_named(
    empty_company: str, open_page: OpenPage
) -> None:
    session = solo_session()
    set_language(session, "en")
    save_field(session, "total.electricity", {"amount": 1000, "unit": "MWh"}, 0)
    app = open_page("results")
    said = words_on(app).replace("\\", "")
    assert "Twelve indicators of your year" in [element.value for element in app.subheader]
    assert "With bills of a second year" in said
    assert "Water: nothing entered" in said
    assert "1 GWh" in app.table[-1].value.to_string().replace("\u00a0", " ")


def test_the_bills_page_draws_trend_and_baseline_when_asked(dairy: None, open_page: OpenPage) -> None:
    app = open_page("bills")
    assert not [one for one in app.subheader if "against the same" in one.value]
    app = opened(app, "bill_trend", True)
    assert [one for one in app.subheader if "against the same 12 months a year before" in one.value]
    app = opened(app, "bill_baseline", True)
    assert [one for one in app.subheader if "of output takes" in one.value]
    assert any("R² 0.9" in caption.value or "R² 1" in caption.value for caption in app.caption)
    assert "more than expected" in words_on(app)


def test_no_other_page_imports_statsmodels() -> None:
    code = "import sys, recp_selfcheck.ui.baseline, recp_selfcheck.ui.indicators, recp_selfcheck.actions.indicators; sys.exit('statsmodels' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
