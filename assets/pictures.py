"""The pictures of the README, made from the app itself: `python assets/pictures.py [FOLDER]`.

Needs resvg-py (an extra of this project: dev) and the font Fira Code (Debian: fonts-firacode).
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

from textual.app import App
from textual.pilot import Pilot

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


def main(folder: Path) -> None:
    """All pictures of the README, in both themes."""
    raise SystemExit(f"No pictures are named yet for {folder}.")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
