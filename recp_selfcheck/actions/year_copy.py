"""The company's year as a receipt keeps it: what was used and made, what it cost, and where each figure is from."""

from __future__ import annotations

from typing import Any

from recp_selfcheck.actions.company import Year
from recp_selfcheck.assessment.bills import RESOURCES


def copy_of_year(year: Year) -> dict[str, Any]:
    """Return a year as plain data.

    `months` are the twelve of the bills, null where none count; each total says whether it is `from` bills or typed.
    `resources` are sums in kWh (net calorific value), m³ or t; one that cannot be added up whole is left out.
    """
    profile, billed = year.profile, year.billed
    from_bills = billed.idents if billed else frozenset()
    made_from_bills = billed is not None and billed.output.amount is not None
    months = billed.year.months if billed and (from_bills or made_from_bills) else ()
    output = {"amount": profile.output_amount, "unit": profile.output_unit}
    return {
        "months": {"first": str(months[0]), "last": str(months[-1])} if months else None,
        "currency": profile.currency,
        "output": {**output, "from": _origin(billed=made_from_bills)} if profile.output_amount is not None else None,
        "totals": [
            {
                "series": total.ident,
                "name": total.name,
                "amount": total.amount,
                "unit": total.unit,
                "cost": total.cost,
                "from": _origin(billed=total.ident in from_bills),
            }
            for total in profile.totals
        ],
        "resources": {
            resource: {"amount": used.amount, "unit": RESOURCES[resource], "cost": used.cost}
            for resource, used in year.resources.by_resource.items()
        },
    }


def _origin(*, billed: bool) -> str:
    return "bills" if billed else "typed"
