"""The record of published versions, and what changed since.

`published/<id>/<version>.json` holds the rules of a version, their hash, and the shared scale of each question.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from recp_selfcheck.checklists.model import Checklist
from recp_selfcheck.checklists.moves import Moves, follow
from recp_selfcheck.checklists.node import Node
from recp_selfcheck.checklists.versions import differences, digest, rules
from recp_selfcheck.errors import Mistake

_SHOWN = 3  # differences named in a sentence


class Record(BaseModel):
    """A published version: `scales` names the shared scale of each question that has one."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str
    version: int
    published: str
    hash: str
    rules: dict[str, Any]
    scales: dict[str, str]


def record_of(checklist: Checklist) -> Record:
    """Return what is recorded when a checklist is published."""
    return Record(
        id=checklist.id,
        version=checklist.version,
        published=str(checklist.published or ""),
        hash=checklist.hash,
        rules=rules(checklist),
        scales={question.id: question.scale for question in checklist.questions.values() if question.scale},
    )


def write_record(record: Record, folder: Path) -> bool:
    """Write a record unless the version has one; returns whether it was written. Nothing half-written is left."""
    path = folder / record.id / f"{record.version}.json"
    if path.exists():
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".tmp")
    text = json.dumps(record.model_dump(mode="json"), indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    beside.write_text(text, encoding="utf-8", newline="\n")
    beside.replace(path)
    return True


def read_records(folder: Path, checklist: str, file: str, mistakes: list[Mistake]) -> dict[int, Record]:
    """Return the published versions of a checklist, oldest first; unreadable or altered records become mistakes."""
    found = {}
    for path in (folder / checklist).glob("*.json"):
        name = f"{file}/{checklist}/{path.name}"
        try:
            record = Record.model_validate_json(path.read_bytes())
        except (OSError, ValueError) as error:
            message = f"The record cannot be read: {str(error).splitlines()[0]}. Restore it from version control."
            mistakes.append(Mistake("bad-record", message, name))
            continue
        if (record.id, str(record.version)) != (checklist, path.stem) or digest(record.rules) != record.hash:
            message = "The record was altered: id, version or hash do not fit. Restore it from version control."
            mistakes.append(Mistake("bad-record", message, name))
            continue
        found[record.version] = record
    return dict(sorted(found.items()))


def compare(checklist: Checklist, root: Node, records: Mapping[int, Record], moves: Moves) -> Iterator[Mistake]:
    """Find rules changed under a published number, numbers that run backwards, and ids lost without a word."""
    latest = max(records, default=0)
    if checklist.version < latest:
        message = f"Version {latest} is published already. Set version: {latest + 1}, or {latest} if nothing changed."
        yield root.mistake("old-version", message, "version")
    same = records.get(checklist.version)
    if same is not None and same.hash != checklist.hash:
        found = differences(same.rules, rules(checklist), same.scales)
        shown = "; ".join(found[:_SHOWN]) + (f"; and {len(found) - _SHOWN} more" if len(found) > _SHOWN else "")
        message = (
            f"Version {checklist.version} is published with other rules ({shown})."
            f" Set version: {latest + 1}, or undo the change."
        )
        yield root.mistake("changed-rules", message, "version", differences=found)
    before = [version for version in records if version < checklist.version]
    if same is None and before:
        yield from _lost(checklist, root, records[max(before)], moves)


def _lost(checklist: Checklist, root: Node, old: Record, moves: Moves) -> Iterator[Mistake]:
    steps = moves.since(checklist.id, old.version, checklist.version)
    scales_done: set[tuple[str, str]] = set()
    for question_id, rule in old.rules["questions"].items():
        scale = old.scales.get(question_id)
        lead = follow(question_id, scale, [option_id for option_id, *_ in rule.get("options", ())], steps)
        question = checklist.questions.get(lead.question) if lead.question else None
        if lead.question and question is None:
            message = (
                f"The question '{question_id}' of version {old.version} is gone. Write where its answers go"
                f" (nothing = dropped) in shared/moves.yaml: {checklist.id}: {checklist.version}: questions."
            )
            yield root.mistake("lost-id", message, "version", question=question_id)
        if question is None:
            continue
        owner = scale or question_id
        for option_id, goes in lead.options.items():
            if goes and goes not in question.option_by_id and (owner, option_id) not in scales_done:
                scales_done.add((owner, option_id))
                message = (
                    f"The option '{option_id}' of '{owner}' in version {old.version} is gone. Write where it goes"
                    f" (nothing = dropped) in shared/moves.yaml: {checklist.id}: {checklist.version}: options: {owner}."
                )
                yield root.mistake("lost-id", message, "version", question=question_id, option=option_id)
