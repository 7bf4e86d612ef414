"""Shows what people typed exactly as they typed it."""

from __future__ import annotations

import re

_NOTHING = "\u2060"  # word joiner
_SPACE = re.compile(r"[^\S\u00a0\u202f]+")  # spaces that do not break keep a number and its unit together
_LINK = re.compile(r"(?i)(?<=https:)(?=//)|(?<=http:)(?=//)|(?<=www)(?=\.)|(?=@)")  # what Streamlit makes a link of
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&^=])")


def plain(typed: str) -> str:
    """Escape a text for Streamlit's markdown: no emphasis, links, HTML, formulas, icons or colours; one line.

    An address becomes no link for a sign of no width within it: bare addresses are made links after escapes are read.
    """
    return _SPECIAL.sub(r"\\\1", _LINK.sub(_NOTHING, _SPACE.sub(" ", typed).strip()))
