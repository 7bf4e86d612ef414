"""The tables, as SQLAlchemy Core sees them; `migrations/` makes them, and a test holds the two together."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.engine import Dialect


class UtcTime(sa.types.TypeDecorator[datetime]):
    """A moment: goes in aware, comes out aware in UTC, on engines with and without time zones."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn an aware moment into UTC; one without a zone is a programming error."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment without a time zone: {value}")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Give a stored moment its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = sa.MetaData(
    naming_convention={  # batch migrations on SQLite find a constraint by its name only
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True)


def _to(table: str, name: str = "", *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name or f"{table}_id", sa.Integer, sa.ForeignKey(f"{table}.id"), nullable=nullable)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _at(name: str = "at", *, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, UtcTime, nullable=nullable)


person = sa.Table(
    "person",
    metadata,
    _id(),
    sa.Column("login", sa.Text, nullable=False, unique=True),  # "solo" is the built-in person of solo mode
    _text("name"),
    _text("role"),
    _text("language"),  # "" = none chosen
    _at("created_at"),
    sa.Column("password_hash", sa.Text, nullable=True),  # argon2id; null = signs in elsewhere, or never
    _at("locked_at", nullable=True),
)

login_session = sa.Table(
    "login_session",
    metadata,
    sa.Column("token_hash", sa.Text, primary_key=True),  # SHA-256 of the cookie's token
    sa.Column("person_id", sa.Integer, sa.ForeignKey("person.id"), nullable=False, index=True),
    _to("company", nullable=True),  # the one a member of several is working on
    _text("address"),
    _at("begun_at"),
    _at("expires_at"),
    _at("ended_at", nullable=True),
)

sign_in_attempt = sa.Table(
    "sign_in_attempt",
    metadata,
    _id(),
    _text("login"),
    _text("address"),
    _at(),
    sa.Column("succeeded", sa.Boolean, nullable=False),
    sa.Index("ix_sign_in_attempt_login_at", "login", "at"),
    sa.Index("ix_sign_in_attempt_address_at", "address", "at"),
)

one_time_link = sa.Table(
    "one_time_link",
    metadata,
    sa.Column("token_hash", sa.Text, primary_key=True),
    _text("purpose"),  # "first" makes the first coordinator, "password" sets a new password
    _to("person", nullable=True),
    _at("expires_at"),
    _at("used_at", nullable=True),
)

club = sa.Table(
    "club",
    metadata,
    _id(),
    _text("name"),
    _text("time_zone"),  # deadlines end with the day there
    sa.Column("rules", sa.JSON, nullable=False),  # what a certificate needs (people/certificates.py); {} = the usual
    _at("created_at"),
)

club_company = sa.Table(
    "club_company",
    metadata,
    sa.Column("club_id", sa.Integer, sa.ForeignKey("club.id"), primary_key=True),
    sa.Column("company_id", sa.Integer, sa.ForeignKey("company.id"), primary_key=True, index=True),
    _at("joined_at"),
)

club_person = sa.Table(  # trainers and coordinators; members belong to a club through their company
    "club_person",
    metadata,
    sa.Column("club_id", sa.Integer, sa.ForeignKey("club.id"), primary_key=True),
    sa.Column("person_id", sa.Integer, sa.ForeignKey("person.id"), primary_key=True, index=True),
)

join_code = sa.Table(
    "join_code",
    metadata,
    sa.Column("code", sa.Text, primary_key=True),
    sa.Column("club_id", sa.Integer, sa.ForeignKey("club.id"), nullable=False, index=True),
    _to("person"),
    _at("expires_at"),
    sa.Column("most_uses", sa.Integer, nullable=False),
    sa.Column("uses", sa.Integer, nullable=False),
    _at("withdrawn_at", nullable=True),
)

company_code = sa.Table(  # what a company's people hand to a colleague
    "company_code",
    metadata,
    sa.Column("company_id", sa.Integer, sa.ForeignKey("company.id"), primary_key=True),
    sa.Column("code", sa.Text, nullable=False, unique=True),
)

audit_log = sa.Table(
    "audit_log",
    metadata,
    _id(),
    _at(),
    _to("person", nullable=True),
    _text("action"),
    sa.Column("company_id", sa.Integer, nullable=True),  # stays when the company is deleted
    sa.Column("club_id", sa.Integer, nullable=True),
    sa.Column("detail", sa.JSON, nullable=False),
    sa.Index("ix_audit_log_company_id_at", "company_id", "at"),
)

