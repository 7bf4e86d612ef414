"""Lays labels and bars below each other, for Plotly figures whose vertical axis counts pixels."""

from __future__ import annotations

import html
from collections.abc import Sequence
from typing import Any

from recp_selfcheck.charts.style import lines, one_line

WIDTH = 40  # characters of a label on a telephone 390 px wide
TEXT, SMALL = 14, 12  # px
LINE, SMALL_LINE = 19, 17
BAR = 14
SPACE = 14  # below a bar


class Stack:
    """Lays labels and bars below each other, in pixels from the top."""

    def __init__(self) -> None:
        self.height = 0.0
        self.centres: list[float] = []
        self.heights: list[float] = []
        self.annotations: list[dict[str, Any]] = []

    def label(self, parts: Sequence[tuple[str, int, int]]) -> None:
        """Put lines of text: each part with its size in px and the lines it may take."""
        for label, size, most in parts:
            width = WIDTH if size == TEXT else int(WIDTH * TEXT / SMALL)
            line = LINE if size == TEXT else SMALL_LINE
            for written in lines(label, width, most):
                self._line(written, size, line)

    def bar(self, height: int = BAR) -> None:
        """Put a bar."""
        self.height += 4
        self.centres.append(self.height + height / 2)
        self.heights.append(height)
        self.height += height + SPACE

    def room(self, height: float) -> None:
        """Leave room."""
        self.height += height

    def small(self, sentence: str) -> None:
        """Put a sentence in small letters below."""
        if not sentence:
            return
        for written in lines(sentence, int(WIDTH * TEXT / SMALL), 3):
            self._line(written, SMALL, SMALL_LINE)

    def note(self, written: str, x: float, y: float, anchor: str = "left", shift: int = 6) -> None:
        """Put words beside a mark."""
        self.annotations.append(
            {
                "x": x,
                "y": y,
                "text": escaped(written),
                "showarrow": False,
                "xanchor": anchor,
                "yanchor": "middle",
                "xshift": shift,
                "font": {"size": SMALL + 1},
            }
        )

    def _line(self, written: str, size: int, line: int) -> None:
        self.annotations.append(
            {
                "xref": "paper",
                "x": 0,
                "xshift": -2,  # the frame Plotly leaves around words
                "y": self.height + line / 2,
                "text": escaped(written),
                "showarrow": False,
                "xanchor": "left",
                "yanchor": "middle",
                "align": "left",
                "font": {"size": size},
            }
        )
        self.height += line


def escaped(label: str) -> str:
    """Return a label Plotly shows as it is: no tags, no entities, no formulas between dollar signs."""
    return html.escape(one_line(label), quote=False).replace("$", "&#36;")
