"""The ready phrases a trainer keeps for remarks: each has their own."""

from __future__ import annotations

from recp_selfcheck.actions.inputs import accept_text
from recp_selfcheck.actions.reviewing import LONGEST_REMARK
from recp_selfcheck.actions.session import Session, check
from recp_selfcheck.people.roles import Permission, Thing
from recp_selfcheck.storage import database, reviews
from recp_selfcheck.storage.reviews import Phrase

__all__ = ["Phrase", "drop_phrase", "keep_phrase", "list_phrases"]


def list_phrases(session: Session) -> tuple[Phrase, ...]:
    """Return the phrases the trainer keeps."""
    with database.reading() as connection:
        person = check(connection, session, Permission.READ_CHECKLISTS, Thing())
        return reviews.phrases(connection, person.id)


def keep_phrase(session: Session, written: str) -> None:
    """Keep a phrase for the next time."""
    kept = accept_text(written, LONGEST_REMARK)
    with database.transaction() as connection:
        person = check(connection, session, Permission.READ_CHECKLISTS, Thing())
        if kept:
            reviews.keep_phrase(connection, person.id, kept)


def drop_phrase(session: Session, phrase_id: int) -> None:
    """Drop one of one's own phrases."""
    with database.transaction() as connection:
        person = check(connection, session, Permission.READ_CHECKLISTS, Thing())
        reviews.drop_phrase(connection, person.id, phrase_id)
