"""What all charts have in common: colours with a fixed meaning, and labels cut into lines."""

from __future__ import annotations

import textwrap
import unicodedata

GOOD = "#0072B2"
MIDDLE = "#56B4E9"
BAD = "#D55E00"
NEUTRAL = "#8A949C"  # seen on white and on the dark page alike
LIGHT = "rgba(138,148,156,0.28)"
COLOUR_OF_POSITION = {
    "best_quarter": GOOD,
    "below_range": GOOD,
    "middle": MIDDLE,
    "in_range": MIDDLE,
    "poor_quarter": BAD,
    "above_range": BAD,
}


def one_line(label: str) -> str:
    """Return a label without line breaks, invisible or direction-changing characters."""
    visible = (" " if unicodedata.category(c) in {"Cc", "Zl", "Zp"} else c for c in label)
    kept = (c for c in visible if unicodedata.category(c) not in {"Cf", "Cs", "Co", "Cn"})
    return " ".join(filter(None, "".join(kept).strip().split(" ")))  # no-break spaces stay


def lines(label: str, width: int, most: int = 2) -> list[str]:
    """Cut a label into at most `most` lines of `width` characters; what does not fit ends in "…"."""
    return textwrap.wrap(one_line(label), width, max_lines=most, placeholder=" …") or [""]
