"""Names of carriers, branches and products in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

from recp_selfcheck.actions.content import figures
from recp_selfcheck.i18n import language
from recp_selfcheck.i18n.labels import carrier_label, resource_label

__all__ = ["branch_label", "carrier_label", "product_label", "resource_label"]


def _name(names: Mapping[str, str], code: str) -> str:
    return names.get(language()) or names.get("en") or code


def branch_label(nace: str) -> str:
    """Return a branch as "10.71 Bread and fresh pastry"."""
    sector = figures().sectors.get(nace)
    return f"{nace} {_name(sector.names, nace)}" if sector else nace


def product_label(product: str) -> str:
    """Return what a benchmark product is called."""
    known = figures().products.get(product)
    return _name(known.names, product) if known else product
