"""How a command ends: with a code, and with a sentence instead of a traceback."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import click

from recp_selfcheck.errors import SelfCheckError

MISTAKES, NOT_OPENED = 1, 2
P = ParamSpec("P")


def without_traceback(command: Callable[P, int | None]) -> Callable[P, None]:
    """Turn what a command returns into the exit code, and errors raised on purpose into a sentence."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            code = command(*args, **kwargs) or 0
        except SelfCheckError as error:
            click.echo(str(error), err=True)
            code = MISTAKES
        sys.exit(code)

    return run
