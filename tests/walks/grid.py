"""The grid of bills as a person meets it: a picture that is clicked, typed and pasted into."""

from __future__ import annotations

import json
import time
from typing import Any

from playwright.sync_api import Locator, expect

from tests.walks.visitor import PATIENCE, Visitor, until

COLUMNS = {"month": 0, "amount": 1, "cost": 2, "unit": 3}
ROW = 35  # pixels; the head is as high
DESK = (1280, 1000)


class Grid:
    """The grid on the bills page of a visitor."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.page = visitor.page
        self.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        self.box.locator('[data-testid="data-grid-canvas"]').wait_for()
        self.cell(0, "amount").wait_for(state="attached")

    @property
    def box(self) -> Locator:
        return self.visitor.key("bill_months")

    def cell(self, row: int, column: str) -> Locator:
        """Return what a screen reader reads of a cell."""
        return self.box.locator(f"#glide-cell-{COLUMNS.get(column, 4)}-{row}")

    def shown(self, column: str) -> list[str]:
        cells = f'td[id^="glide-cell-{COLUMNS.get(column, 4)}-"]'
        return [str(said) for said in self.box.locator(cells).all_inner_texts()]

    def click(self, row: int, column: str) -> Grid:
        """Click into the picture where the cell is drawn."""
        widths = (100, 130, 165, 105)
        place = COLUMNS[column]
        picture = self.box.locator(".dvn-scroller")
        picture.click(position={"x": sum(widths[:place]) + widths[place] // 2, "y": ROW * (row + 1) + ROW // 2})
        until(self.chosen, f"glide-cell-{place}-{row}")
        return self

    def paste(self, text: str) -> Grid:
        """Paste with the real clipboard into the cell that is chosen."""
        self.page.evaluate("(text) => navigator.clipboard.writeText(text)", text)
        self.page.keyboard.press("Control+V")
        return self

    def type(self, text: str, finish: str = "Enter") -> Grid:
        """Type over the chosen cell at the pace of a quick person.

        Enter within the milliseconds in which the editor still takes in the last key throws away what was typed.
        """
        editor = self.page.locator("textarea.gdg-input")
        here = self.chosen()
        self.page.keyboard.press(text[0])
        editor.wait_for()
        self.page.keyboard.type(text[1:], delay=60)
        expect(editor).to_have_value(text)
        self.page.wait_for_timeout(150)
        self.page.keyboard.press(finish)
        editor.wait_for(state="hidden")
        until(lambda: self.chosen() not in {here, ""}, wanted=True)
        return self

    def chosen(self) -> str:
        """Return which cell is chosen, "" for none."""
        chosen = (
            """(box) => { const cell = box.querySelector('td[aria-selected="true"]'); return cell ? cell.id : ""; }"""
        )
        return str(self.box.evaluate(chosen))

    def becomes_stored(self, month: str, field: str, value: Any, series: str = "electricity") -> None:
        deadline = time.monotonic() + PATIENCE
        while (got := self.stored().get((series, month, field))) != value and time.monotonic() < deadline:
            time.sleep(0.03)
        assert got == value

    def stored(self) -> dict[tuple[str, str, str], Any]:
        rows = self.visitor.app.rows("SELECT series, month, field, value FROM bill")
        return {(str(series), str(month), str(field)): json.loads(str(value)) for series, month, field, value in rows}