company = sa.Table("company", metadata, _id(), _at("created_at"))

membership = sa.Table(
    "membership",
    metadata,
    sa.Column("person_id", sa.Integer, sa.ForeignKey("person.id"), primary_key=True),
    sa.Column("company_id", sa.Integer, sa.ForeignKey("company.id"), primary_key=True, index=True),
)

company_field = sa.Table(
    "company_field",
    metadata,
    sa.Column("company_id", sa.Integer, sa.ForeignKey("company.id"), primary_key=True),
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("value", sa.JSON, nullable=False),  # JSON null = cleared
    sa.Column("version", sa.Integer, nullable=False),
    _at(),
    _to("person"),
)

company_field_event = sa.Table(
    "company_field_event",
    metadata,
    _id(),
    _to("company"),
    _text("key"),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("old", sa.JSON, nullable=False),
    sa.Column("new", sa.JSON, nullable=False),
    _at(),
    _to("person"),
    sa.Index("ix_company_field_event_company_id_key", "company_id", "key"),
)

bill = sa.Table(
    "bill",
    metadata,
    sa.Column("company_id", sa.Integer, sa.ForeignKey("company.id"), primary_key=True),
    sa.Column("series", sa.Text, primary_key=True),  # "electricity", "material.2", "output.1" …
    sa.Column("month", sa.Text, primary_key=True),  # "2025-03"
    sa.Column("field", sa.Text, primary_key=True),  # amount, unit or cost
    sa.Column("value", sa.JSON, nullable=False),  # JSON null = cleared
    sa.Column("version", sa.Integer, nullable=False),
    _at(),
    _to("person"),
)

bill_event = sa.Table(
    "bill_event",
    metadata,
    _id(),
    _to("company"),
    _text("series"),
    _text("month"),
    _text("field"),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("old", sa.JSON, nullable=False),
    sa.Column("new", sa.JSON, nullable=False),
    _at(),
    _to("person"),
    sa.Index("ix_bill_event_company_id_series_month", "company_id", "series", "month"),
)

plan_entry = sa.Table(
    "plan_entry",
    metadata,
    _id(),
    _to("company"),
    sa.Column("measure", sa.Text, nullable=True),  # id of a measure taken over; null = the company's own
    _at("begun_at"),
    _to("person"),
    sa.UniqueConstraint("company_id", "measure"),
)

plan_cell = sa.Table(
    "plan_cell",
    metadata,
    sa.Column("plan_entry_id", sa.Integer, sa.ForeignKey("plan_entry.id"), primary_key=True),
    sa.Column("field", sa.Text, primary_key=True),  # title, owner, due, budget, state … (actions/plan_fields.py)
    sa.Column("value", sa.JSON, nullable=False),  # JSON null = cleared
    sa.Column("version", sa.Integer, nullable=False),
    _at(),
    _to("person"),
)

plan_cell_event = sa.Table(
    "plan_cell_event",
    metadata,
    _id(),
    _to("plan_entry"),
    _text("field"),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("old", sa.JSON, nullable=False),
    sa.Column("new", sa.JSON, nullable=False),
    _at(),
    _to("person"),
    sa.Index("ix_plan_cell_event_plan_entry_id_field", "plan_entry_id", "field"),
)

checklist_version = sa.Table(
    "checklist_version",
    metadata,
    _id(),
    _text("checklist"),
    sa.Column("version", sa.Integer, nullable=False),
    _text("hash"),
    sa.Column("definition", sa.JSON, nullable=False),  # the resolved checklist
    _at("stored_at"),
    sa.UniqueConstraint("checklist", "version", "hash"),
)

submission = sa.Table(
    "submission",
    metadata,
    _id(),
    _to("company"),
    _text("checklist"),
    _to("checklist_version"),
    sa.Column("round", sa.Integer, nullable=False),
    _text("state"),
    sa.Column("handed_in_from", sa.Text, nullable=True),  # the state that taking back leads to
    sa.Column("is_current", sa.Boolean, nullable=False),  # false once a newer round has begun
    _at("begun_at"),
    _at("opened_at", nullable=True),  # when a trainer first opened what was handed in
    sa.Column("shared", sa.Boolean, nullable=False),  # the company lets the trainer look at the draft
    _text("shown_as"),  # in class: "" not as a row, "row" without a name, "name" with it
    sa.UniqueConstraint("company_id", "checklist", "round"),
    sa.Index(
        "uq_submission_is_current",
        "company_id",
        "checklist",
        unique=True,
        sqlite_where=sa.text("is_current"),
        postgresql_where=sa.text("is_current"),
    ),
)

