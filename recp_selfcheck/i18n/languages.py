"""Which languages there are, and which one the present session reads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

LANGUAGES = {"ru": "Русский", "en": "English", "be": "Беларуская"}
SOURCE = "en"  # the language the sentences in the code are written in
FALLBACK = {"be": "ru"}  # who reads Belarusian reads Russian too
_LOCALES = {"ru": "ru", "be": "be", "en": "en_GB"}  # British English: day before month, 24 hours

_language: ContextVar[str] = ContextVar("language", default=SOURCE)


def use(language: str) -> None:
    """Make `language` the language of the running session; it holds for this thread or task alone."""
    if language not in LANGUAGES:
        raise ValueError(f"unknown language {language!r}; known are {', '.join(LANGUAGES)}")
    _language.set(language)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak another language for a while, as for a file in a language other than the page's."""
    before = _language.get()
    use(language)
    try:
        yield
    finally:
        _language.set(before)


def language() -> str:
    """Return the language of the running session, English where none was chosen."""
    return _language.get()


def locale() -> str:
    """Return the Babel locale of the running session."""
    return _LOCALES[_language.get()]


def negotiate(
    profile: str | None = None, cookie: str | None = None, browser: str | None = None, setting: str | None = None
) -> str:
    """Return the first language we speak: the person's own, the cookie's, the browser's in its order, the setting's.

    `browser` is an Accept-Language header (`be-BY,ru;q=0.8`) or a single locale (`ru-RU`). Anything unknown or broken
    is passed over; the last resort is Russian.
    """
    for wish in (profile, cookie, *_wishes(browser or ""), setting):
        code = (wish or "").strip().replace("_", "-").partition("-")[0].lower()
        if code in LANGUAGES:
            return code
    return "ru"


def _wishes(header: str) -> Iterator[str]:
    weighted = []
    for part in header[:1000].split(","):
        tag, _, parameters = part.partition(";")
        weight = _weight(parameters)
        if weight > 0:
            weighted.append((weight, tag))
    for _, tag in sorted(weighted, key=lambda pair: -pair[0]):
        yield tag


def _weight(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return min(1.0, float(value))
    except ValueError:
        return 0.0
