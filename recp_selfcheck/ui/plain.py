"""Shows what people typed exactly as they typed it."""

from __future__ import annotations

import re

_SPACE = re.compile(r"[^\S\u00a0\u202f]+")  # spaces that do not break keep a number and its unit together
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&^=])")


def plain(typed: str) -> str:
    """Escape a text for Streamlit's markdown: no emphasis, links, HTML, formulas, icons or colours; one line."""
    return _SPECIAL.sub(r"\\\1", _SPACE.sub(" ", typed).strip())
