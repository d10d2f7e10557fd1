"""The mouse does what the keys do."""

from __future__ import annotations

from pathlib import Path

from driver import WIDE, Driver, two_people

from informal.model.kinds import Blocker, State
from informal.tui.screens.dialogs import Picker


def at(app: Driver, words: str) -> tuple[int, int]:
    """Where on the screen some words stand."""
    for y, line in enumerate(app.lines):
        if words in line:
            return line.index(words) + 1, y
    raise AssertionError(f"{words!r} is not on the screen:\n{app.screen}")


async def click(app: Driver, words: str) -> None:
    """Click on words, as somebody does who has read them."""
    await app.read()
    await app.pilot.click(offset=at(app, words))
    await app.pilot.pause()


async def test_from_a_row_to_a_logged_ask_by_clicks(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        _, kofi = await two_people(app)
        await click(app, "Kofi Fictional  ")
        assert app.main.contacts.current == kofi
        await click(app, "Send...")
        assert "Nothing has gone out yet" in app.screen
        await click(app, "Copy it, to paste")
        assert "Did it go out?" in app.screen
        await click(app, "y yes")
        assert app.workspace.core.messages_of(kofi)[-1].state is State.SENT


async def test_the_four_the_openings_and_the_footer(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        await two_people(app)
        await click(app, "a degree")
        assert set(app.workspace.day.crossed()) == {Blocker.DEGREE}
        await click(app, "somebody who knows me")
        assert isinstance(app.app.screen, Picker)
        await app.press("escape")
        await click(app, "q quit")
        assert app.app.return_code == 0 or not app.app.is_running


async def test_a_click_on_a_line_of_today_opens_that_one(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE, demo=True) as app:
        third = app.workspace.day.offers()[2].contact
        await click(app, f"3  {app.workspace.core.contact(third).name}")
        assert app.main.contacts.current == third
