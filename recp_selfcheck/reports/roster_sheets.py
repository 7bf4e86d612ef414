"""How the roster of a club is laid out: a row a person. Written by `roster_out`, read by `roster_in`."""

from __future__ import annotations

from typing import Final

TEMPLATE: Final = "roster"
VERSION: Final = 1
MARK: Final = "recp:roster"  # the hidden first cell of the sheet to fill in
FIRST_ROW: Final = 3
MOST_PEOPLE: Final = 200
COMPANY, NAME, LOGIN, LANGUAGE = range(4)  # columns
ROLE: Final = 4  # to be read, not to be filled in
