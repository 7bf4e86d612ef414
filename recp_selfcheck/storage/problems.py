"""The one way in which database errors leave this package: a sentence with a remedy."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy.exc import TimeoutError as PoolTimeout

from recp_selfcheck.errors import StorageProblem
from recp_selfcheck.storage.engines import parse, place


def problem(url: str, error: Exception) -> StorageProblem:
    """Turn an error of SQLAlchemy or a driver into a sentence with a remedy; never with a password or a value in it."""
    cause = getattr(error, "orig", None) or error
    sentence = _sqlite_sentence if parse(url).get_backend_name() == "sqlite" else _postgresql_sentence
    code, what, remedy = sentence(cause, error)
    where = place(url)
    return StorageProblem(code, f"{what} ({where}). {remedy}", {"place": where})


_Sentence = tuple[str, str, str]
_sqlite_signs: tuple[tuple[str, _Sentence], ...] = (
    (
        "not a database",
        ("not-a-database", "The file is not a database", "Move it away or set RECP_DATABASE_URL to another file."),
    ),
    (
        "malformed",
        ("damaged", "The database file is damaged", "Restore the last backup, or move the file away to start anew."),
    ),
    (
        "readonly",
        (
            "read-only",
            "The database may be read but not written",
            "Give the account that runs the program write permission on the file and its folder.",
        ),
    ),
    (
        "unable to open",
        (
            "cannot-open",
            "The database file cannot be opened",
            "Check that the file and its folder exist and may be written, then start again.",
        ),
    ),
    ("is locked", ("busy", "Another program keeps the database locked", "Close the other program and try again.")),
    ("is full", ("disk-full", "The disk is full, nothing was saved", "Free some space and try again.")),
    (
        "no such table",
        ("not-prepared", "The database has not been set up", "Run: python -m recp_selfcheck migrate."),
    ),
)


def _sqlite_sentence(cause: BaseException, error: Exception) -> _Sentence:
    if isinstance(error, PoolTimeout):
        return _TOO_MANY
    said = str(cause).lower()
    for sign, sentence in _sqlite_signs:
        if sign in said:
            return sentence
    return ("database-error", f"The database refused: {cause}", "Nothing was saved; try again.")


_TOO_MANY: _Sentence = ("busy", "All connections to the database are in use", "Try again in a moment.")
_postgresql_signs: dict[str, _Sentence] = {
    "28": (
        "wrong-login",
        "PostgreSQL refuses this user or password",
        "Correct user and password in RECP_DATABASE_URL.",
    ),
    "3D": ("no-database", "PostgreSQL has no such database", "Create it, or correct its name in RECP_DATABASE_URL."),
    "42501": (
        "read-only",
        "The PostgreSQL user may not do this",
        "Make the user of RECP_DATABASE_URL the owner of the database.",
    ),
    "25006": ("read-only", "The PostgreSQL server is read-only", "Connect to the primary server."),
    "42P01": ("not-prepared", "The database has not been set up", "Run: python -m recp_selfcheck migrate."),
    "53100": ("disk-full", "The disk of the PostgreSQL server is full", "Free some space and try again."),
    "53300": _TOO_MANY,
    "55P03": ("busy", "Another program keeps the database locked", "Try again in a moment."),
    "57014": ("busy", "PostgreSQL took too long and was stopped", "Try again in a moment."),
}


def _postgresql_sentence(cause: BaseException, error: Exception) -> _Sentence:
    if isinstance(error, PoolTimeout):
        return _TOO_MANY
    state = getattr(cause, "sqlstate", None) or _state_in_words(str(cause))
    for sign, sentence in _postgresql_signs.items():
        if state.startswith(sign):
            return sentence
    if not state or state.startswith(("08", "57P")):
        return (
            "unreachable",
            "PostgreSQL cannot be reached",
            "Start it, or correct host and port in RECP_DATABASE_URL.",
        )
    return ("database-error", f"PostgreSQL refused with error {state}", "Nothing was saved; see the server's log.")


def _state_in_words(said: str) -> str:
    # a refused connection carries no SQLSTATE, only libpq's English sentence
    signs: tuple[tuple[Callable[[str], bool], str], ...] = (
        (lambda text: "password" in text or "pg_hba" in text or "role" in text, "28000"),
        (lambda text: "database" in text and "does not exist" in text, "3D000"),
        (lambda text: "too many" in text, "53300"),
    )
    return next((state for holds, state in signs if holds(said)), "")
