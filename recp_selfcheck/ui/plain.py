"""Shows what people typed exactly as they typed it."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~$:&^=])")


def plain(typed: str) -> str:
    """Escape a text for Streamlit's markdown: no emphasis, links, HTML, formulas, icons or colours; one line."""
    return _SPECIAL.sub(r"\\\1", " ".join(typed.split()))
