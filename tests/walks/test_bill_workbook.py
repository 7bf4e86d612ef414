"""A year of bills by workbook: taken away, filled in, brought back; then the figures that follow from it."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
import yaml
from openpyxl import load_workbook
from playwright.sync_api import expect

from tests.walks.grid import DESK
from tests.walks.visitor import PATIENCE, Visitor
from tests.web.serving import PROJECT, RunningApp, run_to_end

DAIRY = PROJECT / "data" / "demo" / "CI0042.yaml"
FILL = """
import sys
from pathlib import Path
from recp_selfcheck.actions.demo import fill_demo
from recp_selfcheck.settings import settings
from recp_selfcheck.storage import database
database.prepare(settings().database_url)
fill_demo("CI0042", directory=Path(sys.argv[1]))
"""
SHEETS = {"electricity": ("Энергия", 2), "natural_gas": ("Энергия", 4), "water": ("Вода", 2), "output.1": ("Выпуск", 2)}
MONTHS = [
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
]


@pytest.fixture
def dairy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """The yogurt dairy before it has entered a single bill."""
    folder = tmp_path_factory.mktemp("dairy")
    described = yaml.safe_load(DAIRY.read_text(encoding="utf-8")) | {"bills": {}}
    (folder / "CI0042.yaml").write_text(json.dumps(described, default=str), encoding="utf-8")
    running = RunningApp(folder)
    filled = run_to_end(
        sys.executable, "-c", FILL, str(folder), RECP_DATABASE_URL=running.database_url, RECP_LANGUAGE="ru"
    )
    assert filled.returncode == 0, filled.stderr
    yield running.start()
    running.stop()


def test_the_dairy_s_year_by_workbook(dairy: RunningApp, visit: Callable[..., Visitor], tmp_path: Path) -> None:
    visitor = visit(dairy, size=DESK).open("bills")
    way = visitor.key("bill_workbook_ways")
    visitor.page.get_by_text("Заполнить в Excel").click()
    link = way.locator('a[href^="/export/bills.xlsx"]')
    link_36 = re.sub(r"months=\d+", "months=36", str(link.get_attribute("href")))
    blank = httpx.get(dairy.url + link_36, timeout=30, trust_env=False)
    file = tmp_path / "счета.xlsx"
    file.write_bytes(blank.content)
    fill(file)

    visitor.page.locator('[data-testid="stFileUploader"] input[type=file]').set_input_files(file)
    take = visitor.keys("bill_workbook").locator("button").filter(has_text="Принять")
    expect(take).to_contain_text("96")
    take.click()
    visitor.settle()
    expect(visitor.page.locator('[data-testid="stAlert"]').first).to_contain_text("Принято")
    expect(visitor.key("bill_sum")).to_contain_text("1\u202f830\u202f360")

    visitor.open("results?checklist=energy")
    expect(visitor.page.locator('[data-testid="stMain"]')).to_contain_text(
        "80,7"
    )  # kWh of electricity per tonne of yogurt
    expect(visitor.page.locator('[data-testid="stMain"]')).to_contain_text("12 месяцев по декабрь 2025")
    visitor.open("bills?series=electricity")
    visitor.page.get_by_text("Сколько энергии должно было уйти").click()
    expect(visitor.key("bill_baseline")).to_contain_text("24 месяца · R² 0,417", timeout=PATIENCE * 1000)


def fill(file: Path) -> None:
    bills = yaml.safe_load(DAIRY.read_text(encoding="utf-8"))["bills"]
    book = load_workbook(file)
    for series, (name, column) in SHEETS.items():
        sheet = book[name]
        for row in range(6, 6 + 36):
            month, year = str(sheet.cell(row, 1).value).split()
            bill = bills[series].get(f"{year}-{MONTHS.index(month) + 1:02d}")
            if bill:
                sheet.cell(row, column, str(bill["amount"]).replace(".", ","))
                if "cost" in bill:
                    sheet.cell(row, column + 1, bill["cost"])
    book.save(file)
