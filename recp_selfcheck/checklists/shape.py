"""Compares a document with the authored shape and words what pydantic finds, with lines and remedies."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from recp_selfcheck.checklists.authored import noun
from recp_selfcheck.checklists.document import Path_
from recp_selfcheck.checklists.node import Node, did_you_mean, suggestion
from recp_selfcheck.errors import Mistake

Shape = TypeVar("Shape", bound=BaseModel)

_KINDS = {
    "string_type": "a text; put it in quotes",
    "float_type": "a number",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "tuple_type": "a list, such as [a, b]",
    "list_type": "a list, such as [a, b]",
    "model_type": "a mapping of fields to values",
    "model_attributes_type": "a mapping of fields to values",
    "dict_type": "a mapping of names to values",
    "mapping_type": "a mapping of names to values",
    "date_type": "a date, such as 2026-12-31",
}
_LIMITS = {
    "greater_than": ("more than", "gt"),
    "greater_than_equal": ("at least", "ge"),
    "less_than": ("less than", "lt"),
    "less_than_equal": ("at most", "le"),
}
_SHOWN = 40  # signs of a wrong value that are repeated


def accept(node: Node, shape: type[Shape], *, nulls: bool = False) -> tuple[Shape | None, list[Mistake]]:
    """Return the object a node describes, or None and every mistake of its shape; `nulls` allows empty values."""
    empty = set() if nulls else set(_empty_values(node.value))
    mistakes = [node.mistake("no-value", _without_value(path, shape), *path, field=path[-1]) for path in empty]
    try:
        made = shape.model_validate(node.value)
    except ValidationError as error:
        for detail in error.errors(include_url=False, include_context=True):
            path = tuple(step for step in detail["loc"] if step != "[key]")
            if path not in empty and not _is_echo(dict(detail)):
                mistakes.append(_worded(node, shape, path, dict(detail)))
        made = None
    return (None if mistakes else made), mistakes


def _without_value(path: Path_, shape: type[BaseModel]) -> str:
    owner = _shape_at(shape, path[:-1])
    if owner is not None and path[-1] not in _fields(owner):
        return f"'{path[-1]}' has no value. If it is the rest of a text with a comma, put the whole text in quotes."
    return f"'{path[-1]}' has no value. Write one, or remove the line."


def _is_echo(detail: dict[str, Any]) -> bool:
    """Tell whether a list is called too short only because pydantic leaves out its wrong items."""
    given, least = detail["input"], detail.get("ctx", {}).get("min_length", 0)
    return bool(detail["type"] == "too_short" and isinstance(given, list) and len(given) >= least)


def _empty_values(value: Any) -> Iterator[Path_]:
    """Find the paths of fields whose value was forgotten; no recursion, lists and mappings of any size."""
    left: list[tuple[Path_, Any]] = [((), value)]
    while left:
        path, here = left.pop()
        inner = here.items() if isinstance(here, dict) else enumerate(here) if isinstance(here, list) else ()
        for step, item in inner:
            if item is None and isinstance(here, dict):
                yield (*path, step)
            elif isinstance(item, dict | list):
                left.append(((*path, step), item))


def _worded(node: Node, shape: type[BaseModel], path: Path_, detail: dict[str, Any]) -> Mistake:
    kind, given, context = detail["type"], detail.get("input"), detail.get("ctx", {})
    name = _name(path, shape)
    owner = _shape_at(shape, path[:-1]) or shape
    if kind == "extra_forbidden":
        known = _fields(owner)
        near = suggestion(name, known)
        remedy = f"Did you mean '{near}'?" if near else f"Its fields are: {', '.join(known)}."
        message = f"'{name}' is not a field of {noun(owner)}. {remedy}"
        return node.mistake("unknown-field", message, *path, field=name, suggestion=near)
    if kind == "missing":
        if path and isinstance(path[-1], int):
            wanted = "two numbers: [value, points]" if name == "points" else "three numbers: [low, typical, high]"
            return node.mistake("wrong-type", f"'{name}' needs {wanted}. Add what is missing.", *path[:-1], field=name)
        message = f"{noun(owner).capitalize()} needs '{name}'. Add it."
        return node.mistake("missing-field", message, *path[:-1], field=name)
    code, message = _of_value(kind, given, context, _subject(path, shape), name)
    return node.mistake(code, message, *path, field=name)


def _of_value(kind: str, given: Any, context: dict[str, Any], subject: str, name: str) -> tuple[str, str]:
    """Return code and sentence for a value of the wrong type, beyond a limit or not among those allowed."""
    if kind in _KINDS:
        return "wrong-type", f"{subject} is {_shown(given)}; it must be {_KINDS[kind]}."
    if kind in _LIMITS:
        words, key = _LIMITS[kind]
        return "out-of-range", f"{subject} is {_shown(given)}; it must be {words} {context[key]:g}."
    if kind == "string_pattern_mismatch":
        if name == "language":
            return "bad-id", f"{subject} is {_shown(given)}; write a language code such as en."
        dots = "." if "." in context["pattern"] else ""
        allowed = f"lower-case letters a-z, digits and _{' between dots' if dots else ''}"
        near = did_you_mean(str(given), [_as_id(str(given), dots)])
        return "bad-id", f"{subject} is {_shown(given)}; an id holds only {allowed}.{near}"
    if kind == "literal_error":
        allowed_words = context["expected"].replace("'", "").replace(" or ", ", ").split(", ")
        near = did_you_mean(str(given), allowed_words)
        return "unknown-value", f"'{given}' is not a value of '{name}'; those are {', '.join(allowed_words)}.{near}"
    return _of_length(kind, given, context, subject)


def _of_length(kind: str, given: Any, context: dict[str, Any], subject: str) -> tuple[str, str]:
    if kind == "string_too_short":
        return "empty-text", f"{subject} is empty. Write the text, or remove the field."
    if kind == "string_too_long":
        return "too-long", f"{subject} has {len(given)} signs; {context['max_length']} are allowed."
    if kind == "too_short":
        return "empty-list", f"{subject} is empty. Write at least {context['min_length']} into it."
    if kind == "too_long":
        return (
            "too-many",
            f"{subject} holds {context['actual_length']} of at most {context['max_length']}. Remove some.",
        )
    if kind.startswith("date_") or kind == "value_error":
        return "bad-date", f"{subject} is {_shown(given)}; write a date that exists as 2026-12-31."
    return "wrong-value", f"{subject} is {_shown(given)}, which is not allowed here."


def _subject(path: Path_, shape: type[BaseModel]) -> str:
    name = _name(path, shape)
    if path and isinstance(path[-1], int):
        return f"Number {path[-1] + 1} of '{name}'"
    return f"'{name}'" if path else f"This entry ({noun(shape)})"


def _name(path: Path_, shape: type[BaseModel]) -> str:
    return next((str(step) for step in reversed(path) if isinstance(step, str)), noun(shape))


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return f"the text '{value[:_SHOWN]}{'…' if len(value) > _SHOWN else ''}'"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "a mapping"
    return "empty" if value is None else f"{value:.15g}" if isinstance(value, float) else str(value)


def _as_id(text: str, kept: str) -> str:
    lowered = "".join(sign if sign.isascii() and (sign.isalnum() or sign in kept) else "_" for sign in text.lower())
    return lowered.strip("_")


def _fields(shape: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in shape.model_fields.items()]


def _shape_at(shape: type[BaseModel], path: Path_) -> type[BaseModel] | None:
    """Return the shape of the object at a path, as far as the path is one of fields and list positions."""
    here: type[BaseModel] | None = shape
    for step in path:
        if isinstance(step, int) or here is None:
            continue
        field = next((field for name, field in here.model_fields.items() if step in (name, field.alias)), None)
        here = _inner_shape(field.annotation) if field is not None else None
    return here


def _inner_shape(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (_inner_shape(inner) for inner in get_args(annotation))
    return next((inner for inner in found if inner is not None), None)
