"""Raw input from widgets and files, accepted or refused with everything that is wrong."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any, NoReturn

from recp_selfcheck.assessment.answers import LONGEST_REASON, NOT_APPLICABLE, accept, shorten, to_raw
from recp_selfcheck.checklists.model import Question
from recp_selfcheck.errors import AnswerMistakes, Mistake

LONGEST_NOTE = 4000  # characters
COMPANY_EVIDENCE = (0, 1, 2)  # statement, document or photo, bill or reading; "seen" is the trainer's to give
_NO_TEXT = frozenset({"Cc", "Cs"})  # control characters, among them NUL, which PostgreSQL refuses; lone surrogates


def accept_field(question: Question, field: str, raw: Any) -> Any:
    """Return what is stored for one field of a question (answer, reason, evidence, note), None where it is cleared."""
    if field == "answer":
        return accept_answer(question, raw)
    if field == "reason":
        return accept_text(raw, LONGEST_REASON, question=question.id)
    if field == "note":
        return accept_text(raw, LONGEST_NOTE, question=question.id)
    if field == "evidence":
        return _accept_evidence(question, raw)
    return refuse("unknown-field", f"'{shorten(field)}' is no part of an answer.", question=question.id, given=field)


def accept_answer(question: Question, raw: Any) -> Any:
    """Return an answer as an answers file holds it, ticks in the question's order, None where it is cleared."""
    if isinstance(raw, Mapping) and raw.get("answer") == NOT_APPLICABLE and raw.get("reason"):
        refuse("reason-apart", f"{question.id}: the reason is saved as a field of its own.", question=question.id)
    value = to_raw(accept(question, raw))
    if isinstance(value, list):
        order = list(question.option_by_id)
        return sorted(value, key=order.index)
    return value


def accept_text(raw: Any, limit: int, *, question: str = "", one_line: bool = False) -> str | None:
    """Return text without control characters; line breaks stay unless it is one line; None where nothing is left."""
    if raw is None:
        return None
    if not isinstance(raw, str):
        refuse("not-text", f"{shorten(raw)} is not text. Write a sentence.", question=question, given=shorten(raw))
    kept = raw.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(sign for sign in kept if sign in "\n\t" or unicodedata.category(sign) not in _NO_TEXT)
    if one_line:
        kept = " ".join(kept.split())
    if len(kept) > limit:
        message = f"The text has {len(kept)} characters; {limit} are the most. Shorten it."
        refuse("too-long", message, question=question, length=len(kept), limit=limit)
    return kept if kept.strip() else None


def refuse(code: str, message: str, **values: Any) -> NoReturn:
    """Raise AnswerMistakes with one mistake."""
    raise AnswerMistakes([Mistake(code, message, values=values)])


def _accept_evidence(question: Question, raw: Any) -> int | None:
    if raw is None:
        return None
    if isinstance(raw, bool) or raw not in COMPANY_EVIDENCE:
        message = f"{question.id}: evidence is 0 (statement), 1 (document or photo) or 2 (bill or reading)."
        refuse("unknown-evidence", message, question=question.id, given=shorten(raw), options=COMPANY_EVIDENCE)
    return int(raw)
