"""`/verify/<serial>`: anybody may ask whether a certificate is genuine; yes or no, and nothing else."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from recp_selfcheck.actions import certifying
from recp_selfcheck.i18n import text
from recp_selfcheck.web.forms import page, speak


async def verify(request: Request) -> Response:
    """Say whether the serial in the address is that of a genuine certificate."""
    speak(request)
    serial = certifying.plain_serial(request.path_params["serial"])
    genuine = await run_in_threadpool(certifying.is_genuine, serial)
    if genuine:
        title, said = text("The certificate is genuine"), text("The certificate {serial} was given out.", serial=serial)
    else:
        title = text("Not genuine")
        said = text("No certificate with the number {serial} is valid. Compare it with the paper.", serial=serial)
    return page(
        request, "verified", status=200 if genuine else 404, title=title, said=said, genuine=genuine, serial=serial
    )


ROUTES = [Route("/verify/{serial}", verify, methods=["GET"])]
