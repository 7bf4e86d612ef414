from __future__ import annotations

import pytest

from recp_selfcheck import i18n
from recp_selfcheck.i18n.labels import series_label


@pytest.mark.parametrize(
    ("ident", "name", "label"),
    [
        ("electricity", "", "Electricity"),
        ("electricity.sub.2", "", "Electricity: meter 2"),
        ("electricity.sub.2", "Ovens", "Electricity: Ovens"),
        ("material.1", "", "Material"),
        ("material.3", "", "Material 3"),
        ("material.3", "Flour", "Flour"),
        ("output.1", "", "Main product"),
        ("output.2", "", "Product 2"),
        ("output.2", "Rolls", "Rolls"),
        ("degree_days", "", "Heating degree days"),
    ],
)
def test_a_row_of_bills_is_called_as_the_company_calls_it(ident: str, name: str, label: str) -> None:
    i18n.use("en")
    assert series_label(ident, name) == label
