"""The programme as tables: savings and scores over clubs, and how they were counted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from recp_selfcheck.assessment.club_figures import ClubFigure
from recp_selfcheck.assessment.programme import ProgrammeSavings
from recp_selfcheck.i18n import text, unit_label
from recp_selfcheck.reports.listings.listing import Field, Listing
from recp_selfcheck.reports.programme_words import method_words, stage_word, unit_of, what_word


@dataclass(frozen=True, slots=True)
class ScoreLine:
    """The scores of clubs counted together on a checklist, both by name."""

    checklist: str
    clubs: tuple[str, ...]
    figure: ClubFigure


def saving_listing(savings: ProgrammeSavings, clubs: Mapping[int, str]) -> Listing:
    """Return every saving there is, the whole programme's before the clubs'; `clubs` are names by id."""
    fields = (
        Field(text("Saving"), width=24),
        Field(text("Stage"), width=30),
        Field(text("Clubs"), width=40),
        Field(text("Companies"), "number", 12),
        Field(text("Measures"), "number", 12),
        Field(text("low", context="range"), "number"),
        Field(text("typical", context="range"), "number"),
        Field(text("high", context="range"), "number"),
        Field(text("Unit"), width=10),
    )
    rows = tuple(
        (
            what_word(one.what),
            stage_word(one.stage),
            ", ".join(clubs.get(club, "") for club in one.clubs) or text("All clubs"),
            one.n,
            one.measures,
            one.saved.low,
            one.saved.typical,
            one.saved.high,
            unit_label(unit_of(one.what, one.currency)),
        )
        for one in savings.figures
    )
    return Listing("savings", text("Savings"), fields, rows)


def score_listing(scores: Sequence[ScoreLine]) -> Listing:
    """Return the accepted scores by checklist and club."""
    fields = (
        Field(text("Checklist"), width=28),
        Field(text("Clubs"), width=40),
        Field(text("Companies"), "number", 12),
        Field(text("Median score"), "number"),
        Field(text("Lower quartile"), "number"),
        Field(text("Upper quartile"), "number"),
    )
    rows = tuple(
        (
            one.checklist,
            ", ".join(one.clubs),
            one.figure.n,
            one.figure.median,
            *(one.figure.quartiles or (None, None)),
        )
        for one in scores
    )
    return Listing("scores", text("Scores"), fields, rows)


def method_listing(savings: ProgrammeSavings) -> Listing:
    """Return how the figures were counted, and which there are none of."""
    kept = [f"{what_word(what)}: {stage_word(stage)}" for stage, what in savings.withheld]
    none = (text("Of fewer than five companies, so without a figure: {what}.", what="; ".join(kept)),) if kept else ()
    rows = tuple((sentence,) for sentence in (*method_words(), *none))
    return Listing("method", text("How it was counted"), (Field(text("How it was counted"), width=110),), rows)
