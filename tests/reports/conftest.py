"""Findings of the demonstration companies in each language, gathered once."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from recp_selfcheck.actions.demo import fill_demo
from recp_selfcheck.actions.reporting import gather
from recp_selfcheck.actions.session import solo_session
from recp_selfcheck.i18n.languages import speaking
from recp_selfcheck.reports.findings import Findings
from recp_selfcheck.settings import settings
from recp_selfcheck.storage import database
from tests.conftest import sqlite_url

Gather = Callable[[str, str], Findings]
"""From a plant ("" for a company nobody has described yet) and a language to what a report is made from."""


@pytest.fixture(scope="package")
def findings_of(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Gather:
    databases: dict[str, str] = {}

    @cache
    def gathered(plant: str, language: str) -> Findings:
        with pytest.MonkeyPatch.context() as patch:
            is_new = plant not in databases
            if is_new:
                path = tmp_path_factory.mktemp("reports") / "recp.sqlite3"
                shutil.copy(sqlite_template, path)
                databases[plant] = sqlite_url(path)
            patch.setenv("RECP_DATABASE_URL", databases[plant])
            settings.cache_clear()
            if is_new and plant:
                fill_demo(plant)
            with speaking(language):
                found = gather(solo_session(), language, "Europe/Minsk")
            database.forget(databases[plant])
        settings.cache_clear()
        return found

    return gathered
