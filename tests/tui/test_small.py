"""In the smallest window, 40x15: whatever the cursor is in can be seen, and all there is to read can be reached."""

from __future__ import annotations

from pathlib import Path

from driver import Driver

SMALL = (40, 15)


async def test_who_writes_on_while_a_question_waits_sees_the_letter(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=SMALL, demo=True) as app:
        assert "Did it go out?" in app.screen
        await app.press("enter")
        await app.type("and Thursday")
        assert "and Thursday" in app.screen
        await app.press("escape")
        assert "Did it go out?" in app.screen


async def test_today_can_be_read_to_its_end_and_shows_what_is_under_the_cursor(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=SMALL, demo=True) as app:
        await app.press("b", "tab")
        third = app.main.today.offers.lines[2][1]
        assert third not in app.screen
        await app.press("down", "down")
        assert third in app.screen
        await app.press("down")
        assert "second-hand" in app.screen
        await app.press("down")
        assert app.main.today.offers.lines[0][1] in app.screen


async def test_the_key_for_what_is_under_the_cursor_is_told(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=SMALL, demo=True) as app:
        app.main.to_contacts()
        for keys, told in (((), "Enter write"), (("b",), "Space cross"), (("tab",), "Enter open")):
            await app.press(*keys)
            assert told in app.lines[-1]
