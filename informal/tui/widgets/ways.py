"""Every key of a dialog with what it does, on as many lines as it takes. A key always stands beside its words."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.events import Click
from textual.geometry import Size
from textual.reactive import reactive
from textual.widgets import Static

from informal.tui.widgets import keys
from informal.tui.widgets.keys import KeyHint

_GAP = "   "


def spelled(line: str) -> tuple[KeyHint, ...]:
    """The hints of a line such as "Enter keeps it   Esc goes back": a key, a blank, its words, and a gap of three."""
    parts = (part.partition(" ") for part in line.split(_GAP))
    return tuple(KeyHint("", key, words) for key, _, words in parts)


class Ways(Static):
    """The name of each hint is an action of the screen; a click runs it."""

    hints: reactive[tuple[KeyHint, ...]] = reactive((), layout=True)

    def __init__(
        self, hints: Sequence[KeyHint] | str = (), *, id: str | None = None, classes: str | None = "note"
    ) -> None:
        super().__init__(id=id, classes=classes)
        self.set_reactive(Ways.hints, tuple(spelled(hints) if isinstance(hints, str) else hints))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many lines as the hints take."""
        del container, viewport
        return len(keys.wrapped(self.hints, width))

    def render(self) -> Content:
        return Content("\n").join(keys.told(line) for line in self._lines())

    def _lines(self) -> list[list[KeyHint]]:
        return keys.wrapped(self.hints, self.content_size.width)

    def on_click(self, event: Click) -> None:
        lines = self._lines()
        at = event.get_content_offset(self)
        hint = keys.at(lines[at.y], at.x) if at is not None and at.y < len(lines) else None
        if hint is not None and hint.name:
            self.call_later(self.screen.run_action, hint.name)
