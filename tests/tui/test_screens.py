"""A few screens as they are drawn, kept as text in tests/tui/screens: a change there is looked at before it is kept.

To keep what is drawn now: INFORMAL_KEEP_SCREENS=1 pytest tests/tui/test_screens.py
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from driver import Driver

KEPT = Path(__file__).parent / "screens"
SCREENS: dict[str, tuple[bool, tuple[int, int], tuple[str, ...]]] = {
    "welcome-80x24": (False, (80, 24), ()),
    "main-120x36": (True, (120, 36), ()),
    "letter-80x24": (True, (80, 24), ("enter", "escape")),
    "page-50x20": (True, (50, 20), ("down", "p")),
    "progress-80x24": (True, (80, 24), ("P",)),
    "answered-40x15": (True, (40, 15), ("r",)),
}


@pytest.mark.parametrize("name", SCREENS)
async def test_a_screen_is_drawn_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("LOGNAME", "root")  # no name is guessed from whoever runs this
    demo, size, keys = SCREENS[name]
    async with Driver.start(tmp_path, size=size, demo=demo) as app:
        await app.press(*keys)
        await app.pilot.pause()
        drawn = app.screen + "\n"
    file = KEPT / f"{name}.txt"
    if "INFORMAL_KEEP_SCREENS" in os.environ:
        file.write_text(drawn, encoding="utf-8")
    assert drawn == file.read_text(encoding="utf-8")
