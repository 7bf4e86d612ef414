"""Builds plain data from JSON, with the lines that YAML's parser finds in them."""

from __future__ import annotations

import json
from typing import Any

from recp_selfcheck.checklists import yaml_reader
from recp_selfcheck.checklists.document import DEEPEST, Document, plain_value
from recp_selfcheck.errors import ContentMistakes, Mistake


def build(text: str, file: str) -> Document:
    """Build the document of a JSON text; raises ContentMistakes with everything wrong in it."""
    return _Reading(text, file).read()


class _Reading:
    """One text being read: the hooks of Python's parser note what JSON allows and we do not."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.mistakes: list[Mistake] = []

    def read(self) -> Document:
        data = self._parse()
        if _depth(data) > DEEPEST:
            self._note("too-deep", f"Things are nested more than {DEEPEST} levels deep. Nest them less.", 0)
        if self.mistakes:
            raise ContentMistakes(self.mistakes)
        try:  # JSON is YAML but for tabs and some escapes: where it is, the lines come with it
            again = yaml_reader.build(self.text, self.file)
        except ContentMistakes:
            return Document(data, self.file, _first=0)
        return again if again.data == data else Document(data, self.file, _first=0)

    def _parse(self) -> Any:
        try:
            return json.loads(
                self.text,
                object_pairs_hook=self._unique,
                parse_int=self._number,
                parse_float=self._number,
                parse_constant=self._constant,
            )
        except json.JSONDecodeError as error:
            message = (
                f"This is not JSON: {error.msg}. Check the commas, quotes and brackets here and in the line above."
            )
            self._note("not-json", message, error.lineno)
        except RecursionError:
            self._note("too-deep", f"Things are nested more than {DEEPEST} levels deep. Nest them less.", 0)
        raise ContentMistakes(self.mistakes)

    def _note(self, code: str, message: str, line: int) -> None:
        self.mistakes.append(Mistake(code, message, self.file, line))

    def _unique(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for name, value in pairs:
            if name in made:
                message = f"'{name}' stands twice in one object. Keep one."
                self._note("duplicate-key", message, self._line_of(json.dumps(name, ensure_ascii=False)))
            made.setdefault(name, value)
        return made

    def _number(self, digits: str) -> Any:
        try:
            return plain_value(digits)
        except ValueError as error:
            self._note("number-too-large", f"{error} Correct it.", self._line_of(digits))
            return 0

    def _constant(self, name: str) -> Any:
        self._note("not-json", f"{name} is not a number that JSON knows. Write digits or null.", self._line_of(name))

    def _line_of(self, written: str) -> int:
        """Return the line of the last place something is written at; for a repeated name that is the one too many."""
        at = self.text.rfind(written)
        return self.text.count("\n", 0, at) + 1 if at >= 0 else 0


def _depth(data: Any) -> int:
    """Return how many lists and objects are nested, counting one level too deep at most."""
    level, layer = 0, [data] if isinstance(data, dict | list) else []
    while layer and level <= DEEPEST:
        level += 1
        layer = [
            inner
            for outer in layer
            for inner in (outer.values() if isinstance(outer, dict) else outer)
            if isinstance(inner, dict | list)
        ]
    return level
