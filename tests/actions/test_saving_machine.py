"""Whatever two windows do with a checklist, it behaves like a dictionary with version numbers."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from recp_selfcheck import settings as environment
from recp_selfcheck.actions import answering, content
from recp_selfcheck.actions.session import solo_session
from recp_selfcheck.errors import Conflict, NotPossibleNow
from recp_selfcheck.storage import database
from tests.effort import tries

from .conftest import Shipped

PLACES = st.sampled_from(
    [("lighting.led", "answer"), ("lighting.led", "note"), ("lighting.share", "answer"), ("taps.leaks", "answer")]
)
OPTIONS = ["none", "some", "all", "dont_know", None]
VALUES = {
    ("lighting.led", "answer"): OPTIONS,
    ("lighting.led", "note"): ["a", "b", "", None],
    ("lighting.share", "answer"): [0, 12.5, 100, "dont_know", None],
    ("taps.leaks", "answer"): OPTIONS,
}


class TwoWindows(RuleBasedStateMachine):
    template: Path
    patch: pytest.MonkeyPatch

    @initialize()
    def open(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.url = f"sqlite:///{self.folder / 'recp.sqlite3'}"
        shutil.copy(self.template, self.folder / "recp.sqlite3")
        self.patch.setenv("RECP_DATABASE_URL", self.url)
        environment.settings.cache_clear()
        self.session = solo_session()
        self.ids = {name: answering.open_submission(self.session, name).id for name in ("energy", "water")}
        self.model: dict[tuple[str, str], tuple[Any, int]] = {}
        self.log: list[tuple[Any, Any]] = []
        self.handed_in = False

    @rule(place=PLACES, data=st.data(), behind=st.integers(0, 2))
    def save(self, place: tuple[str, str], data: Any, behind: int) -> None:
        raw = data.draw(st.sampled_from(VALUES[place]))
        value = None if raw == "" else raw
        old, version = self.model.get(place, (None, 0))
        seen = max(0, version - behind)
        checklist = "water" if place[0].startswith("taps") else "energy"

        def call() -> Any:
            return answering.save_answer(self.session, self.ids[checklist], place[0], raw, seen, field=place[1])

        if checklist == "water" and self.handed_in:
            with pytest.raises(NotPossibleNow):
                call()
        elif old != value and seen != version:
            with pytest.raises(Conflict) as caught:
                call()
            assert (caught.value.current.value, caught.value.current.version) == (old, version)
        else:
            if old != value:
                self.model[place] = (value, version + 1)
                self.log.append((old, value))
            cell = call()
            assert (cell.value, cell.version) == self.model.get(place, (None, 0))

    @rule()
    def hand_in_or_take_back(self) -> None:
        answered = self.model.get(("taps.leaks", "answer"), (None, 0))[0]
        if self.handed_in:
            answering.take_back(self.session, self.ids["water"])
            self.handed_in = False
        elif answered is None:
            with pytest.raises(NotPossibleNow):
                answering.hand_in(self.session, self.ids["water"])
        else:
            receipt = answering.hand_in(self.session, self.ids["water"])
            assert receipt.copy["answers"] == {"taps.leaks": answered}
            self.handed_in = True

    @invariant()
    def storage_says_the_same(self) -> None:
        found: dict[tuple[str, str], tuple[Any, int]] = {}
        for name in self.ids:
            submission = answering.find_submission(self.session, name)
            assert submission
            found |= {place: (cell.value, cell.version) for place, cell in submission.cells.items()}
        assert found == self.model

    def teardown(self) -> None:
        with database.reading() as connection:
            count = connection.exec_driver_sql("SELECT count(*) FROM answer_event").scalar()
        assert count == len(self.log)
        database.forget(self.url)
        shutil.rmtree(self.folder)


def test_two_windows_behave_like_a_dictionary_with_versions(
    sqlite_template: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(content, "content", Shipped())
    TwoWindows.template, TwoWindows.patch = sqlite_template, monkeypatch
    run_state_machine_as_test(
        TwoWindows,
        settings=settings(
            max_examples=tries(40), stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
    environment.settings.cache_clear()
