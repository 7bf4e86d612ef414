"""Passwords: what one must be, and how it is kept (argon2id, two at a time)."""

from __future__ import annotations

import re
from functools import cache
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Final

from recp_selfcheck.actions.inputs import refuse

if TYPE_CHECKING:
    from argon2 import PasswordHasher

SHORTEST: Final = 10  # characters
LONGEST: Final = 200
_ENOUGH: Final = 3  # of zxcvbn's 0 … 4
_FIRST_TRIED: Final = re.findall(  # its own lists are English
    r"\w+",
    "пароль привет йцукен йцукенг фывапролд любовь солнышко наташа марина беларусь минск орша витебск гомель январь "
    "февраль март апрель август сентябрь октябрь ноябрь декабрь директор энергетик завод предприятие клуб club recp",
)
# each takes 19 MiB: forty people signing in at once must not take forty times that
_TWO_AT_A_TIME = BoundedSemaphore(2)


def accept_password(password: str, about: tuple[str, ...] = ()) -> str:
    """Return a password that may be used; AnswerMistakes where it is too short, too long or among the first guessed.

    `about` are words an attacker tries first: login, name, company.
    """
    from zxcvbn import zxcvbn  # noqa: PLC0415 - 0.1 s for its word lists, needed only when a password is chosen

    if len(password) < SHORTEST:
        message = f"The password has {len(password)} characters; at least {SHORTEST} are needed."
        refuse("password-short", message, length=len(password), least=SHORTEST)
    if len(password) > LONGEST:
        refuse("password-long", f"The password may have at most {LONGEST} characters.", limit=LONGEST)
    if zxcvbn(password[:72], user_inputs=[*_FIRST_TRIED, *(word for word in about if word)])["score"] < _ENOUGH:
        refuse(
            "password-guessed", "This password is among the first that are tried. Use three or four unrelated words."
        )
    return password


def hash_password(password: str) -> str:
    """Return the argon2id hash of a password."""
    with _TWO_AT_A_TIME:
        return _hasher().hash(password)


def is_password(password: str, kept: str | None) -> bool:
    """Say whether a password is the one kept; without one it takes as long and is False."""
    from argon2.exceptions import InvalidHashError, VerificationError  # noqa: PLC0415 - as in _hasher

    hasher = _hasher()
    with _TWO_AT_A_TIME:
        try:
            return hasher.verify(kept or _NOBODYS, password) and kept is not None
        except (VerificationError, InvalidHashError):
            return False


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher as Hasher  # noqa: PLC0415 - only club mode pays for it

    return Hasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)


# the hash of a random password nobody was told: an unknown login takes as long as a known one
_NOBODYS = "$argon2id$v=19$m=19456,t=2,p=1$KM7cbth7o9AYwbBZJL7fvg$QvNGvGAfZ6pShZ++/TlR0zg8hsZlenRSUNNpUTq/beA"
