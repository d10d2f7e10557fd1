"""Somebody types on before the screen has followed: words are words, and land where they were meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from driver import Driver, two_people

from informal.tui.screens.dialogs import Picker


async def test_words_typed_while_the_first_letter_opens(tmp_path: Path) -> None:
    async with Driver.start(tmp_path) as app:
        await app.type("Maya Example")
        await app.press("enter")
        app.rush("1", *"your")
        await app.type(" looms")
        await app.kept()
        assert "about your looms." in app.main.composer.body.text


async def test_words_typed_while_a_new_person_is_added(tmp_path: Path) -> None:
    async with Driver.start(tmp_path) as app:
        await two_people(app)
        await app.press("a")
        await app.type("Ines Invented")
        await app.press("enter")
        app.rush("1", *"your")
        await app.type(" looms")
        await app.kept()
        assert app.main.composer.letter is not None
        assert app.main.composer.letter.contact.name == "Ines Invented"
        assert "your looms" in app.main.composer.body.text


@pytest.mark.parametrize("keys", [("o", "j"), ("a", "x")])
async def test_keys_pressed_while_a_dialog_opens_are_its_own(tmp_path: Path, keys: tuple[str, str]) -> None:
    async with Driver.start(tmp_path) as app:
        await two_people(app)
        await app.press("enter", "escape")
        before = app.main.contacts.current
        app.rush(*keys)
        await app.pilot.pause()
        await app.pilot.pause()
        assert app.app.screen is not app.main
        if isinstance(app.app.screen, Picker):
            await app.press("enter")
        assert app.main.contacts.current == before
