"""The settings screen: every setting is there, and what is changed holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from driver import WIDE, Driver, two_people

from informal.workspace.edges import SETTING_NAMES, SETTINGS, THEMES


def test_every_setting_that_can_be_set_by_hand_has_its_words() -> None:
    assert sorted(words.name for words in SETTINGS) == sorted(SETTING_NAMES)


@pytest.mark.parametrize("size", [WIDE, (80, 24), (50, 20), (40, 15)])
async def test_a_setting_is_changed_by_keys_and_undone(tmp_path: Path, size: tuple[int, int]) -> None:
    async with Driver.start(tmp_path, size=size) as app:
        await two_people(app)
        await app.press("comma", "j", "j", "j", "j", "j")
        assert "Today's ask: how many" in app.screen
        await app.press("enter", "ctrl+u")
        await app.type("2")
        await app.press("enter", "escape")
        assert app.workspace.setup.all()["daily_goal"] == 2
        await app.press("u")
        assert app.workspace.setup.all()["daily_goal"] == 1


async def test_what_does_not_fit_says_so_and_changes_nothing(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        await two_people(app)
        await app.press("comma", "j", "j", "j", "j", "j", "enter", "ctrl+u")
        await app.type("many")
        await app.press("enter")
        assert "Today's ask is between 1 and 20" in app.screen
        assert app.workspace.setup.all()["daily_goal"] == 1


async def test_the_look_is_chosen_among_those_there_are(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        await two_people(app)
        await app.press("comma", "end", "enter", *["j"] * THEMES.index("paper"), "enter")
        assert app.app.theme == "paper"
        assert app.workspace.settings.theme == "paper"
        await app.press("escape", "u")
        assert app.workspace.settings.theme == "meadow"
        assert app.app.theme == "meadow"
