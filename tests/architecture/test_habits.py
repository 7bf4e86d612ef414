"""Style, types and import directions hold for every file."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
PAGES = sorted((PROJECT / "pages").glob("*.py"))
PAGES_MAY_IMPORT = (
    "streamlit",
    "datetime",
    "zoneinfo",
    "collections",
    "recp_selfcheck.actions",
    "recp_selfcheck.assessment",
    "recp_selfcheck.people",
    "recp_selfcheck.charts",
    "recp_selfcheck.reports",
    "recp_selfcheck.i18n",
    "recp_selfcheck.ui",
    "recp_selfcheck.checklists.model",
    "recp_selfcheck.errors",
)


def run(*command: str) -> None:
    done = subprocess.run([sys.executable, "-m", *command], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_ruff_finds_nothing() -> None:
    run("ruff", "check", ".")


def test_everything_is_formatted() -> None:
    run("ruff", "format", "--check", ".")


def test_types_hold() -> None:
    run("mypy")


def test_import_contracts_hold() -> None:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_imports_only_what_pages_may(page: Path) -> None:
    tree = ast.parse(page.read_text(encoding="utf-8"))
    imported = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    imported += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert [name for name in imported if not name.startswith(PAGES_MAY_IMPORT)] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_first_thing_a_page_does_is_ask_who_is_here(page: Path) -> None:
    tree = ast.parse(page.read_text(encoding="utf-8"))
    body = [node for node in tree.body if not isinstance(node, ast.Import | ast.ImportFrom)]
    first = body[1]  # after the docstring
    assert isinstance(first, ast.Assign)
    assert isinstance(first.value, ast.Call)
    assert isinstance(first.value.func, ast.Name)
    assert first.value.func.id == "require"


def test_the_main_script_does_not_stand_beside_the_pages() -> None:
    assert not (PROJECT / "recp_selfcheck" / "ui" / "pages").exists()
    assert "router.py" in (PROJECT / "app.py").read_text(encoding="utf-8")
