"""What makes the shared files right beyond their shape: ids that exist, rising figures, shares within 100 %."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from recp_selfcheck.checklists.condition_reader import Askable, read_condition
from recp_selfcheck.checklists.document import Path_
from recp_selfcheck.checklists.model import Condition, EndUse, Library
from recp_selfcheck.checklists.node import Node, did_you_mean
from recp_selfcheck.checklists.rules import check_options, check_scale, option_ids, unique
from recp_selfcheck.errors import Mistake

EVERYTHING = "all"  # the end use that is the whole resource
_NACE_PREFIX = re.compile(r"\d{1,2}|\d{2}\.\d{1,2}")
_WORDS = {
    "scales": "a scale",
    "bands": "a set of bands",
    "measures": "a measure",
    "sources": "a source",
    "end_uses": "an end use",
}
_WHOLE = 100 + 1e-9


@dataclass(slots=True)
class SharedIds:
    """The ids written in the shared files, right or wrong, and the facts a measure's condition may name."""

    by_kind: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)  # option ids, for scales only
    unread: set[str] = field(default_factory=set)  # kinds whose file cannot be read: nothing is said about their ids
    facts: Mapping[str, tuple[str, ...] | None] = field(default_factory=dict)

    def add(self, kind: str, entries: Iterable[Node]) -> None:
        """Take up the entries of one file."""
        names = {entry.text("id"): option_ids(entry, "options") for entry in entries if entry.text("id")}
        self.by_kind.setdefault(kind, {}).update(names)

    def of(self, kind: str) -> Mapping[str, tuple[str, ...]]:
        """Return the ids of one kind."""
        return self.by_kind.get(kind, {})


def check_entries(kind: str, root: Node, ids: SharedIds) -> tuple[list[Mistake], dict[Path_, Condition]]:
    """Return the mistakes of one shared file, and the conditions in it by place."""
    mistakes = list(unique(root.mappings(), _WORDS[kind]))
    conditions: dict[Path_, Condition] = {}
    for entry in root.mappings():
        mistakes += _unknown_sources(entry, ids)
        if kind == "scales":
            mistakes += check_scale(entry)
        elif kind == "bands":
            mistakes += _check_bands(entry)
        elif kind == "end_uses":
            mistakes += _check_end_use(entry)
        elif kind == "measures":
            mistakes += _check_measure(entry, ids)
        for place in _conditions(kind, entry):
            reading = read_condition(place, Askable(ids.facts, facts_only=True))
            mistakes += reading.mistakes
            if reading.condition is not None:
                conditions[place.path] = reading.condition
    return mistakes, conditions


def _conditions(kind: str, entry: Node) -> Iterator[Node]:
    """Yield the places where an entry has a condition over facts."""
    where = {"measures": [entry, *entry.items("effects")], "end_uses": [entry]}.get(kind, [])
    name = "absent_if" if kind == "end_uses" else "unsuited_if"
    yield from (part.at(name) for part in where if part.fields.get(name) is not None)


def check_shares(end_uses: Mapping[str, EndUse], places: Mapping[str, Node]) -> Iterator[Mistake]:
    """Find resources whose typical shares sum to more than 100 %, in general or in a sector; one mistake a resource."""
    for resource in dict.fromkeys(use.resource for use in end_uses.values()):
        uses = [use for use in end_uses.values() if use.resource == resource]
        sectors = sorted({prefix for use in uses for prefix in use.by_sector})
        for sector in ("", *sectors):
            total = sum(use.share_for(sector)[1] for use in uses)
            if total > _WHOLE:
                where = f" in sector {sector}" if sector else ""
                message = (
                    f"The typical shares of {resource}{where} sum to {total:g} %, more than 100 %:"
                    f" {', '.join(f'{use.id} {use.share_for(sector)[1]:g}' for use in uses)}. Lower some of them."
                )
                yield places[uses[-1].id].mistake("shares-above-100", message, resource=resource, sector=sector)
                break


