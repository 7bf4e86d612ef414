"""Ties a widget to a stored value: saved at once, never over a newer value, nothing shown that is not stored.

A widget is drawn from the database and saves in its callback with the version it was drawn from. Three things can come
between, and each is met on the next drawing:
- another window saved something newer: shown, if this person has not touched the widget, else both values are offered;
- a click was swallowed by a crash while the browser still shows it: saved now, or both values are offered;
- the value was refused: the reason stands beside the widget and what was typed stays.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from recp_selfcheck.actions.answering import Cell
from recp_selfcheck.errors import AnswerMistakes, Conflict, Mistake, NotPossibleNow
from recp_selfcheck.i18n import text
from recp_selfcheck.i18n.mistakes import word
from recp_selfcheck.ui.plain import plain
from recp_selfcheck.ui.session import resume

Save = Callable[[Any, int], Cell]


@dataclass
class Known:
    """What this browser session knows of one stored value, and what stands in its way."""

    value: Any = None
    version: int = 0
    drawn: int = 0  # part of the widget's key: grows when the server, not the person, changes what is to be shown
    met: bool = False
    shown: Any = None  # what the widget held when it agreed with `value`
    refused: tuple[Mistake, ...] = ()
    mine: Any = None
    theirs: Cell | None = None

    def take(self, cell: Cell | None) -> None:
        """Take over what is stored now."""
        self.value, self.version = (cell.value, cell.version) if cell else (None, 0)
        self.refused, self.mine, self.theirs = (), None, None


def _identity(value: Any) -> Any:
    return value


class Tied:
    """One widget tied to one stored value.

    `place` and `name` identify the value (a submission and a question with field, or the company and a profile field),
    `stored` is its row now, `save(raw, seen_version)` stores it, `read` turns what the widget holds into the raw value
    (it may raise AnswerMistakes).
    """

    def __init__(
        self, place: str, name: str, stored: Cell | None, save: Save, read: Callable[[Any], Any] = _identity
    ) -> None:
        self.name = f"{place}:{name}"
        self.stored = stored
        self.save = save
        self.read = read
        everything: dict[str, Known] = st.session_state.setdefault("known", {})
        self.known = everything.setdefault(self.name, Known())
        self._meet()

    @property
    def key(self) -> str:
        """The widget's key."""
        return f"{self.name}:{self.known.drawn}"

    @property
    def value(self) -> Any:
        """The raw value to draw the widget with."""
        return self.known.value

    def changed(self, *, redraw_only: str | None = None) -> Callable[[], None]:
        """Return the widget's `on_change`: saves; if all went well only the fragment `redraw_only` is drawn again."""

        def callback() -> None:
            resume()
            if self._store(st.session_state[self.key]) and redraw_only:
                st.rerun(redraw_only)

        return callback

    def put(self, raw: Any) -> None:
        """Store a value the widget does not hold (a button beside it) and draw the widget anew."""
        resume()
        if self._save(raw):
            self.known.drawn += 1

    def offer(self, mine: Any, theirs: Cell) -> None:
        """Let the person choose on the next drawing: what this window showed, or what another has stored meanwhile."""
        self.known.mine, self.known.theirs = mine, theirs

    def drawn(self, shown: Any, seed: Any) -> None:
        """Compare what the widget shows with what is stored; call it right after drawing.

        `seed` is what the stored value looks like in the widget: a stored value the widget cannot show is left alone.
        """
        known = self.known
        first, known.met = not known.met, True
        if known.theirs:
            return
        if shown == seed:
            known.shown, known.refused = shown, ()
            return
        if known.refused:
            return
        try:
            raw = self.read(shown)
        except AnswerMistakes as refusal:
            known.refused = refusal.mistakes
            return
        if raw == known.value:
            known.shown = shown
        elif first and self.stored is not None:
            known.mine, known.theirs = raw, self.stored
        else:
            self._save(raw)

    def show_trouble(self, describe: Callable[[Any], str]) -> None:
        """Show why a value was refused, or both values where two windows differ; `describe` words a raw value."""
        known = self.known
        for mistake in known.refused:
            st.error(plain(word(mistake)), icon=":material/error:")
        if known.theirs is None:
            return
        with st.container(border=True, key=f"conflict:{self.name}"):
            st.markdown(
                text("**Two different answers.** Another window saved something else meanwhile. Which one stays?")
            )
            st.button(
                text("This one: {answer}", answer=plain(describe(known.mine))),
                key=f"mine:{self.name}",
                on_click=self._keep_mine,
                width="stretch",
            )
            st.button(
                text("The saved one: {answer}", answer=plain(describe(known.theirs.value))),
                key=f"theirs:{self.name}",
                on_click=self._take_theirs,
                width="stretch",
            )

    def _meet(self) -> None:
        known, stored = self.known, self.stored
        version = stored.version if stored else 0
        if not known.met:
            known.take(stored)
        elif version > known.version and known.theirs is None:
            if stored is not None and stored.value == known.value:
                known.version = version
            elif self._untouched():
                known.take(stored)
                known.drawn += 1
            else:
                known.mine, known.theirs = self._held(), stored

    def _held(self) -> Any:
        try:
            return self.read(st.session_state[self.key])
        except AnswerMistakes:
            return self.known.value

    def _untouched(self) -> bool:
        if self.key not in st.session_state or st.session_state[self.key] == self.known.shown:
            return True
        return bool(self._held() == self.known.value)

    def _store(self, shown: Any) -> bool:
        try:
            raw = self.read(shown)
        except AnswerMistakes as refusal:
            self.known.refused = refusal.mistakes
            return False
        return self._save(raw)

    def _save(self, raw: Any) -> bool:
        known = self.known
        try:
            known.take(self.save(raw, known.version))
        except Conflict as conflict:
            known.mine, known.theirs = raw, conflict.current
            return False
        except (AnswerMistakes, NotPossibleNow) as refusal:
            known.refused = refusal.mistakes
            return False
        return True

    def _keep_mine(self) -> None:
        known = self.known
        mine = known.mine
        known.take(known.theirs)
        self.put(mine)

    def _take_theirs(self) -> None:
        self.known.take(self.known.theirs)
        self.known.drawn += 1
