"""Where there is no room for the panes of the four and of today: one line of each."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import reactive
from textual.widgets import Static

from informal.keys.places import WORKS, Place, Where
from informal.model.words import BlockerWords
from informal.tui.keymap import keys_of
from informal.tui.view import View


class FootStrip(Static):
    """The four in a line, the crossed ones struck; and the way there, where it is one."""

    view: reactive[View | None] = reactive(None)
    place: reactive[Place] = reactive(Place.CONTACTS)

    def __init__(self, four: tuple[BlockerWords, ...], id: str | None = None) -> None:
        super().__init__(id=id)
        self._four = four

    def render(self) -> Content:
        crossed = self.view.crossed if self.view else frozenset()
        lead = "You don't need  " if self.size.width >= 60 else "no  "
        parts = [Content.styled(lead, "bold $primary")]
        for words in self._four:
            gone = words.which in crossed
            parts.append(Content.styled(words.short, "$muted strike" if gone else ""))
            parts.append(Content("  "))
        line = Content("").join(parts)
        if Where.ANYWHERE not in WORKS[self.place]:
            return line
        way = Content.assemble((keys_of(self.app)["next_pane"], "bold $next"), " these, and today")
        gap = self.size.width - line.cell_length - way.cell_length
        return line + " " * gap + way if gap > 0 else line

    async def on_click(self) -> None:
        await self.screen.run_action("blockers")
