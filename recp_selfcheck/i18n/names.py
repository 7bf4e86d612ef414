"""Names of countries and currencies in the reader's language, as Unicode's CLDR has them."""

from __future__ import annotations

from babel import Locale

from recp_selfcheck.i18n.languages import language


def country(code: str) -> str:
    """Return a country's name, the code itself where there is none."""
    return str(Locale(language()).territories.get(code, code))


def currency(code: str) -> str:
    """Return a currency as "BYN, белорусский рубль"."""
    name = Locale(language()).currencies.get(code)
    return f"{code}, {name}" if name else code
