"""Reference figures: what is shipped holds every rule, and every rule catches the mistake it is there for."""

from __future__ import annotations

import csv
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from recp_selfcheck import units
from recp_selfcheck.assessment.bills import CARRIERS
from recp_selfcheck.assessment.profile import CURRENCIES
from recp_selfcheck.checklists.figures import DATA, check_figures, load_figures, warn_figures
from recp_selfcheck.checklists.model import CARRIER_IDS
from recp_selfcheck.errors import ContentMistakes
from tests.figures.note import BEGIN, DOCUMENT, counted

FILES = ("benchmarks.csv", "factors.csv", "gwp.csv", "price_bands.csv", "sectors.csv", "units.txt")


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    for name in FILES:
        shutil.copy(DATA / name, tmp_path / name)
    return tmp_path


def change(path: Path, number: int, **cells: str) -> int:
    """Change cells of the n-th data row and return the line it stands on."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[number].update(cells)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return number + 2


def test_the_shipped_figures_have_no_mistakes() -> None:
    assert check_figures() == []
    assert warn_figures() == []


def test_every_figure_has_status_and_source_and_no_one_calls_an_estimate_verified() -> None:
    figures = load_figures()
    for row in (*figures.benchmarks, *figures.factors, *figures.price_bands, *figures.gwp):
        assert row.source
        assert row.status in {"verified", "memory"}
    for band in figures.price_bands:
        assert ("estimate" in band.source) == (band.status == "memory")


def test_carriers_are_the_same_in_the_data_and_in_the_core() -> None:
    assert tuple(CARRIERS) == CARRIER_IDS


def test_products_are_found_from_a_code_its_parents_and_its_children() -> None:
    figures = load_figures()
    assert [product.id for product in figures.products_for("10.71")] == ["bread"]
    assert "bread" in {product.id for product in figures.products_for("10")}
    assert "plastic_foam" in {product.id for product in figures.products_for("22.21")}
    assert figures.products_for("") == ()
    assert figures.products_for("99.99") == ()
    for product in figures.products.values():
        assert set(product.names) == {"en", "ru", "be"}


def test_loading_takes_less_than_a_tenth_of_a_second() -> None:
    load_figures()
    best = min(_seconds(load_figures) for _ in range(5))
    assert best < 0.1


def _seconds(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


@pytest.mark.parametrize(
    ("file", "cells", "code"),
    [
        ("benchmarks.csv", {"low": "12,5"}, "not-a-number"),
        ("benchmarks.csv", {"low": "nan"}, "not-a-number"),
        ("benchmarks.csv", {"low": "1e309"}, "not-a-number"),
        ("benchmarks.csv", {"low": "1_0"}, "not-a-number"),
        ("benchmarks.csv", {"kind": "quartile"}, "unknown-value"),
        ("benchmarks.csv", {"basis": "lower"}, "unknown-value"),
        ("benchmarks.csv", {"status": "certain"}, "unknown-value"),
        ("benchmarks.csv", {"resource": "steam"}, "unknown-value"),
        ("benchmarks.csv", {"unit": "kWh"}, "unit"),
        ("benchmarks.csv", {"unit": "m3/t", "resource": "electricity"}, "unit"),
        ("benchmarks.csv", {"unit": "kwh/t"}, "unknown-unit"),
        ("benchmarks.csv", {"unit": "kWh/ton"}, "unknown-unit"),
        ("benchmarks.csv", {"low": "9", "typical": "8", "high": "7"}, "order"),
        ("benchmarks.csv", {"kind": "range", "low": "-1"}, "negative"),
        ("benchmarks.csv", {"kind": "quartiles", "low": "1", "typical": "", "high": "3", "n": "9"}, "quartiles"),
        ("benchmarks.csv", {"kind": "quartiles", "low": "1", "typical": "2", "high": "3", "n": ""}, "quartiles"),
        ("benchmarks.csv", {"kind": "point", "low": "1", "typical": "2"}, "point"),
        ("benchmarks.csv", {"kind": "range", "low": "", "typical": "2", "high": ""}, "range"),
        ("benchmarks.csv", {"low": "", "typical": "", "high": ""}, "missing"),
        ("benchmarks.csv", {"resource": "heat", "unit": "kWh/t", "basis": ""}, "missing"),
        ("benchmarks.csv", {"nace": "77.77"}, "unknown-sector"),
        ("benchmarks.csv", {"product": "brread"}, "unknown-product"),
        ("benchmarks.csv", {"source": ""}, "no-source"),
        ("benchmarks.csv", {"source": "Carbon Trust (same page)"}, "no-source"),
        ("benchmarks.csv", {"source": "A guide", "page_or_table": ""}, "no-source"),
        ("benchmarks.csv", {"nace": ""}, "unknown-sector"),
        ("benchmarks.csv", {"indicator": "energy efficiency"}, "order"),
        ("benchmarks.csv", {"unit": "t/kWh"}, "unit"),
        ("benchmarks.csv", {"year": "recent"}, "year"),
        ("factors.csv", {"carrier": "methane"}, "unknown-carrier"),
        ("factors.csv", {"kwh_net_per_unit": "0"}, "out-of-range"),
        ("factors.csv", {"kwh_net_per_unit": ""}, "missing"),
        ("factors.csv", {"net_per_gross": "1.1"}, "out-of-range"),
        ("factors.csv", {"co2_kg_per_kwh": "-1"}, "negative"),
        ("factors.csv", {"co2_kg_per_kwh": ""}, "missing"),
        ("factors.csv", {"origin": "mixed"}, "unknown-value"),
        ("factors.csv", {"country": "Belarus"}, "unknown-value"),
        ("factors.csv", {"carrier": "electricity", "use": ""}, "missing"),
        ("factors.csv", {"unit": "piece"}, "unit"),
        ("factors.csv", {"source": ""}, "no-source"),
        ("factors.csv", {"source": "ibid."}, "no-source"),
        ("gwp.csv", {"value": "1"}, "out-of-range"),
        ("gwp.csv", {"value": "28,5"}, "not-a-number"),
        ("gwp.csv", {"gas": "sf6"}, "unknown-value"),
        ("gwp.csv", {"set": ""}, "missing"),
        ("gwp.csv", {"source": ""}, "no-source"),
        ("price_bands.csv", {"low": "5", "high": "1"}, "order"),
        ("price_bands.csv", {"low": ""}, "missing"),
        ("price_bands.csv", {"currency": "dollar"}, "unknown-value"),
        ("price_bands.csv", {"unit": "piece"}, "unit"),
        ("price_bands.csv", {"source": ""}, "no-source"),
        ("price_bands.csv", {"carrier": "steam"}, "unknown-carrier"),
    ],
)
def test_a_wrong_figure_is_named_with_file_and_line(
    directory: Path, file: str, cells: dict[str, str], code: str
) -> None:
    line = change(directory / file, 0, **cells)
    found = [mistake for mistake in check_figures(directory) if mistake.code == code]
    assert found
    assert found[0].file.endswith(file)
    assert found[0].line == line
    assert str(found[0]).startswith(f"{directory / file}:{line}: [{code}]")


def test_all_mistakes_of_all_files_are_reported_at_once(directory: Path) -> None:
    change(directory / "benchmarks.csv", 0, low="x")
    change(directory / "benchmarks.csv", 1, high="y")
    change(directory / "factors.csv", 0, origin="z")
    with pytest.raises(ContentMistakes) as caught:
        load_figures(directory)
    assert [mistake.line for mistake in caught.value.mistakes] == [2, 3, 2]


def test_a_footprint_is_counted_with_one_set_of_potentials(directory: Path) -> None:
    change(directory / "gwp.csv", 0, set="IPCC AR6 GWP100")
    assert [(mistake.code, mistake.file) for mistake in check_figures(directory)] == [
        ("gwp-set", str(directory / "gwp.csv"))
    ]


def test_an_id_used_twice_is_a_mistake(directory: Path) -> None:
    first = load_figures(directory).benchmarks[0].id
    change(directory / "benchmarks.csv", 1, id=first)
    assert [mistake.code for mistake in check_figures(directory)] == ["duplicate"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("77.77,lemonade,m3,Lemonade,Лимонад,Ліманад", "unknown-sector"),
        ("10,bread,kg,Bread,Хлеб,Хлеб", "duplicate"),
        ("10,,,Food,Еда,Ежа", "duplicate"),
        ("98,,,Households,,Гаспадаркі", "missing"),
        ("AB,,,Letters,Буквы,Літары", "unknown-value"),
        ("10,lemonade,bottle,Lemonade,Лимонад,Ліманад", "unknown-unit"),
        ("10,lemonade,m3", "cell-count"),
    ],
)
def test_a_wrong_sector_line_is_a_mistake(directory: Path, line: str, code: str) -> None:
    with (directory / "sectors.csv").open("a", encoding="utf-8") as file:
        file.write(line + "\n")
    assert code in {mistake.code for mistake in check_figures(directory)}


def test_a_product_asked_in_a_unit_no_row_divides_by_is_a_mistake(directory: Path) -> None:
    path = directory / "sectors.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("bread,t,", "bread,m3,"), encoding="utf-8")
    assert [mistake.code for mistake in check_figures(directory)] == ["unit"]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xff\xfe\x00", "not-utf-8"),
        (b"id,sector\n1,2\n", "missing-column"),
        (b"", "missing-column"),
        (b'"id', "not-csv"),
        (b"x" * 5_000_001, "too-large"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_mistake_and_no_traceback(directory: Path, content: bytes, code: str) -> None:
    (directory / "benchmarks.csv").write_bytes(content)
    assert code in {mistake.code for mistake in check_figures(directory)}
    with pytest.raises(ContentMistakes):
        load_figures(directory)


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_a_mistake(directory: Path, name: str) -> None:
    (directory / name).unlink()
    found = [mistake for mistake in check_figures(directory) if mistake.code == "cannot-open"]
    assert [mistake.file for mistake in found] == [str(directory / name)]


def test_broken_unit_definitions_are_a_mistake(directory: Path) -> None:
    (directory / "units.txt").write_text("kWh = 3 wombat\n", encoding="utf-8")
    assert "unit-definitions" in {mistake.code for mistake in check_figures(directory)}


def test_cells_over_several_lines_keep_the_line_they_begin_on(directory: Path) -> None:
    change(directory / "benchmarks.csv", 0, note="first\nsecond\nthird")
    change(directory / "benchmarks.csv", 1, low="x")
    with pytest.raises(ContentMistakes) as caught:
        load_figures(directory)
    assert caught.value.mistakes[0].line == 5


def test_a_product_without_rows_and_an_unexplained_estimate_are_warnings(directory: Path) -> None:
    with (directory / "sectors.csv").open("a", encoding="utf-8") as file:
        file.write("96.01,dry_cleaning,t,Dry cleaning,Химчистка,Хімчыстка\n")
    memory = next(k for k, row in enumerate(load_figures(directory).benchmarks) if row.status == "memory")
    change(directory / "benchmarks.csv", memory, note="")
    assert check_figures(directory) == []
    assert {mistake.code for mistake in warn_figures(directory)} == {"no-benchmark", "no-note"}


def test_the_note_on_figures_from_memory_is_true() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert text.partition(BEGIN)[2].strip() == counted().strip(), "run `python -m tests.figures`"


def test_every_currency_a_company_can_have_has_bands_that_catch_a_slip_of_ten_times_and_nothing_nearer() -> None:
    bands = load_figures().price_bands
    for currency in CURRENCIES:
        assert {"electricity", "natural_gas", "water"} <= {one.carrier for one in bands if one.currency == currency}
    assert len({(one.carrier, one.currency) for one in bands}) == len(bands)
    for band in bands:
        assert 10 <= band.high / band.low <= 1000
        assert units.fits(band.unit, CARRIERS[band.carrier].base)
