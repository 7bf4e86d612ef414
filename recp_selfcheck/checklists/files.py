"""Opens YAML and JSON files strictly: bounded in size, UTF-8, every mistake at once."""

from __future__ import annotations

from pathlib import Path

from recp_selfcheck.checklists import json_reader, yaml_reader
from recp_selfcheck.checklists.document import LARGEST, Document
from recp_selfcheck.errors import ContentMistakes, Mistake


def read_yaml(path: Path | str, *, file: str | None = None) -> Document:
    """Read a YAML or JSON file; raises ContentMistakes with everything wrong in it.

    A path that is missing or that the system refuses to open is a mistake with the code `cannot-open`. `file` is the
    name to report mistakes under, by default the path as given.
    """
    name = str(path) if file is None else file
    try:
        with Path(path).open("rb") as opened:
            raw = opened.read(LARGEST + 1)
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL in it
        reason = getattr(error, "strerror", None) or str(error)
        message = f"The file cannot be opened: {reason}. Check its name and that you may read it."
        raise ContentMistakes([Mistake("cannot-open", message, name)]) from error
    return read_text(raw, name, is_json=str(path).lower().endswith(".json"))


def read_text(raw: bytes, file: str, *, is_json: bool = False) -> Document:
    """Read the bytes of a YAML or JSON document; raises ContentMistakes, `file` is the name to report them under."""
    if len(raw) > LARGEST:
        message = f"The file is larger than {LARGEST:,} bytes. Split it, or check that it is the right file."
        raise ContentMistakes([Mistake("too-large", message, file)])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        message = "This is not UTF-8 text. Save the file again with the encoding UTF-8."
        raise ContentMistakes([Mistake("not-utf-8", message, file, line)]) from error
    if not text.strip():
        raise ContentMistakes([Mistake("empty", "The file is empty.", file)])
    return json_reader.build(text, file) if is_json else yaml_reader.build(text, file)
