"""Finds every sentence of the interface in the source.

Babel's own extractor reads arguments by position only, while our contexts are keywords; walking the syntax tree reads
both, sees through sentences written over several lines, and can check the placeholders against the values given.
"""

from __future__ import annotations

import ast
import string
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from recp_selfcheck.errors import ContentMistakes, Mistake

PROJECT = Path(__file__).parents[2]
_PACKAGE = "recp_selfcheck.i18n"
_SENTENCES = {"text": 1, "mark": 1, "text_n": 2}  # how many forms stand at the beginning of the call
_NOTE = "# Translators:"


@dataclass(slots=True)
class Sentence:
    """One sentence to translate: `forms` are the singular and, where counted, the plural; `files` say where it is."""

    forms: tuple[str, ...]
    context: str | None
    files: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def find_sentences(root: Path = PROJECT) -> list[Sentence]:
    """Return all sentences in the order of files and lines, each once; raises ContentMistakes with all wrong calls."""
    found: dict[tuple[str | None, str], Sentence] = {}
    mistakes: list[Mistake] = []
    for path in source_files(root):
        name = path.relative_to(root).as_posix()
        for item in _read(path.read_text(encoding="utf-8"), name):
            if isinstance(item, Mistake):
                mistakes.append(item)
            else:
                _add(found, item, mistakes)
    for path in sorted((root / "recp_selfcheck" / "web" / "templates").glob("*.html")):
        for sentence in _read_template(path, path.relative_to(root).as_posix()):
            _add(found, sentence, mistakes)
    if mistakes:
        raise ContentMistakes(mistakes)
    return list(found.values())


def source_files(root: Path) -> list[Path]:
    """Return the modules that may speak: the launcher, the pages and the package, in a fixed order."""
    return [path for path in (root / "app.py",) if path.exists()] + [
        path for folder in ("pages", "recp_selfcheck") for path in sorted((root / folder).rglob("*.py"))
    ]


def placeholders(sentence: str) -> frozenset[str]:
    """Return the names in `{name}` places; raises ValueError where braces do not match or hold more than a name."""
    names = set()
    for _, name, spec, conversion in string.Formatter().parse(sentence):
        if name is None:
            continue
        if not name.isidentifier() or spec or conversion:
            raise ValueError(f"'{{{name}}}' must be a plain name")
        names.add(name)
    return frozenset(names)


def _read_template(path: Path, name: str) -> Iterator[Sentence]:
    """Find the sentences of a page template, where `text` is called `t`; Babel asks the template engine itself."""
    from babel.messages.extract import extract  # noqa: PLC0415 - only those who update the catalogues need it

    with path.open("rb") as file:
        for _line, message, _comments, _context in extract("jinja2", file, keywords={"t": None}):
            yield Sentence((message if isinstance(message, str) else message[0],), None, [name])


def _add(found: dict[tuple[str | None, str], Sentence], new: Sentence, mistakes: list[Mistake]) -> None:
    known = found.setdefault((new.context, new.forms[0]), new)
    if known is new:
        return
    if len(known.forms) == len(new.forms) and known.forms != new.forms:
        message = f"'{new.forms[0]}' has two plurals, '{known.forms[1]}' and '{new.forms[1]}'; use one of them"
        mistakes.append(Mistake("two-plurals", message, new.files[0]))
    known.forms = max(known.forms, new.forms, key=len)
    known.files += [file for file in new.files if file not in known.files]
    known.notes += [note for note in new.notes if note not in known.notes]


def _read(source: str, name: str) -> Iterator[Sentence | Mistake]:
    if "i18n" not in source:
        return  # imports nothing of ours
    try:
        tree = ast.parse(source, name)
    except SyntaxError as error:
        yield Mistake("syntax", f"this is not Python: {error.msg}", name, error.lineno or 0)
        return
    known = _imported(tree, name)
    lines = source.splitlines()
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and _function(node, known)]
    for call in sorted(calls, key=lambda node: (node.lineno, node.col_offset)):
        yield from _read_call(call, _function(call, known), name, lines)


def _imported(tree: ast.Module, name: str) -> Mapping[str, str]:
    """Map names as used in the module to our functions; a module that imports none of them says nothing."""
    known = {}
    if name.endswith("i18n/words.py"):
        return {}  # defines them
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(_PACKAGE):
            known.update({alias.asname or alias.name: alias.name for alias in node.names if alias.name in _SENTENCES})
        elif isinstance(node, ast.ImportFrom) and node.module == _PACKAGE.partition(".")[0]:
            modules = [alias.asname or alias.name for alias in node.names if alias.name == "i18n"]
            known.update({f"{module}.{function}": function for module in modules for function in _SENTENCES})
    return known


def _function(call: ast.Call, known: Mapping[str, str]) -> str:
    function = call.func
    if isinstance(function, ast.Name):
        return known.get(function.id, "")
    if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
        return known.get(f"{function.value.id}.{function.attr}", "")
    return ""


def _read_call(call: ast.Call, function: str, name: str, lines: Sequence[str]) -> Iterator[Sentence | Mistake]:
    def mistake(code: str, message: str) -> Mistake:
        return Mistake(code, message, name, call.lineno)

    count = _SENTENCES[function]
    arguments = call.args[:count]
    forms = tuple(_literal(argument) for argument in arguments)
    if any(isinstance(argument, ast.JoinedStr | ast.BinOp) for argument in arguments):
        yield mistake(
            "not-literal", f"{function}(...) needs a sentence as written; put what changes into {{name}} places"
        )
        return
    if None in forms or len(forms) < count:
        if function != "text":  # `text` may show what `mark` announced elsewhere
            yield mistake("not-literal", f"{function}(...) needs its sentences written in the call")
        return
    sentences = tuple(form for form in forms if form is not None)
    contexts = [keyword.value for keyword in call.keywords if keyword.arg == "context"]
    context = _literal(contexts[0]) if contexts else None
    if contexts and context is None:
        yield mistake("not-literal", "context=... needs a word as written")
        return
    given = {keyword.arg for keyword in call.keywords} - {"context"}
    yield from _wrong_places(sentences, function, given, mistake)
    yield Sentence(sentences, context, [name], _notes(lines, call.lineno))


def _wrong_places(
    sentences: Iterable[str], function: str, given: set[str | None], mistake: Callable[[str, str], Mistake]
) -> Iterator[Mistake]:
    names: frozenset[str] = frozenset()
    for sentence in sentences:
        try:
            names |= placeholders(sentence)
        except ValueError as error:
            yield mistake("placeholder", f"'{sentence}': {error}")
            return
    if function == "mark" or None in given:  # values are given elsewhere, or through **values
        return
    expected = given | ({"n"} if function == "text_n" else set())
    for missing in sorted(names - expected):
        yield mistake("placeholder", f"{{{missing}}} is in the sentence and not among the values")
    for unused in sorted(str(name) for name in given - names):
        yield mistake("placeholder", f"value '{unused}' has no {{{unused}}} in the sentence")


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _notes(lines: Sequence[str], line: int) -> list[str]:
    above = lines[line - 2].strip() if line > 1 else ""
    return [above.removeprefix(_NOTE).strip()] if above.startswith(_NOTE) else []
