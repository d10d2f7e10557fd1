"""The moving picture of the README, made from the app itself: a first letter, from the first screen to the last.

`python assets/film.py [FILE]`. Needs what assets/pictures.py needs, and Pillow (an extra of this project: dev).
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pictures import app_on, by_ourselves, png
from textual.pilot import Pilot

from informal.tui.screens.main import Main

SIZE = (80, 24)
_COLOURS = 64
# What is typed or pressed, and how long one looks at what comes of it, in milliseconds. Words in () are keys.
_SCRIPT: tuple[tuple[str, int], ...] = (
    ("", 1800), ("Ma", 200), ("ya E", 200), ("xample", 500), ("(enter)", 1400), ("(1)", 2400),
    ("how lo", 250), ("oms are ", 250), ("mended", 1200), ("(tab)", 700), ("Sam", 900), ("(tab)", 900),
    ("(enter)", 2200), ("(c)", 2200), ("(y)", 4000),
)  # fmt: skip


def _keys(what: str) -> Iterator[str]:
    """What the pilot presses."""
    if what.startswith("("):
        yield what.strip("()")
    else:
        yield from ("space" if char == " " else char for char in what)


async def _frames(folder: Path) -> list[str]:
    """The screen after every line of the script, as SVG."""
    app = app_on("meadow", folder, demo=False)()
    app.animation_level = "none"
    frames = []
    async with app.run_test(size=SIZE) as pilot:
        for what, _ in _SCRIPT:
            await pilot.press(*_keys(what))
            # The sheet takes no key in the first moment that it is open.
            await pilot.pause(0.4 if what.startswith("(") else 0.05)
            _hold_still(pilot)
            frames.append(app.export_screenshot(title="informal"))
    return frames


def _hold_still(pilot: Pilot[int]) -> None:
    screen = pilot.app.screen
    if isinstance(screen, Main):
        screen.composer.body.cursor_blink = False


def _with_a_clipboard(folder: Path) -> None:
    """A desktop has one; where films are made there may be no desktop. What is copied goes nowhere."""
    tool = folder / "xclip"
    tool.write_text("#!/bin/sh\ncat > /dev/null\n")
    tool.chmod(0o755)
    os.environ["PATH"] = f"{folder}{os.pathsep}{os.environ['PATH']}"
    os.environ["DISPLAY"] = ":0"
    os.environ.pop("WAYLAND_DISPLAY", None)


def shoot(file: Path) -> Path:
    """Write the moving picture, and give back its path."""
    from PIL import Image

    with tempfile.TemporaryDirectory() as data, tempfile.TemporaryDirectory() as tools:
        _with_a_clipboard(Path(tools))
        drawn = asyncio.run(_frames(Path(data)))
        pictures = [
            Image.open(png(svg, Path(data) / f"{number}.png", zoom=1.0)).convert("RGB")
            for number, svg in enumerate(drawn)
        ]
    palette = pictures[-1].quantize(_COLOURS)
    first, *more = (picture.quantize(_COLOURS, palette=palette, dither=Image.Dither.NONE) for picture in pictures)
    first.save(file, save_all=True, append_images=more, duration=[held for _, held in _SCRIPT], loop=0, optimize=True)
    return file


if __name__ == "__main__":
    by_ourselves()
    shoot(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("first-letter.gif"))
