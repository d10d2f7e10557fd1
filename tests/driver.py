"""A fluent driver of the app: presses keys as a person would, reads the screen as text, looks into the store.

async with Driver.start(tmp_path, size=(80, 24)) as app:
    await app.type("Maya Example").press("enter", "1")
    assert "Hi Maya," in app.screen
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from time import monotonic
from zoneinfo import ZoneInfo

from textual.events import Key
from textual.keys import _character_to_key
from textual.pilot import Pilot

from informal.model.kinds import Warmth
from informal.system.clock import Clock
from informal.tui.app import InformalApp
from informal.tui.screens.main import Main
from informal.tui.widgets.asking import UNREAD_SECONDS
from informal.workspace import Paths, Workspace

# Of keys that tests call by their names.
_CHARACTERS = {"enter": "\r", "tab": "\t", "space": " ", "plus": "+", "comma": ",", "slash": "/", "question_mark": "?"}
WIDE = (120, 36)
MONDAY = datetime(2026, 11, 23, 10, 42, tzinfo=ZoneInfo("UTC"))


class Driver:
    """An app that runs, and everything a test asks of it."""

    def __init__(self, app: InformalApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot
        self.pressed: list[str] = []

    @classmethod
    @asynccontextmanager
    async def start(
        cls,
        folder: Path,
        *,
        size: tuple[int, int] = (80, 24),
        day: datetime = MONDAY,
        demo: bool = False,
        tour: bool = False,
    ) -> AsyncIterator[Driver]:
        """Open the app on a data folder; close it as a person would have.

        demo: on the made-up people, without the tour unless it is asked for.
        """
        clock = Clock(day)
        if demo:
            workspace = Workspace.demo(folder, clock=clock)
            workspace.made_up = tour
        else:
            paths = Paths(folder, folder / "config", folder / "state")
            workspace = Workspace.open(paths, origin="app", clock=clock, patient=True)
        app = InformalApp(workspace)
        app.animation_level = "none"
        try:
            async with app.run_test(size=size, notifications=True) as pilot:
                await pilot.pause()
                yield cls(app, pilot)
        finally:
            workspace.close()

    # Doing

    async def press(self, *keys: str) -> Driver:
        """Press keys, one after the other; they are counted."""
        self.pressed += keys
        await self.pilot.press(*keys)
        await self.pilot.pause()
        return self

    async def type(self, text: str) -> Driver:
        """Type text, faster than anybody can; it is not counted among the keys."""
        self.rush(*("enter" if char == "\n" else char for char in text))
        await self.pilot.pause()
        await self.pilot.pause()
        return self

    def rush(self, *keys: str) -> None:
        """Press keys at once: the app has had no time for the first when the last one comes."""
        driver = self.app._driver
        assert driver is not None
        for key in keys:
            event = Key(_character_to_key(key), key) if len(key) == 1 else Key(key, _character(key))
            event.set_sender(self.app)
            driver.send_message(event)

    async def resize(self, width: int, height: int) -> Driver:
        """Give the window another size, and wait until all is laid out in it."""
        await self.pilot.resize_terminal(width, height)
        while self.app.screen.size != (width, height):
            await self.pilot.pause()
        await self.pilot.pause()
        return self

    async def read(self) -> Driver:
        """Take the time to read a question: sooner, keys don't answer it."""
        await self.pilot.pause(UNREAD_SECONDS + 0.05)
        return self

    async def kept(self) -> Driver:
        """Pause as long as it takes until what was typed is kept."""
        await self.pilot.pause(0.5)
        return self

    async def followed(self) -> Driver:
        """Wait until the screen has followed all that was pressed at once, and what was typed is kept."""
        await self.pilot.pause()
        end = monotonic() + 20
        while self.app.typed_ahead and self.app.return_value is None and monotonic() < end:
            await self.pilot.pause(0.02)
        return await self.kept()

    # Seeing

    @property
    def workspace(self) -> Workspace:
        """The one door."""
        return self.app.workspace

    @property
    def main(self) -> Main:
        """The main screen, whatever lies over it."""
        return next(screen for screen in self.app.screen_stack if isinstance(screen, Main))

    @property
    def lines(self) -> list[str]:
        """The screen as lines of text."""
        width, height = self.app.size
        rows = self.app.screen._compositor.render_strips()
        return [row.text[:width].rstrip() for row in rows][:height]

    @property
    def seen(self) -> str:
        """The screen as a terminal gets it: after everything that changes only the drawing."""
        filters, ground = self.app.get_line_filters(), self.app.screen.background_colors[1]
        rows = self.app.screen._compositor.render_strips()
        for filter in filters:
            rows = [row.apply_filter(filter, ground) for row in rows]
        return "\n".join(row.text.rstrip() for row in rows)

    @property
    def screen(self) -> str:
        """The screen as one text."""
        return "\n".join(self.lines)


def _character(key: str) -> str | None:
    """What a terminal sends along with a key of this name; alt brings its letter."""
    return key[-1] if key.startswith("alt+") else _CHARACTERS.get(key)


async def two_people(app: Driver) -> tuple[int, int]:
    """Ada, who knows me, and Kofi, who is new to me; on the main screen, in the list."""
    people = app.workspace.people
    ada = people.add("Ada Example", warmth=Warmth.KNOWS_ME, company="Example Looms")
    kofi = people.add("Kofi Fictional", warmth=Warmth.NEW_TO_ME)
    app.app.show_main(ada.id)
    await app.pilot.pause()
    await app.pilot.pause()
    app.main.to_contacts()
    await app.pilot.pause()
    return ada.id, kofi.id
