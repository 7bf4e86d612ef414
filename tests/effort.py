"""How long the tests that look for faults look: shortly, or with `--hypothesis-profile=long` as long as is worth it."""

from __future__ import annotations

from hypothesis import settings

SHORT, LONG = "short", "long"
_SHORTER = 5

# the short look is the same every time: what is green stays green; the long one looks elsewhere each time
settings.register_profile(SHORT, max_examples=40, deadline=None, derandomize=True)
settings.register_profile(LONG, max_examples=200, deadline=None)


def look_shortly() -> None:
    """Begin with the short look: pytest's option comes after this and before the tests are read."""
    settings.load_profile(SHORT)


def looks_long() -> bool:
    """Say whether the long look was asked for."""
    return settings.get_current_profile_name() == LONG


def tries(of_long: int) -> int:
    """Return how often to try what a long look tries so often."""
    return of_long if looks_long() else max(1, of_long // _SHORTER)
