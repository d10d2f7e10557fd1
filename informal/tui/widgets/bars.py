"""The line at the top and the line at the bottom."""

from __future__ import annotations

from textual.content import Content
from textual.events import Click
from textual.reactive import reactive
from textual.widgets import Static

from informal.practice.calendar import long_day
from informal.tui.commands import Command, Place, footer
from informal.tui.view import View
from informal.tui.widgets.boxes import boxes


class TopBar(Static):
    """The program's name, the day, and the boxes of today's ask."""

    view: reactive[View | None] = reactive(None)

    def render(self) -> Content:
        name = Content.styled("informal", "bold $primary")
        if self.view is None:
            return name
        day = Content.styled(f"   {long_day(self.view.today)}", "$muted")
        right = Content.assemble(
            ("Today's ask  ", "$muted"), boxes(self.view.counts.boxes_today, self.view.counts.goal)
        )
        left = name + day if self.size.width >= 56 else name
        gap = self.size.width - left.cell_length - right.cell_length
        return left + " " * max(1, gap) + right


class BottomBar(Static):
    """Three to five keys for where the cursor is; the way out and the way to send are always among them."""

    place: reactive[Place] = reactive(Place.CONTACTS)

    def render(self) -> Content:
        return Content("   ").join(
            Content.assemble((key, "bold $next"), f" {label}") for _, key, label in self._shown()
        )

    def _shown(self) -> list[tuple[Command, str, str]]:
        """What fits: with whole labels, else with shorter ones, else without those in the middle."""
        commands = footer(self.place)
        told = [(command, command.key_at(self.place), command.label) for command in commands]
        for shorter in (_before_comma, _first_word):
            if _cells(told) > self.size.width:
                told = [(command, key, shorter(label)) for command, key, label in told]
        while _cells(told) > self.size.width and len(told) > 2:
            # The way to send and the way out never fall off: what goes first is help, which ? and ^G open anyway.
            told.remove(min(told[:-1], key=lambda one: _KEPT.get(one[0].name, 0)))
        return told

    def on_click(self, event: Click) -> None:
        at = 0
        for command, key, label in self._shown():
            at += len(key) + len(label) + 4
            if event.x < at:
                self.call_later(self.screen.run_action, command.name)
                return


def _before_comma(label: str) -> str:
    return label.partition(",")[0]


def _first_word(label: str) -> str:
    return label.split()[0]


_KEPT = {"help": -1, "send": 2, "send_now": 2, "stop_typing": 1}


def _cells(told: list[tuple[Command, str, str]]) -> int:
    return sum(len(key) + len(label) + 4 for _, key, label in told) - 3
