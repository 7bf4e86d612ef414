"""The command line: `python -m recp_selfcheck …`.

Everything but click is imported inside the commands, so that `--help` stays quick and `check` and `score` load neither
pandas nor Streamlit.
"""
# ruff: noqa: PLC0415  # imports inside the commands are the point, see above

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from recp_selfcheck.commands import backups, demo, files, people, workbook
from recp_selfcheck.commands.outcome import MISTAKES, NOT_OPENED, without_traceback
from recp_selfcheck.errors import ContentMistakes, Mistake, SelfCheckError

if TYPE_CHECKING:
    from recp_selfcheck.checklists.check import Report


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def main() -> None:
    """RECP self-check: energy, water and materials of a small company."""
    for stream in (sys.stdout, sys.stderr):  # a console that knows no '→' must not stop a report
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="backslashreplace")


@main.command()
@click.argument("paths", nargs=-1, metavar="[PATH …]", type=click.Path(path_type=Path))
@click.option("--summary", is_flag=True, help="Count what each file holds, and its warnings, by kind.")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Warn of review dates before DATE.")
@without_traceback
def check(paths: tuple[Path, ...], today: Any, *, summary: bool) -> int:
    """Read checklists, translations and data, and list every mistake in them; by default all that is shipped.

    Exit code: 0 no mistakes, 1 mistakes, 2 a path that cannot be opened.
    """
    from recp_selfcheck.checklists.check import check as examine

    opened = [path for path in paths if _can_open(path)]
    code = 0 if len(opened) == len(paths) else NOT_OPENED
    if paths and not opened:
        return code
    report = examine(opened or None, today.date() if today else None)
    _print_report(report, summary=summary)
    return max(code, MISTAKES if report.mistakes else 0)


class _Score(click.Command):
    """Lets one --answers take all the files behind it, as shells expand `*.yaml`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Write `--answers` before each of its files."""
        spread: list[str] = []
        taking = False
        for position, word in enumerate(args):
            following = args[position + 1] if position + 1 < len(args) else "-"
            if word == "--answers" and not following.startswith("-"):
                taking = True
                continue
            taking = taking and not word.startswith("-")
            spread += ["--answers", word] if taking else [word]
        return super().parse_args(ctx, spread)


@main.command(cls=_Score)
@click.option("--checklist", required=True, metavar="FILE_OR_ID", help="A checklist file, or the id of a shipped one.")
@click.option("--answers", required=True, multiple=True, type=click.Path(path_type=Path), metavar="FILE [FILE …]",
              help="Answers files, YAML or JSON.")  # fmt: skip
@without_traceback
def score(checklist: str, answers: tuple[Path, ...]) -> int:
    """Score answers files and print one JSON object a line; mistakes go to the error output.

    Exit code: 0 all scored, 1 a mistake in some file (the others are printed), 2 a file that cannot be opened.
    """
    import json

    from recp_selfcheck.assessment.opportunities import rank
    from recp_selfcheck.assessment.scoring import as_dict
    from recp_selfcheck.assessment.scoring import score as score_sheet
    from recp_selfcheck.checklists import load

    path = _checklist_path(checklist)
    if path is None or not _can_open(path):
        return NOT_OPENED
    asked, library = load.load_with_library(path)
    code = 0
    for file in answers:
        try:
            sheet = _read_sheet(asked, file)
        except SelfCheckError as error:
            click.echo(str(error), err=True)
            code = max(code, NOT_OPENED if _is_unopened(error) else MISTAKES)
            continue
        card = score_sheet(asked, sheet)
        click.echo(json.dumps(as_dict(card, rank([(asked, card)], library, sheet.facts)), allow_nan=False))
    return code


@main.command()
@click.argument("ids", nargs=-1, metavar="[ID …]")
@without_traceback
def publish(ids: tuple[str, ...]) -> int:
    """Check everything, then record the present versions; changed rules under an old number are refused."""
    from recp_selfcheck.checklists.check import publish as record

    written, mistakes = record(ids)
    if mistakes:
        _print_mistakes(mistakes)
        click.echo(f"Nothing was recorded: {_counted(len(mistakes), 'mistake')}.")
        return MISTAKES
    for name, is_new in written.items():
        click.echo(f"{name}: {'recorded' if is_new else 'was recorded before, with the same rules'}")
    return 0


@main.group()
def translations() -> None:
    """Keep the catalogues in step with the texts."""


