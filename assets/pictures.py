"""The pictures of the README, made from the app itself: `python assets/pictures.py [FOLDER]`.

Needs resvg-py (an extra of this project: dev) and the font Fira Code (Debian: fonts-firacode).
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from textual.app import App
from textual.pilot import Pilot

from informal.system.clock import Clock
from informal.tui.app import InformalApp
from informal.tui.screens.main import Main
from informal.workspace import Paths, Workspace

FONT = "Fira Code"
_FONT_FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".local/share/fonts")

AppFactory = Callable[[], App[Any]]
Steps = Callable[[Pilot[Any]], Awaitable[None]]


def fonts() -> list[str]:
    """The files of Fira Code on this machine. Raises SystemExit when there are none: any other font breaks columns."""
    found = [str(path) for folder in _FONT_FOLDERS if folder.is_dir() for path in folder.rglob("FiraCode*.ttf")]
    if not found:
        raise SystemExit("Fira Code isn't installed (Debian: apt install fonts-firacode).")
    return sorted(found)


def png(svg: str, path: Path, *, zoom: float = 2.0) -> Path:
    """Write a picture of a screen (an SVG as `App.export_screenshot` makes it) as PNG, and give back the path.

    At twice the size the seams between cells, which a terminal hasn't either, are not seen.
    """
    import resvg_py

    path.parent.mkdir(parents=True, exist_ok=True)
    data = resvg_py.svg_to_bytes(svg_string=svg, font_files=fonts(), font_family=FONT, monospace_family=FONT, zoom=zoom)
    path.write_bytes(bytes(data))
    return path


async def screen(
    factory: AppFactory, size: tuple[int, int], keys: Sequence[str] = (), steps: Steps | None = None
) -> str:
    """Drive an app at a size, press keys, do the steps, and give back its screen as SVG. Nothing blinks or moves."""
    app = factory()
    app.animation_level = "none"
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        if keys:
            await pilot.press(*keys)
        if steps is not None:
            await steps(pilot)
        await pilot.pause()
        return app.export_screenshot(title="informal")


def shoot(
    factory: AppFactory, size: tuple[int, int], keys: Sequence[str], path: Path, steps: Steps | None = None
) -> Path:
    """A PNG of an app at a size, after some keys and steps."""
    return png(asyncio.run(screen(factory, size, keys, steps)), path)


# The day on which every picture is taken.
_DAY = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)


def app_on(theme: str, folder: Path, *, demo: bool) -> AppFactory:
    """The app on the made-up people, or on an empty folder, in a theme."""

    def make() -> InformalApp:
        clock = Clock(_DAY)
        if demo:
            workspace = Workspace.demo(folder, clock=clock)
            # As it looks on one's own people: without the tour.
            workspace.made_up = False
        else:
            workspace = Workspace.open(Paths(folder, folder / "config", folder / "state"), origin="app", clock=clock)
        app = InformalApp(workspace)
        app.theme = theme
        return app

    return make


def _main_screen(pilot: Pilot[Any]) -> Main:
    return next(screen for screen in pilot.app.screen_stack if isinstance(screen, Main))


async def _a_remark(pilot: Pilot[Any]) -> None:
    """A letter whose writer belittles themselves, just after they left the text."""
    main = _main_screen(pilot)
    main.show_person(main.workspace.people.resolve("Amara Almost-Real").id, write=True)
    await pilot.pause()
    main.composer.body.cursor_blink = False
    letter = main.composer.body.text
    main.composer.body.put_text(letter.replace("I am finding out", "I don't have much experience. I am finding out"))
    await pilot.pause(0.5)
    await pilot.press("escape")
    await pilot.pause()


async def _first_letter(pilot: Pilot[Any]) -> None:
    await pilot.press(*"Maya", "space", *"Example", "enter", "1")
    await pilot.pause()
    _main_screen(pilot).composer.body.cursor_blink = False


async def _sent(pilot: Pilot[Any]) -> None:
    await _first_letter(pilot)
    await pilot.press("tab", *"Sam", "tab", "enter")
    await pilot.pause(0.4)
    await pilot.press("c")
    await pilot.pause(0.4)
    await pilot.press("y")
    await pilot.pause()


async def _progress(pilot: Pilot[Any]) -> None:
    """What was done, with two of the five ingredients said."""
    await pilot.press("P", "h", "e")
    await pilot.pause()


# name: (made-up people or an empty folder, theme, size, steps)
_PICTURES: dict[str, tuple[bool, str, tuple[int, int], Steps | None]] = {
    "main": (True, "meadow", (120, 36), _a_remark),
    "main-light": (True, "paper", (120, 36), _a_remark),
    "small": (True, "meadow", (80, 24), _a_remark),
    "welcome": (False, "meadow", (80, 24), None),
    "letter": (False, "paper", (80, 24), _first_letter),
    "done": (False, "meadow", (80, 24), _sent),
    "narrow": (False, "paper", (50, 20), _first_letter),
    "progress": (True, "meadow", (120, 36), _progress),
    "progress-light": (True, "paper", (120, 36), _progress),
    "progress-small": (True, "meadow", (80, 24), _progress),
    "progress-small-light": (True, "paper", (80, 24), _progress),
    "progress-narrow": (True, "meadow", (50, 20), _progress),
    "progress-narrow-light": (True, "paper", (50, 20), _progress),
}


def by_ourselves() -> None:
    """Nothing of the machine or of whoever runs this is to be seen."""
    os.environ["TZ"] = "UTC"
    time.tzset()
    os.environ["LOGNAME"] = "root"


def main(folder: Path) -> None:
    """All pictures of the README."""
    by_ourselves()
    for name, (demo, theme, size, steps) in _PICTURES.items():
        with tempfile.TemporaryDirectory() as data:
            shoot(app_on(theme, Path(data), demo=demo), size, (), folder / f"{name}.png", steps)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
