"""Builds plain data from YAML, or says every mistake at once.

PyYAML's parser (libyaml's where it is compiled in) gives the events; building data from them is ours. Keys are text as
written, so that `10.10` as a key keeps its last zero.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import yaml

from recp_selfcheck.checklists.document import DEEPEST, MOST_ALIASES, MOST_VALUES, Document, plain_value
from recp_selfcheck.errors import ContentMistakes, Mistake

_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # only its events are used; they build nothing


def build(text: str, file: str) -> Document:
    """Build the document of a YAML text; raises ContentMistakes."""
    return _Builder(file).read(text)


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not come yet; `key` is the one that waits for its value."""

    made: Any
    lines: dict[str | int, int]
    anchor: str | None
    values: int = 1
    key: str | None = None
    seen: dict[str, int] = field(default_factory=dict)
    key_line: int = 0
    begun: int = 0  # the line it begins in

    @property
    def wants_key(self) -> bool:
        return isinstance(self.made, dict) and self.key is None


class _Stop(Exception):  # ends the reading of this document, its mistake is already noted
    pass


class _Builder:
    """Builds one document from parser events, with its own stack: depth cannot exhaust Python's."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.mistakes: list[Mistake] = []
        self.lines: dict[int, dict[str | int, int]] = {}
        self.stack: list[_Open] = []
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.aliases = 0
        self.values = 0
        self.root: list[Any] = []
        self.first = 1

    def read(self, text: str) -> Document:
        try:
            self._follow(text)
        except _Stop:
            pass
        except yaml.YAMLError as error:
            self.mistakes.append(_syntax_mistake(error, self.file, len(text.splitlines())))
        if self.mistakes:
            raise ContentMistakes(sorted(self.mistakes, key=lambda mistake: mistake.line))
        if not self.root:
            raise ContentMistakes([Mistake("empty", "The file holds only comments.", self.file)])
        return Document(self.root[0], self.file, self.lines, self.first)

    def _follow(self, text: str) -> None:
        parser = _PARSER(text)
        try:
            handlers: dict[type, Callable[[Any], None]] = {
                yaml.DocumentStartEvent: self._document,
                yaml.ScalarEvent: self._scalar,
                yaml.SequenceStartEvent: self._begin,
                yaml.MappingStartEvent: self._begin,
                yaml.SequenceEndEvent: self._end,
                yaml.MappingEndEvent: self._end,
                yaml.AliasEvent: self._alias,
            }
            while parser.check_event():
                event = parser.get_event()
                handler = handlers.get(type(event))
                if handler:
                    handler(event)
        finally:
            parser.dispose()

    def _note(self, event: Any, code: str, message: str) -> None:
        self.mistakes.append(Mistake(code, message, self.file, event.start_mark.line + 1))

    def _fail(self, event: Any, code: str, message: str) -> None:
        self._note(event, code, message)
        raise _Stop

    def _document(self, event: Any) -> None:
        if self.root:
            self._fail(event, "several-documents", "A second document begins here. Remove the line '---' and the rest.")

    def _scalar(self, event: Any) -> None:
        self._refuse_tag(event)
        if self.stack and self.stack[-1].wants_key:
            self._key(event, event.value)
            return
        plain = event.implicit[0]
        value = event.value
        if plain:
            try:
                value = plain_value(value)
            except ValueError as error:
                self._note(event, "number-too-large", f"{error} Correct it, or put it in quotes if it is a text.")
        self._place(event, value, 1, event.anchor)

    def _begin(self, event: Any) -> None:
        self._refuse_tag(event)
        if len(self.stack) >= DEEPEST:
            self._fail(event, "too-deep", f"Things are nested more than {DEEPEST} levels deep here. Nest them less.")
        made: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
        if self.stack and self.stack[-1].wants_key:
            self._note(event, "bad-key", "A list or mapping cannot be a field's name. Write a plain word.")
            self._key(event, f"\0{event.start_mark.index}")
            self.stack.append(_Open(made, {}, None, key=None))
            self.stack[-1].seen["\0"] = 0
            return
        if not self.stack:
            self.first = event.start_mark.line + 1
        lines: dict[str | int, int] = {}
        self.lines[id(made)] = lines
        self.stack.append(_Open(made, lines, event.anchor, begun=event.start_mark.line + 1))

    def _end(self, event: Any) -> None:
        done = self.stack.pop()
        if "\0" in done.seen:  # it stood where a key belongs
            return
        self._place(event, done.made, done.values, done.anchor, done.begun)

    def _alias(self, event: Any) -> None:
        self.aliases += 1
        if self.aliases > MOST_ALIASES:
            self._fail(event, "too-many-aliases", f"More than {MOST_ALIASES} aliases (*name). Write the things out.")
        if self.stack and self.stack[-1].wants_key:
            self._note(event, "bad-key", "An alias cannot be a field's name. Write the name.")
            self._key(event, f"\0{event.start_mark.index}")
            return
        if event.anchor not in self.anchors:
            self._note(event, "unknown-alias", f"'*{event.anchor}' stands for nothing that was finished above.")
            self._place(event, None, 1, None)
            return
        value, values = self.anchors[event.anchor]
        self._place(event, value, values, None)

    def _key(self, event: Any, key: str) -> None:
        top, line = self.stack[-1], event.start_mark.line + 1
        if key in top.seen:
            first = top.seen[key]
            self._note(event, "duplicate-key", f"'{key}' stands here twice, first in line {first}. Keep one.")
        top.seen.setdefault(key, line)
        top.key, top.key_line = key, line

    def _place(self, event: Any, value: Any, values: int, anchor: str | None, line: int = 0) -> None:
        self.values += values if anchor is None and isinstance(event, yaml.AliasEvent) else 1
        if self.values > MOST_VALUES:
            message = f"More than {MOST_VALUES:,} values, aliases written out. Check that it is the right file."
            self._fail(event, "too-many-values", message)
        if anchor is not None:
            self.anchors[anchor] = (value, values)
        if not self.stack:
            self.root.append(value)
            return
        top = self.stack[-1]
        top.values += values
        if isinstance(top.made, dict):
            if top.key is not None and top.key not in top.made:
                top.made[top.key] = value
                top.lines[top.key] = top.key_line
            top.key = None
        else:
            top.lines[len(top.made)] = line or event.start_mark.line + 1
            top.made.append(value)

    def _refuse_tag(self, event: Any) -> None:
        if event.tag is not None:
            self._note(event, "tag", f"The tag '{event.tag}' is not allowed. Write the plain value.")


def _syntax_mistake(error: yaml.YAMLError, file: str, lines: int) -> Mistake:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or str(error).splitlines()[0]
    remedies = {
        "mapping values are not allowed": "Put a text that holds ': ' in quotes, and check the indentation.",
        "cannot start any token": "Indent with spaces, not tabs, and put a text that begins with a sign in quotes.",
        "tab character": "Indent with spaces, not tabs.",
        "did not find expected": "Check the indentation, the quotes and the brackets here and in the line above.",
        "could not find expected ':'": "A field needs a colon and a space after its name.",
        "not allowed": "Remove the invisible signs; typing the line again does it.",
    }
    remedy = next(
        (advice for sign, advice in remedies.items() if sign in problem), "Correct the line or the one above."
    )
    line = min(mark.line + 1, lines) if mark is not None else 0
    return Mistake("not-yaml", f"This is not YAML: {problem}. {remedy}", file, line)
