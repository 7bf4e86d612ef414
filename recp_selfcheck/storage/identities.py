"""Who somebody is at an identity provider: issuer and subject, which never change, unlike an e-mail address."""

from __future__ import annotations

import sqlalchemy as sa

from recp_selfcheck.storage import tables

_all = tables.oidc_identity.c


def person_of(connection: sa.Connection, issuer: str, subject: str) -> int | None:
    """Return the person an identity belongs to, None where it is nobody's yet."""
    query = sa.select(_all.person_id).where(_all.issuer == issuer, _all.subject == subject)
    found: int | None = connection.execute(query).scalar()
    return found


def keep(connection: sa.Connection, issuer: str, subject: str, person_id: int) -> None:
    """Tie an identity to a person; IntegrityError where it is tied already."""
    connection.execute(sa.insert(tables.oidc_identity).values(issuer=issuer, subject=subject, person_id=person_id))
