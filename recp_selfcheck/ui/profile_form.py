"""The company page's parts: who you are, what you made, what you used in a year and what it cost."""

from __future__ import annotations

import streamlit as st

from recp_selfcheck.actions.company import Company
from recp_selfcheck.actions.content import figures
from recp_selfcheck.assessment.bill_year import BilledYear
from recp_selfcheck.assessment.bills import CARRIERS
from recp_selfcheck.assessment.profile import COUNTRIES, CURRENCIES, CURRENCY_OF
from recp_selfcheck.i18n import amount, text, unit_label
from recp_selfcheck.i18n.names import country, currency
from recp_selfcheck.ui.bill_sums import EXACT, period, sum_words
from recp_selfcheck.ui.fields import CompanyFields
from recp_selfcheck.ui.labels import branch_label, carrier_label, product_label

ALWAYS_SHOWN = ("total.electricity", "total.heat", "total.natural_gas", "total.water", "total.wastewater")
_REPEATED = ("material", "waste")
_FIRST_YEAR = 2000


def draw_company(fields: CompanyFields) -> None:
    """Draw what the company is."""
    left, right = st.columns(2)
    with left:
        fields.words("name", text("Name of the company"))
        fields.choice("country", text("Country"), COUNTRIES, country)
        fields.choice(
            "nace",
            text("What do you do? (branch, NACE or OKED code)"),
            tuple(figures().sectors),
            branch_label,
            note=text("Type a word or a code. The branch decides which benchmarks and typical shares are used."),
        )
    with right:
        fields.figure(
            "employees",
            text("Staff"),
            note=text("In full-time jobs, average of the year. Two half-time jobs count as one."),
        )
        fields.figure(
            "floor_area", text("Floor area, m²"), note=text("Of all heated buildings. Leave empty if unknown.")
        )
        default = CURRENCY_OF.get(fields.firm.profile.country, "")
        order = tuple(dict.fromkeys(([default] if default else []) + list(CURRENCIES)))
        fields.choice("currency", text("Currency of your bills"), order, currency)


def draw_output(fields: CompanyFields, this_year: int, billed: BilledYear | None) -> None:
    """Draw the year and what was made in it; a year of bills counts in place of what is typed."""
    profile = fields.firm.profile
    left, middle, right = st.columns([2, 1, 1])
    products = tuple(product.id for product in figures().products_for(profile.nace))
    with left:
        fields.choice(
            "year", text("The year all figures below belong to"), tuple(range(this_year, _FIRST_YEAR, -1)), str
        )
        if products:
            fields.choice(
                "product",
                text("Your main product, to compare with others"),
                products,
                product_label,
                note=text("Choose only what fits. Without a fitting product there is no comparison, and that is said."),
            )
        else:
            st.caption(text("For this branch there are no product benchmarks; staff is used for a rough screen."))
    known = figures().products.get(profile.product)
    units = tuple(dict.fromkeys((*([known.unit] if known else []), "t", "kg", "m3", "l", "piece", "m2")))
    with middle:
        fields.figure("output", text("Made in that year"), part="amount")
    with right:
        fields.choice("output", text("Unit"), units, unit_label, part="unit")
    _say_what_is_missing(fields, "output")
    if billed is not None and billed.output.amount is not None:
        _say_billed(billed, [amount(billed.output.amount, billed.output.unit, EXACT)])


def draw_totals(fields: CompanyFields, billed: BilledYear | None) -> None:
    """Draw the yearly totals, one row a carrier, and the list to add more."""
    stored = [name for name, cell in fields.firm.cells.items() if name.startswith("total.") and cell.value is not None]
    added: list[str] = st.session_state.setdefault(f"added_rows:{fields.firm.id}", [])
    rows = list(dict.fromkeys([*ALWAYS_SHOWN, "total.material.1", "total.waste.1", *sorted(stored), *added]))
    rows.sort(key=_place)
    for row in rows:
        _draw_total(fields, row, billed)
    choices = [carrier for carrier in CARRIERS if carrier in _REPEATED or f"total.{carrier}" not in rows]
    st.selectbox(
        text("Add another energy source, material or waste"),
        choices,
        index=None,
        format_func=carrier_label,
        placeholder=text("Choose"),
        key=f"add_row:{fields.firm.id}:{len(rows)}",
        on_change=_add_row,
        args=(fields.firm, f"add_row:{fields.firm.id}:{len(rows)}", tuple(rows)),
    )


def _place(row: str) -> tuple[int, str]:
    carriers = list(CARRIERS)
    return carriers.index(row.split(".")[1]), row


def _draw_total(fields: CompanyFields, row: str, billed: BilledYear | None) -> None:
    carrier = CARRIERS[row.split(".")[1]]
    money = fields.firm.profile.currency or text("money")
    with st.container(border=True, key=f"row_{row.replace('.', '-')}"):
        name, amount, unit, cost = st.columns([3, 2, 2, 2], vertical_alignment="bottom")
        with name:
            if carrier.named:
                fields.words(row, carrier_label(carrier.id), part="name")
            else:
                st.markdown(f"**{carrier_label(carrier.id)}**")
        with amount:
            fields.figure(row, text("Amount a year"), part="amount")
        with unit:
            fields.choice(row, text("Unit"), carrier.units, unit_label, part="unit")
        with cost:
            fields.figure(row, text("Cost a year, {currency}", currency=money), part="cost")
        _say_what_is_missing(fields, row)
        ident = row.removeprefix("total.")
        if billed is not None and ident in billed.idents:
            _say_billed(billed, sum_words(billed.year.by_series[ident], money))


def _say_billed(billed: BilledYear, parts: list[str]) -> None:
    said = text("From twelve months of bills, {period}: {sum}.", period=period(billed.year.end), sum=", ".join(parts))
    st.caption(f":material/receipt_long: {said} " + text("This counts, not what is typed here."))


def _say_what_is_missing(fields: CompanyFields, name: str) -> None:
    cell = fields.firm.cells.get(name)
    given = cell.value if cell and isinstance(cell.value, dict) else {}
    if "amount" in given and "unit" not in given:
        st.warning(text("Choose the unit: without it this figure does not count."), icon=":material/help:")
    elif "amount" not in given and ("cost" in given or "name" in given):
        st.warning(text("Enter the amount: without it this row does not count."), icon=":material/help:")


def _add_row(firm: Company, key: str, rows: tuple[str, ...]) -> None:
    carrier = st.session_state[key]
    if not carrier:
        return
    name = f"total.{carrier}"
    if carrier in _REPEATED:
        name = next(f"{name}.{n}" for n in range(1, 100) if f"{name}.{n}" not in rows)
    st.session_state[f"added_rows:{firm.id}"].append(name)
