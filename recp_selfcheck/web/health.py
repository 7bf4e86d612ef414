"""`/healthz`: the process lives. `/readyz`: the database answers within two seconds."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from recp_selfcheck.actions.health import database_answers


async def healthz(_request: Request) -> JSONResponse:
    """Answer 200 as long as the process lives."""
    return JSONResponse({"status": "ok"})


async def readyz(_request: Request) -> JSONResponse:
    """Answer 200 only when the database answers in time, else 503."""
    ready = await run_in_threadpool(database_answers)
    return JSONResponse(
        {"status": "ok" if ready else "the database does not answer"}, status_code=200 if ready else 503
    )


ROUTES = [Route("/healthz", healthz), Route("/readyz", readyz)]
