"""Certificates as they were given out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from recp_selfcheck.storage import tables

_all = tables.certificate.c


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate: names as printed, `grounds` which rules were met as they stood; no score."""

    id: int
    serial: str
    club_id: int
    person_id: int | None
    person_name: str
    company_name: str
    grounds: Mapping[str, Any]
    issued_at: datetime
    revoked_at: datetime | None
    revoked_why: str


_rows: sa.Select[Any] = sa.select(
    _all.id,
    _all.serial,
    _all.club_id,
    _all.person_id,
    _all.person_name,
    _all.company_name,
    _all.grounds,
    _all.issued_at,
    _all.revoked_at,
    _all.revoked_why,
)


def of_club(connection: sa.Connection, club_id: int) -> tuple[Certificate, ...]:
    """Return the certificates of a club, newest first."""
    rows = connection.execute(_rows.where(_all.club_id == club_id).order_by(_all.id.desc()))
    return tuple(Certificate(*row) for row in rows)


def of_person(connection: sa.Connection, person_id: int) -> tuple[Certificate, ...]:
    """Return somebody's certificates, newest first."""
    rows = connection.execute(_rows.where(_all.person_id == person_id).order_by(_all.id.desc()))
    return tuple(Certificate(*row) for row in rows)


def find(connection: sa.Connection, serial: str) -> Certificate | None:
    """Return the certificate with a serial, None where there is none."""
    row = connection.execute(_rows.where(_all.serial == serial)).first()
    return Certificate(*row) if row else None


def keep(
    connection: sa.Connection,
    serial: str,
    *,
    club_id: int,
    person_id: int,
    person_name: str,
    company_name: str,
    grounds: Mapping[str, Any],
    at: datetime,
    by: int,
) -> None:
    """Keep a new certificate; IntegrityError where this person has one of this club already."""
    connection.execute(
        sa.insert(tables.certificate).values(
            serial=serial,
            club_id=club_id,
            person_id=person_id,
            person_name=person_name,
            company_name=company_name,
            grounds=dict(grounds),
            issued_at=at,
            issued_by=by,
            revoked_at=None,
            revoked_why="",
        )
    )


def revoke(connection: sa.Connection, certificate_id: int, *, at: datetime | None, why: str) -> None:
    """Revoke a certificate, or with `at` None make it genuine again."""
    connection.execute(
        sa.update(tables.certificate).where(_all.id == certificate_id).values(revoked_at=at, revoked_why=why)
    )
