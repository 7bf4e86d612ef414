"""Puts mistakes and doubts into the reader's words: what is wrong and what to do, from their codes and values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from recp_selfcheck.errors import Mistake, StorageProblem, UnitMistake
from recp_selfcheck.i18n.dates import month
from recp_selfcheck.i18n.extraction import placeholders
from recp_selfcheck.i18n.labels import carrier_label
from recp_selfcheck.i18n.numbers import number
from recp_selfcheck.i18n.quantities import amount, between, unit_label
from recp_selfcheck.i18n.sentences import DOUBTS, MISTAKES
from recp_selfcheck.i18n.words import text, text_n

_AS_TYPED = frozenset({"given", "limit", "least", "most", "amount"})  # every digit; the rest is rounded
_EXACT = frozenset({"in", "out", "typed", "billed"})  # compared with each other: 1001 shall not look like 1000


class Doubt(Protocol):
    """What a doubt about data carries."""

    @property
    def code(self) -> str:
        """The stable code."""

    @property
    def values(self) -> Mapping[str, Any]:
        """The numbers and names its sentence needs."""


def word(mistake: Mistake | UnitMistake | StorageProblem, name_of: Callable[[str], str] | None = None) -> str:
    """Return the sentence for a mistake in the reader's language; `name_of` turns a question's id into its text.

    A mistake with an unknown code, or without the values its sentence needs, keeps its English message.
    """
    values = dict(mistake.values)
    if name_of is not None and "question" in values:
        values["question"] = name_of(str(values["question"]))
    message = mistake.message if isinstance(mistake, Mistake) else str(mistake)
    return _filled(MISTAKES.get(mistake.code), values) or message


def word_doubt(doubt: Doubt) -> str:
    """Return the sentence for a doubt in the reader's language, its code where nobody has worded it.

    One that holds for several months says in how many.
    """
    said = _filled(DOUBTS.get(doubt.code), doubt.values) or doubt.code
    months = doubt.values.get("months")
    if months is None:
        return said
    first, last = (_worded(name, doubt.values[name]) for name in ("first", "last"))
    return f"{said} " + text_n(
        "It is so in {n} month ({first}).", "It is so in {n} months ({first} – {last}).", months, first=first, last=last
    )


def _filled(sentence: str | None, values: Mapping[str, Any]) -> str:
    if sentence is None:
        return ""
    shown = _shown(values)
    needed = placeholders(sentence)
    if not needed <= shown.keys():
        return ""
    said = text(sentence, **{name: shown[name] for name in needed}) if needed else text(sentence)
    if values.get("suggestion"):
        said += " " + text("Did you mean “{suggestion}”?", suggestion=values["suggestion"])
    if values.get("status") == "memory":
        said += " " + text("What is usual is an estimate of experts, not yet checked.")
    return said


def _shown(values: Mapping[str, Any]) -> dict[str, str]:
    """Return the values as words, and with them: numbers with their unit, what is usual, an example of a number.

    What a value holds in turn goes by both names: `own_with_unit` of `energy` is `energy_own_with_unit`.
    """
    shown = {name: _worded(name, value) for name, value in values.items() if value is not None}
    shown["example"] = number(1234.5, digits=None)
    for name, value in values.items():
        if isinstance(value, Mapping):
            shown.update({f"{name}_{part}": said for part, said in _shown(value).items()})
    if "given" in shown or "text" in shown:
        shown.setdefault("text", shown.get("given", ""))
        shown.setdefault("given", shown["text"])
    elif "amount" in shown:
        shown["given"] = shown["amount"]
    unit = str(values.get("unit") or "")
    for name, value in values.items():
        if isinstance(value, int | float) and not isinstance(value, bool):
            shown[f"{name}_with_unit"] = amount(value, unit, _digits(name))
    low, high = values.get("low"), values.get("high")
    if isinstance(low, int | float) and isinstance(high, int | float):
        shown["usual"] = between(low, high)
    return shown


def _digits(name: str) -> int | None:
    return None if name in _AS_TYPED else 6 if name in _EXACT else 3


def _worded(name: str, value: Any) -> str:
    if isinstance(value, bool) or name == "year":
        return str(value)
    if isinstance(value, int | float):
        return number(value, _digits(name))
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(_WORDS_OF.get(name, str)(str(part)) for part in value)
    return _WORDS_OF.get(name, str)(str(value))


def _month(written: str) -> str:
    year, _, number_of_month = written.partition("-")
    return month(int(year), int(number_of_month))


_WORDS_OF: Mapping[str, Callable[[str], str]] = {
    **dict.fromkeys(("unit", "to", "base", "units"), unit_label),
    **dict.fromkeys(("first", "last"), _month),
    "carriers": carrier_label,
}
