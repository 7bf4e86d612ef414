"""Every error the project raises on purpose.

SelfCheckError
├── ContentMistakes        a YAML, CSV or catalogue file is wrong; holds every mistake at once
├── AnswerMistakes         an answers file or an input is wrong; holds every mistake at once
├── Conflict               somebody else saved a newer value; holds it
├── NotPermitted           this person may not do this
├── SignInRefused          login and password do not fit
├── WaitFirst              too many wrong passwords; holds the seconds to wait
├── NotFound               there is no such thing (any more)
├── NotPossibleNow         the review state or missing answers forbid this step; holds the reasons
├── UnitMistake            two quantities that do not mix, or a unit nobody knows
├── SettingMistake         an environment variable has a value that is not allowed
└── StorageProblem         the database or the file store is missing, read-only, newer or gone
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake: where it is, what it is, and the numbers and names a sentence about it needs.

    `code` is stable and dotted or hyphenated; `message` is the English sentence with the remedy, for the command line;
    the interface words `code` and `values` in the user's language. `file` is relative to the project where it can be,
    `line` counts from 1 and is 0 where there is none.
    """

    code: str
    message: str
    file: str = ""
    line: int = 0
    values: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        """Write the mistake as `file:line: [code] message`, leaving out what it does not have."""
        place = f"{self.file}:{self.line}: " if self.file and self.line else f"{self.file}: " if self.file else ""
        return f"{place}[{self.code}] {self.message}"


class SelfCheckError(Exception):
    """The base of every error raised on purpose."""


class _Mistakes(SelfCheckError):
    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__("\n".join(map(str, mistakes)))
        self.mistakes = tuple(mistakes)


class ContentMistakes(_Mistakes):
    """A content file is wrong."""


class AnswerMistakes(_Mistakes):
    """Answers or another input are wrong; nothing of them was taken in."""


class NotPossibleNow(_Mistakes):
    """The step is not possible now; the mistakes name what is missing or in which state the thing is."""


class Conflict(SelfCheckError):
    """Another window or person saved a newer value; `current` is what is stored now, of the caller's own row type."""

    def __init__(self, current: Any) -> None:
        super().__init__("a newer value is stored")
        self.current = current


class NotPermitted(SelfCheckError):
    """This person may not do this to this thing."""


class SignInRefused(SelfCheckError):
    """Login and password do not fit, or the account is locked: which of them is not said."""


class WaitFirst(SelfCheckError):
    """Too many wrong passwords: `seconds` until the next is looked at."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"too many wrong passwords; wait {seconds} s")
        self.seconds = seconds


class NotFound(SelfCheckError):
    """There is no such thing, or this person may not know of it."""


class UnitMistake(SelfCheckError):
    """Quantities that do not mix, or an unknown unit; `code` and `values` let the interface word it."""

    def __init__(self, code: str, message: str, values: Mapping[str, Any]) -> None:
        super().__init__(message)
        self.code = code
        self.values = dict(values)


class SettingMistake(SelfCheckError):
    """An environment variable has a value that is not allowed; the message names it, the value and what is allowed."""


class StorageProblem(SelfCheckError):
    """The database or file store cannot be used; the message says where, why and what to do."""

    def __init__(self, code: str, message: str, values: Mapping[str, Any] | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.values = dict(values or {})
