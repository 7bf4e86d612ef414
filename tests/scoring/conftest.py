"""Pytest finds the trainers' tests: every YAML file here is a list of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.scoring import cases


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Take YAML files beside this one, not the checklists below."""
    if file_path.suffix != ".yaml" or {"checklists", "shared"} & {file_path.parent.name, file_path.parent.parent.name}:
        return None
    return CaseFile.from_parent(parent, path=file_path)


class CaseFile(pytest.File):
    """A file of cases."""

    def collect(self) -> Iterator[CaseItem]:
        """Yield its cases."""
        file = self.path.relative_to(self.config.rootpath).as_posix()
        try:
            for case in cases.read_cases(self.path, file):
                yield CaseItem.from_parent(self, name=case.name, case=case)
        except cases.CaseMistake as wrong:
            raise self.CollectError(str(wrong)) from wrong


class CaseFailure(Exception):
    """A case whose expectation is not met."""


class CaseItem(pytest.Item):
    """One case."""

    def __init__(self, *, case: cases.Case, **more: Any) -> None:
        super().__init__(**more)
        self.case = case

    def runtest(self) -> None:
        """Score the case and compare."""
        outcome = cases.run(self.case, self.path.parent)
        if outcome.differences:
            raise CaseFailure(cases.report(self.case, outcome))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], *_: Any, **__: Any) -> Any:
        """Show what a trainer needs, and a traceback only where the program itself is at fault."""
        if isinstance(excinfo.value, CaseFailure | cases.CaseMistake):
            return str(excinfo.value)
        return super().repr_failure(excinfo)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Say where the case is."""
        return self.path, self.case.line - 1, self.case.name
