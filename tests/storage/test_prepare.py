"""Creating and upgrading a database, and everything that can be in its way."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from recp_selfcheck.errors import StorageProblem
from recp_selfcheck.storage import database, engines, tables, upgrade

PROJECT = Path(__file__).resolve().parents[2]


def url_of(path: Path) -> str:
    return f"sqlite:///{path.as_posix()}"


def problem_with(url: str) -> StorageProblem:
    with pytest.raises(StorageProblem) as caught:
        database.prepare(url)
    database.forget(url)
    return caught.value


def test_a_new_database_is_made_in_a_folder_that_does_not_exist_yet(tmp_path: Path) -> None:
    path = tmp_path / "new folder" / "Завод № 5 #1 100% & Ко" / "recp a.sqlite3"
    database.prepare(url_of(path))
    assert [found.name for found in path.parent.iterdir()] == ["recp a.sqlite3"]
    assert database.is_prepared(url_of(path))
    database.forget(url_of(path))


def test_the_migrated_schema_is_the_one_of_the_tables(empty_url: str) -> None:
    database.prepare(empty_url)
    with engines.engine(empty_url).connect() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"version_table": upgrade.REVISION_TABLE, "compare_type": _types_differ, "render_as_batch": True},
        )
        assert compare_metadata(context, tables.metadata) == []


def _types_differ(_context: Any, _inspected: Any, _metadata: Any, inspected_type: Any, metadata_type: Any) -> bool:
    expected = metadata_type.impl if isinstance(metadata_type, sa.types.TypeDecorator) else metadata_type
    return inspected_type._type_affinity is not expected._type_affinity


def test_the_revision_known_without_alembic_is_alembics_head() -> None:
    script = ScriptDirectory(str(upgrade._MIGRATIONS))
    assert script.get_heads() == [upgrade.HEAD]
    assert sorted(revision.revision for revision in script.walk_revisions()) == list(upgrade.REVISIONS)


def test_preparing_again_changes_nothing_and_needs_no_alembic(empty_url: str) -> None:
    database.prepare(empty_url)
    code = (
        "import sys; from recp_selfcheck.storage import database; database.prepare(sys.argv[1]); "
        "sys.exit('alembic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code, empty_url], cwd=PROJECT, check=False).returncode == 0


def test_two_processes_that_prepare_at_once_both_succeed(empty_url: str) -> None:
    # both wait for the same moment, so that they really meet
    code = (
        "import sys, time; from recp_selfcheck.storage import database; import alembic.command; "
        "time.sleep(max(0, float(sys.argv[2]) - time.time())); database.prepare(sys.argv[1])"
    )
    moment = str(time.time() + 3)
    both = [
        subprocess.Popen(
            [sys.executable, "-c", code, empty_url, moment], cwd=PROJECT, stderr=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]
    said = [process.communicate(timeout=60)[1] for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert database.is_prepared(empty_url)
    with database.reading(empty_url) as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM recp_revision")).scalar() == 1


def test_sqlite_is_set_for_safety_and_for_several_readers(tmp_path: Path) -> None:
    url = url_of(tmp_path / "a.sqlite3")
    database.prepare(url)
    with database.reading(url) as connection:
        pragmas = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in pragmas]
    database.forget(url)
    assert found == ["wal", 2, 1, 10_000]


def test_a_newer_database_is_refused_and_left_alone(empty_url: str) -> None:
    database.prepare(empty_url)
    with database.transaction(empty_url) as connection:
        connection.execute(sa.text("UPDATE recp_revision SET version_num = '9999'"))
    problem = problem_with(empty_url)
    assert problem.code == "newer"
    assert "9999" in str(problem)
    assert "Install the newer version" in str(problem)
    with database.reading(empty_url) as connection:
        assert upgrade.stored_revision(connection) == "9999"
    assert not database.is_prepared(empty_url)


def test_a_failing_upgrade_leaves_what_was_there(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from alembic import command  # noqa: PLC0415 - patched only here

    real = command.upgrade

    def breaks_off(config: Any, revision: str) -> None:
        real(config, revision)
        config.attributes["connection"].execute(sa.text("SELECT * FROM no_such_table_at_all"))

    monkeypatch.setattr(command, "upgrade", breaks_off)
    problem_with(empty_url)
    engine = engines.make_engine(empty_url, sa.NullPool)
    with engine.connect() as connection:
        assert sa.inspect(connection).get_table_names() == []
    monkeypatch.undo()
    database.prepare(empty_url)
    assert database.is_prepared(empty_url)


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Sir or Madam, " * 500)
    problem = problem_with(url_of(path))
    assert problem.code == "not-a-database"
    assert str(path) in str(problem)
    assert path.read_text() == "Dear Sir or Madam, " * 500


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "bookkeeping.sqlite3"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE invoices (id INTEGER)")
    other.close()
    problem = problem_with(url_of(path))
    assert problem.code == "foreign"
    assert "invoices" in str(problem)
    with sqlite3.connect(path) as other:
        assert [name for (name,) in other.execute("SELECT name FROM sqlite_master")] == ["invoices"]
    other.close()


def test_a_table_of_ours_in_somebody_elses_postgresql_is_refused(postgresql: Any) -> None:
    name = postgresql.fresh(prepared=False)
    url = postgresql.url(name)
    engine = engines.make_engine(url, sa.NullPool)
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE company (title text)"))
    assert problem_with(url).code == "foreign"
    with engine.begin() as connection:
        connection.execute(sa.text("ALTER TABLE company RENAME TO firm"))
    database.prepare(url)
    assert database.is_prepared(url)
    database.forget(url)
    postgresql.drop(name)


def test_a_folder_in_place_of_the_file_is_refused(tmp_path: Path) -> None:
    problem = problem_with(url_of(tmp_path))
    assert problem.code == "is-folder"
    assert str(tmp_path) in str(problem)


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    problem = problem_with(url_of(tmp_path / "file" / "recp.sqlite3"))
    assert problem.code == "cannot-open"
    assert "write permission" in str(problem)


@pytest.mark.parametrize(
    ("what", "code"),
    [("file", "cannot-open"), ("folder", "cannot-open"), ("folder of a writable file", "read-only")],
)
def test_what_may_not_be_written_is_refused_at_the_start(tmp_path: Path, what: str, code: str) -> None:
    path = tmp_path / "recp.sqlite3"
    if what != "folder":
        database.prepare(url_of(path))
        path.chmod(0o444 if what == "file" else 0o666)
    for folder in (tmp_path, *tmp_path.parents[:3]):
        folder.chmod(0o755)
    tmp_path.chmod(0o555)
    # the superuser may write everywhere, so somebody else tries
    program = f"""
