"""What a company is: the profile it fills in once, and the facts that decide which questions it is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from recp_selfcheck.assessment.answers import Answer
from recp_selfcheck.assessment.bills import YearlyTotal

# Where RECP clubs work, and neighbours: ISO 3166 country → its ISO 4217 currency. USD and EUR are always possible.
CURRENCY_OF = {
    "BY": "BYN",
    "AM": "AMD",
    "AZ": "AZN",
    "GE": "GEL",
    "KZ": "KZT",
    "KG": "KGS",
    "LT": "EUR",
    "LV": "EUR",
    "MD": "MDL",
    "PL": "PLN",
    "UA": "UAH",
    "US": "USD",
    "UZ": "UZS",
}
COUNTRIES = tuple(CURRENCY_OF)
CURRENCIES = tuple(dict.fromkeys((*CURRENCY_OF.values(), "RUB")))


@dataclass(frozen=True, slots=True)
class Profile:
    """A company's profile. Everything may still be missing; `year` is the year the totals belong to.

    `country` is an ISO 3166 code, `nace` a code of `data/sectors.csv`, `currency` an ISO 4217 code, `product` a
    benchmark product of that code; `output_amount` is in `output_unit`; `employees` in full-time equivalents;
    `floor_area` in m²; `facts` holds the answered `site.*` facts. `about` says where demonstration figures come from.
    """

    name: str = ""
    country: str = ""
    nace: str = ""
    currency: str = ""
    year: int | None = None
    employees: float | None = None
    floor_area: float | None = None
    product: str = ""
    output_amount: float | None = None
    output_unit: str = ""
    totals: tuple[YearlyTotal, ...] = ()
    facts: Mapping[str, Answer] = field(default_factory=dict)
    about: str = ""