@translations.command()
@without_traceback
def update() -> None:
    """Take every text of the content and the interface into the Russian and Belarusian catalogues."""
    from recp_selfcheck.checklists import load
    from recp_selfcheck.checklists import translations as content
    from recp_selfcheck.i18n import catalogues as interface

    for what, left in (("content", content.update(load.load_content())), ("interface", interface.update())):
        for language, number in left.items():
            click.echo(f"{what} {language}: {_counted(number, 'text')} left to translate")


@main.command()
@without_traceback
def migrate() -> None:
    """Create or upgrade the database named by RECP_DATABASE_URL."""
    from recp_selfcheck.settings import settings
    from recp_selfcheck.storage import database

    database.prepare(settings().database_url)
    click.echo("The database is up to date.")


main.add_command(backups.backup)
main.add_command(backups.restore)
main.add_command(demo.demo)
main.add_command(people.user)
main.add_command(files.report)
main.add_command(files.export)
main.add_command(workbook.workbook)


def _checklist_path(name: str) -> Path | None:
    """Return the file of a checklist given by path or id; says on the error output what is wrong with the name."""
    from recp_selfcheck.checklists import load
    from recp_selfcheck.checklists.node import did_you_mean

    known = load.shipped_files()
    if name in known:
        return known[name]
    path = Path(name)
    if path.exists() or path.suffix or len(path.parts) > 1:
        return path
    near = did_you_mean(name, known, f"There are: {', '.join(known)}.")
    click.echo(f"'{name}' is neither a file nor the id of a checklist.{near}", err=True)
    return None


def _can_open(path: Path) -> bool:
    try:
        if not path.is_dir():
            path.open("rb").close()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        click.echo(f"{path}: [cannot-open] The file cannot be opened: {reason}. Check its name.", err=True)
        return False
    return True


def _read_sheet(checklist: Any, file: Path) -> Any:
    """Read an answers file; mistakes carry its name and their lines."""
    from recp_selfcheck.assessment.answers import read_answers
    from recp_selfcheck.checklists.load import read_yaml
    from recp_selfcheck.errors import AnswerMistakes

    document = read_yaml(file)
    if not isinstance(document.data, dict):
        message = "An answers file holds question ids with their answers: 'lighting.led: all'."
        raise ContentMistakes([document.mistake("wrong-type", message)])
    try:
        return read_answers(checklist, document.data)
    except AnswerMistakes as error:
        placed = [
            Mistake(found.code, found.message, document.file, document.line([str(found.values.get("question", ""))]),
                    found.values)
            for found in error.mistakes
        ]  # fmt: skip
        raise AnswerMistakes(sorted(placed, key=lambda found: found.line)) from error


def _is_unopened(error: SelfCheckError) -> bool:
    return any(mistake.code == "cannot-open" for mistake in getattr(error, "mistakes", ()))


def _print_report(report: Report, *, summary: bool) -> None:
    _print_mistakes(report.mistakes)
    if summary:
        _print_summary(report)
    else:
        for warning in report.warnings:
            place = f"{warning.file}:{warning.line}: " if warning.line else f"{warning.file}: " if warning.file else ""
            click.echo(f"{place}warning: [{warning.code}] {warning.message}")
    counted = f"{_counted(len(report.mistakes), 'mistake')}, {_counted(len(report.warnings), 'warning')}"
    click.echo(f"{counted}.")


_TOGETHER = ("checklists", "questions", "fact", "measures", "end uses", "sources", "figures", "memory")


def _print_summary(report: Report) -> None:
    from collections import Counter

    for file, counts in report.counts.items():
        click.echo(f"{file}: {', '.join(f'{number} {kind}' for kind, number in counts.items())}")
    together: Counter[str] = Counter()
    for counts in report.counts.values():
        kinds = {**counts, "questions": counts.get("questions", 0) - counts.get("fact", 0)}
        together.update({kind: kinds.get(kind, 0) for kind in _TOGETHER})
        together["checklists"] += kinds["questions"] > 0
    if len(report.counts) > 1:
        names = {"fact": "facts", "memory": "figures from memory"}
        click.echo("together: " + ", ".join(f"{together[kind]} {names.get(kind, kind)}" for kind in _TOGETHER))
    for (file, code), number in Counter((warning.file, warning.code) for warning in report.warnings).items():
        click.echo(f"{file}: {_counted(number, 'warning')} [{code}]")


def _print_mistakes(mistakes: Iterable[Mistake] | Sequence[Mistake]) -> None:
    for mistake in mistakes:
        click.echo(str(mistake))


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


if __name__ == "__main__":
    main(prog_name="python -m recp_selfcheck")
