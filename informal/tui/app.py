"""The app: opens the workspace, keeps the screens' view true, and closes without losing anything."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from itertools import islice
from threading import Timer
from time import monotonic
from typing import TYPE_CHECKING, Any

from rich.text import Text
from textual.actions import parse
from textual.app import ComposeResult
from textual.binding import Binding
from textual.reactive import reactive

from informal.errors import InformalError
from informal.text import one_line
from informal.tui.ahead import TypesAhead
from informal.tui.dress import Dressed
from informal.tui.home import say_error
from informal.tui.lookout import Lookout
from informal.workspace import Changed, Workspace
from informal.workspace.firstsight import glimpse, has_people, remember

# The rest is loaded when the first paint is out: it takes longer than all that is needed for that.
if TYPE_CHECKING:
    from textual.actions import ActionParseResult
    from textual.command import Provider
    from textual.dom import DOMNode

    from informal.tui import view as views
    from informal.tui.screens.main import Main


# How often other processes' changes and a new day are looked for: about 10 microseconds a look.
_LOOK_SECONDS = 1.0
_STEP_SECONDS = 0.02
_FAREWELL_SECONDS = 3.0


def _commands() -> type[Provider]:
    from informal.tui.palette import Commands

    return Commands


class InformalApp(TypesAhead, Dressed):
    """The full-screen program on one workspace. at_once: paint names first, and load the screens after that."""

    TITLE = "informal"
    CSS_PATH = "app.tcss"
    COMMANDS = {_commands}
    ENABLE_COMMAND_PALETTE = True
    HORIZONTAL_BREAKPOINTS = [(0, "-cramped"), (24, "-enough")]
    BINDINGS = [
        Binding("ctrl+q", "leave", show=False, priority=True),
        Binding("ctrl+c", "copy_hint", show=False),
        Binding("ctrl+p", "command_palette", show=False, priority=True, id="palette"),
    ]

    view_version: reactive[int] = reactive(0)

    def __init__(self, workspace: Workspace, first: int | None = None, *, at_once: bool = False) -> None:
        """first: whom to write to at the start. at_once: show the names before the rest is loaded."""
        super().__init__(workspace)
        self.opening = at_once and has_people(workspace.core)
        if self.opening:
            self.hold()
        self._first = first
        self.lookout = Lookout(self)
        self._view: views.View | None = None
        self._last_change = monotonic()
        self._told_of_loss = False
        self._stopping = False
        self._told = self._said = 0

    def notify(self, message: str, **options: Any) -> None:
        """Say one thing at a time: the newest takes the place of what was said before."""
        self.clear_notifications()
        self._said += 1
        super().notify(message, **options)

    def compose(self) -> ComposeResult:
        if self.opening:
            from informal.system import panes
            from informal.tui.firstsight import FirstSight

            core = self.workspace.core
            yield FirstSight(glimpse(core), core.today, panes.load(core.paths.state))

    def on_mount(self) -> None:
        if not self.is_headless:
            for name in ("SIGHUP", "SIGTERM"):
                if number := getattr(signal, name, None):
                    asyncio.get_running_loop().add_signal_handler(number, self._hang_up)
        if self.opening:
            self.call_after_refresh(self._open)
        else:
            self._open()

    def _open(self) -> None:
        if sentence := self.workspace.config_reading.sentence:
            self.notify(sentence, timeout=12, markup=False)
        self.workspace.core.subscribe(self._on_changed)
        self.set_interval(_LOOK_SECONDS, self._look)
        self.lookout.begin()
        if self.workspace.outbox.on_its_way():
            self.workspace.posting.settle()
        if has_people(self.workspace.core):
            self.show_main(self._first, write=self._first is not None)
            if self.opening:
                self.call_after_refresh(self._opened)
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

    async def _opened(self) -> None:
        # What was read stays, and holds no cycles: no look for rubbish need pass it again.
        gc.freeze()
        gc.enable()
        await self.let_through()
        self._lighten(self.workspace.core.store.lighten())

    def _lighten(self, steps: Iterator[None]) -> None:
        """Take less memory, a step at a time between keys."""
        for _ in islice(steps, 1):
            self.set_timer(_STEP_SECONDS, partial(self._lighten, steps))

    # The view

    def current_view(self) -> views.View:
        """The state that panes are bound to; the same object until something changes."""
        if self._view is None:
            from informal.tui import view as views

            self._view = views.build(self.workspace, self.view_version, self.lookout.said)
        return self._view

    def renew_view(self) -> None:
        """Build the view anew and let the screens know."""
        self._view = None
        self.view_version += 1

    def _on_changed(self, changed: Changed) -> None:
        self._last_change = monotonic()
        if changed.people:
            self.blank_anew()
        if "settings" in changed.tables:
            self.wear(self.workspace.settings.theme)
        if changed.ours and self._only_typing(changed):
            return
        if self._view is not None:
            from informal.tui import view as views

            self._view = views.renewed(self._view, self.workspace, self.view_version + 1, changed.tables)
        self.view_version += 1

    def _only_typing(self, changed: Changed) -> bool:
        """Whether a change is a draft kept while somebody types, or their name under it: then the list waits until
        they stop."""
        main, tables = self.main, changed.tables.keys()
        return "messages" in tables <= {"messages", "settings"} and main is self.screen and main.composer.typing

    def _look(self) -> None:
        """Once a second: other processes, a new day, and whether the file wants a checkpoint."""
        try:
            self.workspace.core.refresh()
            self.workspace.core.tend(monotonic() - self._last_change, self._run_aside)
            self._tell_reports()
        except InformalError as error:
            say_error(self, error)

    def _run_aside(self, job: Callable[[], bool]) -> None:
        self.run_worker(job, thread=True, exit_on_error=False)

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Every key, click in a footer and line of the palette ends here: what is refused is said, and the tour goes on
        with what was done."""
        # What opens the main screen was done before there was a tour.
        main = self.main
        said, screens = self._said, len(self.screen_stack)
        try:
            done = await super().run_action(action, default_namespace, namespaces)
        except InformalError as error:
            say_error(self, error)
            return True
        if len(self.screen_stack) > screens and self._said == said:
            # What was said before would lie over the keys of what was opened now.
            self.clear_notifications()
        if done and main is not None:
            main.tour.did(parse(action)[1] if isinstance(action, str) else action[1])
        return done

    # Screens

    def show_main(self, contact: int | None = None, *, write: bool = False) -> None:
        """The main screen, on somebody's letter if one is named."""
        from informal.tui.screens.main import Main

        self.hold()
        main = Main(self.workspace)
        self.switch_screen(main) if len(self.screen_stack) > 1 else self.push_screen(main)
        self.call_after_refresh(self._start, main, contact, write=write)

    def _start(self, main: Main, contact: int | None, *, write: bool) -> None:
        try:
            main.guard(partial(main.start, contact, write=write))
        finally:
            self.call_after_refresh(self.let_through)

    @property
    def main(self) -> Main | None:
        """The main screen, whatever lies over it; None before there is one."""
        from informal.tui.screens.main import Main

        return next((screen for screen in self.screen_stack if isinstance(screen, Main)), None)

    def action_command_palette(self) -> None:
        """Everything by its name."""
        from informal.tui.palette import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette(id="--command-palette"))

    def action_leave(self) -> None:
        """Ctrl+Q, from anywhere."""
        main = self.main
        if main is not None:
            main.composer.keep()
        self.leave()

    def leave(self) -> None:
        """Close the file, then the screen. What could not be kept is said; leaving a second time leaves it behind."""
        if self.main is not None and (reason := self.main.sending.posting.holds_back()):
            self.notify(reason, timeout=10, markup=False)
            return
        if self._view is not None:
            remember(self.workspace.core, self._view.people)
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
        """Textual would print the locals, and letters would be among them. Said once: what breaks while it stops is
        nothing that anybody could do more about."""
        from informal.tui.stopping import farewell

        if self._stopping:
            return
        self._stopping = True
        trouble, error = self._keep(), self._exception or RuntimeError()
        self.panic(Text(farewell(self.workspace.core.paths.log, error, trouble)))

    def _keep(self) -> str:
        """Keep what was typed last, whatever else is broken; why that could not be, or ""."""
        try:
            if self.main is not None:
                self.main.composer.keep()
        except Exception as error:
            return f"{type(error).__name__}."
        return self.workspace.core.trouble

    def _hang_up(self) -> None:
        """The terminal is gone, or the system asks to end: keep what was typed, and go. There is nobody to ask."""
        self._keep()
        with suppress(InformalError):
            self.workspace.close()
        # Textual takes leave of the terminal, and where that is gone it may wait for it without end.
        last = Timer(_FAREWELL_SECONDS, os._exit, (1,))
        last.daemon = True
        last.start()
        self.exit(1)
