"""Reads, merges and examines the gettext catalogues of the content."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.plurals import get_plural
from babel.messages.pofile import PoFileError, denormalize, read_po, write_po

from recp_selfcheck.errors import ContentMistakes, Mistake

DIRECTORY = Path(__file__).resolve().parents[2] / "checklists" / "translations"
LANGUAGES = ("ru", "be")
_WIDTH = 120
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_PLACE = re.compile(r"\{(\w+)\}")
_UPDATE = "Run 'python -m recp_selfcheck translations update'"


def read(path: Path, file: str = "") -> Catalog:
    """Read a catalogue, an empty one where there is no file; raises ContentMistakes for one that is no catalogue."""
    if not path.exists():
        return Catalog(locale=path.stem)
    name = file or str(path)
    try:
        with path.open("rb") as opened:
            return read_po(opened, locale=path.stem, abort_invalid=True)
    except OSError as error:
        message = f"The catalogue cannot be opened: {error.strerror}. Check that you may read it."
        raise ContentMistakes([Mistake("cannot-open", message, name)]) from error
    except UnicodeDecodeError as error:
        message = "This is not UTF-8 text. Save the file again with the encoding UTF-8."
        raise ContentMistakes([Mistake("not-utf-8", message, name)]) from error
    except PoFileError as error:
        message = f"This is not a gettext catalogue: {error}. Correct the line, its quotes above all."
        raise ContentMistakes([Mistake("not-po", message, name, error.lineno + 1)]) from error
    except Exception as error:  # Babel lets its parser's own errors through, whatever they are
        message = f"This is not a gettext catalogue: {error}. Open it in a catalogue editor and save it again."
        raise ContentMistakes([Mistake("not-po", message, name)]) from error


def merge(path: Path, wanted: Sequence[tuple[str, str]]) -> int:
    """Bring a catalogue in step with the wanted contexts and sources; returns how many are left to translate.

    What is gone or worded anew stays as an obsolete entry, for those who still answer an older version.
    """
    old, language = read(path), path.stem
    merged = Catalog(locale=language, fuzzy=False)
    exact = {(message.context, message.id): message for message in (*old.obsolete.values(), *old) if message.id}
    by_context = {message.context: message for message in exact.values() if message.string}
    by_source = {message.id: message for message in exact.values() if message.string and not message.fuzzy}
    for context, source in wanted:
        known = exact.get((context, source))
        before = by_context.get(context) if known is None else None
        entry = known or before or by_source.get(source)  # an id that was renamed keeps its words, unsure
        fuzzy = known.fuzzy if known is not None else entry is not None
        merged.add(
            source,
            entry.string if entry else "",
            flags=["fuzzy"] if fuzzy else [],
            previous_id=[_text(before.id)] if before else _previous(known) if known and fuzzy else (),
            user_comments=[comment for comment in entry.user_comments if not _is_previous(comment)] if entry else (),
            context=context,
        )
    kept, contexts = set(wanted), {context for context, _ in wanted}
    gone = [
        message
        for place, message in exact.items()
        if message.string and place not in kept and not (message.fuzzy and message.context in contexts)
    ]
    for message in sorted(gone, key=lambda message: (str(message.context), str(message.id))):
        merged.obsolete[message.id, message.context] = Message(
            message.id, message.string, flags=message.flags & {"fuzzy"}, context=message.context
        )
    written = BytesIO()
    write_po(written, merged, width=_WIDTH, omit_header=True, include_previous=True)
    content = _header(language) + written.getvalue()
    if not path.exists() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return sum(1 for message in merged if message.id and (message.fuzzy or not message.string))


def examine(path: Path, file: str, wanted: Sequence[tuple[str, str]]) -> tuple[list[Mistake], list[Mistake]]:
    """Return the mistakes of a catalogue and its warnings: missing, fuzzy and unused entries."""
    try:
        catalogue = read(path, file)
    except ContentMistakes as error:
        return list(error.mistakes), []
    entries = {(message.context, message.id): message for message in catalogue if message.id}
    mistakes = list(_wrong_places(entries.values(), file))
    warnings = []
    for context, source in wanted:
        message = entries.pop((context, source), None)
        values = {"context": context}
        if message is None:
            text = f"'{context}' is not in the catalogue with its present text. {_UPDATE}."
            warnings.append(Mistake("translation-missing", text, file, 0, values))
        elif not message.string:
            text = f"'{context}' has no translation. Write it."
            warnings.append(Mistake("translation-missing", text, file, _line(message), values))
        elif message.fuzzy:
            text = f"'{context}' has an unsure translation. Correct it and remove the word fuzzy."
            warnings.append(Mistake("translation-fuzzy", text, file, _line(message), values))
    for (gone, _), message in entries.items():
        text = f"'{gone}' translates a text that is gone or changed. {_UPDATE}."
        warnings.append(Mistake("translation-unused", text, file, _line(message), {"context": gone}))
    return mistakes, warnings


def _wrong_places(messages: Iterable[Message], file: str) -> Iterator[Mistake]:
    for message in messages:
        if not message.string or message.fuzzy:
            continue
        expected, found = (sorted(_PLACE.findall(_text(text))) for text in (message.id, message.string))
        if expected != found:
            shown = ", ".join(f"{{{name}}}" for name in expected) or "none"
            text = f"'{message.context}' must have the same places in braces as its source: {shown}."
            yield Mistake("placeholder", text, file, _line(message), {"context": str(message.context)})


def _is_previous(comment: str) -> bool:
    """Tell whether a comment is the old source of a fuzzy entry (`#| msgid "…"`), which Babel reads as a comment."""
    return comment.startswith("|")


def _previous(message: Message) -> list[str]:
    lines = [comment.removeprefix("|").strip() for comment in message.user_comments if _is_previous(comment)]
    quoted = _QUOTED.findall(" ".join(lines))  # Babel wraps such comments wherever there is a space
    return ["".join(denormalize(part) for part in quoted)] if quoted else []


def _line(message: Message) -> int:
    return (message.lineno or -1) + 1


def _text(value: str | Sequence[str]) -> str:
    return value if isinstance(value, str) else value[0]


def _header(language: str) -> bytes:
    """Return a header without dates, so that nothing changes when nothing changed."""
    lines = (
        f"Language: {language}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        f"Plural-Forms: {get_plural(language).plural_forms}",
    )
    return ('msgid ""\nmsgstr ""\n' + "".join(f'"{line}\\n"\n' for line in lines) + "\n").encode()
