"""One line to type in, on the screen where keys are commands."""

from __future__ import annotations

from textual.geometry import Region
from textual.widgets import Input

from informal.text import width as cells_of
from informal.tui.keymap import bound


class Field(Input):
    """ctrl+z undoes typing here too: back to what stood there when the cursor came, and once more brings it again.
    Left to the screen, it would suspend the app."""

    BINDINGS = [bound("undo_typing", "undo")]
    _before = ""

    def on_focus(self) -> None:
        self._before = self.value

    def on_paste(self) -> None:
        self.follow_cursor()

    def follow_cursor(self) -> None:
        """Scroll to the cursor. Input does not, when the first text it ever gets comes all at once."""
        self.call_after_refresh(self._follow)

    def _follow(self) -> None:
        before = cells_of(self.value[: self.cursor_position])
        self.scroll_to_region(Region(before, 0, 1, 1), force=True, animate=False)

    def action_undo(self) -> None:
        """What stood there before; what was typed waits in its place."""
        self.value, self._before = self._before, self.value
        self.cursor_position = len(self.value)
