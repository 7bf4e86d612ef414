"""Everything stored about oneself and one's company as one archive, and as much of it as can be taken in elsewhere."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

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

_EMPTY = b"PK\x05\x06" + bytes(18)  # an archive without anything


def my_data(session: Session, made: bytes = _EMPTY) -> bytes:
    """Return the archive `made` with one's account and all that is stored of one's company added to it."""
    added = io.BytesIO(made)
    with zipfile.ZipFile(added, "a", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, "account.json", _account(session))
        if session.company_id:
            _put(archive, "log.json", [_logged(line) for line in log(session)])
    return with_company_data(session, added.getvalue(), noted=True) if session.company_id else added.getvalue()


def with_company_data(session: Session, made: bytes, *, noted: bool = False) -> bytes:
    """Return the archive `made` with the company's rows and files added, which another server can take in."""
    added = io.BytesIO(made)
    with zipfile.ZipFile(added, "a", zipfile.ZIP_DEFLATED) as archive, database.reading() as connection:
        check(connection, session, Permission.READ_COMPANY, session.company)
        about = {"program": stored.PROGRAM, "kind": "company", "revision": HEAD, "made_at": now().isoformat()}
        _put(archive, stored.MANIFEST, {**about, "company_id": session.company_id})
        for table, query in stored.of_company(session.company_id).items():
            stored.put(archive, stored.place_of(table), stored.rows_of(connection, query))
        for digest in stored.digests_of(connection, session.company_id):
            _put_file(archive, digest)
    if noted and settings().mode == "club":
        with database.transaction() as connection:
            _note(connection, session)
    return added.getvalue()


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
