"""What everything on the plan's page is drawn from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from recp_selfcheck.actions.answering import Cell
from recp_selfcheck.actions.plan import Plan
from recp_selfcheck.actions.session import Session
from recp_selfcheck.assessment.plan import PlanEntry
from recp_selfcheck.checklists.model import Library


@dataclass(frozen=True)
class PlanView:
    """The plan, the measures in the reader's language, and the reader's day."""

    session: Session
    plan: Plan
    library: Library
    today: date

    def cells(self, entry: PlanEntry) -> Mapping[str, Cell]:
        """Return what is stored of an entry, by field."""
        return self.plan.cells.get(entry.id, {})
