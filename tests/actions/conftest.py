"""A small checklist with every kind of question, in place of the shipped ones, so that these tests know each answer."""

from __future__ import annotations

from typing import Any

import pytest

from recp_selfcheck.actions import content
from recp_selfcheck.actions.session import Session, solo_session
from recp_selfcheck.checklists.model import Checklist, Content, Library
from recp_selfcheck.people.roles import Role
from recp_selfcheck.settings import settings
from tests.actions.club import ClubOfTests

SCALE = [
    {"id": "none", "text": "Nothing is done", "points": 0},
    {"id": "some", "text": "A written list, last year", "points": 50},
    {"id": "all", "text": "A written list, this year", "points": 100},
]
SYSTEMS = {
    "id": "site.systems",
    "text": "What do you have?",
    "kind": "multiple",
    "fact": True,
    "options": [{"id": "lighting", "text": "Lighting"}, {"id": "steam", "text": "Steam"}],
}
SHIFTS = {
    "id": "site.shifts",
    "text": "When do you work?",
    "kind": "options",
    "fact": True,
    "options": [{"id": "one", "text": "One shift"}, {"id": "night", "text": "At night too"}],
}
LEAKS = {"id": "steam.leaks", "text": "Leaks?", "kind": "options", "options": SCALE}


def checklist(version: int = 1, **changes: Any) -> Checklist:
    return Checklist.model_validate(
        {
            "id": "energy",
            "version": version,
            "language": "en",
            "title": "Energy",
            "hash": f"rules {version}",
            "facts": [SYSTEMS],
            "bands": [{"id": "low", "title": "Low", "from": 0}, {"id": "high", "title": "High", "from": 60}],
            "sections": [
                {
                    "id": "lighting",
                    "title": "Lighting",
                    "questions": [
                        {"id": "lighting.led", "text": "LED?", "kind": "options", "options": SCALE},
                        {
                            "id": "lighting.how",
                            "text": "How?",
                            "kind": "multiple",
                            "options": [
                                {"id": "clock", "text": "Clock", "points": 60},
                                {"id": "sensor", "text": "Sensor", "points": 40},
                                {"id": "nothing", "text": "Neither", "points": 0, "exclusive": True},
                            ],
                        },
                        {
                            "id": "lighting.share",
                            "text": "Share?",
                            "kind": "number",
                            "number": {"unit": "%", "points": [[0, 0], [100, 100]], "at_least": 0, "at_most": 100},
                        },
                    ],
                },
                {
                    "id": "steam",
                    "title": "Steam",
                    "ask_if": {"question": "site.systems", "options": ["steam"]},
                    "questions": [LEAKS],
                },
            ],
        }
        | changes
    )


WATER = Checklist.model_validate(
    {
        "id": "water",
        "version": 1,
        "language": "en",
        "title": "Water",
        "hash": "water rules",
        "sections": [
            {
                "id": "taps",
                "title": "Taps",
                "questions": [
                    {
                        "id": "taps.leaks",
                        "text": "Leaks?",
                        "kind": "options",
                        "options": SCALE,
                        "not_applicable": False,
                    }
                ],
            }
        ],
    }
)
SITE = Checklist.model_validate(
    {
        "id": "site",
        "version": 1,
        "language": "en",
        "title": "Your company",
        "sections": [{"id": "company", "title": "Company", "questions": [SYSTEMS, SHIFTS]}],
    }
)


class Shipped:
    """What the program is shipped with in these tests; `energy` may be replaced by another version."""

    def __init__(self) -> None:
        self.energy = checklist()

    def __call__(self) -> Content:
        return Content(site=SITE, checklists={"energy": self.energy, "water": WATER}, library=Library())


@pytest.fixture
def shipped(monkeypatch: pytest.MonkeyPatch) -> Shipped:
    small = Shipped()
    monkeypatch.setattr(content, "content", small)
    return small


@pytest.fixture
def session(database_url: str, shipped: Shipped) -> Session:
    """A person at work with the small checklists, on a fresh database of each kind."""
    return solo_session()


@pytest.fixture
def club_of_tests(database_url: str, shipped: Shipped, monkeypatch: pytest.MonkeyPatch) -> ClubOfTests:
    """Club mode with a coordinator and the small checklists, on a fresh database of each kind."""
    monkeypatch.setenv("RECP_MODE", "club")
    settings.cache_clear()
    return ClubOfTests()


@pytest.fixture
def club(club_of_tests: ClubOfTests) -> int:
    return club_of_tests.club("North")


@pytest.fixture
def trainer(club_of_tests: ClubOfTests, club: int) -> Session:
    return club_of_tests.person(Role.TRAINER, "tanya", club)
