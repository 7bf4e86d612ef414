"""`backup` and `restore`: everything, attached files too, into one file and back."""
# ruff: noqa: PLC0415  # imports inside the commands keep `--help` quick

from __future__ import annotations

from pathlib import Path

import click

from recp_selfcheck.commands.outcome import NOT_OPENED, without_traceback


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.zip")
@without_traceback
def backup(file: Path) -> int:
    """Write the whole database and all attached files into FILE; the app may go on running.

    Exit code: 0 written, 1 it could not be made, 2 a file that cannot be written.
    """
    from recp_selfcheck.actions.clock import now
    from recp_selfcheck.settings import settings
    from recp_selfcheck.storage import database
    from recp_selfcheck.storage.backup import write_backup

    database.prepare(settings().database_url)
    try:
        kept = write_backup(file, now())
    except OSError as error:
        click.echo(f"{file}: [cannot-write] The file cannot be written: {error.strerror}. Check its place.", err=True)
        return NOT_OPENED
    click.echo(f"{file}: written, {kept.rows} rows and {kept.files} attached files.")
    if kept.missing:
        click.echo(
            f"{kept.missing} attached files are not in the store (RECP_FILES_URL) and not in the backup.", err=True
        )
    return 0


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.zip")
@without_traceback
def restore(file: Path) -> int:
    """Take everything of a backup into the empty database and file store that the settings name, or nothing.

    Exit code: 0 taken in, 1 the backup or the database does not allow it, 2 a file that cannot be opened.
    """
    from recp_selfcheck.settings import settings
    from recp_selfcheck.storage import database
    from recp_selfcheck.storage.backup import read_backup

    try:
        file.open("rb").close()
    except OSError as error:
        click.echo(f"{file}: [cannot-open] The file cannot be opened: {error.strerror}. Check its name.", err=True)
        return NOT_OPENED
    database.prepare(settings().database_url)
    taken = read_backup(file)
    click.echo(f"{taken.rows} rows and {taken.files} attached files are in the database.")
    return 0
