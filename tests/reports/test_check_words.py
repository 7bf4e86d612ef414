"""What the check finds is worded by kind, whatever it finds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from recp_selfcheck import i18n
from recp_selfcheck.errors import Mistake
from recp_selfcheck.reports.check_words import KIND_OF, by_kind, count_words, place_words

BROKEN = Path(__file__).resolve().parents[1] / "content" / "broken"
CODES = {
    code for file in BROKEN.rglob("expected.txt") for code in re.findall(r": \[([a-z-]+)\] ", file.read_text("utf-8"))
}


def test_every_code_an_example_shows_has_its_kind() -> None:
    assert len(CODES) > 40
    assert set(KIND_OF) >= CODES


@pytest.mark.parametrize("language", list(i18n.LANGUAGES))
def test_every_kind_says_what_why_and_what_to_do(language: str) -> None:
    i18n.use(language)
    sorted_ = by_kind([Mistake(code, "x") for code in KIND_OF])
    assert sum(len(found) for _, found in sorted_) == len(KIND_OF)
    assert all(kind.what and kind.why and kind.remedy for kind, _ in sorted_)
    assert len({kind.what for kind, _ in sorted_}) == len(sorted_) == len(set(KIND_OF.values()))


def test_places_and_counts_are_said_in_words() -> None:
    i18n.use("en")
    assert place_words(Mistake("heavy", "x", "checklists/energy.yaml", 3)) == "checklists/energy.yaml, line 3"
    assert place_words(Mistake("no-benchmark", "x", "data/sectors.csv")) == "data/sectors.csv"
    assert count_words({"sections": 1, "questions": 12, "options": 9}) == "1 section, 12 questions"
    assert count_words({"figures": 104, "verified": 104, "memory": 0}) == "104 figures"
    assert count_words({"texts": 7, "left": 0}) == "7 texts, all translated"
