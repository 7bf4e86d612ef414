"""Sentences several pages share."""

from __future__ import annotations

from recp_selfcheck.actions.content import translated_checklist
from recp_selfcheck.checklists.model import Checklist
from recp_selfcheck.i18n import language
from recp_selfcheck.reports.score_words import band_title, rated_words, score_words, short_score_words

__all__ = ["band_title", "checklist_title", "rated_words", "score_words", "short_score_words"]


def checklist_title(checklist: Checklist) -> str:
    """Return a checklist's title in the reader's language."""
    return translated_checklist(checklist, language()).checklist.title
