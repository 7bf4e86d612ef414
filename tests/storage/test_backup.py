"""Everything into one file and back, from each kind of database into each."""

from __future__ import annotations

import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import sqlalchemy as sa

from recp_selfcheck.actions import part_handing_in
from recp_selfcheck.actions.bills import BillChange, save_bills
from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.plan import add_own
from recp_selfcheck.errors import StorageProblem
from recp_selfcheck.settings import settings
from recp_selfcheck.storage import database, tables
from recp_selfcheck.storage.backup import read_backup, write_backup
from recp_selfcheck.storage.canonical import canonical
from tests.actions.conftest import club_of_tests, shipped  # noqa: F401 - fixtures
from tests.actions.test_deleting import handed_in
from tests.conftest import PostgreSQL, sqlite_url

if TYPE_CHECKING:
    from tests.actions.club import ClubOfTests

Use = Callable[[str], None]


@pytest.fixture
def other_url(request: pytest.FixtureRequest, tmp_path: Path, postgresql: PostgreSQL) -> Iterator[str]:
    """The URL of a database without anything, of the kind the test asks for."""
    if request.param == "sqlite":
        yield sqlite_url(tmp_path / "other" / "recp.sqlite3")
        return
    name = postgresql.fresh(prepared=False)
    yield postgresql.url(name)
    database.forget(postgresql.url(name))
    postgresql.drop(name)


@pytest.fixture
def files_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    def use(name: str) -> Path:
        monkeypatch.setenv("RECP_FILES_URL", str(tmp_path / name))
        settings.cache_clear()
        return tmp_path / name

    use("files")
    return use


def everything() -> list[str]:
    with database.reading() as connection:
        return [
            f"{table.name} {canonical({key: str(value) if hasattr(value, 'tzinfo') else value for key, value in row.items()})}"
            for table in tables.metadata.sorted_tables
            for row in connection.execute(sa.select(table).order_by(*table.primary_key)).mappings()
        ]


def fill(club: ClubOfTests) -> None:
    number = club.club("Орша")
    anna = club.member(number, "anna", "Хлебозавод 🍞")
    handed_in(anna)
    save_bills(anna, [BillChange("electricity", "2025-03", "amount", 1234.5, 0)])
    add_own(anna, "Seal the oven")
    part_handing_in.hand_in_part(anna, "bills")


@pytest.mark.parametrize("other_url", ["sqlite", "postgresql"], indirect=True)
def test_a_backup_comes_back_whole_on_the_other_kind_of_database_too(
    club_of_tests: ClubOfTests,  # noqa: F811 - the fixture
    other_url: str,
    files_at: Callable[[str], Path],
    use_database: Use,
    tmp_path: Path,
) -> None:
    fill(club_of_tests)
    before = everything()
    kept = write_backup(tmp_path / "all.zip", now())
    assert (kept.rows, kept.files, kept.missing) == (len(before), 1, 0)
    folder = files_at("other_files")
    use_database(other_url)
    database.prepare(other_url)
    assert read_backup(tmp_path / "all.zip") == kept
    assert everything() == before
    assert sum(path.is_file() for path in folder.rglob("*")) == 1
    number = club_of_tests.club("Minsk")  # numbering goes on behind what came along
    assert club_of_tests.member(number, "boris", "Dairy").company_id
    with pytest.raises(StorageProblem, match="has data already"):
        read_backup(tmp_path / "all.zip")


def test_what_is_no_whole_backup_changes_nothing(
    database_url: str, tmp_path: Path, files_at: Callable[[str], Path]
) -> None:
    good = tmp_path / "good.zip"
    write_backup(good, now())
    with zipfile.ZipFile(good) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}

    def changed(**by_name: bytes) -> Path:
        made = tmp_path / "changed.zip"
        with zipfile.ZipFile(made, "w") as archive:
            for name, content in {**parts, **by_name}.items():
                archive.writestr(name, content)
        return made

    (tmp_path / "no.zip").write_bytes(b"not a zip at all")
    person = b'{"id":1,"login":"a","name":"A","role":"member","language":"","created_at":"2026-01-01T00:00:00+00:00","password_hash":null,"locked_at":null}\n'
    for code, part in (
        ("no-backup", b'{"program": "other"}'),
        ("no-backup", b"[]"),
        ("other-revision", b'{"program": "recp-selfcheck", "kind": "backup", "revision": "0001"}'),
    ):
        with pytest.raises(StorageProblem) as refused:
            read_backup(changed(**{"manifest.json": part}))
        assert refused.value.code == code
    with pytest.raises(StorageProblem, match="not a backup"):
        read_backup(tmp_path / "no.zip")
    for damage in (
        {"tables/person.jsonl": person + b'{"id":2}\n'},
        {"tables/person.jsonl": person + b"not json\n"},
        {"tables/person.jsonl": person, "tables/membership.jsonl": b'{"person_id":1,"company_id":9}\n'},
        {"tables/person.jsonl": person, "files/" + "0" * 64: b"another content"},
    ):
        with pytest.raises(StorageProblem, match="damaged"):
            read_backup(changed(**damage))
        assert everything() == []


def test_a_backup_that_cannot_be_written_leaves_no_half_file(database_url: str, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        write_backup(tmp_path / "nowhere" / "all.zip", now())
    assert not (tmp_path / "nowhere").exists()


def test_the_memory_a_backup_takes_does_not_grow_with_the_rows(
    database_url: str, tmp_path: Path, files_at: Callable[[str], Path]
) -> None:
    rows = [
        {"at": now(), "action": "x" * 4000, "detail": {}, "person_id": None, "company_id": None, "club_id": None}
        for _ in range(2500)
    ]
    with database.transaction() as connection:
        connection.execute(sa.insert(tables.audit_log), rows)
    del rows
    tracemalloc.start()
    kept = write_backup(tmp_path / "all.zip", now())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert kept.rows == 2500
    assert peak < 6_000_000  # all rows at once take 10 MB and more
