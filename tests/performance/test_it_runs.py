"""The measurements go on running: the cheapest one in its short form, and what is said when one cannot be made."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest

from tests.performance import __main__, score_many
from tests.performance.figure import Figure, NotMeasuredError


def test_a_short_measurement_prints_its_figure_beside_the_budget(capsys: pytest.CaptureFixture[str]) -> None:
    assert __main__.main(["saving", "--short"]) == 0
    row = re.search(r"saving one answer, SQLite +\| ([0-9.]+) ms +\| ≤ 2 ms +\| ([0-9.]+) +\| (ok|over)", _out(capsys))
    assert row
    measured, ratio, verdict = float(row[1]), float(row[2]), row[3]
    assert 0.05 < measured < 1000
    assert ratio == pytest.approx(measured / 2, abs=0.02)
    assert verdict == ("ok" if measured <= 2 else "over")


def test_what_cannot_be_measured_is_said_and_the_rest_is_printed(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def measure(*, short: bool) -> list[Figure]:
        raise NotMeasuredError("a thermometer is missing", Figure("time", 3.0, "s", 2.0))

    monkeypatch.setattr(__main__.importlib, "import_module", lambda name: SimpleNamespace(measure=measure))
    assert __main__.main(["clicks"]) == __main__.NOT_MEASURED
    printed = _out(capsys)
    assert "not measured: clicks: a thermometer is missing." in printed
    assert re.search(r"\| time +\| 3 s +\| ≤ 2 s +\| 1.50 +\| over", printed)


def test_an_unknown_name_is_refused_with_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        __main__.main(["speed"])
    assert ended.value.code == 2
    assert "'speed' is not measured here" in capsys.readouterr().err


def test_a_table_of_the_wanted_size_is_scored(capsys: pytest.CaptureFixture[str]) -> None:
    score_many.main(500)
    assert re.search(r'"rows": 500, "seconds": [0-9.e-]+, "extra": ([0-9]+|null)', _out(capsys))


def _out(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out
