"""The schema that editors complete and underline with."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from recp_selfcheck.checklists.authored import SCHEMA_FILE, schema_text
from recp_selfcheck.checklists.files import read_yaml
from recp_selfcheck.checklists.load import shipped_files

SHIPPED = list(shipped_files().values())


@pytest.fixture(scope="module")
def validator() -> Any:
    schema = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_the_file_is_what_the_models_generate() -> None:
    assert SCHEMA_FILE.read_text(encoding="utf-8") == schema_text(), (
        "run recp_selfcheck.checklists.authored.write_schema()"
    )


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_it_accepts_what_is_shipped(validator: Any, path: Path) -> None:
    assert [error.message for error in validator.iter_errors(read_yaml(path).data)] == []


@pytest.mark.parametrize(
    "change",
    [
        {"wieght": 1}, {"weight": 0}, {"weight": None}, {"number": {"unit": "t"}}, {"scale": "Practice"},
        {"ask_if": {}},
        {"ask_if": {"a": "b"}}, {"not_applicable": "no"}, {"evidence": {"expected": ["foto"]}},
    ],
)  # fmt: skip
def test_it_refuses_what_the_reader_refuses(validator: Any, change: dict[str, Any]) -> None:
    question = {"id": "a.one", "text": "One?", "scale": "practice"}
    sections = [{"id": "a", "title": "A", "questions": [question]}]
    whole = {"id": "a", "version": 1, "published": "2026-12-01", "language": "en", "title": "A", "sections": sections}
    assert list(validator.iter_errors(whole)) == []
    question.update(change)
    assert list(validator.iter_errors(whole)) != []
