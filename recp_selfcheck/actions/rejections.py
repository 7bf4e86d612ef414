"""Measures a company will not do: rejected among its opportunities or in its plan, which is one and the same.

The plan's entry and the company's field `rejected.<measure>` are written together. Where only one of them says it, as
before they were, that one counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from recp_selfcheck.actions.own_figures import REJECTED, accept_rejection, own_figures_in
from recp_selfcheck.actions.plan_fields import entry_of
from recp_selfcheck.actions.submission import company_cells
from recp_selfcheck.assessment.plan import PlanEntry, PlanState, advance, joined, rejected_measures
from recp_selfcheck.people.roles import Person
from recp_selfcheck.storage import cells as stored_cells
from recp_selfcheck.storage import plan as stored_plan
from recp_selfcheck.storage.cells import Cell
from recp_selfcheck.storage.database import Connection
from recp_selfcheck.storage.kinds import Kind


def entries_in(
    connection: Connection,
    company_id: int,
    company: Mapping[str, Cell],
    cells: Mapping[int, Mapping[str, Cell]],
    currency: str = "",
) -> tuple[PlanEntry, ...]:
    """Return the entries of a company's plan as its `company` cells leave them; `cells` are the plan's."""
    refused = own_figures_in(company).rejected
    rows = stored_plan.entries(connection, company_id)
    return tuple(joined(entry_of(row, cells.get(row.id, {}), currency), refused) for row in rows)


def rejections_in(connection: Connection, company_id: int, company: Mapping[str, Cell]) -> Mapping[str, str]:
    """Return the reason of every rejected measure of a company."""
    entries = entries_in(connection, company_id, company, stored_plan.cells(connection, company_id))
    return rejected_measures(own_figures_in(company).rejected, entries)


@dataclass(frozen=True, slots=True)
class RejectionWriter:
    """Writes in a transaction in which nobody else can change the company."""

    connection: Connection
    company_id: int
    person: Person
    at: datetime

    def put(self, measure: str, to: PlanState, reason: str = "") -> Cell:
        """Reject a measure, or plan it again, in the company and in its plan; return the company's side as stored.

        AnswerMistakes for a rejection without a reason, NotPossibleNow (`plan-state`) for that of one that is done.
        """
        company = company_cells(self.connection, self.company_id)
        planned = stored_plan.cells(self.connection, self.company_id)
        entries = entries_in(self.connection, self.company_id, company, planned)
        if to is not PlanState.REJECTED:
            rejected = rejected_measures(own_figures_in(company).rejected, entries)
            reason = rejected.get(measure) or _draft(company.get(f"{REJECTED}{measure}"))
        saved = self.put_field(measure, to, reason)
        for entry in entries:
            if entry.measure == measure and entry.state is not to and PlanState.REJECTED in (entry.state, to):
                for field, value in advance(entry, to, today=self.at.date(), reason=reason).items():
                    self._save(stored_cells.PLAN_CELLS, entry.id, field, value)
        return saved

    def put_field(self, measure: str, to: PlanState, reason: str) -> Cell:
        """Store the company's side; a reason stays when the measure is taken up again."""
        given = {"reason": reason, "rejected": True} if to is PlanState.REJECTED else {"reason": reason}
        return self._save(stored_cells.COMPANY_FIELDS, self.company_id, f"{REJECTED}{measure}", accept_rejection(given))

    def _save(self, kind: Kind, owner: int, key: str, value: Any) -> Cell:
        stored = stored_cells.read(self.connection, kind, owner).get((key,))
        return stored_cells.save(
            self.connection,
            kind,
            owner,
            (key,),
            value,
            seen_version=stored.version if stored else 0,
            person_id=self.person.id,
            by=self.person.name,
            at=self.at,
        )


def _draft(stored: Cell | None) -> str:
    """Return a reason that was typed and is not in force."""
    return str(stored.value.get("reason") or "") if stored is not None and isinstance(stored.value, dict) else ""
