"""Remarks on handed-in bills and plans: whose they are, with a version; and when they were read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table("handed_in_part") as part:
        part.add_column(sa.Column("remark_version", sa.Integer, nullable=False, server_default="0"))
        for name in ("remarked", "read"):
            person = sa.ForeignKey("person.id", name=f"fk_handed_in_part_{name}_by_id_person")
            part.add_column(sa.Column(f"{name}_at", _MOMENT, nullable=True))
            part.add_column(sa.Column(f"{name}_by_id", sa.Integer, person, nullable=True))
