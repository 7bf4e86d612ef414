"""What stands beside a benchmark is said in the reader's language."""

from __future__ import annotations

from dataclasses import replace

from recp_selfcheck import i18n
from recp_selfcheck.assessment.benchmarks import Comparison, Reason
from recp_selfcheck.checklists.figures import load_figures
from recp_selfcheck.reports.benchmark_words import no_comparison_words, place_words, row_words, source_words
from recp_selfcheck.reports.boundary_words import BOUNDARIES, boundary_words

FIGURES = load_figures()


def test_every_shipped_boundary_has_words_and_no_word_is_left_over() -> None:
    assert {row.boundary for row in FIGURES.benchmarks} - {""} == BOUNDARIES
    for language in ("ru", "be"):
        i18n.use(language)
        assert all(boundary_words(boundary) != boundary for boundary in BOUNDARIES)
    assert boundary_words("the roof only") == "the roof only"


def test_a_row_says_boundary_basis_year_n_and_whether_it_is_an_estimate() -> None:
    gas = next(row for row in FIGURES.benchmarks if row.product == "bread" and row.resource == "heat" and row.n)
    assert row_words(gas) == ("whole site", "fuels at gross calorific value", gas.year, f"n = {gas.n}")
    guess = replace(gas, basis="", n=None, status="memory")
    assert row_words(guess)[1:] == ("calorific value of fuels not said", gas.year, "expert estimate, to be checked")
    power = next(row for row in FIGURES.benchmarks if row.product == "bread" and row.resource == "electricity")
    assert not any("calorific" in part for part in row_words(power))


def test_the_source_is_named_with_its_table() -> None:
    row = next(row for row in FIGURES.benchmarks if row.product == "bread" and row.page_or_table)
    comparison = Comparison("heat", "middle", 1.0, row, None, None, "net", Reason("compared", {}))
    said = source_words(comparison, "Bread")
    assert said.startswith("Bread · ")
    assert row.source in said
    assert "NAICS 311812+311811" in said
    screen = replace(row, product="")
    assert source_words(replace(comparison, row=screen), "10 Food").startswith("10 Food · ")


def test_how_quartiles_are_noted_in_the_table_is_said_in_words() -> None:
    i18n.use("ru")
    for row in FIGURES.benchmarks:
        said = " · ".join(place_words(row))
        assert "P25" not in said
        assert not (row.kind == "quartiles" and "n=" in said)
    row = next(row for row in FIGURES.benchmarks if row.id == "slaughter_electricity_1")
    assert place_words(row)[0] == "NAICS 311611"
    assert place_words(row)[1].startswith("четверть предприятий")
    assert place_words(replace(row, kind="range", page_or_table="Table 1.5; n=3 (check)")) == (
        "Table 1.5",
        "n=3 (check)",
    )


def test_units_in_a_refusal_are_written_as_the_reader_writes_them() -> None:
    i18n.use("ru")
    reason = Reason("unit", {"unit": "piece", "wanted": ("t", "m3")})
    said = no_comparison_words(Comparison("heat", "no_peer_group", None, None, None, None, "", reason))
    assert "т, м³" in said
