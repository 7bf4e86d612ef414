"""`workbook out` and `workbook in`: the workbooks that are filled in at a desk, for scripts."""
# ruff: noqa: PLC0415  # imports inside the commands keep `--help` quick

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recp_selfcheck.commands.files import LANGUAGES, write
from recp_selfcheck.commands.outcome import MISTAKES, NOT_OPENED, without_traceback
from recp_selfcheck.errors import AnswerMistakes, Mistake, NotFound

if TYPE_CHECKING:
    from recp_selfcheck.actions.session import Session
    from recp_selfcheck.reports.faults import Fault

_of_checklist = click.option("--checklist", metavar="ID", help="The homework of a checklist instead of the bills.")
_in_language = click.option("--language", type=click.Choice(LANGUAGES), help="By default the company's.")


@click.group()
def workbook() -> None:
    """Take bills or a checklist out as a workbook to fill in, and bring it back."""


@workbook.command(name="out")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.xlsx")
@click.option("--months", default=24, show_default=True, help="How many rows, 12 to 36.")
@click.option("--last", metavar="MONTH", help="The last of them, as 2025-12; by default the latest.")
@_of_checklist
@_in_language
@without_traceback
def take_out(file: Path, months: int, last: str | None, checklist: str | None, language: str | None) -> int:
    """Write the workbook of bills, or of a checklist, into FILE, with what is stored filled in.

    Exit code: 0 written, 1 it could not be made, 2 a file that cannot be written.
    """
    from recp_selfcheck.actions.bill_workbook import write_bill_workbook
    from recp_selfcheck.assessment.months import Month

    session = _session(language)
    if checklist:
        from recp_selfcheck import i18n
        from recp_selfcheck.actions.homework import write_homework_workbook

        return write(file, write_homework_workbook(session, checklist, i18n.language()))
    try:
        end = Month.read(last) if last else None
    except ValueError as error:
        raise AnswerMistakes([Mistake("not-a-month", str(error))]) from error
    return write(file, write_bill_workbook(session, last=end, months=months))


@workbook.command(name="in")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE.xlsx")
@click.option("--dry-run", is_flag=True, help="Say what it would change, and change nothing.")
@_of_checklist
@_in_language
@without_traceback
def bring_in(file: Path, checklist: str | None, language: str | None, *, dry_run: bool) -> int:
    """Take a filled-in workbook in, all of it or nothing, and say what was changed.

    Exit code: 0 taken in, 1 mistakes in it (each with its cell), 2 a file that cannot be opened.
    """
    try:
        content = file.read_bytes()
    except OSError as error:
        click.echo(f"{file}: [cannot-open] The file cannot be opened: {error.strerror}. Check its name.", err=True)
        return NOT_OPENED
    session = _session(language)
    done = "would be taken in" if dry_run else "taken in"
    faults, counted = (
        _bring_answers(session, checklist, file.name, content, dry_run=dry_run)
        if checklist
        else _bring_bills(session, file.name, content, dry_run=dry_run)
    )
    if faults:
        _print_faults(file, faults)
        return MISTAKES
    click.echo(f"{file}: {done}. {counted}")
    return 0


def _bring_bills(session: Session, name: str, content: bytes, *, dry_run: bool) -> tuple[Sequence[Fault], str]:
    from recp_selfcheck.actions.bill_workbook import preview_bills, take_bills_in
    from recp_selfcheck.assessment.bill_import import Effect

    found = preview_bills(session, content, name)
    if not found.faults and not dry_run:
        take_bills_in(session, content, name, found.seen)
    new, changed, same = (found.count(effect) for effect in (Effect.NEW, Effect.CHANGED, Effect.SAME))
    return found.faults, f"Months of bills: {new} new, {changed} changed, {same} as stored."


def _bring_answers(
    session: Session, checklist: str, name: str, content: bytes, *, dry_run: bool
) -> tuple[Sequence[Fault], str]:
    from recp_selfcheck.actions.content import content as shipped
    from recp_selfcheck.actions.homework import preview_homework, take_homework_in

    if checklist not in shipped().checklists:
        raise NotFound(f"There is no checklist '{checklist}'. There are: {', '.join(shipped().checklists)}.")
    found = preview_homework(session, checklist, content, name)
    if not found.faults and not dry_run:
        take_homework_in(session, checklist, content, name, found.seen)
    return found.faults, f"Answers, reasons and notes: {len(found.lines)} changed, {found.same} as stored."


def _session(language: str | None) -> Session:
    """Return the built-in person; the language is spoken from now on."""
    from recp_selfcheck import i18n
    from recp_selfcheck.actions.session import solo_session
    from recp_selfcheck.settings import settings
    from recp_selfcheck.storage import database

    database.prepare(settings().database_url)
    session = solo_session()
    i18n.use(language or i18n.negotiate(profile=session.language, setting=settings().language))
    return session


def _print_faults(file: Path, faults: Sequence[Fault]) -> None:
    from recp_selfcheck.reports.faults import fault_words

    for found in faults:
        click.echo(f"{file}: [{found.mistake.code}] {fault_words(found)}")
    click.echo(f"Nothing was taken in: {len(faults)} mistake{'' if len(faults) == 1 else 's'}.")
