"""`moves.yaml`: where the ids of questions and options went from one version of a checklist to the next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from recp_selfcheck.checklists import shape
from recp_selfcheck.checklists.authored import MovedVersion
from recp_selfcheck.checklists.files import read_yaml
from recp_selfcheck.checklists.model import Checklist
from recp_selfcheck.checklists.node import Node, did_you_mean
from recp_selfcheck.errors import ContentMistakes, Mistake

MOVES_FILE = "moves.yaml"


@dataclass(frozen=True, slots=True)
class Moves:
    """`moves.yaml` as read: by checklist and version; `root` tells where things stand, None without a file."""

    by_checklist: Mapping[str, Mapping[int, MovedVersion]] = field(default_factory=dict)
    root: Node | None = None

    def since(self, checklist: str, old: int, new: int) -> list[MovedVersion]:
        """Return the moves of the versions after `old` up to `new`, in order."""
        versions = self.by_checklist.get(checklist, {})
        return [versions[version] for version in sorted(versions) if old < version <= new]


@dataclass(frozen=True, slots=True)
class Lead:
    """Where a question and its options are some versions later: ids as they are now, None where dropped."""

    question: str | None
    options: Mapping[str, str | None]


def follow(question: str, scale: str | None, options: Iterable[str], steps: Sequence[MovedVersion]) -> Lead:
    """Follow a question and its options through versions.

    Options are looked up under the shared `scale` they were written out from, and under the question's id before and
    after each step, which win over the scale.
    """
    here: str | None = question
    now: dict[str, str | None] = {option: option for option in options}
    for step in steps:
        if here is None:
            break
        after = step.questions.get(here, here)
        moved: dict[str, str | None] = {}
        for owner in (scale, here, after):
            moved |= step.options.get(owner, {}) if owner else {}
        now = {option: moved.get(at, at) if at else None for option, at in now.items()}
        here = after
    return Lead(here, now)


def read_moves(path: Path, file: str, checklists: Mapping[str, Checklist]) -> tuple[Moves, list[Mistake]]:
    """Read `moves.yaml` and compare it with the present checklists; a file that is not there moves nothing."""
    if not path.exists():
        return Moves(), []
    try:
        document = read_yaml(path, file=file)
    except ContentMistakes as error:
        nothing_yet = all(mistake.code == "empty" for mistake in error.mistakes)
        return Moves(), [] if nothing_yet else list(error.mistakes)
    root = Node(document, document.data)
    if not isinstance(root.value, dict):
        return Moves(), [root.mistake("wrong-type", "The file begins with checklist ids: 'energy: {2: {…}}'.")]
    mistakes: list[Mistake] = []
    found: dict[str, dict[int, MovedVersion]] = {}
    for name in root.value:
        if name not in checklists:
            near = did_you_mean(name, checklists)
            mistakes.append(root.mistake("unknown-checklist", f"'{name}' is not a checklist.{near}", name))
        versions = root.at(name)
        if not isinstance(versions.value, dict):
            mistakes.append(
                versions.mistake("wrong-type", "Below the checklist stand versions: {2: {questions: {…}}}.")
            )
            continue
        for number in versions.value:
            read = _read_version(versions.at(number), name, number, checklists.get(name), mistakes)
            found.setdefault(name, {}).update(read)
    return Moves(found, root), mistakes


def _read_version(
    node: Node, name: str, number: str, checklist: Checklist | None, mistakes: list[Mistake]
) -> Mapping[int, MovedVersion]:
    if not number.isdecimal() or len(number) > 7 or int(number) < 2:  # noqa: PLR2004  # version 1 has none before it
        mistakes.append(node.mistake("bad-version", f"'{number}' is not a version from 2 on."))
        return {}
    moved, wrong = shape.accept(node, MovedVersion, nulls=True)
    mistakes += wrong
    if moved is None:
        return {}
    if checklist is not None and checklist.version == int(number):
        mistakes += _unknown_targets(node, name, moved, checklist)
    return {int(number): moved}


def _unknown_targets(node: Node, name: str, moved: MovedVersion, checklist: Checklist) -> Iterator[Mistake]:
    number = checklist.version
    for old, new in moved.questions.items():
        if new is not None and new not in checklist.questions:
            near = did_you_mean(new, checklist.questions)
            message = f"'{new}' is not a question of {name} version {number}.{near}"
            yield node.mistake("unknown-question", message, "questions", old)
    for owner, options in moved.options.items():
        goes_by = {
            owner,
            moved.questions.get(owner) or owner,
        }  # a question renamed here may be named as before or as now
        known = {option for question in checklist.questions.values() if goes_by & {question.scale, question.id}
                 for option in question.option_by_id}  # fmt: skip
        for old, new in options.items():
            if new is not None and new not in known:
                near = did_you_mean(new, known)
                message = f"'{new}' is not an option of '{owner}' in {name} version {number}.{near}"
                yield node.mistake("unknown-option", message, "options", owner, old)
