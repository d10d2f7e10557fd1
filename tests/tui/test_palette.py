"""The palette finds everything there is, and help says what works here and why the rest doesn't."""

from __future__ import annotations

from pathlib import Path

import pytest
from driver import WIDE, Driver, two_people
from textual.command import Command, CommandList, Hit

from informal.keys.commands import COMMANDS
from informal.keys.keymap import Keymap, made
from informal.keys.places import Place, Situation
from informal.tui.help import help_page
from informal.tui.palette import Commands, Palette
from informal.workspace.edges import SETTINGS


async def found(app: Driver, words: str) -> list[str]:
    """What the palette lists for words."""
    provider = Commands(app.main, None)
    return [str(hit.text) async for hit in provider.search(words)]


async def test_it_finds_every_command_person_opening_setting_and_look(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        await two_people(app)
        for command in COMMANDS:
            if command.palette:
                assert any(command.help in text for text in await found(app, command.help)), command.name
                assert any(command.help in text for text in await found(app, command.name)), command.name
        assert "Kofi Fictional" in await found(app, "kofi")
        for opening in app.workspace.core.content.openings:
            assert f"Opening: {opening.title}" in await found(app, opening.title)
        for words in SETTINGS:
            assert f"Setting: {words.label}" in await found(app, words.label)
        for look in app.workspace.setup.looks():
            assert f"Theme: {look}" in await found(app, look)


async def chosen(app: Driver, words: str) -> None:
    """Open the palette, type, take the first."""
    await app.press("ctrl+p")
    await app.type(words)
    await app.app.workers.wait_for_complete()
    await app.press("down", "enter")
    await app.pilot.pause()
    await app.pilot.pause()


async def test_an_opening_begins_the_letter_that_way(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        ada, _ = await two_people(app)
        opening = next(one for one in app.workspace.letters.offered(ada, app.main.composer.letter.kind)[1:])  # type: ignore[union-attr]
        await chosen(app, f"opening: {opening.title}")
        letter = app.main.composer.letter
        assert letter is not None
        assert letter.opening is not None
        assert (letter.contact.id, letter.opening.name) == (ada, opening.name)
        assert app.main.composer.typing


async def test_a_setting_is_opened_with_the_cursor_on_it(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        await two_people(app)
        await chosen(app, "setting: today")
        await app.press("enter", "ctrl+u")
        await app.type("2")
        await app.press("enter")
        assert app.workspace.setup.all()["daily_goal"] == 2


async def test_a_command_that_can_not_work_says_why(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        await two_people(app)
        await chosen(app, "everybody marked")
        assert "Space in the list marks somebody." in app.screen


@pytest.mark.parametrize("place", list(Place))
def test_help_names_every_command_and_its_keys_of_now(place: Place) -> None:
    keys, _ = made("vim", {"send": ["S"], "add": ["f2"]})
    page = help_page(Situation(place), keys, 100).plain
    assert all(command.help in page for command in keys.commands)
    assert "F2" in page
    assert "Add somebody first, with F2." in page or place in (Place.TEXT, Place.FIND, Place.SHEET)


def test_help_says_why_a_key_means_something_else_here() -> None:
    page = help_page(Situation(Place.BLOCKERS, people=1, person=True), Keymap(), 100).plain
    assert "Here Enter means: why." in page


async def test_a_key_that_comes_before_the_list_is_laid_out_does_no_harm(tmp_path: Path) -> None:
    async with Driver.start(tmp_path) as app:
        await app.press("ctrl+p")
        palette = app.app.screen
        assert isinstance(palette, Palette)
        palette.query_one(CommandList).set_options([Command("one", Hit(1.0, "one", lambda: None))])
        palette._action_command_list("page_down")
        await app.press("escape")
        assert app.app.screen is not palette


async def test_without_colour_the_line_enter_means_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with Driver.start(tmp_path, demo=True) as app:
        app.main.to_contacts()
        await app.press("ctrl+p")
        await app.pilot.pause(0.2)
        assert "Esc goes back" in app.screen
        reversed_ = [
            segment.text
            for strip in app.app.screen._compositor.render_strips()
            for segment in strip
            if segment.style is not None and segment.style.reverse
        ]
        assert any("Write to the person" in text for text in reversed_)
