"""What plans save, as numbers, for totals over clubs and the programme."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "saving_row",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("company_id", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("stage", "what", "currency")),
        *(sa.Column(name, sa.Float, nullable=False) for name in ("low", "typical", "high")),
        sa.Column("measures", sa.Integer, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_saving_row"),
        sa.ForeignKeyConstraint(["company_id"], ["company.id"], name="fk_saving_row_company_id_company"),
    )
    op.create_index("ix_saving_row_company_id", "saving_row", ["company_id"])
