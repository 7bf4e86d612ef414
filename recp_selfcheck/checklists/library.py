"""Reads the shared files: scales, bands, measures, sources, end uses; each a list of entries with ids."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from recp_selfcheck.checklists import library_rules, shape
from recp_selfcheck.checklists.authored import LIBRARY_SHAPES, AuthoredBands, AuthoredEndUse, AuthoredMeasure
from recp_selfcheck.checklists.document import Path_
from recp_selfcheck.checklists.files import read_yaml
from recp_selfcheck.checklists.library_rules import SharedIds
from recp_selfcheck.checklists.model import Band, Condition, Effect, EndUse, Library, Measure
from recp_selfcheck.checklists.node import Node
from recp_selfcheck.errors import ContentMistakes, Mistake


@dataclass(frozen=True, slots=True)
class LibraryReading:
    """The shared files as read: entries that are right, ids of all, mistakes by file name, places by kind and id."""

    library: Library
    ids: SharedIds
    mistakes_by_file: Mapping[str, tuple[Mistake, ...]] = field(default_factory=dict)
    places: Mapping[tuple[str, str], Node] = field(default_factory=dict)

    @property
    def mistakes(self) -> tuple[Mistake, ...]:
        """All mistakes of all files."""
        return tuple(mistake for mistakes in self.mistakes_by_file.values() for mistake in mistakes)


def read_library(
    directory: Path, facts: Mapping[str, tuple[str, ...] | None], shown: Callable[[Path], str]
) -> LibraryReading:
    """Read the shared files of a directory without raising; a file that is not there shares nothing."""
    roots: dict[str, Node] = {}
    mistakes: dict[str, list[Mistake]] = {}
    ids = SharedIds(facts=facts)
    for kind in LIBRARY_SHAPES:
        path = directory / f"{kind}.yaml"
        if not path.exists():
            continue
        found = mistakes.setdefault(shown(path), [])
        root = _read_list(path, shown(path), found)
        if root is None:
            ids.unread.add(kind)
        else:
            roots[kind] = root
            ids.add(kind, root.mappings())
    right = {kind: _entries(kind, root, ids, mistakes[root.document.file]) for kind, root in roots.items()}
    places = {
        (kind, entry.text("id")): entry for kind, root in roots.items() for entry in root.mappings() if entry.text("id")
    }
    made = Library().model_copy(update=right)
    uses = {name: place for (kind, name), place in places.items() if kind == "end_uses"}
    if "end_uses" in roots:
        mistakes[roots["end_uses"].document.file] += library_rules.check_shares(made.end_uses, uses)
    ordered = {file: tuple(sorted(found, key=lambda mistake: mistake.line)) for file, found in mistakes.items()}
    return LibraryReading(made, ids, ordered, places)


def _read_list(path: Path, file: str, mistakes: list[Mistake]) -> Node | None:
    try:
        document = read_yaml(path, file=file)
    except ContentMistakes as error:
        mistakes += error.mistakes
        return None
    if not isinstance(document.data, list):
        message = "A shared file is a list of entries that each begin with '- id: …'."
        mistakes.append(document.mistake("wrong-type", message))
        return None
    return Node(document, document.data)


def _entries(kind: str, root: Node, ids: SharedIds, mistakes: list[Mistake]) -> dict[str, Any]:
    """Return the entries of one file that have the right shape, by id; the mistakes of all go to `mistakes`."""
    found, conditions = library_rules.check_entries(kind, root, ids)
    mistakes += found
    entries: dict[str, Any] = {}
    for index in range(len(root.value)):
        authored, wrong = shape.accept(root.at(index), LIBRARY_SHAPES[kind])
        mistakes += wrong
        if authored is not None:
            name, entry = _made(authored, conditions, (*root.path, index))
            entries.setdefault(name, entry)
    return entries


def _made(authored: BaseModel, conditions: Mapping[Path_, Condition], place: Path_) -> tuple[str, Any]:
    """Turn an entry as written at a place into what the application works with."""
    if isinstance(authored, AuthoredBands):
        bands = (Band(id=band.id, title=band.title, start=band.start, about=band.about) for band in authored.bands)
        return authored.id, tuple(bands)
    fields = {name: getattr(authored, name) for name in type(authored).model_fields}
    if isinstance(authored, AuthoredMeasure):
        fields["effects"] = tuple(
            Effect(
                resource=effect.resource,
                of=effect.of,
                saves=effect.saves,
                unsuited_if=conditions.get((*place, "effects", number, "unsuited_if")),
            )
            for number, effect in enumerate(authored.effects or ())
        )
        fields["unsuited_if"] = conditions.get((*place, "unsuited_if"))
        return authored.id, Measure.model_construct(**fields)
    if isinstance(authored, AuthoredEndUse):
        return authored.id, EndUse.model_construct(**{**fields, "absent_if": conditions.get((*place, "absent_if"))})
    return str(fields["id"]), authored
