"""People, companies, checklists as they were used, submissions with their answers, receipts."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("login", sa.Text, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("role", sa.Text, nullable=False),
        sa.Column("language", sa.Text, nullable=False),
        sa.Column("created_at", MOMENT, nullable=False),
        sa.UniqueConstraint("login", name="uq_person_login"),
    )
    op.create_table(
        "company",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("created_at", MOMENT, nullable=False),
    )
    op.create_table(
        "membership",
        sa.Column("person_id", sa.Integer, sa.ForeignKey("person.id"), primary_key=True),
        sa.Column("company_id", sa.Integer, sa.ForeignKey("company.id"), primary_key=True),
    )
    op.create_index("ix_membership_company_id", "membership", ["company_id"])
    op.create_table(
        "company_field",
        sa.Column("company_id", sa.Integer, sa.ForeignKey("company.id"), primary_key=True),
        sa.Column("key", sa.Text, primary_key=True),
        *_cell(),
    )
    op.create_table(
        "company_field_event",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("company_id", sa.Integer, sa.ForeignKey("company.id"), nullable=False),
        sa.Column("key", sa.Text, nullable=False),
        *_change(),
    )
    op.create_index("ix_company_field_event_company_id_key", "company_field_event", ["company_id", "key"])
    op.create_table(
        "checklist_version",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("checklist", sa.Text, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.Column("definition", sa.JSON, nullable=False),
        sa.Column("stored_at", MOMENT, nullable=False),
        sa.UniqueConstraint("checklist", "version", "hash", name="uq_checklist_version_checklist_version_hash"),
    )
    op.create_table(
        "submission",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("company_id", sa.Integer, sa.ForeignKey("company.id"), nullable=False),
        sa.Column("checklist", sa.Text, nullable=False),
        sa.Column("checklist_version_id", sa.Integer, sa.ForeignKey("checklist_version.id"), nullable=False),
        sa.Column("round", sa.Integer, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("handed_in_from", sa.Text, nullable=True),
        sa.Column("is_current", sa.Boolean, nullable=False),
        sa.Column("begun_at", MOMENT, nullable=False),
        sa.Column("opened_at", MOMENT, nullable=True),
        sa.UniqueConstraint("company_id", "checklist", "round", name="uq_submission_company_id_checklist_round"),
    )
    op.create_index(
        "uq_submission_is_current",
        "submission",
        ["company_id", "checklist"],
        unique=True,
        sqlite_where=sa.text("is_current"),
        postgresql_where=sa.text("is_current"),
    )
    op.create_table(
        "answer",
        sa.Column("submission_id", sa.Integer, sa.ForeignKey("submission.id"), primary_key=True),
        sa.Column("question", sa.Text, primary_key=True),
        sa.Column("field", sa.Text, primary_key=True),
        *_cell(),
    )
    op.create_table(
        "answer_event",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("submission_id", sa.Integer, sa.ForeignKey("submission.id"), nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("field", sa.Text, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        *_change(),
    )
    op.create_index("ix_answer_event_submission_id_question", "answer_event", ["submission_id", "question"])
    op.create_table(
        "receipt",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("submission_id", sa.Integer, sa.ForeignKey("submission.id"), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("copy", sa.JSON, nullable=False),
        sa.Column("sha256", sa.Text, nullable=False),
        sa.Column("score", sa.Float, nullable=True),
        sa.Column("low", sa.Float, nullable=True),
        sa.Column("high", sa.Float, nullable=True),
        sa.Column("share_rated", sa.Float, nullable=True),
        sa.Column("provisional", sa.Boolean, nullable=False),
        sa.Column("band", sa.Text, nullable=True),
    )
    op.create_index("ix_receipt_submission_id", "receipt", ["submission_id"])


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
