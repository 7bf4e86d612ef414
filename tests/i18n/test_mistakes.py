from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recp_selfcheck import i18n
from recp_selfcheck.assessment.doubts import Doubt
from recp_selfcheck.errors import AnswerMistakes, Mistake, StorageProblem, UnitMistake
from recp_selfcheck.i18n.extraction import PROJECT, placeholders
from recp_selfcheck.i18n.mistakes import word, word_doubt
from recp_selfcheck.i18n.sentences import DOUBTS, MISTAKES

CODE = re.compile(r"[a-z]+(-[a-z]+)*")
RAISERS = {"Mistake", "UnitMistake", "StorageProblem", "refuse", "_mistake"}
SOURCES = [
    path
    for folder in ("assessment", "actions", "people", "storage", "i18n")
    for path in sorted((PROJECT / "recp_selfcheck" / folder).rglob("*.py"))
    if path.name != "extraction.py"  # its mistakes are for whoever writes code, not for a reader
] + [PROJECT / "recp_selfcheck" / "units.py"]


def literal(node: ast.expr) -> str:
    """Return a string as written, `.+` where something is filled in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.escape(node.value) if CODE.fullmatch(node.value) else ""
    if isinstance(node, ast.JoinedStr):
        parts = [part.value if isinstance(part, ast.Constant) else None for part in node.values]
        if all(part is None or re.fullmatch("[a-z-]+", str(part)) for part in parts):
            return "".join(".+" if part is None else re.escape(str(part)) for part in parts)
    return ""


def raised(functions: set[str]) -> Iterator[tuple[str, str]]:
    """Yield every code raised in the package, with its place."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in functions:
                codes = [code for argument in node.args[:2] if (code := literal(argument))]
                if codes:
                    yield codes[0], f"{path.relative_to(PROJECT)}:{node.lineno}"
            elif (
                path.name == "problems.py"
                and isinstance(node, ast.Tuple)
                and len(node.elts) == 3
                and "Mistake" in functions
            ):
                code = literal(node.elts[0])
                if code:
                    yield code, f"{path.relative_to(PROJECT)}:{node.lineno}"


def test_every_code_that_is_raised_has_its_words() -> None:
    found = list(raised(RAISERS))
    assert len({code for code, _ in found}) > 40
    missing = [place for place in found if not any(re.fullmatch(place[0], known) for known in MISTAKES)]
    assert not missing


def test_every_doubt_has_its_words() -> None:
    found = list(raised({"Doubt", "of_bill", "PriceFault"}))
    assert len(found) > 18
    assert not [place for place in found if place[0].replace("\\", "") not in DOUBTS]
    refusals = {code for code, place in raised({"UnitMistake"}) if "indicators.py" in place}
    assert not [code for code in refusals if code.replace("\\", "") not in DOUBTS]


@pytest.mark.parametrize("language", list(i18n.LANGUAGES))
def test_words_for_real_mistakes_carry_their_values(language: str) -> None:
    i18n.use(language)
    with pytest.raises(AnswerMistakes) as refused:
        i18n.parse_number("twelve")
    assert "twelve" in word(refused.value.mistakes[0])
    limit = Mistake("above-limit", "120 % is above 100 %", values={"given": 120.0, "limit": 100.0, "unit": "%"})
    assert "120" in word(limit)
    assert "100" in word(limit)
    near = Mistake("unknown-currency", "…", values={"given": "BYNN", "suggestion": "BYN"})
    assert "BYN" in word(near).replace("BYNN", "")
    missing = Mistake("unanswered", "…", values={"question": "a.b"})
    assert "Как?" in word(missing, name_of={"a.b": "Как?"}.__getitem__)
    unit = UnitMistake(
        "mixed-dimensions", "…", {"unit": "kWh", "to": "m3", "dimension": "energy", "to_dimension": "volume"}
    )
    assert i18n.unit_label("kWh") in word(unit)
    assert "/data" in word(StorageProblem("cannot-open", "…", {"place": "/data"}))


def test_words_for_doubts_in_russian() -> None:
    i18n.use("ru")
    energy = {"own": 211000.0, "unit": "kWh/employee", "low": 1500.0, "high": 25000.0}
    assert word_doubt(Doubt("energy-per-employee", "employees", energy)) == (
        "Получается 211\u202f000\u00a0кВт·ч/чел.; в вашей отрасли обычно 1\u202f500–25\u202f000. "
        "Проверьте число работников и годовой расход."
    )
    output = {"own": 660.0, "unit": "t/employee", "low": 5.0, "high": 90.0}
    both = word_doubt(Doubt("staff", "employees", {"energy": energy, "output": output}))
    assert "211\u202f000\u00a0кВт·ч/чел. и 660\u00a0т/чел." in both
    assert "1\u202f500–25\u202f000 и 5–90" in both
    values: dict[str, Any] = {"price": 3.0, "unit": "kWh", "low": 0.2, "high": 0.6, "year": 2025, "currency": "BYN"}
    price = word_doubt(Doubt("price-band", "total.electricity", {**values, "status": "memory"}))
    assert price.startswith("Вы платите 3 BYN за 1 кВт·ч; обычно было 0,2–0,6 (2025).")
    assert price.endswith("ещё не проверенная.")
    water = word_doubt(Doubt("water-out", "total.wastewater", {"in": 100.0, "out": 120.0, "unit": "m3"}))
    assert "120\u00a0м³" in water
    assert "100\u00a0м³" in water


def test_a_code_nobody_worded_or_without_its_values_keeps_its_english_message() -> None:
    i18n.use("ru")
    assert word(Mistake("brand-new", "Something new happened.")) == "Something new happened."
    assert word(Mistake("above-limit", "Too much.")) == "Too much."
    assert word_doubt(SimpleNamespace(code="brand-new", values={})) == "brand-new"


@given(st.sampled_from(sorted(MISTAKES)), st.text(max_size=30), st.floats())
def test_no_value_breaks_a_sentence(code: str, typed: str, figure: float) -> None:
    names = placeholders(MISTAKES[code])
    for language in i18n.LANGUAGES:
        i18n.use(language)
        values = {name.removesuffix("_with_unit"): figure if name.endswith("_with_unit") else typed for name in names}
        said = word(Mistake(code, "fallback", values={"unit": "kWh", **values}))
        assert said
        assert said == "fallback" or not re.search(r"\{\w+_with_unit\}", said)
