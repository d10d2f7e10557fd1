"""Typing ahead: keys that come faster than the screen follows wait for the place they were meant for.

Textual hands each key at once to what has the focus just then. Of keys that arrive together, as they do over a slow
line, the second is handed over before the first one has moved the focus: words become commands, and commands words.
"""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widgets import Input, TextArea

# What a key sets off may never end, or vanish with its widget: after so many seconds the next one goes on.
_PATIENCE = 2.0
# From the key to its command, and from the command to what it does.
_LEAST_ROUNDS, _MOST_ROUNDS = 2, 12


class TypesAhead(App[int]):
    """Each key is handed on when the one before has done its work. Letters typed into a text need not wait: they go
    the same way, one behind the other."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._holds = 0
        self._held: list[events.Key | events.Paste] = []
        self._meant: WeakKeyDictionary[events.Event, Screen[object]] = WeakKeyDictionary()

    def hold(self) -> None:
        """Another screen comes: keys wait until `let_through`, which is called once for each `hold`."""
        self._holds += 1

    async def let_through(self) -> None:
        """It is there: it gets what was typed meanwhile."""
        self._holds -= 1
        while self._held and not self._holds:
            # What is typed just now comes after what was typed before.
            self._holds += 1
            await self._hand_on(self._held.pop(0))
            self._holds -= 1

    @property
    def waiting(self) -> bool:
        """Whether keys would have to wait just now."""
        return self._holds > 0

    def instead(self, key: str) -> None:
        """What is pressed stands for another key: that one comes next, before all that was typed meanwhile."""
        if self._holds:
            self._held.insert(0, events.Key(key, None))
        else:
            self.simulate_key(key)

    async def on_event(self, event: events.Event) -> None:
        """Hold a key, or do as Textual does."""
        if not isinstance(event, events.Key | events.Paste):
            await super().on_event(event)
        elif event.is_forwarded:
            # It comes back. Where another screen lies on top by now, it has done its work and is no key of that one.
            if self._meant.get(event) in self.screen_stack[-1:]:
                await super().on_event(event)
        elif self._holds:
            self._held.append(event)
        else:
            await self._hand_on(event)

    async def _hand_on(self, event: events.Key | events.Paste) -> None:
        if not self.screen_stack:
            # The app is left.
            return
        self._meant[event] = self.screen
        target = self.focused or self.screen
        if isinstance(target, Input | TextArea) and _is_text(event):
            await super().on_event(event)
        else:
            follower = _Follower(self, target)
            await super().on_event(event)
            follower.go_round()


def _is_text(event: events.Key | events.Paste) -> bool:
    # Alt with a letter is printable, too.
    return isinstance(event, events.Paste) or (event.is_printable and "+" not in event.key)


class _Follower:
    """Goes the way of a key, from queue to queue behind it and all that it sets off, and lets the next one through.

    A key goes up to the app, which runs its command; that says so to a widget, whose message goes up again, and may be
    told on by somebody halfway. So it goes round until nothing waits on the way.
    """

    def __init__(self, app: TypesAhead, target: DOMNode) -> None:
        self._app = app
        self._target = target
        self._screen = app.screen
        self._rounds = 0
        self._arrived = False
        app.hold()
        self._patience = app.set_timer(_PATIENCE, self._arrive)

    def go_round(self) -> None:
        """Once more, if there is a reason."""
        way = [*self._target.ancestors_with_self]
        busy = any(queue.message_queue_size for queue in way)
        self._rounds += 1
        if self._rounds <= _LEAST_ROUNDS or (busy and self._rounds <= _MOST_ROUNDS):
            self._go(way)
        elif not self._go_along():
            self._app.call_next(self._arrive)

    def _go_along(self) -> bool:
        """Where the key opened or closed a screen, wait until the one on top is drawn, and go round in that."""
        # No screen is left when the app was left.
        top = self._app.screen_stack[-1] if self._app.screen_stack else self._screen
        if top is self._screen:
            return False
        self._screen, self._rounds = top, 0
        return top.call_after_refresh(self._begin_there)

    def _begin_there(self) -> None:
        self._target = self._screen.focused or self._screen
        self.go_round()

    def _go(self, way: list[DOMNode]) -> None:
        """Wait behind all that stands in the next queue, then in those after it. One that is closed is passed over."""
        while way:
            if way.pop(0).call_later(self._go, way):
                return
        self.go_round()

    async def _arrive(self) -> None:
        if not self._arrived:
            self._arrived = True
            self._patience.stop()
            await self._app.let_through()
