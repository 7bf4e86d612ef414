"""The public actions as the code has them, found and not listed: a new one cannot be forgotten."""

from __future__ import annotations

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

from recp_selfcheck import actions

_OPENERS = frozenset({"database.reading", "database.transaction", "database.is_prepared"})
Action = Callable[..., Any]


def modules() -> Iterator[ModuleType]:
    """Return the modules of actions."""
    for found in pkgutil.iter_modules(actions.__path__):
        yield importlib.import_module(f"{actions.__name__}.{found.name}")


def public() -> dict[str, Action]:
    """Return every public function that an actions module defines, as `module.function`."""
    return {
        f"{module.__name__.rpartition('.')[2]}.{name}": function
        for module in modules()
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    }


def takes(function: Action, kind: str) -> bool:
    """Say whether a function has a parameter of a type, by its name."""
    return any(str(one.annotation) == kind for one in inspect.signature(function).parameters.values())


def with_session() -> dict[str, Action]:
    """Return the functions that take a session and open the database themselves."""
    return {
        name: function
        for name, function in public().items()
        if takes(function, "Session") and not takes(function, "Connection")
    }


def reach_the_database() -> set[str]:
    """Return the functions without a session whose module lets them open the database, by themselves or by others."""
    found: set[str] = set()
    for module in modules():
        tree = ast.parse(inspect.getsource(module))
        defined = {one.name: one for one in tree.body if isinstance(one, ast.FunctionDef | ast.ClassDef)}
        short = module.__name__.rpartition(".")[2]
        found |= {f"{short}.{name}" for name in defined if _opens(name, defined, set())}
    without = {name for name, function in public().items() if not takes(function, "Session")}
    return found & without | {name for name, function in public().items() if name == "session.check"}


def _opens(name: str, defined: dict[str, Any], seen: set[str]) -> bool:
    if name in seen or name not in defined:
        return False
    seen.add(name)
    for node in ast.walk(defined[name]):
        if isinstance(node, ast.Attribute) and ast.unparse(node) in _OPENERS:
            return True
        if isinstance(node, ast.Name) and _opens(node.id, defined, seen):
            return True
    return False
