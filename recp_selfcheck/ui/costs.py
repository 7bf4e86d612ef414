"""What the year costs, and what was paid for things that left again as waste or wastewater."""

from __future__ import annotations

import streamlit as st

from recp_selfcheck.assessment.costs import CostLine, CostView, NonProduct
from recp_selfcheck.charts.indicators.contents import cost_chart
from recp_selfcheck.i18n import amount, money, money_between, number, percent, text, unit_label
from recp_selfcheck.i18n.labels import carrier_label
from recp_selfcheck.ui.figures import draw_table
from recp_selfcheck.ui.plain import plain
from recp_selfcheck.ui.reader import draw_way, is_own
from recp_selfcheck.ui.use_charts import draw_use_chart


def draw_costs(view: CostView, currency: str) -> None:
    """Draw costs by resource and carrier, and the non-product output in words a foreman understands."""
    if view.total <= 0:
        said = text("No bill and no yearly total has a cost yet. Enter the costs without VAT beside the amounts.")
        st.info(said if is_own() else text("No bill and no yearly total that was handed in has a cost."))
        draw_way("bills", text("Enter bills"), ":material/edit:")
        return
    draw_use_chart(cost_chart(view, currency), "cost_bars")
    total = money(view.total, currency)
    if view.complete:
        st.markdown(text("Together: **{money}** a year.", money=total))
    else:
        names = ", ".join(_line_names(view))
        st.markdown(
            text("Together, as far as known: **{money}** a year. Without a cost: {names}.", money=total, names=names)
        )
    for one in view.non_product:
        _draw_non_product(one, currency)
    with st.expander(text("How this came about"), type="compact"):
        draw_table([_row(line, view, currency) for group in view.groups for line in group.lines])
        st.caption(
            text(
                "Costs without VAT, as billed. What left as waste is counted at the average price of everything "
                "bought, what left as wastewater at the price of the water; getting rid of it is added. Energy and "
                "work that went into it are not counted: the true loss is higher."
            )
        )


def _draw_non_product(one: NonProduct, currency: str) -> None:
    gone = amount(one.amount, one.unit)
    if one.resource == "materials":
        said = [text("**{amount} of what you bought left as waste.**", amount=gone)]
    else:
        said = [text("**{amount} of the water you paid for left as wastewater.**", amount=gone)]
    said.append(_paid_words(one, currency))
    between = one.between
    if between is not None and between[1] > between[0]:
        span = money_between(*between, currency)
        said.append(text("Depending on which of the materials it was: {range}.", range=span))
    if one.held:
        said.append(text("More left than came in: only what came in is counted here. Check the amounts."))
    st.markdown(" ".join(said))


def _paid_words(one: NonProduct, currency: str) -> str:
    bought, disposal, together = (money(part, currency) for part in (one.bought, one.disposal, one.cost))
    if one.bought is not None and one.disposal is not None:
        return text(
            "Buying it cost {bought}, getting rid of it {disposal}: {sum} together.",
            bought=bought,
            disposal=disposal,
            sum=together,
        )
    if one.bought is not None:
        return text("Buying it cost {bought}; what getting rid of it cost is not known.", bought=bought)
    if one.disposal is not None:
        return text("Getting rid of it cost {disposal}; what buying it cost is not known.", disposal=disposal)
    return text("What it cost is not known: enter the costs beside the amounts.")


def _line_names(view: CostView) -> list[str]:
    named = [plain(line.name) or carrier_label(line.carrier) for line in view.unknown]
    return [*named, *(carrier_label(carrier) for carrier in view.refused)]


def _row(line: CostLine, view: CostView, currency: str) -> dict[str, str]:
    label = carrier_label(line.carrier)
    used = amount(line.amount, line.unit)
    if line.price is not None:
        used += f" × {number(line.price)} {currency}/{unit_label(line.unit)}"
    share = view.share(line.cost)
    cost = money(line.cost, currency) if line.cost is not None else text("not known")
    return {
        text("What"): f"{label}: {plain(line.name)}" if line.name else label,
        text("Amount × price"): used,
        text("Cost a year"): f"{cost} · {percent(share, 2)}" if share is not None else cost,
    }
