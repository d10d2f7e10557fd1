"""The line at the top and the line at the bottom."""

from __future__ import annotations

from textual.content import Content
from textual.events import Click
from textual.reactive import reactive
from textual.widgets import Static

from informal.practice.calendar import long_day
from informal.tui.commands import Place, footer
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
        shown: list[Content] = []
        room = self.size.width
        commands = footer(self.place)
        # The way out is the last of the table and is never the one that falls off a narrow screen.
        for number, command in enumerate(commands):
            part = Content.assemble((command.key, "bold $next"), f" {command.label}")
            rest = 0 if number == len(commands) - 1 else len(commands[-1].label) + len(commands[-1].key) + 4
            if part.cell_length + 3 + rest > room and number < len(commands) - 1:
                continue
            shown.append(part)
            room -= part.cell_length + 3
        return Content("   ").join(shown)

    def on_click(self, event: Click) -> None:
        at = 0
        for command in footer(self.place):
            at += len(command.key) + len(command.label) + 4
            if event.x < at:
                self.call_later(self.screen.run_action, command.name)
                return
