"""Keeps the catalogues of the interface, `locale/ru.po` and `locale/be.po`, in step with the source."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po, write_po

from recp_selfcheck.i18n.extraction import PROJECT, Sentence, find_sentences, placeholders
from recp_selfcheck.i18n.languages import LANGUAGES, SOURCE
from recp_selfcheck.i18n.words import LOCALE_FOLDER

TRANSLATED = tuple(code for code in LANGUAGES if code != SOURCE)
_SIMILAR = 0.75  # of 1; below that a proposal costs the translator more than it saves
_WIDTH = 120


@dataclass(frozen=True, slots=True)
class Gap:
    """Something a catalogue lacks. `kind`: missing, fuzzy, placeholder (another than in the source), unused."""

    language: str
    kind: str
    sentence: str
    context: str | None = None

    def __str__(self) -> str:
        """Write the gap on one line."""
        return f"{self.language}: {self.kind}: {f'[{self.context}] ' if self.context else ''}{self.sentence}"


def update(root: Path = PROJECT, folder: Path = LOCALE_FOLDER) -> Mapping[str, int]:
    """Bring both catalogues in step with the source; returns how many sentences each has left to translate.

    Translations are kept, sentences that left the source leave the catalogues, a new sentence much like one that left
    takes its translation over, marked fuzzy. A second run changes no byte.
    """
    sentences = find_sentences(root)
    left = {}
    for language in TRANSLATED:
        path = folder / f"{language}.po"
        merged = _merged(sentences, _read(path, language), language)
        path.write_bytes(_header(language) + _body(merged))
        left[language] = sum(1 for message in merged if message.id and (message.fuzzy or not _complete(message)))
    return left


def gaps(root: Path = PROJECT, folder: Path = LOCALE_FOLDER) -> tuple[Gap, ...]:
    """Return what the catalogues lack against the source, by language in the order of the source."""
    sentences = find_sentences(root)
    return tuple(gap for language in TRANSLATED for gap in _gaps(sentences, _read(folder / f"{language}.po", language)))


def _gaps(sentences: list[Sentence], catalogue: Catalog) -> Iterator[Gap]:
    language = str(catalogue.locale)
    for sentence in sentences:
        message = catalogue.get(sentence.forms[0], context=sentence.context)
        if message is None or message.id != _id(sentence) or not _complete(message):
            yield Gap(language, "missing", sentence.forms[0], sentence.context)
        elif message.fuzzy:
            yield Gap(language, "fuzzy", sentence.forms[0], sentence.context)
        elif not _fits(sentence, message):
            yield Gap(language, "placeholder", sentence.forms[0], sentence.context)
    known = {(sentence.context, sentence.forms[0]) for sentence in sentences}
    for message in catalogue:
        if message.id and (message.context, _forms(message.id)[0]) not in known:
            yield Gap(language, "unused", _forms(message.id)[0], message.context)


def _fits(sentence: Sentence, message: Message) -> bool:
    """Tell whether a translation has the places of its sentence; one form of a plural may say its number in words."""
    expected = [placeholders(form) for form in sentence.forms]
    try:
        found = [placeholders(form) for form in _forms(message.string)]
    except ValueError:
        return False
    everything = frozenset().union(*expected)
    spared = {"n"} if len(expected) > 1 else set()
    return all(everything - spared <= places <= everything | {"n"} & everything for places in found)


def _complete(message: Message) -> bool:
    return all(_forms(message.string))


def _forms(value: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (value or "",) if value is None or isinstance(value, str) else tuple(value)


def _id(sentence: Sentence) -> str | tuple[str, str]:
    return sentence.forms[0] if len(sentence.forms) == 1 else (sentence.forms[0], sentence.forms[1])


def _read(path: Path, language: str) -> Catalog:
    if not path.exists():
        return Catalog(locale=language)
    with path.open("rb") as file:
        return read_po(file, locale=language, ignore_obsolete=True, abort_invalid=True)


def _merged(sentences: list[Sentence], old: Catalog, language: str) -> Catalog:
    """Return a catalogue with exactly `sentences`, in their order, with what `old` knows of them."""
    merged = Catalog(locale=language, fuzzy=False)
    known = {(sentence.context, sentence.forms[0]) for sentence in sentences}
    gone = {
        _forms(message.id)[0]: message
        for message in old
        if message.id and _complete(message) and (message.context, _forms(message.id)[0]) not in known
    }
    for sentence in sentences:
        wanted = _id(sentence)
        message = old.get(sentence.forms[0], context=sentence.context)
        fuzzy = message is not None and message.fuzzy
        if message is None:
            near = get_close_matches(sentence.forms[0], gone, n=1, cutoff=_SIMILAR)
            message, fuzzy = (gone.pop(near[0]), True) if near else (None, False)
        string: str | tuple[str, ...] = "" if isinstance(wanted, str) else ("",) * get_plural(language).num_plurals
        same_shape = message is not None and isinstance(message.id, str) == isinstance(wanted, str)
        if message is not None and same_shape:
            string = _forms(message.string) if isinstance(wanted, tuple) else _forms(message.string)[0]
        merged.add(
            wanted,
            string,
            locations=[(file, 0) for file in sentence.files],
            flags=["fuzzy"] if fuzzy and same_shape else [],
            auto_comments=sentence.notes,
            user_comments=message.user_comments if message is not None and same_shape else (),
            context=sentence.context,
        )
    return merged


def _body(catalogue: Catalog) -> bytes:
    written = BytesIO()
    write_po(written, catalogue, width=_WIDTH, omit_header=True, include_lineno=False, ignore_obsolete=True)
    return written.getvalue()


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
