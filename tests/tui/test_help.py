"""Help: opened and closed by the same key, whichever it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from driver import Driver, two_people


def wish(folder: Path, line: str) -> None:
    (folder / "config").mkdir()
    (folder / "config" / "config.toml").write_text(f"[keys]\n{line}\n", encoding="utf-8")


@pytest.mark.parametrize(("wished", "key"), [("", "ctrl+g"), ("", "question_mark"), ('help = "f2"', "f2")])
async def test_the_key_that_opens_help_closes_it(tmp_path: Path, wished: str, key: str) -> None:
    wish(tmp_path, wished)
    async with Driver.start(tmp_path) as app:
        await two_people(app)
        await app.press(key)
        assert "What works here" in app.screen
        await app.press(key)
        assert "What works here" not in app.screen
        await app.press("s")
        await app.press(key)
        assert "What works here" in app.screen
        await app.press(key)
        assert "Nothing has gone out yet" in app.screen


@pytest.mark.parametrize("size", [(80, 24), (50, 20), (40, 15)])
async def test_the_first_screen_has_a_page_of_its_own_that_tells_only_what_works_there(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    async with Driver.start(tmp_path, size=size) as app:
        await app.press("ctrl+g")
        assert re.search("Enter +open the letter", app.screen)
        assert re.search("Esc +look around", app.screen)
        assert "Add somebody first" not in app.screen
        for words in ("Nothing goes out", "informal --help"):
            while words not in app.screen:
                await app.press("pagedown")
        await app.press("ctrl+g")
        assert "glad to hear from you" in app.screen


async def test_the_first_screens_page_follows_the_cursor_and_a_key_of_ones_own(tmp_path: Path) -> None:
    wish(tmp_path, 'help = "f2"')
    async with Driver.start(tmp_path) as app:
        assert "F2 help" in app.lines[-1]
        await app.press("tab", "f2")
        assert "cross out" in app.screen
        await app.press("f2", "shift+tab")
        await app.type("Maya Example")
        await app.press("enter", "f2")
        assert "the name again" in app.screen
