"""The app: opens the workspace, keeps the screens' view true, and closes without losing anything."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Any

from rich.text import Text
from textual.app import App
from textual.binding import Binding
from textual.reactive import reactive

from informal.errors import Damaged, InformalError
from informal.text import clean, one_line
from informal.tui import view as views
from informal.tui.lookout import Lookout
from informal.tui.palette import Commands
from informal.tui.screens.main import Main
from informal.tui.theme import THEMES, variables_for
from informal.workspace import Changed, Paths, Workspace

if TYPE_CHECKING:
    from informal.workspace.mailbox import Taken

# How often other processes' changes and a new day are looked for: about 10 microseconds a look.
_LOOK_SECONDS = 1.0


class InformalApp(App[int]):
    """The full-screen program on one workspace."""

    TITLE = "informal"
    CSS_PATH = "app.tcss"
    COMMANDS = {Commands}
    ENABLE_COMMAND_PALETTE = True
    BINDINGS = [
        Binding("ctrl+q", "leave", show=False, priority=True),
        Binding("ctrl+c", "copy_hint", show=False),
    ]

    view_version: reactive[int] = reactive(0)

    def __init__(self, workspace: Workspace, first: int | None = None) -> None:
        """first: whom to write to at the start."""
        super().__init__()
        self.workspace = workspace
        self._first = first
        self.lookout = Lookout(self)
        self._view: views.View | None = None
        self._last_change = monotonic()
        self._told_of_loss = False
        self._told = 0
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = workspace.settings.theme if workspace.settings.theme in self.available_themes else "meadow"

    def notify(self, message: str, **options: Any) -> None:
        """Say one thing at a time: the newest takes the place of what was said before."""
        self.clear_notifications()
        super().notify(message, **options)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Our names for colours, for themes that don't know them."""
        return variables_for(self.current_theme)

    def on_mount(self) -> None:
        if not self.is_headless:
            for name in ("SIGHUP", "SIGTERM"):
                if number := getattr(signal, name, None):
                    asyncio.get_running_loop().add_signal_handler(number, self._hang_up)
        self.workspace.core.subscribe(self._on_changed)
        self.set_interval(_LOOK_SECONDS, self._look)
        self.lookout.begin()
        if self.workspace.outbox.on_its_way():
            self.workspace.posting.settle()
        if len(self.workspace.people):
            self.show_main(self._first, write=self._first is not None)
        else:
            from informal.tui.screens.welcome import Welcome

            self.push_screen(Welcome(self.workspace))
        self.call_after_refresh(self._tell_reports)

    def _tell_reports(self) -> None:
        """Say what was found damaged or beside the file, each once."""
        reports = self.workspace.core.store.reports
        if len(reports) > self._told:
            told = "\n".join(one_line(report) for report in reports[self._told :])
            self._told = len(reports)
            self.notify(told, title="About your file", severity="warning", timeout=20, markup=False)

    # The view

    def current_view(self) -> views.View:
        """The state that panes are bound to; the same object until something changes."""
        if self._view is None:
            self._view = views.build(self.workspace, self.view_version, self.lookout.said)
        return self._view

    def renew_view(self) -> None:
        """Build the view anew and let the screens know."""
        self._view = None
        self.view_version += 1

    def _on_changed(self, changed: Changed) -> None:
        self._last_change = monotonic()
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
            self._tell_reports()
        except InformalError as error:
            self.notify(error.message, title=error.title, severity="warning", markup=False)

    def came_in(self, taken: Taken, *, tell: bool) -> None:
        """A look for answers is over, and what it found is kept. tell: say so even if that is nothing."""
        self.renew_view()
        main = next((screen for screen in self.screen_stack if isinstance(screen, Main)), None)
        typing = main is not None and main.composer.typing
        new = {person.id for person, _ in taken.kept}
        # A letter that is being written, and a question that waits for its key, stay where they are.
        if main is not None and main.contacts.current in new and not typing and main.asking.question is None:
            main.just_came = True
            main.reload()
            main.just_came = False
            new.discard(main.asking.question.about if main.asking.seen and main.asking.question else 0)
        if (new and not typing) or (tell and not taken.kept):
            self.notify(f"{taken.sentence}{' u takes it back.' if taken.kept else ''}", markup=False)
        elif taken.kept:
            # It stands on the screen already; nothing may stand over its keys.
            self.clear_notifications()

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
        from informal.tui.commands import Place, Situation
        from informal.tui.help import help_page
        from informal.tui.screens.dialogs import Page

        self.push_screen(Page("Keys", partial(help_page, Situation(place=Place.CONTACTS))))

    def action_copy_hint(self) -> None:
        """Ctrl+C copies what is selected; it never quits."""
        selected = self.screen.get_selected_text()
        if selected:
            self.copy_to_clipboard(clean(selected))
        else:
            self.notify("Ctrl+Q leaves. Everything is kept.")

    def action_leave(self) -> None:
        """Ctrl+Q, from anywhere."""
        main = next((screen for screen in self.screen_stack if isinstance(screen, Main)), None)
        if main is not None:
            main.composer.keep()
        self.leave()

    def leave(self) -> None:
        """Close the file, then the screen. What could not be kept is said; leaving a second time leaves it behind."""
        main = next((screen for screen in self.screen_stack if isinstance(screen, Main)), None)
        if main is not None and (reason := main.sending.posting.holds_back()):
            self.notify(reason, timeout=10, markup=False)
            return
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
        from informal.tui.stopping import farewell

        trouble, error = self._keep(), self._exception or RuntimeError()
        self.panic(Text(farewell(self.workspace.core.paths.log, error, trouble)))

    def _keep(self) -> str:
        """Keep what was typed last, whatever else is broken; why that could not be, or ""."""
        try:
            for screen in self.screen_stack:
                if isinstance(screen, Main):
                    screen.composer.keep()
        except Exception as error:
            return f"{type(error).__name__}."
        return self.workspace.core.trouble

    def _hang_up(self) -> None:
        """The terminal is gone, or the system asks to end: keep what was typed, and go. There is nobody to ask."""
        self._keep()
        with suppress(InformalError):
            self.workspace.close()
        self.exit(1)


def run(paths: Paths, *, demo: bool = False, mailto: str = "") -> int:
    """Open the app and stay until the person leaves; the exit status. demo: on made-up people in a folder that goes.

    mailto: an address to write to at once. Raises Refused where it names nobody.
    """
    if demo:
        import tempfile

        with tempfile.TemporaryDirectory(prefix="informal-demo-") as folder:
            return _run(Workspace.demo(Path(folder)))
    return _run(_opened(paths))


def _opened(paths: Paths) -> Workspace:
    """The workspace; of a damaged file the newest good copy, when the person wants it. Raises StoreError."""
    try:
        return Workspace.open(paths, origin="app", patient=True)
    except Damaged as error:
        from informal.tui.mending import MendingApp

        done = MendingApp(paths, error).run()
        if done is None:
            raise
    workspace = Workspace.open(paths, origin="app", patient=True)
    for sentence in done:
        workspace.core.store.reports.append(sentence)
    return workspace


def _run(workspace: Workspace) -> int:
    app = InformalApp(workspace)
    try:
        return app.run() or app.return_code or 0
    finally:
        with suppress(InformalError):
            workspace.close()
