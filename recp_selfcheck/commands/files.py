"""`report` and `export`: the files that the report page gives, for scripts."""
# ruff: noqa: PLC0415  # imports inside the commands keep `--help` quick

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from shutil import copyfileobj
from typing import IO, TYPE_CHECKING

import click

from recp_selfcheck.commands.outcome import NOT_OPENED, without_traceback

if TYPE_CHECKING:
    from recp_selfcheck.actions.session import Session
    from recp_selfcheck.reports.findings import Findings

LANGUAGES = ("ru", "en", "be")
_in_language = click.option("--language", type=click.Choice(LANGUAGES), help="Of the file; by default the company's.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.pdf|FILE.xlsx")
@_in_language
@without_traceback
def report(file: Path, language: str | None) -> int:
    """Write the company's report into FILE: to read as .pdf, its tables as .xlsx.

    Exit code: 0 written, 1 it could not be made, 2 a file that cannot be written.
    """
    if file.suffix.lower() not in (".pdf", ".xlsx"):
        raise click.BadParameter(f"'{file.name}' must end in .pdf or .xlsx.", param_hint="FILE")
    _, findings = _gather(language)
    if file.suffix.lower() == ".pdf":
        from recp_selfcheck.reports import pdf
        from recp_selfcheck.reports.report import report as compose

        return write(file, pdf.report_pdf(compose(findings)))
    from recp_selfcheck.reports.report_workbook import report_workbook

    return write(file, report_workbook(findings))


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.zip")
@_in_language
@without_traceback
def export(file: Path, language: str | None) -> int:
    """Write everything of the company into FILE: a workbook, the same tables as .csv, and what was handed in as .json.

    With them the rows and attached files, which the account page of a club's server takes in.

    Exit code: 0 written, 1 it could not be made, 2 a file that cannot be written.
    """
    if file.suffix.lower() != ".zip":
        raise click.BadParameter(f"'{file.name}' must end in .zip.", param_hint="FILE")
    from recp_selfcheck.actions.my_data import with_company_data
    from recp_selfcheck.actions.reporting import frozen_copies
    from recp_selfcheck.reports.company_archive import company_archive

    session, findings = _gather(language)
    return write(file, with_company_data(session, company_archive(findings, frozen_copies(session))))


def _gather(language: str | None) -> tuple[Session, Findings]:
    """Return the built-in person and everything about their company, in the language that is spoken from now on."""
    from recp_selfcheck import i18n
    from recp_selfcheck.actions.reporting import gather
    from recp_selfcheck.actions.session import solo_session
    from recp_selfcheck.settings import settings
    from recp_selfcheck.storage import database

    database.prepare(settings().database_url)
    session = solo_session()
    i18n.use(language or i18n.negotiate(profile=session.language, setting=settings().language))
    return session, gather(session, i18n.language())


def write(file: Path, content: bytes | IO[bytes]) -> int:
    """Write a file, bytes or all there is in an open one, and return the exit code."""
    try:
        with file.open("wb") as written, BytesIO(content) if isinstance(content, bytes) else content as read:
            copyfileobj(read, written)
    except OSError as error:
        click.echo(f"{file}: [cannot-write] The file cannot be written: {error.strerror}. Check its place.", err=True)
        return NOT_OPENED
    click.echo(f"{file}: written.")
    return 0
