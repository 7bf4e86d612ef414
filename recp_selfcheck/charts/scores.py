"""From a score card to the rows of its charts, in the checklist's language."""

from __future__ import annotations

from recp_selfcheck.assessment.scoring import ScoreCard
from recp_selfcheck.charts.data import GapRow, ScoredRow
from recp_selfcheck.checklists.model import Checklist


def gap_rows(checklist: Checklist, card: ScoreCard) -> tuple[GapRow, ...]:
    """Return every rated question with what it costs."""
    section_of = {q.id: section.title for section in checklist.all_sections for q in section.questions}
    return tuple(
        GapRow(checklist.questions[name].text, section_of[name], q.loss, q.points, q.effective_weight, name)
        for name, q in card.questions.items()
        if q.loss is not None and q.points is not None and q.effective_weight is not None
    )


def section_rows(checklist: Checklist, card: ScoreCard) -> tuple[ScoredRow, ...]:
    """Return every section that is asked and applies, in reading order."""
    return tuple(
        ScoredRow(section.title, figures.score, figures.low, figures.high, id=section.id)
        for section in checklist.all_sections
        if (figures := card.sections[section.id]).asked and figures.low is not None
    )