answer = sa.Table(
    "answer",
    metadata,
    sa.Column("submission_id", sa.Integer, sa.ForeignKey("submission.id"), primary_key=True),
    sa.Column("question", sa.Text, primary_key=True),
    sa.Column("field", sa.Text, primary_key=True),  # answer, reason, evidence or note
    sa.Column("value", sa.JSON, nullable=False),  # JSON null = cleared
    sa.Column("version", sa.Integer, nullable=False),
    _at(),
    _to("person"),
)

answer_event = sa.Table(
    "answer_event",
    metadata,
    _id(),
    _to("submission"),
    _text("question"),
    _text("field"),
    sa.Column("version", sa.Integer, nullable=False),
    _text("state"),  # the review state it was changed in
    sa.Column("old", sa.JSON, nullable=False),
    sa.Column("new", sa.JSON, nullable=False),
    _at(),
    _to("person"),
    sa.Index("ix_answer_event_submission_id_question", "submission_id", "question"),
)

receipt = sa.Table(
    "receipt",
    metadata,
    _id(),
    _to("submission"),
    _at(),
    _to("person"),
    sa.Column("copy", sa.JSON, nullable=False),  # the frozen copy
    _text("sha256"),  # of the frozen copy as canonical JSON
    sa.Column("score", sa.Float, nullable=True),
    sa.Column("low", sa.Float, nullable=True),
    sa.Column("high", sa.Float, nullable=True),
    sa.Column("share_rated", sa.Float, nullable=True),
    sa.Column("provisional", sa.Boolean, nullable=False),
    sa.Column("band", sa.Text, nullable=True),
    sa.Index("ix_receipt_submission_id", "submission_id"),
)

meeting = sa.Table(
    "meeting",
    metadata,
    _id(),
    sa.Column("club_id", sa.Integer, sa.ForeignKey("club.id"), nullable=False, index=True),
    _text("title"),
    _text("day"),  # "2027-02-18", "" = not set; in the club's time zone
    _text("hours"),  # "14:00–17:00" as people write it
    _text("place"),
    _at("cancelled_at", nullable=True),
)

homework = sa.Table(
    "homework",
    metadata,
    _id(),
    sa.Column("club_id", sa.Integer, sa.ForeignKey("club.id"), nullable=False, index=True),
    _to("meeting", nullable=True),  # the one that ends with it
    _text("title"),
    _text("due"),  # the last day, "" = none
    sa.Column("parts", sa.JSON, nullable=False),  # ids of checklists, "bills", "plan"
    _at("withdrawn_at", nullable=True),
)

attendance = sa.Table(
    "attendance",
    metadata,
    sa.Column("meeting_id", sa.Integer, sa.ForeignKey("meeting.id"), primary_key=True),
    sa.Column("person_id", sa.Integer, sa.ForeignKey("person.id"), primary_key=True, index=True),
    _at(),
    sa.Column("by_id", sa.Integer, sa.ForeignKey("person.id"), nullable=False),
)

handed_in_part = sa.Table(  # bills and plan: a frozen copy that is read, not reviewed
    "handed_in_part",
    metadata,
    _id(),
    sa.Column("company_id", sa.Integer, sa.ForeignKey("company.id"), nullable=False, index=True),
    _text("part"),  # "bills" or "plan"
    _at(),
    _to("person"),
    sa.Column("copy", sa.JSON, nullable=False),
    _text("sha256"),  # of the copy as canonical JSON
    _text("remark"),  # the trainer's, "" = none
    sa.Column("remark_version", sa.Integer, nullable=False, server_default="0"),  # counts from 1, 0 = never written
    _at("remarked_at", nullable=True),
    _to("person", "remarked_by_id", nullable=True),
    _at("read_at", nullable=True),  # when a trainer said so, or wrote the first remark
    _to("person", "read_by_id", nullable=True),
)

review_cell = sa.Table(  # what a trainer writes to a question: answer, evidence, remark; drafts until the decision
    "review_cell",
    metadata,
    sa.Column("submission_id", sa.Integer, sa.ForeignKey("submission.id"), primary_key=True),
    sa.Column("question", sa.Text, primary_key=True),
    sa.Column("field", sa.Text, primary_key=True),
    sa.Column("value", sa.JSON, nullable=False),  # JSON null = cleared; an answer holds the version it was given on
    sa.Column("version", sa.Integer, nullable=False),
    _at(),
    _to("person"),
)

