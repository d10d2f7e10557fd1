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
