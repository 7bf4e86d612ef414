"""What everything on the opportunities page is drawn from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from recp_selfcheck.actions.opportunities import Improvements
from recp_selfcheck.actions.plan import Plan
from recp_selfcheck.actions.session import Session
from recp_selfcheck.assessment.mentions import Mention
from recp_selfcheck.assessment.opportunities import Opportunities
from recp_selfcheck.checklists.model import Checklist, Library, Measure, Question
from recp_selfcheck.people.roles import Permission, may
from recp_selfcheck.ui.plain import plain


@dataclass(frozen=True)
class OpportunityView:
    """The ranking and all behind it, with library and checklists in the reader's language."""

    session: Session
    improvements: Improvements
    plan: Plan
    library: Library
    checklists: Mapping[str, Checklist]

    @property
    def ranking(self) -> Opportunities:
        """The ranking."""
        return self.improvements.opportunities

    @property
    def currency(self) -> str:
        """The company's currency."""
        return self.improvements.year.profile.currency

    @property
    def year(self) -> int | None:
        """The year of the bills."""
        return self.improvements.year.profile.year

    @cached_property
    def editable(self) -> bool:
        """Whether the reader may put in figures of the company's own."""
        return may(self.session.person, Permission.EDIT_COMPANY, self.session.company)

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The numbers of the listed measures, which charts name them by."""
        return {one.measure: place for place, one in enumerate(self.ranking.listed, start=1)}

    def measure(self, ident: str) -> Measure | None:
        """Return a measure, None for one the library does not know."""
        return self.library.measures.get(ident)

    def name(self, ident: str) -> str:
        """Return a measure's title as it is; its id where the library does not know it."""
        found = self.measure(ident)
        return found.title if found else ident

    def title(self, ident: str) -> str:
        """Return a measure's title for Markdown."""
        return plain(self.name(ident))

    def question(self, mention: Mention) -> Question | None:
        """Return the question of a mention, None where its checklist has it no more."""
        checklist = self.checklists.get(mention.checklist)
        return checklist.questions.get(mention.question) if checklist else None
