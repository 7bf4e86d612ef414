"""What a class sees: never of fewer than six, never a name nobody agreed to."""

from __future__ import annotations

import pytest

from recp_selfcheck.assessment.answers import read_answers
from recp_selfcheck.assessment.class_figures import Participant, class_figures
from recp_selfcheck.assessment.scoring import score
from recp_selfcheck.checklists.model import Checklist
from tests.actions.conftest import checklist

ENERGY: Checklist = checklist()
LED = ["none", "none", "some", "all", "dont_know", "dont_know", "all"]


def company(place: int, *, shown_as: str = "", trainer: str | None = None) -> Participant:
    answers = {"site.systems": ["lighting"], "lighting.led": LED[place], "lighting.share": place * 15}
    card = score(ENERGY, read_answers(ENERGY, answers))
    agreed = score(ENERGY, read_answers(ENERGY, {**answers, "lighting.led": trainer})) if trainer else None
    return Participant(f"Company {place}", shown_as, card, agreed)


def test_fewer_than_six_companies_show_nothing() -> None:
    five = class_figures(ENERGY, [company(place, shown_as="name") for place in range(5)], seed=1)
    assert (five.n, five.distributions, five.rows, five.missed, five.unknown) == (5, {}, (), (), ())


def test_answers_are_counted_by_option_and_numbers_by_stretches() -> None:
    seven = class_figures(ENERGY, [company(place) for place in range(7)], seed=1)
    led = seven.distributions["lighting.led"]
    assert (led.asked, led.dont_know) == (7, 2)
    assert led.by_answer == {"none": 2, "some": 1, "all": 2, "dont_know": 2, "not_applicable": 0}
    assert led.mean_points is None  # five rated answers only
    share = seven.distributions["lighting.share"].by_answer
    assert [share[stretch] for stretch in ("0-20", "20-40", "40-60", "60-80", "80-100")] == [2, 1, 1, 2, 1]
    assert [one.question for one in seven.unknown] == ["lighting.led"]
    assert "steam.leaks" not in seven.distributions  # nobody was asked


@pytest.mark.parametrize("willing", range(8))
def test_rows_are_of_six_willing_companies_or_of_none(willing: int) -> None:
    chosen = [company(place, shown_as="row" if place < willing else "") for place in range(7)]
    figures = class_figures(ENERGY, chosen, seed=1)
    assert len(figures.rows) == (min(willing, 7) if willing >= 6 else 0)
    assert {row.name for row in figures.rows} <= {""}


def test_only_those_who_agreed_are_named_and_the_order_says_nothing() -> None:
    chosen = [company(place, shown_as="name" if place < 3 else "row") for place in range(7)]
    orders = [class_figures(ENERGY, chosen, seed=seed).rows for seed in range(8)]
    for rows in orders:
        assert sorted(row.name for row in rows if row.name) == ["Company 0", "Company 1", "Company 2"]
    assert len({tuple(row.name for row in rows) for rows in orders}) > 1


def test_own_score_against_the_trainers_needs_six_reviewed() -> None:
    five = class_figures(ENERGY, [company(place, trainer="none" if place < 5 else None) for place in range(7)], seed=1)
    assert (five.reviewed, five.self_against_trainer) == (5, {})
    seven = class_figures(ENERGY, [company(place, trainer="none") for place in range(7)], seed=1)
    own, agreed = seven.self_against_trainer["lighting"]
    assert own > agreed
