"""Monthly bills, and the action plan."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "bill",
        sa.Column("company_id", sa.Integer, sa.ForeignKey("company.id"), primary_key=True),
        sa.Column("series", sa.Text, primary_key=True),
        sa.Column("month", sa.Text, primary_key=True),
        sa.Column("field", sa.Text, primary_key=True),
        *_cell(),
    )
    op.create_table(
        "bill_event",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("company_id", sa.Integer, sa.ForeignKey("company.id"), nullable=False),
        sa.Column("series", sa.Text, nullable=False),
        sa.Column("month", sa.Text, nullable=False),
        sa.Column("field", sa.Text, nullable=False),
        *_change(),
    )
    op.create_index("ix_bill_event_company_id_series_month", "bill_event", ["company_id", "series", "month"])
    op.create_table(
        "plan_entry",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("company_id", sa.Integer, sa.ForeignKey("company.id"), nullable=False),
        sa.Column("measure", sa.Text, nullable=True),
        sa.Column("begun_at", MOMENT, nullable=False),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("person.id"), nullable=False),
        sa.UniqueConstraint("company_id", "measure", name="uq_plan_entry_company_id_measure"),
    )
    op.create_table(
        "plan_cell",
        sa.Column("plan_entry_id", sa.Integer, sa.ForeignKey("plan_entry.id"), primary_key=True),
        sa.Column("field", sa.Text, primary_key=True),
        *_cell(),
    )
    op.create_table(
        "plan_cell_event",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("plan_entry_id", sa.Integer, sa.ForeignKey("plan_entry.id"), nullable=False),
        sa.Column("field", sa.Text, nullable=False),
        *_change(),
    )
    op.create_index("ix_plan_cell_event_plan_entry_id_field", "plan_cell_event", ["plan_entry_id", "field"])


def _cell() -> list[sa.Column[Any]]:
    return [
        sa.Column("value", sa.JSON, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("person.id"), nullable=False),
    ]


def _change() -> list[sa.Column[Any]]:
    return [
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("old", sa.JSON, nullable=False),
        sa.Column("new", sa.JSON, nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("person.id"), nullable=False),
    ]
