"""The commands about how the screen stands; each `action_NAME` belongs to the command of that name."""

from __future__ import annotations

from dataclasses import replace

from informal.keys.commands import Place
from informal.system import panes
from informal.tui.screens.progress_actions import ProgressActions

_STEP = 4
# Columns that the list, and the letter beside it, keep in any case.
_LEAST_LIST, _LEAST_LETTER = 18, 34
# The list's own width at each breakpoint that has it beside the letter; as in main.tcss.
_OWN = {"-wide": 38, "-medium": 30}
_SIDE = 34


class ShapeActions(ProgressActions):
    """Panes hidden, shown and resized, and remembered; names as blocks."""

    def begin_shape(self) -> None:
        """As the panes stood last."""
        self._panes = panes.load(self.workspace.core.paths.state)
        self.apply_shape()

    def apply_shape(self) -> None:
        """Draw the panes as they are wished for, as far as the window has room."""
        self.set_class(not self._panes.people, "-no-people")
        self.set_class(not self._panes.side, "-no-side")
        own = next((width for name, width in _OWN.items() if self.has_class(name)), 0)
        if not own or not self._panes.wider:
            self.contacts.styles.width = None
            return
        side = _SIDE if self.has_class("-wide") and self._panes.side else 0
        most = max(own, self.size.width - side - _LEAST_LETTER)
        self.contacts.styles.width = max(_LEAST_LIST, min(most, own + self._panes.wider))

    def _shape(self, wished: panes.Panes) -> None:
        self._panes = wished
        panes.save(self.workspace.core.paths.state, wished)
        self.apply_shape()

    def action_hide_people(self) -> None:
        """The list away, or back. It comes by itself when the cursor goes there."""
        if self._one_at_a_time():
            return
        self._shape(replace(self._panes, people=not self._panes.people))
        if not self._panes.people:
            self.go("letter")
            self.composer.focus()

    def action_hide_side(self) -> None:
        """The four and today away, or back."""
        if self._one_at_a_time(needs="-wide"):
            return
        self._shape(replace(self._panes, side=not self._panes.side))
        if self.place in (Place.BLOCKERS, Place.TODAY):
            self.go("letter")
            self.composer.focus()

    def action_wider(self) -> None:
        """More columns for the list."""
        self._resize(_STEP)

    def action_narrower(self) -> None:
        """Fewer."""
        self._resize(-_STEP)

    def _resize(self, by: int) -> None:
        if self._one_at_a_time():
            return
        before = self.contacts.outer_size.width
        own = next(width for name, width in _OWN.items() if self.has_class(name))
        # From what is seen, not from what was wished for: each press does something, or there is no more room.
        self._shape(replace(self._panes, wider=before - own + by))

    def _one_at_a_time(self, needs: str = "") -> bool:
        """Say so where the window shows one pane at a time, and none can be hidden or resized."""
        narrow = not any(self.has_class(name) for name in ([needs] if needs else _OWN))
        if narrow:
            self.notify("The window is too narrow for that: it shows what the cursor is in.")
        return narrow

    def action_blank_names(self) -> None:
        """Names as blocks, or back."""
        blanked = self.app.blank_names()  # type: ignore[attr-defined]
        key = self.keys["blank_names"]
        told = f"Names are blocks now, on the screen only. {key} shows them again."
        self.notify(told if blanked else "Names are shown again.")
