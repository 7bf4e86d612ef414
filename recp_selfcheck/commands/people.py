"""`user`: accounts without the web page, for whoever runs the server."""
# ruff: noqa: PLC0415  # imports inside the commands keep `--help` quick

from __future__ import annotations

import click

from recp_selfcheck.commands.outcome import without_traceback

ROLES = ("trainer", "coordinator", "observer")  # members join with a code of their club


@click.group()
def user() -> None:
    """Make accounts, give a link for a new password, lock and unlock."""


@user.command()
@click.argument("login")
@click.option("--name", required=True, help="As the others see it.")
@click.option("--role", type=click.Choice(ROLES), required=True)
@without_traceback
def add(login: str, name: str, role: str) -> None:
    """Make an account for LOGIN and print the one-time link with which its person sets the password."""
    from recp_selfcheck.actions.accounts_by_command import add_account

    _prepare()
    _print_link(add_account(login, name, role))


@user.command("reset-password")
@click.argument("login")
@without_traceback
def reset_password(login: str) -> None:
    """Print a one-time link with which the person of LOGIN sets a new password; earlier links are void."""
    from recp_selfcheck.actions.accounts_by_command import reset

    _prepare()
    _print_link(reset(login))


@user.command()
@click.argument("login")
@click.option("--undo", is_flag=True, help="Let them in again.")
@without_traceback
def lock(login: str, *, undo: bool) -> None:
    """Lock the account LOGIN: its sessions end at once, and nobody signs in with it."""
    from recp_selfcheck.actions.accounts_by_command import lock as lock_account

    _prepare()
    lock_account(login, locked=not undo)
    click.echo(f"{login} {'can sign in again' if undo else 'is locked'}.")


def _prepare() -> None:
    from recp_selfcheck.settings import settings
    from recp_selfcheck.storage import database

    database.prepare(settings().database_url)


def _print_link(token: str) -> None:
    from recp_selfcheck.settings import settings

    chosen = settings()
    place = chosen.base_url or f"http://{chosen.host}:{chosen.port}"
    click.echo(f"{place}/reset/{token}")
    click.echo("The link works once, for three days. Give it to nobody else.", err=True)
