"""Every width from 1 to 130, and names that are hard to measure: no line runs out, and borders stay straight."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from driver import Driver
from rich.cells import cell_len

from informal.model.kinds import Warmth

NAMES = (
    "日本語 名前のない",
    "\U0001f469\u200d\U0001f467 Family Fictional",
    "e\u0301a\u0300 Combining",
    "שלום דוגמה",
    "مثال خيالي",
    "[/x] Bob [b]",
    "\ufdfa Wide",
    "Zoë O'Made-Up",
    "x" * 200,
)
# Each of them in `make torture`; every third elsewhere.
_STEP = 1 if "INFORMAL_TORTURE" in os.environ else 3
SCREENS = {
    "list": (), "letter": ("enter",), "sheet": ("enter", "escape", "s"), "help": ("question_mark",), "page": ("p",),
    "form": ("E",), "progress": ("P",), "network": ("N",), "days": ("A",), "settings": ("comma",), "answer": ("r",),
    "talk": ("T",), "deck": ("d",), "palette": ("ctrl+p",), "marked": ("space", "M"), "four": ("b",),
}  # fmt: skip


async def full(app: Driver) -> None:
    for number, name in enumerate(NAMES):
        warmth = Warmth.KNOWS_ME if number < 5 else None
        app.workspace.people.add(name, company=f"{name} & Co", tie=f"knows {name}", warmth=warmth)
    app.app.show_main(app.workspace.people.resolve(NAMES[0]).id)
    await app.pilot.pause()
    await app.pilot.pause()
    app.main.to_contacts()
    await app.pilot.pause()


async def test_every_width_from_1_to_130(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=(130, 30)) as app:
        await full(app)
        await app.press("enter")
        for width in range(130, 0, -_STEP):
            await app.resize(width, 24 if width % 2 else 15)
            if width % 7 == 0:
                await app.pilot.press("x")
            assert all(cell_len(line) <= width for line in app.lines), width
        await app.resize(80, 24)
        await app.pilot.pause()
        assert "To 日本語" in app.screen


@pytest.mark.parametrize("name", SCREENS)
async def test_nothing_runs_out_of_its_pane(tmp_path: Path, name: str) -> None:
    async with Driver.start(tmp_path, size=(120, 36)) as app:
        await full(app)
        await app.press(*SCREENS[name])
        for width, height in ((120, 36), (80, 24), (50, 20), (40, 15), (200, 60), (400, 120)):
            await app.resize(width, height)
            await app.pilot.pause()
            assert app.app.size == (width, height)
            for line in app.lines:
                assert cell_len(line) <= width, (width, line)
            straight(app)


def straight(app: Driver) -> None:
    """The corners of every frame of the screen on top stand where the frame is: nothing before them took more cells."""
    lines = app.lines
    for widget in app.app.screen.query("*"):
        region = widget.region
        if widget.styles.border_top[0] != "round" or not region or not app.app.screen.region.contains_region(region):
            continue
        top, bottom = lines[region.y], lines[region.bottom - 1]
        found = (at(top, region.x), at(top, region.right - 1), at(bottom, region.x), at(bottom, region.right - 1))
        assert found == ("╭", "╮", "╰", "╯"), (widget, region, top, bottom)


def at(line: str, column: int) -> str:
    """The sign in a column of cells."""
    for char in line:
        if column <= 0:
            return char
        column -= cell_len(char)
    return ""


async def test_the_way_to_the_four_is_told_only_where_it_is_one(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, demo=True) as app:
        assert "Tab these, and today" in app.screen
        await app.press("enter")
        assert "Tab these, and today" not in app.screen
        await app.press("escape", "s")
        assert "Tab these, and today" not in app.screen
        await app.read()
        await app.press("escape", "slash")
        assert "Tab these, and today" not in app.screen
        await app.press("escape")
        assert "Tab these, and today" in app.screen
