"""Typing ahead: keys that come faster than the screen follows wait for the place they were meant for.

Textual hands each key at once to what has the focus just then. Of keys that arrive together, as they do over a slow
line, the second is handed over before the first one has moved the focus: words become commands, and commands words.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from weakref import WeakKeyDictionary

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widgets import Input, TextArea

from informal.tui.escapes import behind_escape, tell_alt

# What a key sets off may never end, or vanish with its widget. Where nothing goes on for so many looks, the next key
# does; a program that is busy looks neither.
_LOOK_SECONDS, _LOOKS = 0.1, 5
# From the key to its command, and from the command to what it does.
_LEAST_ROUNDS, _MOST_ROUNDS = 2, 24
# These stay in a text, and in a list.
_STEPS_IN_TEXT = frozenset(("left", "right", "up", "down", "home", "end", "pageup", "pagedown", "backspace", "delete"))
_STEPS = frozenset(("up", "down", "home", "end", "pageup", "pagedown", "j", "k"))


class TypesAhead(App[int]):
    """Each key is handed on when the one before has done its work. Letters typed into a text need not wait: they go
    the same way, one behind the other. Nor need a step wait for a step: a key that is held down never lags behind."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        tell_alt()
        self._holds = 0
        self._held: list[events.Key | events.Paste] = []
        self._stepping: _Follower | None = None
        self._meant: WeakKeyDictionary[events.Event, Screen[object]] = WeakKeyDictionary()

    def hold(self) -> None:
        """Another screen comes: keys wait until `let_through`, which is called once for each `hold`."""
        self._holds += 1

    async def let_through(self) -> None:
        """It is there: it gets what was typed meanwhile."""
        self._holds -= 1
        self._stepping = None
        while self._held and not self._holds:
            # What is typed just now comes after what was typed before.
            self._holds += 1
            await self._hand_on(self._held.pop(0))
            self._holds -= 1

    @property
    def typed_ahead(self) -> bool:
        """Whether the screen has yet to follow what was pressed."""
        return self._holds > 0 or bool(self._held)

    async def on_event(self, event: events.Event) -> None:
        """Hold a key, or do as Textual does."""
        if not isinstance(event, events.Key | events.Paste):
            await super().on_event(event)
        elif event.is_forwarded:
            # It comes back. Where another screen lies on top by now, it has done its work and is no key of that one.
            if self._meant.get(event) in self.screen_stack[-1:]:
                await super().on_event(event)
        elif self._holds == 1 and self._stepping is not None and not self._held and self._is_step(event):
            self._stepping.begin_anew()
            await self._give(event)
        elif self._holds:
            self._held.append(event)
        else:
            await self._hand_on(event)

    async def _hand_on(self, event: events.Key | events.Paste) -> None:
        if not self.screen_stack:
            # The app was left.
            return
        if isinstance(event, events.Key) and (behind := behind_escape(event)):
            await self._hand_on_with_alt(event.key, behind)
        elif isinstance(self.focused, Input | TextArea) and _is_text(event):
            await self._give(event)
        else:
            await self._follow(event)

    async def _hand_on_with_alt(self, key: str, behind: events.Key) -> None:
        """Alt with a key is a command, or it is Esc and then that key. Never is it typed, though terminals tell the
        letter along with it."""
        if key in self.active_bindings:
            await self._follow(events.Key(key, None))
            return
        if behind.key != "escape":
            self._held.insert(0, behind)
        await self._follow(events.Key(self._way_out(), None))

    async def _follow(self, event: events.Key | events.Paste) -> None:
        follower = _Follower(self)
        self._stepping = follower if self._is_step(event) else None
        await self._give(event)
        follower.go_round()

    async def _give(self, event: events.Key | events.Paste) -> None:
        self._meant[event] = self.screen
        await super().on_event(event)

    def _is_step(self, event: events.Key | events.Paste) -> bool:
        """Whether a key only moves the cursor in what has the focus, and leaves the focus there."""
        steps: Collection[str] = getattr(self.screen, "steps", tuple)()
        if isinstance(self.focused, Input | TextArea):
            steps = _STEPS_IN_TEXT
        return isinstance(event, events.Key) and event.key in (steps or _STEPS)

    def _way_out(self) -> str:
        """Esc, where the screen knows no other key for it."""
        way_out: str = getattr(self.screen, "way_out", str)()
        return way_out or "escape"


def _is_text(event: events.Key | events.Paste) -> bool:
    return isinstance(event, events.Paste) or event.is_printable


class _Follower:
    """Goes the way of a key, from queue to queue behind it and all that it sets off, and lets the next one through.

    A key goes up to the app, which runs its command; that says so to a widget, whose message goes up again, and may be
    told on by somebody halfway. So it goes round until nothing waits on the way; and where the focus has moved, or
    another screen lies on top, from there once more.
    """

    def __init__(self, app: TypesAhead) -> None:
        self._app = app
        self._target: DOMNode = app.focused or app.screen
        self._screen = app.screen
        self._rounds = self._rounds_here = 0
        self._arrived = False
        self._way = self._seen = self._looks = 0
        app.hold()
        self._patience = app.set_interval(_LOOK_SECONDS, self._look)

    def begin_anew(self) -> None:
        """Another key goes the same way."""
        self._rounds = self._rounds_here = 0

    def go_round(self) -> None:
        """Once more, if there is a reason."""
        if not self._app.screen_stack:
            # The app was left.
            self._app.call_next(self._arrive)
            return
        here = self._app.focused or self._app.screen
        if here is not self._target:
            self._target, self._rounds_here = here, 0
        way = [*here.ancestors_with_self]
        busy = any(queue.message_queue_size for queue in way)
        self._rounds, self._rounds_here = self._rounds + 1, self._rounds_here + 1
        if self._rounds <= _MOST_ROUNDS and (busy or self._rounds_here <= _LEAST_ROUNDS):
            self._go(way)
        elif not self._wait_for_another_screen():
            self._app.call_next(self._arrive)

    def _wait_for_another_screen(self) -> bool:
        """Where the key opened or closed one, go on when that on top is drawn; whether there is a reason to."""
        before, self._screen = self._screen, self._app.screen
        return self._screen is not before and self._screen.call_after_refresh(self.go_round)

    def _go(self, way: list[DOMNode]) -> None:
        """Wait behind all that stands in the next queue, then in those after it. One that is closed is passed over."""
        self._way += 1
        while way:
            if way.pop(0).call_later(self._go, way):
                return
        self.go_round()

    async def _look(self) -> None:
        self._looks = self._looks + 1 if self._seen == self._way else 0
        self._seen = self._way
        if self._looks >= _LOOKS:
            await self._arrive()

    async def _arrive(self) -> None:
        if not self._arrived:
            self._arrived = True
            self._patience.stop()
            await self._app.let_through()
