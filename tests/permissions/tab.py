"""A browser's tab without the browser: keeps every byte the server sends, and can send whatever a forger likes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

PATIENCE = 60  # seconds for one run of a page
STREAM = "/_stcore/stream"


@dataclass
class Tab:
    """One tab; `widgets` are the elements that have an id, `drawn` all with their kinds, `sent` all bytes as they came."""

    connection: ClientConnection
    page: str
    query: str = ""
    session_id: str = ""
    page_hash: str = ""
    widgets: dict[str, tuple[str, Any, str]] = field(default_factory=dict)
    sent: bytearray = field(default_factory=bytearray)
    exceptions: list[str] = field(default_factory=list)
    drawn: list[tuple[str, bytes]] = field(default_factory=list)

    def run(self, values: Mapping[str, Mapping[str, Any]] | None = None, fragment: str = "") -> bytes:
        """Ask for a run with values of widgets, each as the fields of the protocol, and return what came."""
        request: Any = BackMsg()
        run = request.rerun_script
        run.page_name, run.page_script_hash = ("" if self.page_hash else self.page), self.page_hash
        run.query_string, run.fragment_id = self.query, fragment
        run.context_info.locale, run.context_info.timezone = "en-GB", "Europe/Minsk"
        for ident, fields in (values or {}).items():
            widget = run.widget_states.widgets.add(id=ident)
            for name, value in fields.items():
                if isinstance(value, list):
                    getattr(widget, name).data.extend(value)
                else:
                    setattr(widget, name, value)
        before = len(self.sent)
        self.connection.send(request.SerializeToString())
        while not self._is_over(bytes(self.connection.recv(timeout=PATIENCE))):
            pass
        return bytes(self.sent[before:])

    def _is_over(self, received: bytes) -> bool:
        self.sent += received
        message: Any = ForwardMsg()
        message.ParseFromString(received)
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.session_id = message.new_session.initialize.session_id
            self.page_hash = message.new_session.page_script_hash
        elif kind == "navigation":
            self.page_hash = message.navigation.page_script_hash
        elif kind == "delta" and message.delta.WhichOneof("type") == "add_block":
            self.drawn.append(("block", message.delta.add_block.SerializeToString()))
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            name = element.WhichOneof("type")
            drawn = getattr(element, name)
            self.drawn.append((name, drawn.SerializeToString()))
            if name == "exception":
                self.exceptions.append(drawn.message)
            elif getattr(drawn, "id", ""):
                self.widgets[drawn.id] = (name, drawn, message.delta.fragment_id)
        return kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN


@contextmanager
def tab(
    port: int,
    page: str = "",
    *,
    token: str = "",
    query: str = "",
    headers: Mapping[str, str] | None = None,
    resume: str = "",
    path: str = STREAM,
) -> Iterator[Tab]:
    """Open a tab as whoever has the token; `resume` names a session of Streamlit to go on with."""
    protocols = ["streamlit", "x", resume] if resume else ["streamlit"]
    with connect(
        f"ws://127.0.0.1:{port}{path}",
        subprotocols=[Subprotocol(one) for one in protocols],
        additional_headers={**({"Cookie": f"recp_session={token}"} if token else {}), **(headers or {})},
        max_size=None,
        compression=None,
        proxy=None,
        open_timeout=PATIENCE,
    ) as connection:
        yield Tab(connection, page, query)
