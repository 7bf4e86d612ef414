"""What starting means: check the settings, bring the database up to date, read the content, open the port, serve."""

from __future__ import annotations

import os
import socket
import threading
import webbrowser
from typing import TYPE_CHECKING

from recp_selfcheck.errors import SettingMistake
from recp_selfcheck.settings import settings

if TYPE_CHECKING:
    from starlette.types import ASGIApp


def get_ready() -> None:
    """Check the settings, bring the database up to date, read the content; SelfCheckError says what is wrong."""
    from recp_selfcheck.actions.content import content, figures  # noqa: PLC0415 - only after the settings are found right
    from recp_selfcheck.storage.database import prepare  # noqa: PLC0415 - same

    prepare(settings().database_url)
    content()
    figures()


def serve(app: ASGIApp) -> None:
    """Serve the app and open the browser; SettingMistake where the port is taken."""
    import uvicorn  # noqa: PLC0415 - `uvicorn app:app` and `streamlit run` bring their own

    chosen = settings()
    listening = _listen(chosen.host, chosen.port)
    address = f"http://{'127.0.0.1' if chosen.host == 'localhost' else chosen.host}:{listening.getsockname()[1]}"
    print(f"RECP self-check: {address}\nCtrl+C ends it.", flush=True)  # noqa: T201 - the person who started it reads this
    _ask_for_coordinator(address)
    if chosen.open_browser:
        threading.Timer(0.7, webbrowser.open, (address,)).start()
    config = uvicorn.Config(
        app, ws="websockets-sansio", ws_ping_interval=20, proxy_headers=True, access_log=False, log_level="warning"
    )
    uvicorn.Server(config).run(sockets=[listening])


def _ask_for_coordinator(address: str) -> None:
    """Print, at the first start of a club's server, the link that makes the first account."""
    if settings().mode != "club":
        return
    from recp_selfcheck.actions.signing_in import first_start  # noqa: PLC0415 - only club mode has accounts

    token = first_start()
    if token:
        place = settings().base_url or address
        print(f"Nobody has an account yet. The coordinator begins here: {place}/first/{token}", flush=True)  # noqa: T201 - same


def _listen(host: str, port: int) -> socket.socket:
    """Open the port first, so that a taken one is said in one sentence and nothing else is started."""
    listening = socket.socket(
        socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP
    )
    if os.name == "posix":
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # or every click waits 40 ms for an acknowledgement
    try:
        listening.bind((host, port))
        listening.listen(128)
    except OSError as error:
        listening.close()
        raise SettingMistake(
            f"Port {port} on {host} cannot be used ({error.strerror}). Another program, perhaps a second copy of the "
            f"self-check, has it: close that, or set RECP_PORT to another number, for example {port + 1}."
        ) from None
    return listening
