from __future__ import annotations

from dataclasses import replace

import pytest

from recp_selfcheck import i18n
from recp_selfcheck.charts import words
from recp_selfcheck.charts.data import Bullet, GapRow, History, ScoredRow
from tests.charts import samples


def test_the_finding_names_the_sections_that_cost_most() -> None:
    i18n.use("ru")
    assert words.gap_finding(samples.GAPS.rows) == "Больше всего баллов теряется здесь: Сжатый воздух; Пар и конденсат."
    rows = (GapRow("a", "Пар", 8, 0, 0.1), GapRow("b", "Свет", 1, 0, 0.1))
    assert words.gap_finding(rows) == "Больше всего баллов теряется здесь: Пар."
    assert "не теряются" in words.gap_finding(())


def test_the_finding_of_the_worked_bakery() -> None:
    i18n.use("ru")
    said = words.bullet_finding(samples.BREAD)
    assert said == "Вы расходуете 338\u00a0кВт·ч/т — вы в худшей четверти; типично 237."


@pytest.mark.parametrize("position", [*words._POSITIONS, "unheard_of"])
@pytest.mark.parametrize("language", list(i18n.LANGUAGES))
def test_every_position_has_a_finding_even_without_a_typical_value(position: str, language: str) -> None:
    i18n.use(language)
    for chart in (replace(samples.BREAD, position=position), Bullet("a", "kWh/t", 5.0, position=position)):
        said = words.bullet_finding(chart)
        assert said
        assert "{" not in said


def test_a_missing_own_value_says_what_to_fill_in() -> None:
    assert "fill in" in words.bullet_finding(Bullet("a", "kWh/t", None))


def test_the_history_says_which_way_it_goes() -> None:
    i18n.use("ru")
    assert words.history_finding(samples.HISTORY.rows) == "12 марта было 38 из 100, теперь 46 — рост."
    assert "снижение" in words.history_finding(samples.HISTORY.rows[::-1])
    assert "первый раз" in words.history_finding(samples.HISTORY.rows[:1])


def test_scores_are_shown_by_the_display_rule() -> None:
    assert words.score_words(ScoredRow("a", 99.7, 99.7, 99.7)) == "99"
    assert words.score_words(ScoredRow("a", 46.5, 41.4, 53.0)) == "47 (41–53)"
    assert words.score_words(ScoredRow("a", 46, 18, 78, provisional=True)) == "46 (18–78), provisional"
    assert words.score_words(ScoredRow("a", None, 0, 100)) == "not rated yet (0–100)"
    assert words.score_words(ScoredRow("a", None, None, None)) == "does not apply"


@pytest.mark.parametrize("chart", [samples.GAPS, samples.SECTIONS, samples.HISTORY, samples.BREAD, History(())])
def test_the_text_read_aloud_has_the_finding_and_figures(chart: object) -> None:
    said = words.alt(chart)  # type: ignore[arg-type]  # any of the charts
    assert said.strip()
    assert "None" not in said
