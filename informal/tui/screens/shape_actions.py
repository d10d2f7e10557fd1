"""The commands about how the screen stands; each `action_NAME` belongs to the command of that name."""

from __future__ import annotations

from dataclasses import replace

from informal.keys.places import Place
from informal.system import panes
from informal.tui.home import app_of
from informal.tui.screens.showing import Showing
from informal.tui.shape import MEDIUM, WIDE, list_width, own_width

_STEP = 4


class ShapeActions(Showing):
    """Panes hidden, shown and resized, and remembered; names as blocks."""

    def begin_shape(self) -> None:
        """As the panes stood last."""
        self._panes = panes.load(self.workspace.core.paths.state)
        self.apply_shape()

    def apply_shape(self) -> None:
        """Draw the panes as they are wished for, as far as the window has room."""
        self.update_classes({"-no-people": not self._panes.people, "-no-side": not self._panes.side})
        width = list_width(self.size.width, self._panes) if self._panes.wider else 0
        self.contacts.styles.width = width or None

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
        if self._one_at_a_time(needs=WIDE):
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
        width = self.size.width
        # From what is seen, not from what was wished for: each press does something, or there is no more room.
        self._shape(replace(self._panes, wider=list_width(width, self._panes) - own_width(width) + by))

    def _one_at_a_time(self, needs: int = MEDIUM) -> bool:
        """Say so where the window shows one pane at a time, and none can be hidden or resized."""
        narrow = self.size.width < needs
        if narrow:
            self.notify("The window is too narrow for that: it shows what the cursor is in.")
        return narrow

    def action_blank_names(self) -> None:
        """Names as blocks, or back."""
        blanked = app_of(self).blank_names()
        key = self.keys["blank_names"]
        told = f"Names are blocks now, on the screen only. {key} shows them again."
        self.notify(told if blanked else "Names are shown again.")
