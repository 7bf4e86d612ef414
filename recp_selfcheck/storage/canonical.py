"""JSON that is written the same way every time, and its hash."""

from __future__ import annotations

import hashlib
import json
from math import isfinite
from typing import Any

_compact = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


def compact(value: Any) -> str:
    """Write JSON as the database keeps it: in the order given, no NaN."""
    if value is None:
        return "null"
    if type(value) is float and isfinite(value):  # the encoder says the same after some preparations
        return repr(value)
    return _compact(value)


def canonical(value: Any) -> str:
    """Write canonical JSON: keys sorted, no spaces, no NaN; equal content gives equal text."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True)


def sha256(value: Any) -> str:
    """Return the SHA-256 of canonical JSON in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()
