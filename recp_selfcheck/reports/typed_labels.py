"""Turns what was chosen or typed in a workbook back into the ids it is a label of, in the language of the session."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from recp_selfcheck import i18n
from recp_selfcheck.assessment.bills import CARRIERS
from recp_selfcheck.i18n import unit_label
from recp_selfcheck.i18n.labels import carrier_label
from recp_selfcheck.units import units


def unit_of(typed: str) -> str:
    """Return the id of a unit; what is none stays as it is, and is refused later."""
    return _units(i18n.language()).get(plain_label(typed), typed)


def carrier_of(typed: str) -> str:
    """Return the id of a carrier; what is none stays as it is, and is refused later."""
    return _carriers(i18n.language()).get(plain_label(typed), typed)


def plain_label(words: str) -> str:
    """Return words without what makes no difference between labels: spaces, capitals."""
    return " ".join(words.split()).casefold()


@lru_cache(maxsize=8)
def _units(_language: str) -> Mapping[str, str]:
    names = units().names
    own = {plain_label(name): name for name in names}
    return own | {plain_label(unit_label(name)): name for name in reversed(names)}


@lru_cache(maxsize=8)
def _carriers(_language: str) -> Mapping[str, str]:
    return {plain_label(carrier_label(ident)): ident for ident in CARRIERS}
