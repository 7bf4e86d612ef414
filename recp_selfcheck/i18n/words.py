"""Sentences in the reader's language, from the gettext catalogues in `locale/`."""

from __future__ import annotations

import gettext
import math
from collections.abc import Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from recp_selfcheck.i18n.languages import FALLBACK, SOURCE, language
from recp_selfcheck.i18n.numbers import number

LOCALE_FOLDER = Path(__file__).parent / "locale"


def text(message: str, /, *, context: str | None = None, **values: Any) -> str:
    """Return `message` in the reader's language with `{name}` replaced by `values`, which are inserted as they are.

    `message` is the English sentence, a literal or one passed through `mark`; `context` tells two uses of one word
    apart. Without a translation, or with one whose placeholders do not fit, the English sentence is shown. Without
    `values` nothing is replaced.
    """
    if not message:
        return ""
    return _filled(_translated(message, context), message, values)


def text_n(one: str, many: str, n: float, /, *, context: str | None = None, **values: Any) -> str:
    """Return the sentence that fits the number `n`; `{n}` in it is that number, written as the reader writes numbers.

    `one` and `many` are the English forms; Russian and Belarusian have three. A number that is not whole takes the
    form that follows 2 ("1,5 часа", "1.5 hours").
    """
    whole = abs(int(n)) if math.isfinite(n) and n == int(n) else 2
    catalogue = _catalogue(language())
    found = catalogue.npgettext(context, one, many, whole) if context else catalogue.ngettext(one, many, whole)
    source = one if whole == 1 else many
    return _filled(found, source, {"n": number(n, digits=None), **values})


def mark(message: str, /, *, context: str | None = None) -> str:  # noqa: ARG001 - the extractor reads the context
    """Return `message` unchanged; it is extracted for translators, and shown later through `text(..., context=...)`."""
    return message


def _translated(message: str, context: str | None) -> str:
    catalogue = _catalogue(language())
    return catalogue.pgettext(context, message) if context else catalogue.gettext(message)


def _filled(sentence: str, source: str, values: Mapping[str, Any]) -> str:
    if not values:
        return sentence
    for candidate in (sentence, source):
        try:
            return candidate.format_map(values)
        except (LookupError, ValueError, AttributeError, TypeError):
            continue  # a test finds such a sentence; a reader is better served by the next best one
    return source


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    if code == SOURCE:
        return gettext.NullTranslations()
    from babel.messages.mofile import write_mo  # noqa: PLC0415 - costs 50 ms that an English session never needs
    from babel.messages.pofile import read_po  # noqa: PLC0415 - same

    with (LOCALE_FOLDER / f"{code}.po").open("rb") as file:
        catalogue = read_po(file, locale=code, abort_invalid=True)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    translations = gettext.GNUTranslations(compiled)
    if code in FALLBACK:
        translations.add_fallback(_catalogue(FALLBACK[code]))
    return translations