def statuses(kind: str, library: Library) -> dict[str, int]:
    """Return how many figures of one kind are verified or from memory: savings of measures, shares of end uses."""
    found: list[str] = []
    if kind == "measures":
        found = [measure.status for measure in library.measures.values() for _ in measure.effects]
    elif kind == "end_uses":
        found = [use.status_for(nace) for use in library.end_uses.values() for nace in ("", *use.by_sector)]
    counted = Counter(found)
    return {"figures": len(found), **{name: counted[name] for name in ("verified", "memory")}} if found else {}


def _unknown_sources(entry: Node, ids: SharedIds) -> Iterator[Mistake]:
    for name, place in entry.texts("sources"):
        if name not in ids.of("sources") and "sources" not in ids.unread:
            near = did_you_mean(name, ids.of("sources"), "Add it to shared/sources.yaml.")
            yield place.mistake("unknown-source", f"'{name}' is not a known source.{near}", id=name)


def _check_bands(entry: Node) -> Iterator[Mistake]:
    yield from unique(entry.items("bands"), "a band")
    yield from check_options(entry, "bands")
    last: float | None = None
    for band in entry.items("bands"):
        start = band.number("from")
        if start is None:
            continue
        if last is None and start != 0:
            yield band.mistake("bands", f"The first band begins at 0, not at {start:g}.", "from")
        elif last is not None and start <= last:
            message = f"This band begins at {start:g}, the one before at {last:g}. Let the thresholds rise."
            yield band.mistake("bands", message, "from")
        last = start


def _check_end_use(entry: Node) -> Iterator[Mistake]:
    if entry.text("id") == EVERYTHING:
        yield entry.mistake("reserved-id", "'all' means the whole resource. Choose another id.", "id")
    yield from _check_rising(entry, "share")
    by_sector = entry.at("by_sector")
    for prefix in by_sector.fields:
        if not _NACE_PREFIX.fullmatch(prefix):
            message = f"'{prefix}' is not the beginning of a NACE code, such as 10 or 10.5."
            yield by_sector.mistake("bad-sector", message, prefix)
        yield from _check_rising(by_sector, prefix)
    for prefix, place in entry.texts("estimated"):
        if prefix not in by_sector.fields:
            near = did_you_mean(prefix, by_sector.fields, "Add its figures there, or remove it here.")
            yield place.mistake("bad-sector", f"'{prefix}' has no figures in 'by_sector'.{near}")


def _check_measure(entry: Node, ids: SharedIds) -> Iterator[Mistake]:
    both = [name for name in ("effects", "effect") if name in entry.fields]
    if len(both) != 1:
        what = "both 'effects' and 'effect'; keep one" if both else "neither 'effects' nor 'effect'; add one"
        yield entry.mistake("measure-effect", f"A measure has {what}.")
    for effect in entry.items("effects"):
        yield from _check_rising(effect, "saves")
        use = effect.text("of")
        if use not in {"", EVERYTHING, *ids.of("end_uses")} and "end_uses" not in ids.unread:
            near = did_you_mean(use, [*ids.of("end_uses"), EVERYTHING], "Add it to shared/end_uses.yaml, or write all.")
            yield effect.mistake("unknown-end-use", f"'{use}' is not a known end use.{near}", "of", id=use)
    yield from _check_rising(entry, "payback")
    if any(number < 0 for number in entry.numbers("payback") or ()):
        yield entry.mistake("out-of-range", "A payback in years is 0 or more.", "payback")
    life = entry.number("life")
    if life is not None and life <= 0:
        yield entry.mistake("out-of-range", f"'life' is {life:g}; it must be more than 0 years.", "life")


def _check_rising(entry: Node, name: str) -> Iterator[Mistake]:
    numbers = entry.numbers(name)
    if numbers is not None and any(right < left for left, right in pairwise(numbers)):
        shown = ", ".join(f"{number:g}" for number in numbers)
        yield entry.mistake("not-rising", f"'{name}' is [{shown}]; write low ≤ typical ≤ high.", name)
