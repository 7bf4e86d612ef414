"""The elements an SVG is made of; every text in them is escaped here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal
from xml.sax.saxutils import escape, quoteattr

from recp_selfcheck.charts.style import lines, one_line

Anchor = Literal["start", "middle", "end"]
_CHARACTER = 0.56  # of the font size: the mean width of a Cyrillic letter


def picture(parts: Iterable[str], width: float, height: float, *, title: str, description: str) -> str:
    """Return a whole picture that grows with its place, with its title and description."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {coordinate(width)} {coordinate(height)}" width="100%" '
        f'role="img" aria-label={quoteattr(one_line(f"{title}: {description}"))} '
        'font-family="inherit" fill="currentColor">'
        f"<title>{escape(one_line(title))}</title><desc>{escape(one_line(description))}</desc>{''.join(parts)}</svg>"
    )


def write(
    parts: list[str], label: str, y: float, *, size: int, width: float, opacity: float = 1, most: int = 2
) -> float:
    """Add a label in at most `most` lines from `y` down; returns where it ends."""
    if not label:
        return y
    for written in lines(label, int(width / size / _CHARACTER), most):
        y += size * 1.3
        parts.append(words_at(written, 0, y - size * 0.25, size=size, opacity=opacity))
    return y


def words_at(label: str, x: float, y: float, *, size: float, anchor: Anchor = "start", opacity: float = 1) -> str:
    """Return words standing on the point."""
    return (
        f'<text x="{coordinate(x)}" y="{coordinate(y)}" font-size="{size}" text-anchor="{anchor}" fill="currentColor" '
        f'opacity="{opacity}">{escape(one_line(label))}</text>'
    )


def bar(
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    colour: str = "currentColor",
    opacity: float = 1,
    rounded: int = 0,
) -> str:
    """Return a bar with its upper left corner at the point."""
    return (
        f'<rect x="{coordinate(x)}" y="{coordinate(y)}" width="{coordinate(max(width, 0))}" '
        f'height="{coordinate(height)}" rx="{rounded}" fill="{colour}" fill-opacity="{opacity}"/>'
    )


def line(
    start: tuple[float, float],
    end: tuple[float, float],
    *,
    colour: str = "currentColor",
    thick: float = 1,
    opacity: float = 1,
) -> str:
    """Return a straight line."""
    (x1, y1), (x2, y2) = start, end
    return (
        f'<line x1="{coordinate(x1)}" y1="{coordinate(y1)}" x2="{coordinate(x2)}" y2="{coordinate(y2)}" '
        f'stroke="{colour}" stroke-width="{thick}" stroke-opacity="{opacity}"/>'
    )


def coordinate(value: float) -> str:
    """Return a number as SVG writes it, to a hundredth."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
