"""Types into the grid of bills as a browser does: everything typed so far is sent again with each edit."""

from __future__ import annotations

import json
from typing import Any

from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest

Edits = dict[int, dict[str, Any]]


class Grid:
    """The grid on a page. It begins anew, like the browser's, when the server draws another one."""

    def __init__(self, app: AppTest) -> None:
        self.app = app
        self.key = ""
        self.edits: Edits = {}
        self._look()

    def type(self, row: int, **cells: Any) -> Grid:
        return self.send({row: cells})

    def send(self, edits: Edits) -> Grid:
        """Send an edit of several cells at once, as pasting does."""
        self._look()
        for row, cells in edits.items():
            self.edits.setdefault(row, {}).update(cells)
        return self.say({"edited_rows": self.edits, "added_rows": [], "deleted_rows": []})

    def again(self) -> Grid:
        """Let the page be drawn anew without anything typed, as after a click elsewhere."""
        return self.send({})

    def say(self, state: Any) -> Grid:
        """Send any state, a forged one too."""
        states = self.app._tree.get_widget_states()
        states.widgets.append(WidgetState(id=self.app.data_editor[0].proto.id, string_value=json.dumps(state)))
        self.app._run(states)
        self._look()
        return self

    def column(self, name: str) -> list[Any]:
        """Return what a column shows: what the server sent, and over it what was typed into this grid."""
        column = self.app.data_editor[0].value[name]
        shown: list[Any] = column.astype(object).where(column.notna(), None).to_list()
        for row, cells in self.edits.items():
            if name in cells and 0 <= row < len(shown):
                shown[row] = cells[name]
        return shown

    def _look(self) -> None:
        assert not self.app.exception, [entry.value for entry in self.app.exception]
        key = str(self.app.data_editor[0].key)
        if key != self.key:
            self.key, self.edits = key, {}
