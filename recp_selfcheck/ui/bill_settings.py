"""What bills are kept of: more of them, their names, usual units, and what another product counts."""

from __future__ import annotations

from contextlib import suppress

import streamlit as st

from recp_selfcheck.actions import company
from recp_selfcheck.actions.fields import SERIES, TOTAL
from recp_selfcheck.assessment.bill_series import METER, METERED, expected, likely, next_series
from recp_selfcheck.assessment.billed_output import REFERENCE
from recp_selfcheck.assessment.bills import CARRIERS, DEGREE_DAYS, OUTPUT, Series
from recp_selfcheck.errors import Conflict
from recp_selfcheck.i18n import text, unit_label
from recp_selfcheck.ui.bill_book import Book
from recp_selfcheck.ui.bill_chooser import go_to
from recp_selfcheck.ui.fields import CompanyFields
from recp_selfcheck.ui.labels import carrier_label
from recp_selfcheck.ui.session import resume


def draw_adding(book: Book) -> None:
    """Draw the list of what bills can be kept of beyond what is shown."""
    kinds = _kinds(book)
    key = f"add_series:{len(book.series)}"
    st.selectbox(
        text("Add an energy source, material, waste, meter or product"),
        kinds,
        index=None,
        format_func=_kind_label,
        placeholder=text("Choose"),
        key=key,
        on_change=_add,
        args=(book, key),
    )


def draw_settings(book: Book, ident: str) -> None:
    """Draw how one series is called and billed; a series without bills can be taken away again."""
    series, units, field = book.series[ident], book.units(ident), SERIES + ident
    fields, carrier = CompanyFields(book.session, book.firm), CARRIERS.get(series.carrier)
    if series.is_output or series.parent or (carrier and carrier.named):
        fields.words(_where_its_name_is(book, ident), text("Name"), part="name")
    if len(units) > 1:
        fields.choice(
            field,
            text("Usual unit"),
            units,
            unit_label,
            part="unit",
            note=text("New months begin with it. Months already filled in keep theirs."),
            otherwise=units[0],
        )
    if series.is_output and ident != REFERENCE:
        label = text(
            "Counts as how much of the main product ({reference} for 1 {unit})",
            unit=unit_label(units[0]),
            reference=unit_label(book.units(REFERENCE)[0]),
        )
        note = text("By the energy or work it takes. Without this number the product is not counted, and that is said.")
        fields.figure(field, label, part="factor", note=note)
    if _is_removable(book, ident):
        st.button(
            text("Take this row away"),
            icon=":material/delete:",
            key=f"remove:{ident}",
            on_click=_remove,
            args=(book, field),
        )


def _where_its_name_is(book: Book, ident: str) -> str:
    """Return the field that holds a name: the yearly total's, where it has one already, so that there is only one."""
    own, total = (book.firm.cells.get(group + ident) for group in (SERIES, TOTAL))
    has_own = own is not None and own.value is not None and "name" in own.value
    has_total = total is not None and total.value is not None and "name" in total.value
    return TOTAL + ident if has_total and not has_own else SERIES + ident


def _is_removable(book: Book, ident: str) -> bool:
    """Say whether only its settings keep a series on the page."""
    kept = ident in book.bills.by_series or ident in expected(book.firm.profile.facts)
    stored = {key for key, cell in book.firm.cells.items() if cell.value is not None}
    return not kept and SERIES + ident in stored and TOTAL + ident not in stored


def _kinds(book: Book) -> list[str]:
    fits = likely(book.firm.profile.facts)
    carriers = [*fits, *(carrier for carrier in CARRIERS if carrier not in fits)]
    meters = [carrier + METER for carrier in METERED if carrier in book.series]
    kinds = [*carriers, *meters, OUTPUT, DEGREE_DAYS]
    return [kind for kind in kinds if next_series(kind, book.series) is not None]


def _kind_label(kind: str) -> str:
    if kind.endswith(METER):
        return text("A meter of its own within: {carrier}", carrier=carrier_label(kind.removesuffix(METER)))
    return {
        OUTPUT: text("Another product"),
        DEGREE_DAYS: text("Heating degree days"),
        "material": text("Another material"),
        "waste": text("Another kind of waste"),
    }.get(kind) or carrier_label(kind)


def _add(book: Book, key: str) -> None:
    kind = st.session_state[key]
    series = next_series(kind, book.series) if kind else None
    if series is None:
        return
    resume()
    field = SERIES + series.id
    cell = book.firm.cells.get(field)
    with suppress(Conflict):  # another window has just added it: then it is there
        company.save_field(book.session, field, {"unit": _first_unit(book, series)}, cell.version if cell else 0)
    go_to(series.id)


def _first_unit(book: Book, series: Series) -> str:
    return series.unit or book.units(REFERENCE)[0]


def _remove(book: Book, field: str) -> None:
    resume()
    with suppress(Conflict):  # somebody is just setting it up: it stays, and is shown as they left it
        company.save_field(book.session, field, None, book.firm.cells[field].version)
