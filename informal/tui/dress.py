"""How the app looks and what it lets out: its look, names as blocks, what may move, and the clipboard."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from textual.app import App
from textual.events import DescendantFocus
from textual.filter import LineFilter

from informal.keys.places import Place
from informal.text import clean
from informal.tui.theme import OWN, THEMES, WITHOUT_COLOUR, look_of, variables_for
from informal.workspace import Workspace

if TYPE_CHECKING:
    from informal.tui.blanking import Blanking

Result = TypeVar("Result")

_COPIED = {
    "yes": "Copied.",
    "asked_terminal": "I asked your terminal to copy it; it doesn't say whether it did.",
    "no": "There is no clipboard here.",
}


class InLooks(App[Result]):
    """An app that knows our looks, and wears none where NO_COLOR is set."""

    def __init__(self) -> None:
        # Without colour there must be no colour code at all, so the terminal's own ones are drawn, and then left out.
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        for theme in THEMES:
            self.register_theme(theme)

    def wear(self, look: str) -> None:
        """Take on a look; the first of ours where there is none of that name."""
        known = look if look in self.available_themes else OWN[0].name
        self.theme = WITHOUT_COLOUR if self.no_color else known

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our names for colours, for themes that don't know them."""
        return variables_for(self.current_theme)


class Dressed(InLooks[int]):
    """An app in the looks, with the keys, and as quiet as the person set them."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self._blanking: Blanking | None = None
        self.keys = workspace.keymap
        self.set_keymap(self.keys.changed())
        if not workspace.config.motion:
            self.animation_level = "none"
        self.wear(workspace.settings.theme)

    def wear(self, look: str) -> None:
        """Take on a look, also one of the person's own."""
        if look not in self.available_themes:
            for own in self.workspace.setup.own_looks:
                if own.name not in self.available_themes:
                    self.register_theme(look_of(own))
        super().wear(look)

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Where nothing may move, no cursor blinks."""
        if not self.workspace.config.motion and hasattr(event.widget, "cursor_blink"):
            event.widget.cursor_blink = False

    def blank_names(self) -> bool:
        """Draw names as blocks, or as they are again; whether they are blocks now."""
        self._blanking = None if self._blanking else self._blanks()
        for screen in self.screen_stack:
            for widget in screen.walk_children(with_self=True):
                widget.refresh()
        return self._blanking is not None

    def blank_anew(self) -> None:
        """Somebody came, or has another name: blanked too, if names are."""
        self._blanking = self._blanking and self._blanks()

    def _blanks(self) -> Blanking:
        from informal.tui.blanking import Blanking

        return Blanking(self.workspace.people.named())

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own, and the one that blanks names."""
        return [*super().get_line_filters(), *([self._blanking] if self._blanking else [])]

    def action_copy_hint(self) -> None:
        """Ctrl+C copies what is selected; it never quits."""
        selected = self.screen.get_selected_text()
        if selected:
            self.copy_to_clipboard(selected)
        else:
            self.notify(f"{self.keys.by_name['leave'].key_at(Place.TEXT)} leaves. Everything is kept.")

    def copy_to_clipboard(self, text: str) -> None:
        """Copy, from wherever on the screen, and say whether it arrived."""
        from informal.system import clipboard

        self.notify(_COPIED[clipboard.copy(clean(text), self.ask_terminal)])

    def ask_terminal(self, text: str) -> bool:
        """Ask the terminal to copy; whether there was one to ask. Textual writes OSC 52, which gives no receipt."""
        super().copy_to_clipboard(text)
        return not self.is_headless