review_cell_event = sa.Table(
    "review_cell_event",
    metadata,
    _id(),
    _to("submission"),
    _text("question"),
    _text("field"),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("old", sa.JSON, nullable=False),
    sa.Column("new", sa.JSON, nullable=False),
    _at(),
    _to("person"),
    sa.Index("ix_review_cell_event_submission_id_question", "submission_id", "question"),
)

decision = sa.Table(
    "decision",
    metadata,
    _id(),
    sa.Column("submission_id", sa.Integer, sa.ForeignKey("submission.id"), nullable=False, index=True),
    _to("receipt", nullable=True),  # what was decided on
    _text("step"),  # return, accept or reopen
    _text("reason"),
    sa.Column("copy", sa.JSON, nullable=False),  # remarks, trainer's answers and the agreed score as they went out
    _at(),
    _to("person"),
)

phrase = sa.Table(
    "phrase",
    metadata,
    _id(),
    sa.Column("person_id", sa.Integer, sa.ForeignKey("person.id"), nullable=False, index=True),
    _text("text"),
)

attachment = sa.Table(
    "attachment",
    metadata,
    _id(),
    sa.Column("submission_id", sa.Integer, sa.ForeignKey("submission.id"), nullable=False, index=True),
    _text("question"),
    _text("name"),  # as the person's file was called; never a path
    _text("media_type"),
    sa.Column("sha256", sa.Text, nullable=False, index=True),  # the name it is stored under
    sa.Column("size", sa.Integer, nullable=False),  # bytes
    _at(),
    _to("person"),
    _at("removed_at", nullable=True),
)

score_row = sa.Table(  # numbers only, written at each hand-in and decision: what club and programme figures come from
    "score_row",
    metadata,
    _id(),
    sa.Column("submission_id", sa.Integer, sa.ForeignKey("submission.id"), nullable=False, index=True),
    sa.Column("company_id", sa.Integer, sa.ForeignKey("company.id"), nullable=False, index=True),
    _text("checklist"),
    sa.Column("version", sa.Integer, nullable=False),
    _text("layer"),  # company, trainer or agreed
    _text("section"),  # "" = the whole checklist
    sa.Column("score", sa.Float, nullable=True),
    sa.Column("low", sa.Float, nullable=True),
    sa.Column("high", sa.Float, nullable=True),
    sa.Column("share_rated", sa.Float, nullable=True),
    sa.Column("provisional", sa.Boolean, nullable=False),
    _text("state"),  # the review state it belongs to
    sa.Column("is_latest", sa.Boolean, nullable=False),  # of its company, checklist, layer, section and state
    _at(),
    sa.Index("ix_score_row_checklist_version_layer", "checklist", "version", "layer", "section"),
)

saving_row = sa.Table(  # numbers only, written when a plan is handed in: what the programme's totals come from
    "saving_row",
    metadata,
    _id(),
    sa.Column("company_id", sa.Integer, sa.ForeignKey("company.id"), nullable=False, index=True),
    _text("stage"),  # planned, done or verified
    _text("what"),  # a resource, co2 or money
    _text("currency"),  # of money, else ""
    sa.Column("low", sa.Float, nullable=False),  # of a year, in the unit of what is saved; verified: as measured
    sa.Column("typical", sa.Float, nullable=False),
    sa.Column("high", sa.Float, nullable=False),
    sa.Column("measures", sa.Integer, nullable=False),
    _at(),
)

certificate = sa.Table(
    "certificate",
    metadata,
    _id(),
    sa.Column("serial", sa.Text, nullable=False, unique=True),
    sa.Column("club_id", sa.Integer, sa.ForeignKey("club.id"), nullable=False, index=True),
    _to("person", nullable=True),  # null once the account is deleted
    _text("person_name"),  # as printed
    _text("company_name"),
    sa.Column("grounds", sa.JSON, nullable=False),  # which rules were met, as they stood
    _at("issued_at"),
    sa.Column("issued_by", sa.Integer, sa.ForeignKey("person.id"), nullable=False),
    _at("revoked_at", nullable=True),
    _text("revoked_why"),
    sa.UniqueConstraint("club_id", "person_id"),
)

oidc_identity = sa.Table(
    "oidc_identity",
    metadata,
    sa.Column("issuer", sa.Text, primary_key=True),
    sa.Column("subject", sa.Text, primary_key=True),
    sa.Column("person_id", sa.Integer, sa.ForeignKey("person.id"), nullable=False, index=True),
)
