"""Who is in the demonstration clubs and how far they are, as data/demo/clubs/clubs.yaml says it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter

from recp_selfcheck.checklists.load import read_yaml
from recp_selfcheck.people.roles import Role
from recp_selfcheck.settings import PROJECT, settings

FILE = PROJECT / "data" / "demo" / "clubs" / "clubs.yaml"

Words = Mapping[str, str]
"""A text by language."""
Reached = Literal["draft", "shared", "submitted", "returned", "resubmitted", "accepted", "corrected", "late"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Someone(_Part):
    """A person with their login."""

    login: str
    name: Words


class Official(_Part):
    """A trainer, coordinator or observer, with the clubs given to them."""

    role: Role
    name: Words
    clubs: tuple[str, ...] = ()


class PlayedMeeting(_Part):
    """A meeting; `day` counts from today."""

    day: int
    title: Words


class PlayedHomework(_Part):
    """Homework; `due` counts from today, `meeting` from 1."""

    due: int
    meeting: int
    parts: tuple[str, ...]
    title: Words


class PlayedClub(_Part):
    """A club with its meetings and homework."""

    name: Words
    rules: Mapping[str, Any]
    code_uses: int
    meetings: tuple[PlayedMeeting, ...]
    homework: tuple[PlayedHomework, ...]


class PlayedCompany(_Part):
    """A plant as a company of a club: its people, what it has, how good it is (0…100) and how far it got."""

    plant: str
    club: str
    kind: str
    level: int
    name: Words
    product: Words
    member: Someone
    colleague: Someone | None = None
    checklists: Mapping[str, Reached]
    shown_as: str
    bills: Literal["none", "handed_in", "late"]
    plan: Literal["none", "begun", "handed_in", "followed_up"]
    attended: tuple[int, ...]


class Script(_Part):
    """The whole file; `kinds` are facts about equipment by kind of company."""

    kinds: Mapping[str, Mapping[str, Any]]
    people: Mapping[str, Official]
    clubs: Mapping[str, PlayedClub]
    companies: tuple[PlayedCompany, ...]
    words: Mapping[str, Words | tuple[Words, ...]]

    def say(self, name: str, **values: Any) -> str:
        """Return one of the texts in the language of the settings."""
        said = self.words[name]
        if isinstance(said, tuple):
            raise TypeError(f"{name} are several texts")
        return spoken(said).format(**values)

    def say_all(self, name: str) -> tuple[str, ...]:
        """Return several texts in the language of the settings."""
        said = self.words[name]
        return tuple(map(spoken, said)) if isinstance(said, tuple) else (spoken(said),)


def read_script() -> Script:
    """Read the file."""
    return TypeAdapter(Script).validate_python(read_yaml(FILE, file="data/demo/clubs/clubs.yaml").data)


def spoken(words: Words) -> str:
    """Return a text in the language of the settings."""
    return words[settings().language]
