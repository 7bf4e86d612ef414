"""What is worked out once for each checklist object and then kept as long as the object lives."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from recp_selfcheck.checklists.model import Checklist

T = TypeVar("T")


def once_per_checklist(build: Callable[[Checklist], T]) -> Callable[[Checklist], T]:
    """Keep the result of `build` for each checklist, found again by identity.

    Equality would do too, but hashing a whole checklist costs more than scoring it. `build` must return nothing that
    refers to the checklist itself, else neither is ever freed.
    """
    kept: dict[int, tuple[weakref.ref[Checklist], T]] = {}

    @wraps(build)
    def of(checklist: Checklist) -> T:
        found = kept.get(id(checklist))
        if found is not None and found[0]() is checklist:
            return found[1]
        key = id(checklist)
        built = build(checklist)
        kept[key] = (weakref.ref(checklist, lambda _: kept.pop(key, None)), built)
        return built

    return of
