"""Somebody types on before the screen has followed: words are words, and land where they were meant."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest
from driver import WIDE, Driver, two_people
from terminal import Terminal

from informal.tui.panes.composer import Composer
from informal.workspace import Paths, Workspace
from informal.workspace.letters import Letter, Letters


async def test_words_typed_while_the_first_letter_opens(tmp_path: Path) -> None:
    async with Driver.start(tmp_path) as app:
        await app.type("Maya Example")
        await app.press("enter")
        app.rush("1", *"your")
        await app.type(" looms")
        await app.followed()
        assert "about your looms." in app.main.composer.body.text


async def test_words_typed_while_a_new_person_is_added(tmp_path: Path) -> None:
    async with Driver.start(tmp_path) as app:
        await two_people(app)
        await app.press("a")
        await app.type("Ines Invented")
        await app.press("enter")
        app.rush("1", *"your")
        await app.type(" looms")
        await app.followed()
        assert app.main.composer.letter is not None
        assert app.main.composer.letter.contact.name == "Ines Invented"
        assert "your looms" in app.main.composer.body.text


@pytest.mark.parametrize("key", ["enter", "n"])
async def test_words_typed_while_a_letter_is_shown(tmp_path: Path, key: str) -> None:
    async with Driver.start(tmp_path) as app:
        await two_people(app)
        app.rush(key, *"your")
        await app.type(" looms")
        await app.followed()
        assert "your looms" in app.main.composer.body.text


async def test_a_name_typed_while_the_search_opens(tmp_path: Path) -> None:
    async with Driver.start(tmp_path) as app:
        _, kofi = await two_people(app)
        app.rush("slash", *"kofi", "enter")
        await app.followed()
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
        await app.followed()
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
        await app.followed()
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
        await app.followed()
        assert "Ines Invented" in [app.workspace.core.contact(id).name for id in app.workspace.people.listing()]


async def test_words_wait_for_a_screen_that_takes_its_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = Letters.open

    def slow(letters: Letters, *about: Any) -> Letter:
        time.sleep(0.7)
        return own(letters, *about)

    async with Driver.start(tmp_path) as app:
        await two_people(app)
        monkeypatch.setattr(Letters, "open", slow)
        app.rush("enter", *"your looms")
        await app.followed()
        assert "your looms" in app.main.composer.body.text


# A key that is held down


async def test_steps_through_the_list_never_wait_for_each_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        await two_people(app)
        for number in range(60):
            app.workspace.people.add(f"Person{number:02} Example")
        await app.pilot.pause()
        own = Composer.show
        shown: list[Letter | None] = []

        def counted(composer: Composer, letter: Letter | None, **options: Any) -> None:
            shown.append(letter)
            own(composer, letter, **options)

        monkeypatch.setattr(Composer, "show", counted)
        await app.press("home")
        shown.clear()
        app.rush(*"j" * 40, "enter", *"your looms")
        await app.followed()
        there = app.main.composer.letter
        assert there is not None
        assert there.contact.id == app.app.current_view().people[40] == app.main.contacts.current
        assert "your looms" in there.body
        assert len(shown) < 20


async def test_a_command_after_steps_is_about_whom_they_led_to(tmp_path: Path) -> None:
    async with Driver.start(tmp_path, size=WIDE) as app:
        _, kofi = await two_people(app)
        app.rush("j", "j", "k", "j", "s")
        await app.followed()
        assert "How does it reach Kofi?" in app.screen
        assert app.main.composer.letter is not None
        assert app.main.composer.letter.contact.id == kofi


async def test_backspace_held_down_is_over_before_the_next_word(tmp_path: Path) -> None:
    async with Driver.start(tmp_path) as app:
        await two_people(app)
        app.rush("enter", *"abc", *["backspace"] * 3, *"your", "left", "left", *"XY")
        await app.followed()
        assert "yoXYur" in app.main.composer.body.text


# Esc, and a key that arrives with it


async def test_esc_and_a_key_in_the_search(tmp_path: Path) -> None:
    async with Driver.start(tmp_path) as app:
        _, kofi = await two_people(app)
        app.rush("slash", *"ada", "alt+j")
        await app.followed()
        assert "Contacts · 2" in app.screen
        assert app.main.contacts.current == kofi


async def test_esc_and_a_key_in_a_dialog(tmp_path: Path) -> None:
    async with Driver.start(tmp_path) as app:
        await two_people(app)
        app.rush("a", *"In", "alt+P")
        await app.followed()
        assert "What you have done" in app.screen


async def test_esc_that_is_another_key_in_text(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "config.toml").write_text('[keys]\nstop_typing = "f9"\n')
    async with Driver.start(tmp_path) as app:
        await two_people(app)
        app.rush("enter", *"word", "alt+b")
        await app.followed()
        assert app.main.place.value == "blockers"


async def test_alt_s_sends_from_the_subject_too(tmp_path: Path) -> None:
    async with Driver.start(tmp_path) as app:
        await two_people(app)
        await app.press("enter", "shift+tab")
        app.rush("alt+s")
        await app.followed()
        assert "Nothing has gone out yet" in app.screen
        assert app.main.composer.letter is not None
        assert app.main.composer.letter.subject == "Could I ask you something?"


@pytest.mark.parametrize(
    ("keys", "seen"),
    [
        (("Escape", "/", "k", "o"), "Contacts · 1 of 2"),
        (("Escape", ","), "Settings"),
        (("Escape", "P"), "What you have done"),
        (("Escape", "+"), "You asked Ada Example in person"),
        (("Escape", "Enter", "w"), "and w stayed"),
        (("Escape", "o", "Escape", "?"), "What works here"),
    ],
    ids=" ".join,
)
def test_a_terminal_that_tells_esc_and_a_key_as_one(tmp_path: Path, keys: tuple[str, ...], seen: str) -> None:
    home = tmp_path / "home"
    workspace = Workspace.open(Paths(home, home / "c", home / "s"), origin="test")
    workspace.people.add("Ada Example")
    workspace.people.add("Kofi Fictional")
    workspace.close()
    with Terminal.shell(home) as terminal:
        terminal.type("informal")
        terminal.keys("Enter")
        terminal.until("Ada Example")
        terminal.keys("Enter", *"word", *keys)
        terminal.until(seen)


def test_esc_in_a_paste_is_no_key(tmp_path: Path) -> None:
    home = tmp_path / "home"
    workspace = Workspace.open(Paths(home, home / "c", home / "s"), origin="test")
    workspace.people.add("Ada Example")
    workspace.close()
    with Terminal.shell(home) as terminal:
        terminal.type("informal")
        terminal.keys("Enter")
        terminal.until("Ada Example")
        terminal.keys("Enter")
        terminal.until("stop typing")
        terminal.paste("I saw\x1b[31m red\x1b[0m looms\x1bj and more than thirty letters behind them, quite a few")
        assert "stop typing" in terminal.until("I saw red loomsj and more than thirty letters")
