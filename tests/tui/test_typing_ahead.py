"""Somebody types on before the screen has followed: words are words, and land where they were meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from driver import Driver, two_people


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


@pytest.mark.parametrize("key", ["enter", "n"])
async def test_words_typed_while_a_letter_is_shown(tmp_path: Path, key: str) -> None:
    async with Driver.start(tmp_path) as app:
        await two_people(app)
        app.rush(key, *"your")
        await app.type(" looms")
        await app.kept()
        assert "your looms" in app.main.composer.body.text


async def test_a_name_typed_while_the_search_opens(tmp_path: Path) -> None:
    async with Driver.start(tmp_path) as app:
        _, kofi = await two_people(app)
        app.rush("slash", *"kofi", "enter")
        await app.kept()
        assert app.main.contacts.current == kofi
        assert "Contacts · 1 of 2" in app.screen


async def test_words_typed_while_the_end_of_the_day_closes(tmp_path: Path) -> None:
    async with Driver.start(tmp_path) as app:
        await two_people(app)
        await app.press("s")
        await app.read()
        await app.press("c")
        await app.read()
        app.rush("y", "enter", *"your")
        await app.type(" looms")
        await app.kept()
        assert app.main.composer.letter is not None
        assert app.main.composer.letter.contact.name == "Kofi Fictional"
        assert "your looms" in app.main.composer.body.text


@pytest.mark.parametrize("leaving", [("escape", "o"), ("alt+o",)])
async def test_a_command_right_after_the_last_word_is_no_letter(tmp_path: Path, leaving: tuple[str, ...]) -> None:
    """A terminal tells Esc and a letter that arrive together as alt with that letter."""
    async with Driver.start(tmp_path) as app:
        await two_people(app)
        await app.press("enter")
        app.rush(*"words", *leaving, "j", "enter")
        await app.kept()
        assert "words" in app.main.composer.body.text
        assert "wordso" not in app.main.composer.body.text
        assert app.main.composer.letter is not None
        assert app.main.composer.letter.opening is not None
        assert app.main.composer.letter.opening.name != "knows-me"


async def test_keys_pressed_while_it_closes_do_nothing(tmp_path: Path) -> None:
    async with Driver.start(tmp_path) as app:
        await two_people(app)
        app.rush("q", "delete", "slash", "x")
        await app.kept()
        assert app.app.return_value == 0
        assert len(app.workspace.people.listing()) == 2


async def test_a_name_typed_while_its_dialog_opens(tmp_path: Path) -> None:
    async with Driver.start(tmp_path) as app:
        await two_people(app)
        app.rush("a", *"Ines Invented", "enter", "2")
        await app.kept()
        assert "Ines Invented" in [app.workspace.core.contact(id).name for id in app.workspace.people.listing()]
