"""`python -m tests.personas` prints what every persona gets; `python -m tests.personas dairy` one of them in full."""

from __future__ import annotations

import sys

import yaml

from tests.personas.persona import FOLDER, Result, read_persona, summary, work_out


def line(persona_id: str, result: Result) -> str:
    """Return how many questions a persona is asked, its scores and its first opportunities."""
    found = summary(result)
    scores = " ".join(f"{name} {card['score']:.1f}" for name, card in found["checklists"].items())
    return f"{persona_id}: asked {found['asked']} | {scores} | {', '.join(found['first_six'])}\n"


def in_full(result: Result) -> str:
    """Return what a persona gets as its file would expect it, and each listed opportunity with its figures."""
    found = {"expect": summary(result)}
    text = yaml.safe_dump(found, sort_keys=False, allow_unicode=True, default_flow_style=None, width=120)
    for one in result.ranking.listed:
        money = "      no money" if one.money is None else f"{one.money.typical:14,.0f}"
        lost = ", ".join(f"{mention.question} {mention.points:.0f}" for mention in one.questions)
        text += f"{one.group:7} {money} {one.measure}: {lost}\n"
    return text


for chosen in sys.argv[1:] or sorted(path.stem for path in FOLDER.glob("*.yaml")):
    worked_out = work_out(read_persona(chosen))
    sys.stdout.write(in_full(worked_out) if sys.argv[1:] else line(chosen, worked_out))
