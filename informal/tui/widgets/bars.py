"""The line at the top and the line at the bottom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.content import Content
from textual.events import Click
from textual.reactive import reactive
from textual.screen import Screen
from textual.widgets import Static

from informal.keys.places import Place, Situation
from informal.practice.calendar import long_day
from informal.tui.keymap import keys_of
from informal.tui.view import View
from informal.tui.widgets import keys
from informal.tui.widgets.boxes import boxes
from informal.tui.widgets.keys import KeyHint


class TopBar(Static):
    """The program's name, the day, and the boxes of today's ask; while a letter leaves, that instead."""

    view: reactive[View | None] = reactive(None)
    status: reactive[str] = reactive("")

    def __init__(self, called: str, id: str | None = None) -> None:
        super().__init__(id=id)
        self._called = called

    def render(self) -> Content:
        name = Content.styled(self._called, "bold $primary")
        if self.status:
            # It lasts seconds, and says more than the day does.
            status = Content.styled(self.status, "bold $next")
            whole = name + "   " + status
            return whole if whole.cell_length <= self.size.width else status
        if self.view is None:
            return name
        day = Content.styled(f"   {long_day(self.view.today)}", "$muted")
        right = Content.assemble(
            ("Today's ask  ", "$muted"), boxes(self.view.counts.boxes_today, self.view.counts.goal)
        )
        left = name + day if self.size.width >= 56 else name
        gap = self.size.width - left.cell_length - right.cell_length
        return left + " " * max(1, gap) + right


class _Foot(Static):
    """The line at the bottom of a screen; not there while another screen lies on top, whose keys are others."""

    def on_mount(self) -> None:
        self.app.screen_change_signal.subscribe(self, self._screen_changed)

    def _screen_changed(self, top: Screen[Any]) -> None:
        self.visible = top is self.screen


class Hints(_Foot):
    """A few keys that work on a screen just now."""

    hints: reactive[tuple[KeyHint, ...]] = reactive(())

    def __init__(self, hints: Sequence[KeyHint], id: str | None = None) -> None:
        super().__init__(id=id)
        self.set_reactive(Hints.hints, tuple(hints))

    def render(self) -> Content:
        return keys.told(keys.fitted(self.hints, self.size.width))


class BottomBar(_Foot):
    """A few keys that work where the cursor is; the way out is always among them, and the way to send where there is
    something to send."""

    situation: reactive[Situation] = reactive(Situation(Place.CONTACTS))

    def render(self) -> Content:
        return keys.told(self._shown())

    def _shown(self) -> list[KeyHint]:
        hints = [
            KeyHint(
                command.name,
                command.key_at(self.situation.place),
                command.label,
                _WEIGHTS.get(command.name, 0),
                command.short,
            )
            for command in keys_of(self.app).footer(self.situation)
        ]
        return keys.fitted(hints, self.size.width)

    def on_click(self, event: Click) -> None:
        hint = keys.at(self._shown(), event.x)
        if hint is not None:
            self.call_later(self.screen.run_action, hint.name)


# The way to send never falls off a narrow screen, and what the cursor stands on comes next; help goes first, which ?
# and ^G open anyway.
_WEIGHTS = {
    "help": -1,
    **dict.fromkeys(("write", "press", "cross", "open_offer", "stop_typing"), 1),
    **dict.fromkeys(("send", "send_now"), 2),
}
