"""A visitor without a browser: speaks Streamlit's websocket protocol, asks for one page and reads what is drawn."""

from __future__ import annotations

from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import connect

_FINISHED_EARLY = ForwardMsg.FINISHED_EARLY_FOR_RERUN


@dataclass
class Run:
    """What one run of the app sent."""

    pages: list[str] = field(default_factory=list)  # addresses of the pages of the navigation
    elements: list[str] = field(default_factory=list)  # kinds of elements, in order
    keys: list[str] = field(default_factory=list)  # keys of containers and widgets
    exceptions: list[str] = field(default_factory=list)
    not_found: bool = False


def ask_for_page(port: int, page_name: str, seconds: float = 30) -> Run:
    """Connect and run one page by its name, as a browser does that opened its address."""
    request = BackMsg()
    request.rerun_script.page_name = page_name
    request.rerun_script.context_info.locale = "ru-RU"
    request.rerun_script.context_info.timezone = "Europe/Minsk"
    run = Run()
    address = f"ws://127.0.0.1:{port}/_stcore/stream"
    with connect(address, subprotocols=["streamlit"], max_size=None, compression=None, proxy=None) as socket:  # type: ignore[list-item]
        socket.send(request.SerializeToString())
        while True:
            message = ForwardMsg()
            message.ParseFromString(bytes(socket.recv(timeout=seconds)))
            if _read(message, run):
                return run


def _read(message: ForwardMsg, run: Run) -> bool:
    kind = message.WhichOneof("type")
    if kind == "navigation":
        run.pages = [page.url_pathname for page in message.navigation.app_pages]
    elif kind == "page_not_found":
        run.not_found = True
    elif kind == "delta":
        delta = message.delta
        if delta.WhichOneof("type") == "add_block":
            run.keys.append(delta.add_block.id)
        else:
            element = delta.new_element
            kind_of_element = str(element.WhichOneof("type"))
            run.elements.append(kind_of_element)
            if kind_of_element == "exception":
                run.exceptions.append(element.exception.message)
    return kind == "script_finished" and message.script_finished != _FINISHED_EARLY
