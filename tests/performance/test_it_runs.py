"""The measurements go on running: the cheapest one in its short form, and what is said when one cannot be made."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from recp_selfcheck.actions import answering, comparing, reviewing, signing_in
from recp_selfcheck.actions.session import session_of
from recp_selfcheck.actions.signing_in import NewPerson
from recp_selfcheck.people.roles import Role
from recp_selfcheck.storage import database
from tests.performance import __main__, club_people, programme_rows, score_many
from tests.performance.databases import using
from tests.performance.figure import Figure, NotMeasuredError
from tests.performance.served import database_url


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


def test_a_club_and_a_programme_to_measure_are_made(tmp_path: Path, sqlite_template: Path) -> None:
    """Their servers cost too much here; what they show is made by the same functions."""
    shutil.copy(sqlite_template, tmp_path / "recp.sqlite3")
    with using(database_url(tmp_path), "club"):
        made = club_people.gather(1)
        [member] = made.members
        [waiting] = reviewing.queue(made.trainer)
        assert waiting.state == "accepted"
        in_work = answering.find_submission(member, club_people.IN_WORK)
        assert in_work is not None
        assert len(in_work.sheet.answers) > 20
        submissions = programme_rows.fill(2, 5, made.trainer.person.id)
        assert submissions == 50
        observer = session_of(_sign_in_observer())
        assert len(comparing.programme(observer)) == 10, "five checklists of two clubs"


def _sign_in_observer() -> str:
    account = signing_in.accept_new(NewPerson("donor", "Donor", "river tomato seven lamps"))
    with database.transaction() as connection:
        return signing_in.begin(connection, signing_in.add_person(connection, account, Role.OBSERVER), "192.0.2.1")


def _out(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out
