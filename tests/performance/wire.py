"""A browser's side of Streamlit's connection, without the browser: loads a page, chooses options, presses buttons."""

from __future__ import annotations

import asyncio
from time import perf_counter
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

PATIENCE = 30  # seconds for one run of a page


class Visit:
    """One session on one page.

    `radios` holds by label the id of each single choice and its options, `buttons` by label the id of each button,
    `segments` the like of choices set side by side, `refreshing` by id the seconds after which each part of the page asks to be drawn anew.
    """

    def __init__(self, connection: ClientConnection, page: str, query: str) -> None:
        self.connection = connection
        self.page, self.query, self.page_hash = page, query, ""
        self.radios: dict[str, tuple[str, list[str]]] = {}
        self.buttons: dict[str, str] = {}
        self.refreshing: dict[str, float] = {}
        self.segments: dict[str, tuple[str, list[str]]] = {}
        self.chosen: dict[str, str] = {}
        self.picked: dict[str, str] = {}
        self.errors: list[str] = []

    @classmethod
    async def begin(cls, port: int, page: str, query: str, token: str = "") -> Visit:
        """Connect, with the token of a session where one is signed in, and load the page."""
        connection = await connect(
            f"ws://127.0.0.1:{port}/_stcore/stream",
            additional_headers={"Cookie": f"recp_session={token}"} if token else {},
            subprotocols=[Subprotocol("streamlit")],
            max_size=None,
            compression=None,
            proxy=None,
        )
        visit = cls(connection, page, query)
        await visit.run()
        return visit

    async def choose(self, label: str, option: str) -> float:
        """Choose an option and return the seconds until the server's run is over."""
        self.chosen[self.radios[label][0]] = option
        return await self.run()

    async def pick(self, label: str, place: int) -> float:
        """Pick one of the choices set side by side and return the seconds until the server's run is over."""
        ident, options = self.segments[label]
        self.picked[ident] = options[place]
        return await self.run()

    async def press(self, label: str) -> float:
        """Press a button and return the seconds until the server's run is over."""
        return await self.run(pressed=self.buttons[label])

    async def refresh(self, part: str) -> float:
        """Ask for a part of the page anew, as a browser does by itself, and return the seconds until it is there."""
        return await self.run(part=part)

    async def run(self, *, pressed: str = "", part: str = "") -> float:
        """Ask for a run with everything chosen so far and return the seconds until it is over."""
        before = perf_counter()
        await self.connection.send(self._request(pressed, part))
        while not self._is_over(await asyncio.wait_for(self.connection.recv(), PATIENCE)):
            pass
        return perf_counter() - before

    async def end(self) -> None:
        await self.connection.close()

    def _request(self, pressed: str, part: str) -> bytes:
        message: Any = BackMsg()
        run = message.rerun_script
        run.fragment_id, run.is_auto_rerun = part, bool(part)
        run.query_string, run.page_script_hash = self.query, self.page_hash
        run.page_name = "" if self.page_hash else self.page
        run.context_info.timezone, run.context_info.locale = "Europe/Minsk", "en-GB"
        for ident, option in self.chosen.items():
            widget = run.widget_states.widgets.add()
            widget.id, widget.string_value = ident, option
        for ident, option in self.picked.items():
            widget = run.widget_states.widgets.add()
            widget.id, widget.string_array_value.data[:] = ident, [option]
        if pressed:
            widget = run.widget_states.widgets.add()
            widget.id, widget.trigger_value = pressed, True
        return bytes(message.SerializeToString())

    def _is_over(self, received: str | bytes) -> bool:
        """Take in one message; tell whether it ends the run."""
        message: Any = ForwardMsg()
        message.ParseFromString(received)
        kind = message.WhichOneof("type")
        if kind == "navigation":  # the page is the one the main script chose, not the main script
            self.page_hash = message.navigation.page_script_hash
        elif kind == "auto_rerun":
            self.refreshing[message.auto_rerun.fragment_id] = message.auto_rerun.interval
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self._take(message.delta.new_element)
        elif kind == "script_finished":
            finished: Any = ForwardMsg.ScriptFinishedStatus
            if message.script_finished == finished.FINISHED_WITH_COMPILE_ERROR:
                self.errors.append("the page did not run")
            return bool(message.script_finished != finished.FINISHED_EARLY_FOR_RERUN)
        return False

    def _take(self, element: Any) -> None:
        kind = element.WhichOneof("type")
        if kind == "radio":
            radio = element.radio
            self.radios[radio.label] = (radio.id, list(radio.options))
            if radio.HasField("default"):
                self.chosen.setdefault(radio.id, radio.options[radio.default])
        elif kind == "button_group":
            group = element.button_group
            self.segments[group.label] = (group.id, [option.content for option in group.options])
        elif kind == "button":
            self.buttons[element.button.label] = element.button.id
        elif kind == "exception":
            self.errors.append(element.exception.message)
        elif kind == "alert":
            self.errors.append(element.alert.body)
