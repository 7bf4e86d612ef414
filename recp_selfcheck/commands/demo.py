"""`demo`: something to look at in an empty database, a company or, in club mode, clubs."""
# ruff: noqa: PLC0415  # imports inside the commands keep `--help` quick

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from recp_selfcheck.commands.outcome import without_traceback

if TYPE_CHECKING:
    from recp_selfcheck.demo_club.cast import Account


@click.command()
@click.argument("plant", default="UF0590", type=click.Choice(["UF0590", "CI0042"], case_sensitive=False))
@without_traceback
def demo(plant: str) -> None:
    """Fill an empty database with a company made from an audited PLANT: a bakery (default) or a dairy.

    With RECP_MODE=club: three clubs with eighteen audited plants, and an account for everybody. The passwords are
    printed once and kept nowhere.
    """
    from recp_selfcheck.actions.demo import fill_demo
    from recp_selfcheck.settings import settings
    from recp_selfcheck.storage import database

    database.prepare(settings().database_url)
    if settings().mode == "club":
        from recp_selfcheck.demo_club.course import play_clubs

        _print_accounts(play_clubs())
        return
    fill_demo(plant)
    click.echo(f"The company from plant {plant} is in the database. Start the app to see it.")


def _print_accounts(accounts: tuple[Account, ...]) -> None:
    widths = [max(len(getattr(one, part)) for one in accounts) for part in ("role", "login", "password", "name")]
    for one in accounts:
        cells = zip((one.role, one.login, one.password, one.name), widths, strict=True)
        click.echo("  ".join([*(cell.ljust(width) for cell, width in cells), one.of]).rstrip())
    click.echo("The clubs are in the database. Start the app with RECP_MODE=club and sign in.")
    click.echo("The passwords are kept nowhere else: write down those you need.", err=True)
