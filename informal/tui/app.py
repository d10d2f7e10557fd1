"""The app: opens the workspace, keeps the screens' view true, and closes without losing anything."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

from textual.app import App
from textual.binding import Binding
from textual.events import DescendantFocus
from textual.filter import LineFilter
from textual.reactive import reactive
from textual.widgets import Input, TextArea

from informal.errors import InformalError
from informal.keys.commands import Place
from informal.text import clean
from informal.tui import view as views
from informal.tui.blanking import Blanking
from informal.tui.palette import Commands
from informal.tui.screens.main import Main
from informal.tui.theme import THEMES, WITHOUT_COLOUR, look_of, variables_for
from informal.workspace import Changed, Paths, Workspace

# How often other processes' changes and a new day are looked for: about 10 microseconds a look.
_LOOK_SECONDS = 1.0
_COPIED = {
    "yes": "Copied.",
    "asked_terminal": "I asked your terminal to copy it; it doesn't say whether it did.",
    "no": "There is no clipboard here.",
}


class InformalApp(App[int]):
    """The full-screen program on one workspace."""

    TITLE = "informal"
    CSS_PATH = "app.tcss"
    COMMANDS = {Commands}
    ENABLE_COMMAND_PALETTE = True
    BINDINGS = [
        Binding("ctrl+q", "leave", show=False, priority=True),
        Binding("ctrl+c", "copy_hint", show=False),
        Binding("ctrl+p", "command_palette", show=False, priority=True, id="palette"),
    ]

    view_version: reactive[int] = reactive(0)

    def __init__(self, workspace: Workspace) -> None:
        # Without colour there must be no colour code at all, so the terminal's own ones are drawn, and then left out.
        super().__init__(ansi_color=True if "NO_COLOR" in os.environ else None)
        self.workspace = workspace
        self._view: views.View | None = None
        self._last_change = monotonic()
        self._told_of_loss = False
        self._blanking: Blanking | None = None
        self.keys = workspace.keymap
        self.set_keymap(self.keys.changed())
        if not workspace.config.motion:
            self.animation_level = "none"
        for theme in (*THEMES, *map(look_of, workspace.setup.own_looks)):
            if theme.name not in self.available_themes:
                self.register_theme(theme)
        self.wear(workspace.settings.theme)

    def notify(self, message: str, **options: Any) -> None:
        """Say one thing at a time: the newest takes the place of what was said before."""
        self.clear_notifications()
        super().notify(message, **options)

    def wear(self, look: str) -> None:
        """Take on a look; the first of ours where there is none of that name, and none where NO_COLOR is set."""
        known = look if look in self.available_themes else THEMES[0].name
        self.theme = WITHOUT_COLOUR if self.no_color else known

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Where nothing may move, no cursor blinks."""
        if isinstance(event.widget, Input | TextArea) and not self.workspace.config.motion:
            event.widget.cursor_blink = False

    def blank_names(self) -> bool:
        """Draw names as blocks, or as they are again; whether they are blocks now."""
        self._blanking = None if self._blanking else Blanking(self.workspace.people.named())
        self._draw_anew()
        return self._blanking is not None

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own, and the one that blanks names."""
        return [*super().get_line_filters(), *([self._blanking] if self._blanking else [])]

    def _draw_anew(self) -> None:
        for screen in self.screen_stack:
            for widget in screen.walk_children(with_self=True):
                widget.refresh()

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our names for colours, for themes that don't know them."""
        return variables_for(self.current_theme)

    def on_mount(self) -> None:
        if sentence := self.workspace.config_reading.sentence:
            self.notify(sentence, timeout=12, markup=False)
        self.workspace.core.subscribe(self._on_changed)
        self.set_interval(_LOOK_SECONDS, self._look)
        if len(self.workspace.people):
            self.show_main()
        else:
            from informal.tui.screens.welcome import Welcome

            self.push_screen(Welcome(self.workspace))

    # The view

    def current_view(self) -> views.View:
        """The state that panes are bound to; the same object until something changes."""
        if self._view is None:
            self._view = views.build(self.workspace, self.view_version)
        return self._view

    def renew_view(self) -> None:
        """Build the view anew and let the screens know."""
        self._view = None
        self.view_version += 1

    def _on_changed(self, changed: Changed) -> None:
        self._last_change = monotonic()
        if self._blanking and changed.people:
            self._blanking = Blanking(self.workspace.people.named())
        if changed.ours and self._only_typing(changed):
            return
        self.renew_view()

    def _only_typing(self, changed: Changed) -> bool:
        """Whether a change is a draft kept while somebody types: then the list waits until they stop."""
        main = self.screen
        return set(changed.tables) == {"messages"} and isinstance(main, Main) and main.composer.typing

    def _look(self) -> None:
        """Once a second: other processes, a new day, and whether the file wants a checkpoint."""
        try:
            self.workspace.core.refresh()
            self.workspace.core.tend(monotonic() - self._last_change, self._run_aside)
        except InformalError as error:
            self.notify(error.message, title=error.title, severity="warning", markup=False)

    def _run_aside(self, job: Callable[[], bool]) -> None:
        self.run_worker(job, thread=True, exit_on_error=False)

    # Screens

    def show_main(self, contact: int | None = None, *, write: bool = False) -> None:
        """The main screen, on somebody's letter if one is named."""
        main = Main(self.workspace)
        self.switch_screen(main) if len(self.screen_stack) > 1 else self.push_screen(main)
        self.call_after_refresh(main.start, contact, write=write)

    def action_help(self) -> None:
        """Help on a screen that has none of its own."""
        from informal.keys.commands import Situation
        from informal.tui.help import help_page
        from informal.tui.screens.dialogs import Page

        self.push_screen(Page("Keys", partial(help_page, Situation(place=Place.CONTACTS), self.keys)))

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

    def action_leave(self) -> None:
        """Ctrl+Q, from anywhere."""
        main = next((screen for screen in self.screen_stack if isinstance(screen, Main)), None)
        if main is not None:
            main.composer.keep()
        self.leave()

    def leave(self) -> None:
        """Close the file, then the screen. What could not be kept is said; leaving a second time leaves it behind."""
        try:
            self.workspace.close()
        except InformalError as error:
            if not self._told_of_loss:
                self._told_of_loss = True
                told = f"{error.message} Leave once more to go without it."
                self.notify(told, title="Not everything is kept", severity="warning", timeout=20, markup=False)
                return
        self.exit(0)

    def _fatal_error(self) -> None:
        """Textual would print the locals, and letters would be among them."""
        import rich
        from rich.segment import Segments
        from rich.traceback import Traceback

        self.bell()
        traceback = Traceback(show_locals=False, width=None, suppress=[rich])
        self._exit_renderables.append(Segments(self.console.render(traceback, self.console.options)))
        self._close_messages_no_wait()


def run(paths: Paths, *, demo: bool = False) -> int:
    """Open the app and stay until the person leaves; the exit status. demo: on made-up people in a folder that goes."""
    if demo:
        import tempfile

        with tempfile.TemporaryDirectory(prefix="informal-demo-") as folder:
            return _run(Workspace.demo(Path(folder)))
    return _run(Workspace.open(paths, origin="app", patient=True))


def _run(workspace: Workspace) -> int:
    app = InformalApp(workspace)
    try:
        return app.run(mouse=workspace.config.mouse) or app.return_code or 0
    finally:
        with suppress(InformalError):
            workspace.close()
