"""Everything stored about oneself and one's company as one archive, and as much of it as can be taken in elsewhere."""

from __future__ import annotations

import json
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any, Final

from recp_selfcheck.actions.account import LogLine, log, read_account
from recp_selfcheck.actions.clock import now
from recp_selfcheck.actions.session import Session, check
from recp_selfcheck.errors import NotFound
from recp_selfcheck.people.roles import Permission
from recp_selfcheck.settings import settings
from recp_selfcheck.storage import audit, database, files
from recp_selfcheck.storage import dump as stored
from recp_selfcheck.storage.database import Connection
from recp_selfcheck.storage.upgrade import HEAD

_EMPTY: Final = b"PK\x05\x06" + bytes(18)  # an archive without anything
_IN_MEMORY: Final = 8 * 2**20  # bytes


def my_data(session: Session, made: bytes = _EMPTY) -> IO[bytes]:
    """Return the archive `made` with one's account and all that is stored of one's company added to it.

    The file is read from its beginning and is gone when it is closed; what is attached may be more than memory holds.
    """
    with _added(made) as (file, archive):
        _put(archive, "account.json", _account(session))
        if session.company_id:
            _put(archive, "log.json", [_logged(line) for line in log(session)])
            _put_company(archive, session)
    if session.company_id and settings().mode == "club":
        with database.transaction() as connection:
            _note(connection, session)
    return file


def with_company_data(session: Session, made: bytes) -> IO[bytes]:
    """Return the archive `made` with the company's rows and files added, which another server can take in."""
    with _added(made) as (file, archive):
        _put_company(archive, session)
    return file


@contextmanager
def _added(made: bytes) -> Iterator[tuple[IO[bytes], zipfile.ZipFile]]:
    """Open an archive to add to it: in memory while it is small, then on the disk; go back to its beginning."""
    file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed by whoever gets it, or here
    try:
        file.write(made)
        with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
            yield file, archive
        file.seek(0)
    except BaseException:
        file.close()
        raise


def _put_company(archive: zipfile.ZipFile, session: Session) -> None:
    with database.reading() as connection:
        check(connection, session, Permission.READ_COMPANY, session.company)
        about = {"program": stored.PROGRAM, "kind": "company", "revision": HEAD, "made_at": now().isoformat()}
        _put(archive, stored.MANIFEST, {**about, "company_id": session.company_id})
        for table, query in stored.of_company(session.company_id).items():
            stored.put(archive, stored.place_of(table), stored.rows_of(connection, query))
        digests = stored.digests_of(connection, session.company_id)
    for digest in digests:
        _put_file(archive, digest)


def _note(connection: Connection, session: Session) -> None:
    person = check(connection, session, Permission.READ_COMPANY, session.company)
    audit.note(connection, "data exported", at=now(), person_id=person.id, company_id=session.company_id)


def _account(session: Session) -> dict[str, Any]:
    own = read_account(session)
    return {
        "login": own.login,
        "name": own.name,
        "role": session.person.role.value,
        "language": session.language,
        "companies": [name for _, name in own.companies],
        "certificates": [
            {"serial": one.serial, "given": one.issued_at.isoformat(), "revoked": one.revoked_at is not None}
            for one in own.certificates
        ],
        "signed_in": [{"since": one.begun_at.isoformat(), "address": one.address} for one in own.sessions],
    }


def _logged(line: LogLine) -> dict[str, str]:
    return {
        "at": line.at.isoformat(),
        "name": line.name,
        "action": line.action,
        "checklist": line.checklist,
        "step": line.step,
    }


def _put(archive: zipfile.ZipFile, name: str, content: object) -> None:
    archive.writestr(name, json.dumps(content, ensure_ascii=False, indent=1))


def _put_file(archive: zipfile.ZipFile, digest: str) -> None:
    try:
        content = files.read(digest)
    except NotFound:
        return  # the row that names it says that there was one
    archive.writestr(zipfile.ZipInfo(f"files/{digest}"), content)  # photos and PDF are compressed already
