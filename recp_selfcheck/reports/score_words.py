"""A score in words: with its range, its band, and how much of the checklist it rests on."""

from __future__ import annotations

from recp_selfcheck.assessment.scoring import ScoreCard, displayed
from recp_selfcheck.checklists.model import Checklist
from recp_selfcheck.i18n import percent, text


def score_words(card: ScoreCard) -> str:
    """Say the score: provisional ones with their range, never as a bare number."""
    if card.low is None or card.high is None:
        return text("no score: nothing applies yet")
    low, high = displayed(card.low), displayed(card.high)
    if card.score is None:
        return text("no score yet: somewhere from {low} to {high}", low=low, high=high)
    shown = displayed(card.score)
    if card.provisional:
        return text("so far {score} of 100, in the end {low} to {high}", score=shown, low=low, high=high)
    if low == high:
        return text("{score} of 100", score=shown)
    return text("{score} of 100 (from {low} to {high})", score=shown, low=low, high=high)


def short_score_words(card: ScoreCard) -> str:
    """Say the score in as few words as fit a phone: "so far 46 (18–78)"."""
    if card.low is None or card.high is None:
        return text("no score yet")
    low, high = displayed(card.low), displayed(card.high)
    if card.score is None:
        return text("{low}–{high} possible", low=low, high=high)
    if card.provisional:
        return text("so far {score} ({low}–{high})", score=displayed(card.score), low=low, high=high)
    if low == high:
        return text("{score} of 100", score=displayed(card.score))
    return text("{score} of 100 ({low}–{high})", score=displayed(card.score), low=low, high=high)


def band_title(checklist: Checklist, card: ScoreCard) -> str:
    """Return the title of the score's band in the checklist's language, empty without one."""
    return next((band.title for band in checklist.bands if card.band and band.id == card.band.id), "")


def rated_words(card: ScoreCard) -> str:
    """Say how much of the checklist could be rated."""
    return text("rated: {share}", share=percent(card.share_rated, 2)) if card.share_rated is not None else ""
