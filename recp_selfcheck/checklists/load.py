"""From content files to content objects: the only reader of checklists and of what they share.

Every function raises ContentMistakes with all mistakes of the files it read. Files of the project are named relative to
it, others as they were given.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from recp_selfcheck.checklists import resolve, rules, shape
from recp_selfcheck.checklists.authored import AuthoredChecklist
from recp_selfcheck.checklists.files import read_yaml as read_yaml  # noqa: PLC0414  # others read YAML through here
from recp_selfcheck.checklists.library import LibraryReading, read_library
from recp_selfcheck.checklists.model import Checklist, Content, Library, Question
from recp_selfcheck.checklists.node import Node
from recp_selfcheck.errors import ContentMistakes, Mistake

PROJECT = Path(__file__).resolve().parents[2]
ORDER = ("energy", "water", "materials", "waste", "air", "management")
SITE_FILE = "site.yaml"


@dataclass(frozen=True, slots=True)
class Reading:
    """One checklist file as read; `checklist` is None where it, or a shared file it needs, has mistakes."""

    path: Path
    file: str
    checklist: Checklist | None = None
    mistakes: tuple[Mistake, ...] = ()
    warnings: tuple[Mistake, ...] = ()
    root: Node | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a checklist file is read with: the site facts and the shared files beside it, else the project's."""

    site: Reading
    library: LibraryReading
    facts: Mapping[str, tuple[str, ...] | None] = field(default_factory=dict)


def load_checklist(path: Path | str) -> Checklist:
    """Read one checklist file, resolved: scales written out, bands and facts inside, hash set."""
    return load_with_library(path)[0]


def load_with_library(path: Path | str) -> tuple[Checklist, Library]:
    """Read one checklist file as `load_checklist` does, and return it with the shared entries it was read with."""
    path = Path(path)
    around = read_surroundings(path)
    reading = read_checklist(path, None if path.name == SITE_FILE else around)
    if reading.checklist is None or reading.mistakes:
        raise ContentMistakes(reading.mistakes or (*around.site.mistakes, *around.library.mistakes))
    return reading.checklist, around.library.library


def shipped_files(folder: Path = PROJECT / "checklists") -> dict[str, Path]:
    """Return the files of the shipped checklists by id, the site facts first."""
    return {path.stem: path for path in (folder / SITE_FILE, *checklist_files(folder)) if path.exists()}


def load_library(directory: Path | str) -> Library:
    """Read the shared files of a directory; the facts come from the `site.yaml` above it, else from the project's."""
    directory = Path(directory)
    site = read_site(directory.parent)
    reading = read_library(directory, rules.facts_of(site.root) if site.root else {}, shown)
    if reading.mistakes:
        raise ContentMistakes(reading.mistakes)
    return reading.library


def load_content(root: Path = PROJECT) -> Content:
    """Read everything under `root/checklists`: the site facts, the shared files, the checklists in their order."""
    folder = root / "checklists"
    around = read_surroundings(folder / SITE_FILE)
    readings = [read_checklist(path, around) for path in checklist_files(folder)]
    mistakes = [*around.site.mistakes, *around.library.mistakes]
    mistakes += [mistake for reading in readings for mistake in reading.mistakes]
    checklists = {reading.checklist.id: reading.checklist for reading in readings if reading.checklist is not None}
    if mistakes or around.site.checklist is None:
        raise ContentMistakes(mistakes)
    return Content(site=around.site.checklist, checklists=checklists, library=around.library.library)


def checklist_files(folder: Path) -> list[Path]:
    """Return the checklist files of a folder: the known ones in their order, then others by name; no site.yaml."""
    found = {path.stem: path for path in sorted(folder.glob("*.yaml")) if path.name != SITE_FILE}
    return [found[name] for name in ORDER if name in found] + [found[name] for name in found if name not in ORDER]


def shown(path: Path) -> str:
    """Return the name a file is reported under: relative to the project where it is inside."""
    resolved = path.resolve()
    return resolved.relative_to(PROJECT).as_posix() if resolved.is_relative_to(PROJECT) else str(path)


def is_inside(path: Path) -> bool:
    """Tell whether a path is one of the project's content."""
    return path.resolve().is_relative_to(PROJECT / "checklists")


def read_surroundings(path: Path) -> Surroundings:
    """Read what a checklist file needs: `site.yaml` and `shared/` beside it, else the project's."""
    site = read_site(path.parent)
    facts = rules.facts_of(site.root) if site.root else {}
    beside = path.parent / "shared"
    directory = beside if beside.is_dir() else PROJECT / "checklists" / "shared"
    return Surroundings(site, read_library(directory, facts, shown), facts)


def read_site(folder: Path) -> Reading:
    """Read the site facts of a folder, else the project's."""
    beside = folder / SITE_FILE
    path = beside if beside.exists() else PROJECT / "checklists" / SITE_FILE
    return read_checklist(path, None)


def read_checklist(path: Path, around: Surroundings | None) -> Reading:
    """Read one checklist file without raising; a site file needs no surroundings."""
    file = shown(path)
    try:
        document = read_yaml(path, file=file)
    except ContentMistakes as error:
        return Reading(path, file, mistakes=error.mistakes)
    root = Node(document, document.data)
    if not isinstance(root.value, dict):
        message = "A checklist file begins with fields such as 'id: energy'. Compare it with checklists/energy.yaml."
        return Reading(path, file, mistakes=(document.mistake("wrong-type", message),))
    authored, mistakes = shape.accept(root, AuthoredChecklist)
    known = _known(around, root)
    findings = rules.check_checklist(root, known, inside=is_inside(path))
    mistakes = _in_order([*mistakes, *findings.mistakes])
    checklist = None
    if authored is not None and not mistakes and (around is None or around.site.root is not None):
        conditions = {place: read.condition for place, read in findings.conditions.items() if read.condition}
        checklist = resolve.resolve(
            authored,
            conditions,
            around.library.library if around else Library(),
            _facts(around),
        )
    return Reading(path, file, checklist, tuple(mistakes), tuple(findings.warnings), root)


def _facts(around: Surroundings | None) -> Mapping[str, Question] | None:
    if around is None:
        return {}
    return resolve.facts_of_site(around.site.checklist) if around.site.checklist is not None else None


def _known(around: Surroundings | None, root: Node) -> rules.Known:
    if around is None:
        return rules.Known({}, frozenset(), frozenset(), frozenset(), rules.facts_of(root))
    ids = around.library.ids
    return rules.Known(
        ids.of("scales"),
        frozenset(ids.of("bands")),
        frozenset(ids.of("measures")),
        frozenset(ids.of("sources")),
        around.facts,
        {*around.library.ids.unread, *(["facts"] if around.site.root is None else [])},
    )


def _in_order(mistakes: list[Mistake]) -> list[Mistake]:
    """Sort by line; two ways of finding the same mistake leave one."""
    found: dict[tuple[int, str], Mistake] = {}
    for mistake in mistakes:
        found.setdefault((mistake.line, mistake.message), mistake)
    return sorted(found.values(), key=lambda mistake: mistake.line)
