"""Conditions that wait for each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from recp_selfcheck.checklists.condition_reader import ConditionReading
from recp_selfcheck.checklists.node import Node
from recp_selfcheck.errors import Mistake

_LONGEST_CYCLE = 10  # names shown


def find_cycles(
    parts: list[tuple[Node, bool]], conditions: Mapping[tuple[str | int, ...], ConditionReading]
) -> Iterator[Mistake]:
    """Find questions whose asking depends on themselves; a section's condition counts for all questions in it."""
    named: dict[str, list[str]] = {}
    places: dict[str, Node] = {}
    for part, is_question in parts:
        if is_question and part.text("id") and part.text("id") not in named:
            around = (part.path[:length] for length in range(1, len(part.path) + 1))
            named[part.text("id")] = [name for path in around if path in conditions for name in conditions[path].named]
            places[part.text("id")] = part
    needs = {name: {other for other in others if other in named} for name, others in named.items()}
    waiting: dict[str, list[str]] = {name: [] for name in needs}
    for name, others in needs.items():
        for other in others:
            waiting[other].append(name)
    _release([name for name, others in needs.items() if not others], needs, waiting)
    while needs:  # what is left waits for something on a cycle: follow the first until one comes again
        trail = {next(iter(needs)): None}
        here = next(iter(trail))
        while (here := next(iter(sorted(needs[here])))) not in trail:
            trail[here] = None
        names = list(trail)
        cycle = names[names.index(here) :]
        shown = " → ".join([*cycle[:_LONGEST_CYCLE], *(["…"] if len(cycle) > _LONGEST_CYCLE else []), cycle[0]])
        place = places[cycle[0]]
        message = f"{shown}: these conditions wait for each other. Remove one of them."
        yield place.mistake("cycle", message, *(("ask_if",) if "ask_if" in place.fields else ()))
        _release(names, needs, waiting)


def _release(free: list[str], needs: dict[str, set[str]], waiting: Mapping[str, list[str]]) -> None:
    """Take names out of what is left, and all that waited for nothing else."""
    free = list(free)
    while free:
        name = free.pop()
        if needs.pop(name, None) is None:
            continue
        for other in waiting[name]:
            if other in needs:
                needs[other].discard(name)
                if not needs[other]:
                    free.append(other)
