"""JSON as the database keeps it: the short way for numbers writes what the encoder would."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recp_selfcheck.storage.canonical import compact

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@given(VALUES)
def test_what_is_written_is_what_the_encoder_writes(value: object) -> None:
    assert compact(value) == json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@pytest.mark.parametrize("value", [float("nan"), float("inf"), [float("nan")]])
def test_what_is_no_number_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="Out of range"):
        compact(value)
