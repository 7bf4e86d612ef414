"""What people typed, as files can hold it."""

from __future__ import annotations

import unicodedata
from typing import Final

_UNSEEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})  # control and direction signs, halves and holes of the code


def visible(typed: str) -> str:
    """Return a text without what cannot be seen, such as signs that turn the direction of writing; lines stay."""
    return "".join(sign for sign in typed if sign in "\n\t" or unicodedata.category(sign) not in _UNSEEN)
