"""What a report is made from: everything known of a company at one moment, contents in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from recp_selfcheck.assessment.answers import AnswerSheet
from recp_selfcheck.assessment.benchmarks import Comparison
from recp_selfcheck.assessment.bill_year import BilledYear
from recp_selfcheck.assessment.bills import Bill, Series
from recp_selfcheck.assessment.costs import CostView
from recp_selfcheck.assessment.doubts import Doubt
from recp_selfcheck.assessment.emissions import EmissionFactor, Footprint
from recp_selfcheck.assessment.follow_ups import FollowUp
from recp_selfcheck.assessment.indicators import Intensity, Resources
from recp_selfcheck.assessment.opportunities import Opportunities
from recp_selfcheck.assessment.plan import PlanEntry
from recp_selfcheck.assessment.profile import Profile
from recp_selfcheck.assessment.recp_profile import RecpProfile
from recp_selfcheck.assessment.scoring import ScoreCard
from recp_selfcheck.checklists.model import Checklist, Figures, Library
from recp_selfcheck.i18n import language, unit_label
from recp_selfcheck.i18n.dates import day
from recp_selfcheck.people.review import State


@dataclass(frozen=True, slots=True)
class Checked:
    """One checklist with its answers and its score.

    `evidence` (levels 0 to 3) and `notes` are by question. `handed_in` is the latest hand-in, None before the first;
    `reviewer` who looked the answers over and agreed on them at `reviewed_at`, empty while they are the company's own
    word.
    """

    checklist: Checklist
    card: ScoreCard
    sheet: AnswerSheet
    state: State
    evidence: Mapping[str, int] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)
    saved_at: datetime | None = None
    handed_in: datetime | None = None
    handed_in_by: str = ""
    reviewer: str = ""
    reviewed_at: datetime | None = None

    @property
    def asked(self) -> int:
        """How many scored questions are asked."""
        return sum(question.state != "not_asked" for question in self.card.questions.values())

    @property
    def answered(self) -> int:
        """How many of them have an answer, *I don't know* included."""
        return sum(question.state not in ("not_asked", "unanswered") for question in self.card.questions.values())

    @property
    def proven(self) -> float:
        """Share of the rated weight that a bill, a reading or the trainer's own eyes back."""
        return sum(
            question.effective_weight or 0.0
            for name, question in self.card.questions.items()
            if self.evidence.get(name, 0) >= BILL_OR_READING
        )


BILL_OR_READING = 2  # level of evidence


@dataclass(frozen=True, slots=True)
class Findings:
    """Everything a report says something about.

    `made_at` is aware, `zone` the reader's time zone as the browser names it. `profile` is the reporting year's, with
    bills in place of typed totals where `billed` says so; `recp` sets it beside the baseline year. `co2`
    are the factors of a saving, `bills` and `series` what the months hold, `plan` every entry, rejected ones too;
    `waiting` are the titles of the checklists without an answer, `follow_ups` what the entries that are done saved.
    """

    made_at: datetime
    zone: str
    profile: Profile
    resources: Resources
    intensities: tuple[Intensity, ...]
    comparisons: tuple[Comparison, ...]
    doubts: tuple[Doubt, ...]
    billed: BilledYear | None
    footprint: Footprint
    costs: CostView
    recp: RecpProfile
    checked: tuple[Checked, ...]
    ranking: Opportunities
    co2: Mapping[str, EmissionFactor]
    plan: tuple[PlanEntry, ...]
    bills: Mapping[str, tuple[Bill, ...]]
    series: Mapping[str, Series]
    library: Library
    figures: Figures
    waiting: tuple[str, ...] = ()
    follow_ups: Mapping[int, tuple[FollowUp, ...]] = field(default_factory=dict)

    @property
    def answered(self) -> tuple[Checked, ...]:
        """The checklists with at least one answer, in the shipped order."""
        return tuple(done for done in self.checked if done.sheet.answers)

    @property
    def checked_by_id(self) -> Mapping[str, Checked]:
        """The checklists that were begun, by id."""
        return {done.checklist.id: done for done in self.checked}

    @property
    def day(self) -> date:
        """The day it was made, where the reader is."""
        return day(self.made_at, self.zone or None)

    @staticmethod
    def unit(unit: str) -> str | None:
        """Return a unit as the reader writes it, None where there is none."""
        return unit_label(unit) or None

    def measure_title(self, measure: str) -> str:
        """Return what a measure is called, its id where the library does not know it."""
        known = self.library.measures.get(measure)
        return known.title if known else measure

    @property
    def branch(self) -> str:
        """The company's branch in the reader's language, its code where nobody named it."""
        return self._branch(self.profile.nace)

    @property
    def product(self) -> str:
        """The company's main product in the reader's language, empty where it chose none."""
        return self._product(self.profile.product)

    def reference(self, comparison: Comparison) -> str:
        """Return what a reference row is about in the reader's language: its product, or its branches."""
        row = comparison.row
        if row is None:
            return ""
        return self._product(row.product) if row.product else ", ".join(map(self._branch, row.nace))

    def _branch(self, nace: str) -> str:
        sector = self.figures.sectors.get(nace)
        return _name(sector.names, nace) if sector else nace

    def _product(self, product: str) -> str:
        known = self.figures.products.get(product)
        return _name(known.names, product) if known else product


def _name(names: Mapping[str, str], code: str) -> str:
    return names.get(language()) or names.get("en") or code
