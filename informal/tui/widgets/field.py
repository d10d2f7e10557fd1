"""One line to type in, on the screen where keys are commands."""

from __future__ import annotations

from textual.widgets import Input

from informal.tui.keymap import bound


class Field(Input):
    """ctrl+z undoes typing here too: back to what stood there when the cursor came, and once more brings it again.
    Left to the screen, it would suspend the app."""

    BINDINGS = [bound("undo_typing", "undo")]
    _before = ""

    def on_focus(self) -> None:
        self._before = self.value

    def action_undo(self) -> None:
        """What stood there before; what was typed waits in its place."""
        self.value, self._before = self._before, self.value
        self.cursor_position = len(self.value)