import os, sys
from recp_selfcheck.errors import StorageProblem
from recp_selfcheck.storage import database
if hasattr(os, "geteuid") and os.geteuid() == 0:
    os.setgid(65534); os.setuid(65534)
try:
    database.prepare({url_of(path)!r})
except StorageProblem as problem:
    print(problem.code, problem)
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True, check=False)
    tmp_path.chmod(0o755)
    assert done.stderr == ""
    assert done.stdout.startswith(code), done.stdout
    assert str(path) in done.stdout


def test_a_relative_path_begins_at_the_projects_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert engines.sqlite_path("sqlite:///data/local/a.sqlite3") == PROJECT / "data" / "local" / "a.sqlite3"
    assert engines.sqlite_path(url_of(tmp_path / "a.sqlite3")) == tmp_path / "a.sqlite3"


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:", "sqlite:///"])
def test_a_url_without_a_file_is_refused(url: str) -> None:
    assert problem_with(url).code == "no-file"


@pytest.mark.parametrize("url", ["mysql://me:secret@host/db", "what is this", "postgresql://me:secret@host/db"])
def test_another_kind_of_database_is_refused_without_saying_the_password(url: str) -> None:
    problem = problem_with(url)
    assert problem.code == "unknown-database"
    assert "secret" not in str(problem)


def test_a_postgresql_that_is_not_there_is_a_sentence_without_the_password(tmp_path: Path) -> None:
    problem = problem_with("postgresql+psycopg://me:secret@127.0.0.1:1/club")
    assert problem.code == "unreachable"
    assert "127.0.0.1:1" in str(problem)
    assert "secret" not in str(problem) + repr(problem.values)


def test_a_postgresql_database_that_does_not_exist_is_named(postgresql: Any) -> None:
    problem = problem_with(postgresql.url("nowhere"))
    assert problem.code == "no-database"
    assert "nowhere" in str(problem)


def test_a_wrong_postgresql_password_is_said_without_the_password(postgresql: Any) -> None:
    postgresql.run("CREATE ROLE careful LOGIN PASSWORD 'right'")
    rules = postgresql.folder / "pg_hba.conf"
    before = rules.read_text()
    rules.write_text(f"local all careful scram-sha-256\n{before}")
    postgresql.run("SELECT pg_reload_conf()")
    time.sleep(0.3)
    problem = problem_with(postgresql.url("postgres", user="careful:wrong-secret"))
    rules.write_text(before)
    postgresql.run("SELECT pg_reload_conf()")
    postgresql.run("DROP ROLE careful")
    assert problem.code == "wrong-login"
    assert "secret" not in str(problem) + repr(problem.values)


def test_a_postgresql_user_who_may_not_make_tables_is_told(postgresql: Any) -> None:
    name = postgresql.fresh(prepared=False)
    postgresql.run("CREATE ROLE guest LOGIN")
    problem = problem_with(postgresql.url(name, user="guest"))
    postgresql.drop(name)
    postgresql.run("DROP ROLE guest")
    assert problem.code == "read-only"
    assert "owner" in str(problem)
