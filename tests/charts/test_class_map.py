"""Charts for the wall fit a projector, and a telephone too."""

from __future__ import annotations

import pytest

from recp_selfcheck.charts.class_map import answer_bars, heat_map

ANSWERS = [("Никак, цифр никто не записывает", 0), ("Счета подшивают, цифры из них никто не выписывает", 4)] * 3
SECTIONS = ["Счётчики и счета", "Двигатели и приводы", "Сжатый воздух", "Холодильное оборудование"]


@pytest.mark.parametrize("narrow", [False, True])
def test_every_answer_stands_beside_its_bar_and_above_it_on_a_telephone(narrow: bool) -> None:
    figure = answer_bars(ANSWERS[:2], narrow=narrow)
    above = [annotation.text.replace("<br>", " ") for annotation in figure.layout.annotations]
    assert above == ([answer for answer, _ in ANSWERS[:2]] if narrow else [])
    assert list(figure.data[0].x) == [0, 4]
    assert figure.layout.yaxis.visible is (False if narrow else None)


def test_seven_answers_and_a_class_of_twelve_fit_below_the_controls_of_a_projector() -> None:
    assert answer_bars([*ANSWERS, ("Не знаю", 1)]).layout.height <= 500
    assert heat_map(SECTIONS, [("", [1, 2, 3, 4])] * 12).layout.height <= 560


def test_titles_of_nine_sections_are_broken_to_the_breadth_of_a_column() -> None:
    wide = heat_map(SECTIONS, [("", [1, 2, 3, None])])
    many = heat_map([*SECTIONS, *SECTIONS, "Освещение"], [("", [1] * 9)])
    assert "Сжатый воздух" in wide.data[0].x
    assert "Сжатый<br>воздух" in many.data[0].x
    assert "Холодильное<br>оборудование" in many.data[0].x, "no word is broken"
    assert many.layout.xaxis.tickfont.size < wide.layout.xaxis.tickfont.size
    assert "Сжатый воздух" in heat_map([*SECTIONS] * 2, [("", [1] * 8)], narrow=True).data[0].x
