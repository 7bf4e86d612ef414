"""The examples in the core's docstrings run."""

from __future__ import annotations

import doctest
import importlib
import pkgutil

import pytest

from recp_selfcheck import assessment

MODULES = sorted(module.name for module in pkgutil.iter_modules(assessment.__path__))


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_are_right(name: str) -> None:
    module = importlib.import_module(f"{assessment.__name__}.{name}")
    assert doctest.testmod(module).failed == 0


def test_there_are_examples() -> None:
    found = [importlib.import_module(f"{assessment.__name__}.{name}") for name in ("answers", "money", "scoring")]
    assert all(doctest.testmod(module).attempted for module in found)
