"""Meetings and homework, review, evidence, stored scores, certificates."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    with op.batch_alter_table("club") as club:
        club.add_column(sa.Column("rules", sa.JSON, nullable=False, server_default="{}"))
    with op.batch_alter_table("submission") as submission:
        submission.add_column(sa.Column("shared", sa.Boolean, nullable=False, server_default=sa.false()))
        submission.add_column(sa.Column("shown_as", sa.Text, nullable=False, server_default=""))
    _meetings()
    _review()
    _scores()
    _certificates()


def _meetings() -> None:
    op.create_table(
        "meeting",
        _id(),
        _to("club"),
        *_texts("title", "day", "hours", "place"),
        sa.Column("cancelled_at", MOMENT, nullable=True),
    )
    op.create_index("ix_meeting_club_id", "meeting", ["club_id"])
    op.create_table(
        "homework",
        _id(),
        _to("club"),
        _to("meeting", nullable=True),
        *_texts("title", "due"),
        sa.Column("parts", sa.JSON, nullable=False),
        sa.Column("withdrawn_at", MOMENT, nullable=True),
    )
    op.create_index("ix_homework_club_id", "homework", ["club_id"])
    op.create_table(
        "attendance",
        sa.Column("meeting_id", sa.Integer, sa.ForeignKey("meeting.id"), primary_key=True),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("person.id"), primary_key=True),
        _at(),
        sa.Column("by_id", sa.Integer, sa.ForeignKey("person.id"), nullable=False),
    )
    op.create_index("ix_attendance_person_id", "attendance", ["person_id"])
    op.create_table(
        "handed_in_part",
        _id(),
        _to("company"),
        *_texts("part"),
        _at(),
        _to("person"),
        sa.Column("copy", sa.JSON, nullable=False),
        *_texts("sha256", "remark"),
    )
    op.create_index("ix_handed_in_part_company_id", "handed_in_part", ["company_id"])


def _review() -> None:
    op.create_table(
        "review_cell",
        sa.Column("submission_id", sa.Integer, sa.ForeignKey("submission.id"), primary_key=True),
        sa.Column("question", sa.Text, primary_key=True),
        sa.Column("field", sa.Text, primary_key=True),
        sa.Column("value", sa.JSON, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        _at(),
        _to("person"),
    )
    op.create_table(
        "review_cell_event",
        _id(),
        _to("submission"),
        *_texts("question", "field"),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("old", sa.JSON, nullable=False),
        sa.Column("new", sa.JSON, nullable=False),
        _at(),
        _to("person"),
    )
    op.create_index("ix_review_cell_event_submission_id_question", "review_cell_event", ["submission_id", "question"])
    op.create_table(
        "decision",
        _id(),
        _to("submission"),
        _to("receipt", nullable=True),
        *_texts("step", "reason"),
        sa.Column("copy", sa.JSON, nullable=False),
        _at(),
        _to("person"),
    )
    op.create_index("ix_decision_submission_id", "decision", ["submission_id"])
    op.create_table("phrase", _id(), _to("person"), *_texts("text"))
    op.create_index("ix_phrase_person_id", "phrase", ["person_id"])
    op.create_table(
        "attachment",
        _id(),
        _to("submission"),
        *_texts("question", "name", "media_type", "sha256"),
        sa.Column("size", sa.Integer, nullable=False),
        _at(),
        _to("person"),
        sa.Column("removed_at", MOMENT, nullable=True),
    )
    op.create_index("ix_attachment_submission_id", "attachment", ["submission_id"])
    op.create_index("ix_attachment_sha256", "attachment", ["sha256"])


def _scores() -> None:
    op.create_table(
        "score_row",
        _id(),
        _to("submission"),
        _to("company"),
        *_texts("checklist"),
        sa.Column("version", sa.Integer, nullable=False),
        *_texts("layer", "section"),
        *(sa.Column(name, sa.Float, nullable=True) for name in ("score", "low", "high", "share_rated")),
        sa.Column("provisional", sa.Boolean, nullable=False),
        *_texts("state"),
        sa.Column("is_latest", sa.Boolean, nullable=False),
        _at(),
    )
    op.create_index("ix_score_row_submission_id", "score_row", ["submission_id"])
    op.create_index("ix_score_row_company_id", "score_row", ["company_id"])
    op.create_index("ix_score_row_checklist_version_layer", "score_row", ["checklist", "version", "layer", "section"])


def _certificates() -> None:
    op.create_table(
        "certificate",
        _id(),
        *_texts("serial"),
        _to("club"),
        _to("person", nullable=True),
        *_texts("person_name", "company_name"),
        sa.Column("grounds", sa.JSON, nullable=False),
        sa.Column("issued_at", MOMENT, nullable=False),
        sa.Column("issued_by", sa.Integer, sa.ForeignKey("person.id"), nullable=False),
        sa.Column("revoked_at", MOMENT, nullable=True),
        *_texts("revoked_why"),
        sa.UniqueConstraint("serial", name="uq_certificate_serial"),
        sa.UniqueConstraint("club_id", "person_id", name="uq_certificate_club_id_person_id"),
    )
    op.create_index("ix_certificate_club_id", "certificate", ["club_id"])
    op.create_table(
        "oidc_identity",
        sa.Column("issuer", sa.Text, primary_key=True),
        sa.Column("subject", sa.Text, primary_key=True),
        sa.Column("person_id", sa.Integer, sa.ForeignKey("person.id"), nullable=False),
    )
    op.create_index("ix_oidc_identity_person_id", "oidc_identity", ["person_id"])


def _id() -> sa.Column[Any]:
    return sa.Column("id", sa.Integer, primary_key=True)


def _to(table: str, *, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(f"{table}_id", sa.Integer, sa.ForeignKey(f"{table}.id"), nullable=nullable)


def _texts(*names: str) -> list[sa.Column[Any]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def _at() -> sa.Column[Any]:
    return sa.Column("at", MOMENT, nullable=False)
