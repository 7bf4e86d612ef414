"""The report over content files: every mistake, then what is allowed but worth a look, and what there is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from recp_selfcheck.checklists import catalogues, figures, library_rules, load, moves, reach, records, rules
from recp_selfcheck.checklists.authored import LIBRARY_SHAPES
from recp_selfcheck.checklists.library import LibraryReading, read_library
from recp_selfcheck.checklists.load import Reading, Surroundings
from recp_selfcheck.checklists.model import Checklist, Content, Library
from recp_selfcheck.checklists.node import Node
from recp_selfcheck.checklists.translations import texts
from recp_selfcheck.errors import Mistake

HEAVIEST = 5  # a weight above it makes the other questions of its section nearly irrelevant


@dataclass(slots=True)
class Report:
    """What `check` found: mistakes and warnings in order of files, and what each file holds, by kind."""

    mistakes: list[Mistake] = field(default_factory=list)
    warnings: list[Mistake] = field(default_factory=list)
    counts: dict[str, dict[str, int]] = field(default_factory=dict)

    def keep(self, names: Sequence[str]) -> Report:
        """Return the part of the report about some files or folders."""

        def wanted(file: str) -> bool:
            return any(name in {".", file} or file.startswith(f"{name}/") for name in names)

        return Report(
            [mistake for mistake in self.mistakes if wanted(mistake.file)],
            [warning for warning in self.warnings if wanted(warning.file)],
            {file: counts for file, counts in self.counts.items() if wanted(file)},
        )


def check(paths: Iterable[Path | str] | None = None, today: date | None = None, root: Path = load.PROJECT) -> Report:
    """Check files or folders, by default everything shipped; raises nothing that a file can cause.

    A file of the project is checked with all others and reported alone; any other file is checked by itself, without
    the record of published versions. `today` makes a passed `review_by` a warning.
    """
    if paths is None:
        return check_project(root, today)
    report, names = Report(), []
    for path in dict.fromkeys(Path(path) for path in paths):
        resolved = path.resolve()
        if any(resolved.is_relative_to(root / folder) for folder in ("checklists", "data")) or resolved == root:
            names.append(resolved.relative_to(root).as_posix())
        else:
            files = sorted([*path.glob("*.yaml"), *path.glob("shared/*.yaml")]) if path.is_dir() else [path]
            for file in files:
                _check_alone(file, today, report)
    if names:
        _add(report, check_project(root, today).keep(names))
    report.mistakes = list({(found.file, found.line, found.message): found for found in report.mistakes}.values())
    return report


def check_project(root: Path, today: date | None) -> Report:
    """Check everything shipped."""
    report, folder = Report(), root / "checklists"
    around = load.read_surroundings(folder / load.SITE_FILE)
    readings = [load.read_checklist(path, around) for path in load.checklist_files(folder)]
    for reading in (around.site, *readings):
        _add_reading(report, reading)
    _add_library(report, around.library, today)
    report.warnings += _measures_unnamed([around.site, *readings], around.library)
    report.mistakes += check_versions(folder, readings)
    content = _content(around, readings)
    if content is not None:
        wanted = list(texts(content))
        for language in catalogues.LANGUAGES:
            path = folder / "translations" / f"{language}.po"
            mistakes, warnings = catalogues.examine(path, load.shown(path), wanted)
            report.mistakes += mistakes
            report.warnings += warnings
            report.counts[load.shown(path)] = {
                "texts": len(wanted),
                "left": len({w.values["context"] for w in warnings}),
            }
    data = root / "data"
    if data.is_dir():
        examined = figures.examine_figures(data)
        report.mistakes += examined.mistakes
        report.warnings += examined.warnings
        report.counts.update(examined.counts)
    return report


def check_versions(folder: Path, readings: Sequence[Reading]) -> list[Mistake]:
    """Compare checklists with the record of published versions and with `moves.yaml`."""
    shared = folder / "shared"
    checklists = {reading.checklist.id: reading.checklist for reading in readings if reading.checklist is not None}
    moved, mistakes = moves.read_moves(shared / moves.MOVES_FILE, load.shown(shared / moves.MOVES_FILE), checklists)
    for reading in readings:
        if reading.checklist is not None and reading.root is not None:
            published = shared / "published"
            found = records.read_records(published, reading.checklist.id, load.shown(published), mistakes)
            mistakes += records.compare(reading.checklist, reading.root, found, moved)
    return mistakes


def publish(ids: Sequence[str] = (), root: Path = load.PROJECT) -> tuple[Mapping[str, bool], list[Mistake]]:
    """Record the present versions of some checklists, by default all; nothing is recorded when `check` has mistakes.

    Returns for each id whether a record was written (False: that version was recorded before, with the same rules).
    """
    report = check_project(root, None)
    checklists: dict[str, Checklist] = {}
    if not report.mistakes:
        checklists = dict(load.load_content(root).checklists)
    for name in ids:
        if name not in checklists and not report.mistakes:
            message = f"'{name}' is not a checklist. There are: {', '.join(checklists)}."
            report.mistakes.append(Mistake("unknown-checklist", message))
    if report.mistakes:
        return {}, report.mistakes
    folder = root / "checklists" / "shared" / "published"
    wanted = ids or list(checklists)
    return {name: records.write_record(records.record_of(checklists[name]), folder) for name in wanted}, []


def _check_alone(path: Path, today: date | None, report: Report) -> None:
    if path.suffix == ".csv":
        examined = figures.examine_figures(path.parent)
        _add(report, Report(examined.mistakes, [], dict(examined.counts)).keep([load.shown(path)]))
    elif path.suffix == ".po":
        report.mistakes += catalogues.examine(path, load.shown(path), ())[0]
    elif path.name == moves.MOVES_FILE:
        report.mistakes += moves.read_moves(path, load.shown(path), {})[1]
    elif path.stem in LIBRARY_SHAPES:
        site = load.read_site(path.parent.parent)
        library = read_library(path.parent, rules.facts_of(site.root) if site.root else {}, load.shown)
        alone = Report()
        _add_library(alone, library, today)
        _add(report, alone.keep([load.shown(path)]))
    else:
        is_site = path.name == load.SITE_FILE
        around = None if is_site else load.read_surroundings(path)
        reading = load.read_checklist(path, around)
        _add_reading(report, reading)
        if around is not None and reading.checklist is None and not reading.mistakes:
            report.mistakes += (*around.site.mistakes, *around.library.mistakes)


def _add(report: Report, part: Report) -> None:
    report.mistakes += part.mistakes
    report.warnings += part.warnings
    report.counts.update(part.counts)


def _add_reading(report: Report, reading: Reading) -> None:
    report.mistakes += reading.mistakes
    report.warnings += sorted([*reading.warnings, *_warn(reading)], key=lambda warning: warning.line)
    if reading.root is None:
        return
    parts = list(rules.walk(reading.root))
    questions = [part for part, is_question in parts if is_question]
    kinds = Counter(rules.kind_of(question) for question in questions)
    counts = {"sections": len(parts) - len(questions), "questions": len(questions)}
    counts.update({kind: number for kind, number in sorted(kinds.items()) if kind})
    report.counts[reading.file] = counts


def _warn(reading: Reading) -> Iterator[Mistake]:
    if reading.root is None:
        return
    unseen = set(reach.never_asked(reading.checklist)) if reading.checklist is not None else set()
    for part, is_question in rules.walk(reading.root):
        weight = part.number("weight")
        if weight is not None and weight > HEAVIEST:
            yield part.mistake("heavy", f"The weight {weight:g} is above {HEAVIEST}. Is this meant?", "weight")
        if is_question and "fact" not in part.fields:
            yield from _warn_question(part, reading.checklist, unseen)


def _warn_question(part: Node, checklist: Checklist | None, unseen: set[str]) -> Iterator[Mistake]:
    name = part.text("id")
    if not part.fields.get("sources"):
        yield part.mistake("no-source", f"The question '{name}' names no source.")
    if name in unseen:
        message = f"Nobody is ever asked '{name}': its conditions contradict each other. Nobody can reach its options."
        yield part.mistake("never-asked", message, *(("ask_if",) if "ask_if" in part.fields else ()))
    question = checklist.questions.get(name) if checklist is not None else None
    if question is None:
        return
    if question.options and all(option.points is None for option in question.options):
        yield part.mistake("never-rated", f"No option of '{name}' has points: it never counts.")
    for value in reach.unreachable_values(question):
        yield part.mistake("unreachable", f"The limits keep every answer from the value {value:g}.", "number", "points")


def _add_library(report: Report, library: LibraryReading, today: date | None) -> None:
    report.mistakes += library.mistakes
    for source in library.library.sources.values():
        if today is not None and source.review_by is not None and source.review_by < today:
            place = library.places["sources", source.id]
            message = f"'{source.id}' was to be looked at again by {source.review_by}. Do it and set a new date."
            report.warnings.append(place.mistake("review-due", message, "review_by"))
    for kind in LIBRARY_SHAPES:
        nodes = [node for (of, _), node in library.places.items() if of == kind]
        if nodes:
            counts = {kind.replace("_", " "): len(nodes), **library_rules.statuses(kind, library.library)}
            report.counts[nodes[0].document.file] = counts


def _measures_unnamed(readings: Sequence[Reading], library: LibraryReading) -> Iterator[Mistake]:
    parts = (part for reading in readings if reading.root for part, _ in rules.walk(reading.root))
    named = {name for part in parts for name, _ in part.texts("measures")}
    for name in library.ids.of("measures"):
        if name not in named:
            place = library.places["measures", name]
            yield place.mistake("unnamed-measure", f"No question names the measure '{name}'.")


def _content(around: Surroundings, readings: Sequence[Reading]) -> Content | None:
    """Return the content as far as it can be read; None without the site facts."""
    if around.site.checklist is None:
        return None
    checklists = {reading.checklist.id: reading.checklist for reading in readings if reading.checklist is not None}
    if len(checklists) < len(readings):
        return None
    library: Library = around.library.library
    return (
        None if around.library.mistakes else Content(site=around.site.checklist, checklists=checklists, library=library)
    )
