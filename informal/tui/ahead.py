"""Typing ahead: keys that come before there is a screen to take them wait for it. Words must never act as commands."""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

from textual import events
from textual.app import App
from textual.screen import Screen

_Typed = events.Key | events.Paste


class TypesAhead(App[int]):
    """Textual gives a key that no widget used to whatever screen is there when it comes back. Here it goes to the
    screen that was meant: the one after the screen that closed meanwhile, once that is drawn."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._arriving = False
        self._held: list[_Typed] = []
        self._meant: WeakKeyDictionary[_Typed, Screen[object]] = WeakKeyDictionary()

    def hold(self) -> None:
        """Another screen comes: keys wait until `let_through`."""
        self._arriving = True

    async def let_through(self) -> None:
        """The screen is there: it gets what was typed meanwhile, in the order of typing."""
        self._arriving = False
        held, self._held = sorted(self._held, key=lambda event: event.time), []
        for event in held:
            again = event.copy() if isinstance(event, events.Key) else events.Paste(event.text)
            again.time = event.time
            await self.on_event(again)

    async def on_event(self, event: events.Event) -> None:
        """Hold it, or do as Textual does."""
        if isinstance(event, _Typed) and self._waits(event):
            self._held.append(event)
            if not self._arriving:
                self._arriving = True
                self.call_after_refresh(self.let_through)
        else:
            await super().on_event(event)

    def _waits(self, event: _Typed) -> bool:
        if self._arriving or not self.screen_stack:
            return self._arriving
        # A fresh one is meant for the screen that is there; one that comes back was meant for that one, too.
        return self._meant.setdefault(event, self.screen) is not self.screen
