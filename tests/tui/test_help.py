"""Help: opened and closed by the same key, whichever it is."""

from __future__ import annotations

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
